package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.AddressPoolEntry;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.model.Tunnels;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.mptcp.TcpSockets;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tunnels of OpenVPN: their configuration, what their processes write into files, and the plain TCP
 * sockets at their ports. What one tunnel fails to tell takes nothing from the others. The metrics
 * are those of a tracker, which knows of connections and devices.
 */
public final class OpenVpnCollector implements Collector<Tunnels> {

  private static final String POOL = "ifconfig-pool-persist";

  private final RootFs rootFs;
  private final UciSource uci;
  private final TcpSockets sockets;
  private final StatusReader statusReader;

  /** Where OpenWrt's configuration is read. */
  public interface UciSource {
    /** As it is now; empty if this is no OpenWrt. */
    Optional<UciConfig> read() throws IOException;
  }

  public OpenVpnCollector(RootFs rootFs, UciSource uci, TcpSockets sockets) {
    this.rootFs = rootFs;
    this.uci = uci;
    this.sockets = sockets;
    this.statusReader = new StatusReader(rootFs);
  }

  @Override
  public String name() {
    return "openvpn";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<Tunnels> collect() throws IOException {
    TunnelConfigs configs = TunnelConfigs.read(rootFs, uci.read());
    List<String> complaints = new ArrayList<>(configs.complaints());
    List<TunnelReading> tunnels = new ArrayList<>();
    for (TunnelConfigs.Config config : configs.all()) {
      tunnels.add(read(config, complaints));
    }
    return tunnels.isEmpty() && complaints.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tunnels(tunnels, complaints));
  }

  private TunnelReading read(TunnelConfigs.Config config, List<String> complaints)
      throws IOException {
    Optional<Tunnel.StatusFile> statusFile = Optional.empty();
    Optional<TunnelStatus> status = Optional.empty();
    List<Tunnel.StatusFile> places =
        TunnelFile.status(config.name(), config.options(), config.directory());
    for (Tunnel.StatusFile place : places) {
      if (status.isEmpty()) {
        status = statusReader.read(place);
        boolean certain = status.isPresent() || places.size() == 1;
        statusFile = certain ? Optional.of(place) : statusFile;
      }
    }
    Tunnel tunnel = new Tunnel(config.name(), config.origin(), config.options(), statusFile);
    return new TunnelReading(tunnel, status, pool(tunnel, config, complaints), sockets(tunnel));
  }

  private Optional<List<AddressPoolEntry>> pool(
      Tunnel tunnel, TunnelConfigs.Config config, List<String> complaints) {
    if (tunnel.value(POOL).isEmpty()) {
      return Optional.empty();
    }
    String path =
        TunnelFile.path(config.options(), config.directory(), tunnel.value(POOL).orElseThrow());
    try {
      Optional<List<Line>> lines = rootFs.lines(path);
      return lines.isEmpty() ? Optional.empty() : Optional.of(AddressPoolParser.parse(lines.get()));
    } catch (IOException e) {
      complaints.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** At the port that a server waits at, or at those that a client connects to. */
  private Optional<List<Subflow>> sockets(Tunnel tunnel) throws IOException {
    Set<Integer> remotePorts = new LinkedHashSet<>();
    Set<Integer> localPorts = new LinkedHashSet<>();
    if (!tunnel.overTcp()) {
      return Optional.empty();
    }
    if (tunnel.role() == Tunnel.Role.SERVER) {
      localPorts.addAll(tunnel.localPorts());
    } else {
      for (Tunnel.Remote remote : tunnel.remotes()) {
        if (remote.overTcp()) {
          remotePorts.add(remote.port());
        }
      }
    }
    List<Subflow> all = new ArrayList<>();
    boolean told = false;
    for (int port : localPorts) {
      told |= add(sockets.at(port, 0), all);
    }
    for (int port : remotePorts) {
      told |= add(sockets.at(0, port), all);
    }
    return told ? Optional.of(all) : Optional.empty();
  }

  private static boolean add(Optional<List<Subflow>> found, List<Subflow> all) {
    found.ifPresent(all::addAll);
    return found.isPresent();
  }

  @Override
  public void expose(Tunnels value, MetricSink sink) {}
}
