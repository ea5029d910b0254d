package io.github.mptcpexporter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A tunnel of OpenVPN as it is configured: names for what its options say. Numbers that are none
 * are as if they were not there; OpenVPN would not start with them.
 *
 * @param name of the UCI section, the interface or the file that describes it
 * @param origin where that stands, such as {@code openvpn.mptcp}, {@code network.tap1337} or {@code
 *     etc/openvpn/server.conf}
 * @param options in their order; of those that may stand once, the last one counts
 * @param statusFile where its process writes its status, a path without a leading slash; empty if
 *     it writes none
 */
public record Tunnel(
    String name, String origin, List<TunnelOption> options, Optional<StatusFile> statusFile) {

  private static final int DEFAULT_PORT = 1194;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> SERVER = Set.of("server", "server-ipv6", "server-bridge");

  public Tunnel {
    options = List.copyOf(options);
  }

  /** Which end this is. */
  public enum Role {
    CLIENT,
    SERVER
  }

  /** What the device of the tunnel carries. */
  public enum DeviceType {
    /** IP packets. */
    TUN,
    /** Ethernet frames. */
    TAP
  }

  /**
   * Where the status is written.
   *
   * @param path without a leading slash
   * @param intervalSeconds how often
   */
  public record StatusFile(String path, int intervalSeconds) {}

  /**
   * A server that a client may connect to.
   *
   * @param host a name or a literal address
   * @param port its port
   * @param protocol such as {@code tcp-client}, {@code udp}
   */
  public record Remote(String host, int port, String protocol) {
    /** Whether it is reached over TCP. */
    public boolean overTcp() {
      return protocol.startsWith("tcp");
    }
  }

  /** Whether the option is there. */
  public boolean has(String option) {
    return last(option).isPresent();
  }

  /** The option, as it stands last. */
  public Optional<TunnelOption> last(String option) {
    Optional<TunnelOption> found = Optional.empty();
    for (TunnelOption one : options) {
      found = one.name().equals(option) ? Optional.of(one) : found;
    }
    return found;
  }

  /** The option's first argument; empty if there is none. */
  public Optional<String> value(String option) {
    return last(option).map(one -> one.argument(0)).filter(text -> !text.isEmpty());
  }

  /** The option's first argument, if it is a number from 0. */
  public OptionalLong number(String option) {
    return value(option).map(Tunnel::decimal).orElse(OptionalLong.empty());
  }

  /** A server has clients, or waits for its one peer; a client has somewhere to connect to. */
  public Role role() {
    boolean serves =
        options.stream().anyMatch(option -> SERVER.contains(option.name()))
            || value("mode").map("server"::equals).orElse(false);
    return serves || remotes().isEmpty() ? Role.SERVER : Role.CLIENT;
  }

  /** Such as {@code tcp-client}, {@code udp}, which is the default. */
  public String protocol() {
    return value("proto").orElse("udp");
  }

  /** Whether it runs over TCP, and so may run over MPTCP. */
  public boolean overTcp() {
    List<Remote> remotes = remotes();
    return role() == Role.SERVER
        ? protocol().startsWith("tcp") || servesTcpToo()
        : remotes.stream().anyMatch(Remote::overTcp);
  }

  /** From 2.7 on one server can listen in several places: {@code local HOST PORT PROTOCOL}. */
  private boolean servesTcpToo() {
    return options.stream()
        .anyMatch(one -> one.name().equals("local") && one.argument(2).startsWith("tcp"));
  }

  /** Where a client connects to, in the order in which it tries. */
  public List<Remote> remotes() {
    List<Remote> remotes = new ArrayList<>();
    for (TunnelOption option : options) {
      if (option.name().equals("remote") && !option.argument(0).isEmpty()) {
        int port = port(option.argument(1)).orElse(remotePort());
        String protocol = option.argument(2).isEmpty() ? protocol() : option.argument(2);
        remotes.add(new Remote(option.argument(0), port, protocol));
      }
    }
    return List.copyOf(remotes);
  }

  private int remotePort() {
    return port(value("rport").orElse("")).orElse(commonPort());
  }

  private int commonPort() {
    return port(value("port").orElse("")).orElse(DEFAULT_PORT);
  }

  /** Ports at which a server waits for its clients; none of a client. */
  public List<Integer> localPorts() {
    if (role() == Role.CLIENT) {
      return List.of();
    }
    List<Integer> ports = new ArrayList<>();
    for (TunnelOption option : options) {
      if (option.name().equals("local")) {
        port(option.argument(1)).ifPresent(ports::add);
      }
    }
    return ports.isEmpty()
        ? List.of(port(value("lport").orElse("")).orElse(commonPort()))
        : List.copyOf(ports);
  }

  /** Name of the device, which may be chosen at the start: {@code tap} is the next of all taps. */
  public Optional<String> device() {
    return value("dev").map(name -> name.equals("null") ? "" : name).filter(d -> !d.isEmpty());
  }

  /** Whether {@link #device} is a name and not just a kind. */
  public boolean deviceNamed() {
    return device().map(name -> !name.equals("tun") && !name.equals("tap")).orElse(false);
  }

  /** As {@code dev-type} says, else the name of the device. */
  public Optional<DeviceType> deviceType() {
    String text = value("dev-type").or(this::device).orElse("");
    if (text.startsWith("tun")) {
      return Optional.of(DeviceType.TUN);
    }
    return text.startsWith("tap") ? Optional.of(DeviceType.TAP) : Optional.empty();
  }

  /**
   * Ciphers that may be agreed upon for what passes the tunnel. Since 2.6 {@code cipher} counts no
   * more where both ends negotiate.
   */
  public List<String> dataCiphers() {
    String list = value("data-ciphers").or(() -> value("ncp-ciphers")).orElse("");
    return list.isEmpty() ? List.of() : List.copyOf(Arrays.asList(list.split(":", -1)));
  }

  /** Most seconds without a packet before the tunnel is made anew; empty if it never is. */
  public OptionalLong restartSeconds() {
    Optional<TunnelOption> keepalive = last("keepalive");
    if (number("ping-restart").isPresent() || keepalive.isEmpty()) {
      return number("ping-restart");
    }
    OptionalLong timeout = decimal(keepalive.get().argument(1));
    // A server waits twice as long and tells its clients the number as it stands.
    return timeout.isPresent() && role() == Role.SERVER
        ? OptionalLong.of(2 * timeout.getAsLong())
        : timeout;
  }

  /** Whether the kernel may move its packets, as far as the options tell. */
  public boolean mayOffload() {
    return !has("disable-dco") && !dataCiphers().contains("none");
  }

  private static OptionalInt port(String text) {
    OptionalLong number = decimal(text);
    return number.isPresent() && number.getAsLong() <= MAX_PORT
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  private static OptionalLong decimal(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 18;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
