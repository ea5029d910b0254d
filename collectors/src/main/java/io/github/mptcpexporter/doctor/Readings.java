package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.MultipathScripts;
import io.github.mptcpexporter.model.NetworkSysctls;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Proxies;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.SourceNat;
import io.github.mptcpexporter.model.TunnelFileFacts;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.ProxyCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.network.SourceNatCollector;
import io.github.mptcpexporter.network.SysctlCollector;
import io.github.mptcpexporter.openvpn.OpenVpnCollector;
import io.github.mptcpexporter.openvpn.TunnelFileCollector;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.TunnelState;
import io.github.mptcpexporter.tracker.TunnelTracker;
import io.github.mptcpexporter.tracker.View;
import io.github.mptcpexporter.uci.ScriptCollector;
import io.github.mptcpexporter.uci.UciCollector;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was read and what trackers made of it, as it is: what is missing skips who asks for it. */
abstract class Readings {

  private static final String CONNECTIONS = "connections (sock_diag)";
  private static final String ENDPOINTS = "endpoints and limits (mptcp_pm)";
  private static final String ROUTES = "routes (rtnetlink)";
  private static final String OPENVPN = "tunnels of OpenVPN";
  private static final String RULES = "rules of policy routing (rtnetlink)";

  final View view;

  Readings(View view) {
    this.view = view;
  }

  KernelSettings settings() throws MissingSourceException {
    return read(SettingsCollector.class, "settings of the kernel (/proc/sys/net/mptcp)", true);
  }

  Links links() throws MissingSourceException {
    return read(LinkCollector.class, "devices and addresses (rtnetlink, /sys/class/net)", true);
  }

  Routing routing() throws MissingSourceException {
    return read(RouteCollector.class, ROUTES, true);
  }

  List<Rule> rules() throws MissingSourceException {
    return routing()
        .rules()
        .orElseThrow(() -> new MissingSourceException(RULES, "files do not tell them", false));
  }

  PathManager pathManager() throws MissingSourceException {
    return read(EndpointCollector.class, ENDPOINTS, false);
  }

  MptcpSockets sockets() throws MissingSourceException {
    return read(ConnectionCollector.class, CONNECTIONS, false);
  }

  MibCounters counters() throws MissingSourceException {
    return read(CounterCollector.class, "counters of MPTCP (/proc/net/netstat)", false);
  }

  /** OpenWrt's configuration. */
  UciConfig uci() throws MissingSourceException {
    return read(UciCollector.class, "configuration (/etc/config)", false);
  }

  boolean hasUci() {
    return view.value(UciCollector.class).flatMap(config -> config.get("network")).isPresent();
  }

  UciPackage uciPackage(String name) throws MissingSourceException {
    UciConfig config = uci();
    Optional<UciPackage> found = config.get(name);
    if (found.isEmpty()) {
      throw new MissingSourceException(
          "/etc/config/" + name, config.denied().getOrDefault(name, "not there"), false);
    }
    return found.get();
  }

  MultipathScripts scripts() throws MissingSourceException {
    return read(
        ScriptCollector.class, "scripts that apply multipath (/usr/bin/multipath, …)", false);
  }

  Proxies proxies() throws MissingSourceException {
    return read(ProxyCollector.class, "names of processes (/proc/PID/comm)", false);
  }

  /** Tunnels of OpenVPN; a router without any has nothing to be judged. */
  List<TunnelState> tunnels() throws MissingSourceException {
    boolean none =
        view.snapshot().reading(OpenVpnCollector.class).orElse(null) instanceof Reading.Absent;
    if (!none) {
      read(OpenVpnCollector.class, OPENVPN, false);
    }
    List<TunnelState> tunnels = none ? List.of() : state(TunnelTracker.class).tunnels();
    if (tunnels.isEmpty()) {
      throw new MissingSourceException(OPENVPN, "none is in use", false);
    }
    return tunnels;
  }

  List<TunnelFileFacts> tunnelFiles() throws MissingSourceException {
    return read(TunnelFileCollector.class, "files of tunnels", false);
  }

  Instant takenAt() {
    return view.snapshot().takenAt();
  }

  NetworkSysctls sysctls() throws MissingSourceException {
    return read(SysctlCollector.class, "settings of the network (/proc/sys/net/ipv4)", false);
  }

  SourceNat sourceNat() throws MissingSourceException {
    return read(SourceNatCollector.class, "source NAT (nf_tables)", false);
  }

  Optional<Failover> failover() {
    return view.state(FailoverTracker.class);
  }

  Optional<Reading<MptcpSockets>> connectionReading() {
    return view.snapshot().reading(ConnectionCollector.class);
  }

  /** What a collector has read. */
  final <V> V read(Class<? extends Collector<V>> collector, String source, boolean basic)
      throws MissingSourceException {
    Optional<Reading<V>> reading = view.snapshot().reading(collector);
    if (reading.isEmpty()) {
      throw new MissingSourceException(source, "not asked for", false);
    }
    if (reading.get() instanceof Reading.Failed<V> failed) {
      throw new MissingSourceException(source, complaint(failed.cause()), basic);
    }
    return reading
        .get()
        .value()
        .orElseThrow(() -> new MissingSourceException(source, "not told here", basic));
  }

  final <S> S state(Class<? extends Tracker<S>> tracker) throws MissingSourceException {
    return view.state(tracker)
        .orElseThrow(() -> new MissingSourceException("what was joined", "not there", false));
  }

  private static String complaint(IOException cause) {
    return Optional.ofNullable(cause.getMessage()).orElse("could not be read");
  }
}
