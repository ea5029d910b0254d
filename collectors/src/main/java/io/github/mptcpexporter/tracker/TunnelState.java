package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.TunnelStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tunnel as of one round. Immutable.
 *
 * @param reading its configuration and what its process writes
 * @param link its device; empty if that does not exist, or can not be told
 * @param linkKnown whether it can be told, so that none means none
 * @param connections its own multipath connections, those that fell back among them
 * @param plain its own plain TCP sockets
 * @param socketsRead whether connections or sockets were read, so that none means none
 * @param subflows live ones by interface, of all interfaces that take part
 * @param moved bytes of its connections by interface, since the exporter started; empty if the
 *     kernel does not tell
 * @param deviceTransmit bytes of its device
 * @param deviceReceive bytes of its device
 * @param connects times that a connection was made since the exporter started
 * @param connectedSince Unix time since which the connection stands, on a server the latest; empty
 *     if it stood before we looked
 * @param statusAge how long ago the status was written; empty where nothing tells
 */
public record TunnelState(
    TunnelReading reading,
    Optional<Link> link,
    boolean linkKnown,
    List<MptcpConnection> connections,
    List<Subflow> plain,
    boolean socketsRead,
    Map<String, Integer> subflows,
    Map<String, FlowBytes> moved,
    RisingCounter deviceTransmit,
    RisingCounter deviceReceive,
    long connects,
    OptionalDouble connectedSince,
    Optional<Duration> statusAge) {

  /** A status is written in time, or a little later; thrice as late it is old. */
  private static final int INTERVALS = 3;

  /** How far a clock may be off without doubt about the time of a file. */
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

  public TunnelState {
    connections = List.copyOf(connections);
    plain = List.copyOf(plain);
  }

  public Tunnel tunnel() {
    return reading.tunnel();
  }

  /** Whether it serves clients. */
  public boolean server() {
    return tunnel().role() == Tunnel.Role.SERVER;
  }

  /** Whether a connection of its own stands, as far as is known. */
  public boolean connected() {
    return !connections.isEmpty() || !plain.isEmpty();
  }

  /** Whether all of its connections are multipath; empty without any, and over UDP. */
  public Optional<Boolean> overMptcp() {
    return connected()
        ? Optional.of(plain.isEmpty() && connections.stream().noneMatch(MptcpConnection::fellBack))
        : Optional.empty();
  }

  /** Where its connections lead to, without duplicates. */
  public Set<InetAddress> peers() {
    Set<InetAddress> peers = new LinkedHashSet<>();
    connections.forEach(one -> peers.add(one.addresses().remote()));
    plain.forEach(one -> peers.add(one.addresses().remote()));
    return peers;
  }

  /** Whether the status was written lately; empty if there is none, or nothing tells. */
  public Optional<Boolean> fresh() {
    if (statusAge.isEmpty() || statusAge.get().plus(CLOCK_ERROR).isNegative()) {
      return Optional.empty();
    }
    long interval = tunnel().statusFile().map(Tunnel.StatusFile::intervalSeconds).orElse(0);
    return Optional.of(statusAge.get().toSeconds() <= INTERVALS * Math.max(1, interval));
  }

  /** Whether its process has not come as far as a connection since it was started. */
  public boolean neverConnected() {
    return reading
        .status()
        .flatMap(TunnelStatus::content)
        .map(OpenVpnStatus.NeverConnected.class::isInstance)
        .orElse(false);
  }

  /** What a server said lately; empty of a client, and if it is too old to be true. */
  public Optional<OpenVpnStatus.Server> serverStatus() {
    Optional<OpenVpnStatus> content = reading.status().flatMap(TunnelStatus::content);
    return content.isPresent()
            && content.get() instanceof OpenVpnStatus.Server status
            && fresh().orElse(true)
        ? Optional.of(status)
        : Optional.empty();
  }

  /** Clients that have said who they are; empty where not known. */
  public OptionalInt clients() {
    Optional<OpenVpnStatus.Server> status = serverStatus();
    return status.isPresent()
        ? OptionalInt.of((int) named(status.get()).count())
        : OptionalInt.empty();
  }

  /** Whether what its clients agreed upon encrypts; empty where nobody tells. */
  public Optional<Boolean> encrypted() {
    List<String> ciphers =
        serverStatus().stream()
            .flatMap(TunnelState::named)
            .flatMap(client -> client.dataCipher().stream())
            .toList();
    return ciphers.isEmpty()
        ? Optional.empty()
        : Optional.of(ciphers.stream().noneMatch("none"::equalsIgnoreCase));
  }

  /**
   * Whether its device can pass packets, a client's connection stands, and its status, if it can be
   * read, is that of a process that runs; empty if none of that is known.
   */
  public Optional<Boolean> up() {
    Optional<Boolean> device =
        linkKnown ? Optional.of(link.map(Link::up).orElse(false)) : Optional.empty();
    Optional<Boolean> connection =
        socketsRead && !server() ? Optional.of(connected()) : Optional.empty();
    List<Optional<Boolean>> known =
        List.of(
            device, connection, fresh(), neverConnected() ? Optional.of(false) : Optional.empty());
    return known.stream().flatMap(Optional::stream).reduce((one, other) -> one && other);
  }

  /** Whether anything of it is there: a device, a connection, a status. */
  boolean alive() {
    return link.isPresent() || connected() || reading.status().isPresent();
  }

  private static Stream<OpenVpnStatus.Client> named(OpenVpnStatus.Server status) {
    return status.clients().stream().filter(client -> client.commonName().isPresent());
  }
}
