package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One uplink of the client: its device, the provider's router behind it, and the line from there to
 * the server. Number N has 10.N.0.2 and fd0N::2, its gateway 10.N.0.1 and fd0N::1.
 */
public final class LabUplink {

  /**
   * Where the uplink's own routes are: 1000 + N; its rules have the priorities 1000 + N, 1100 + N.
   */
  private static final int FIRST_TABLE = 1000;

  private final int number;
  private final String device;
  private final boolean backup;
  private final Namespace client;
  private final Namespace provider;
  private final Optional<DelayPipe> pipe;

  private LabUplink(
      int number,
      String device,
      boolean backup,
      Namespace client,
      Namespace provider,
      Optional<DelayPipe> pipe) {
    this.number = number;
    this.device = device;
    this.backup = backup;
    this.client = client;
    this.provider = provider;
    this.pipe = pipe;
  }

  /** Makes it, with addresses, routes, rules and endpoints. */
  static LabUplink create(
      int number, String device, boolean backup, boolean piped, Namespace client, Namespace server)
      throws IOException {
    Namespace provider = Namespace.create(client.sandbox(), "isp" + number);
    client.ip("link add " + device + " type veth peer name cust netns " + provider.name());
    Optional<DelayPipe> pipe = Optional.empty();
    if (piped) {
      provider.ip("tuntap add core mode tap");
      server.ip("tuntap add isp" + number + " mode tap");
      pipe = Optional.of(DelayPipe.open(provider, "core", server, "isp" + number));
    } else {
      provider.ip("link add core type veth peer name isp" + number + " netns " + server.name());
    }
    LabUplink uplink = new LabUplink(number, device, backup, client, provider, pipe);
    client.ip(uplink.clientSide());
    client.ip6(uplink.routing(uplink.address6(), uplink.gateway6(), "fd0" + number + "::/64"));
    provider.ip(uplink.providerSide());
    server.ip(uplink.serverSide());
    return uplink;
  }

  private List<String> clientSide() {
    List<String> lines = new ArrayList<>();
    lines.add("link set " + device + " up");
    lines.add("addr add 10." + number + ".0.2/24 dev " + device);
    lines.add("addr add fd0" + number + "::2/64 dev " + device + " nodad");
    lines.addAll(routing(address4(), gateway4(), "10." + number + ".0.0/24"));
    lines.addAll(endpoints());
    return lines;
  }

  private List<String> routing(String address, String gateway, String network) {
    int table = FIRST_TABLE + number;
    String toGateway = "route add default via " + gateway + " dev " + device;
    return List.of(
        "route add " + network + " dev " + device + " table " + table,
        toGateway + " table " + table,
        toGateway + " metric " + number,
        "rule add from " + address + " table " + table + " pref " + table,
        "rule add oif " + device + " table " + table + " pref " + (table + 100));
  }

  private List<String> providerSide() {
    return List.of(
        "link set cust up",
        "link set core up",
        "addr add " + gateway4() + "/24 dev cust",
        "addr add " + gateway6() + "/64 dev cust nodad",
        "addr add 10.10" + number + ".0.2/24 dev core",
        "addr add fdc" + number + "::2/64 dev core nodad",
        "route add default via 10.10" + number + ".0.1",
        "route add default via fdc" + number + "::1");
  }

  private List<String> serverSide() {
    String device = "isp" + number;
    return List.of(
        "link set " + device + " up",
        "addr add 10.10" + number + ".0.1/24 dev " + device,
        "addr add fdc" + number + "::1/64 dev " + device + " nodad",
        "route add 10." + number + ".0.0/24 via 10.10" + number + ".0.2",
        "route add fd0" + number + "::/64 via fdc" + number + "::2");
  }

  private List<String> endpoints() {
    String flags = backup ? " subflow backup" : " subflow";
    return List.of(
        "mptcp endpoint add " + address4() + " dev " + device + " id " + endpoint4() + flags,
        "mptcp endpoint add " + address6() + " dev " + device + " id " + endpoint6() + flags);
  }

  /** Its name. */
  public String device() {
    return device;
  }

  /** Whether its endpoints are backups. */
  public boolean backup() {
    return backup;
  }

  public String address4() {
    return "10." + number + ".0.2";
  }

  public String address6() {
    return "fd0" + number + "::2";
  }

  public String gateway4() {
    return "10." + number + ".0.1";
  }

  public String gateway6() {
    return "fd0" + number + "::1";
  }

  /** Id of its IPv4 endpoint. */
  public int endpoint4() {
    return number;
  }

  /** Id of its IPv6 endpoint. */
  public int endpoint6() {
    return number + 10;
  }

  /** Sets the client's device up or down; going down costs it its routes and IPv6 addresses. */
  public void up(boolean up) throws IOException {
    client.ip("link set " + device + (up ? " up" : " down"));
  }

  /** Plugs or pulls the cable. */
  public void carrier(boolean there) throws IOException {
    provider.ip("link set cust " + (there ? "up" : "down"));
  }

  /** Delays each packet, each way; needs a plan with pipes. */
  public void delay(Duration delay) throws IOException {
    pipe.orElseThrow().delay(delay);
  }

  /** Loses packets silently, in thousandths; needs a plan with pipes. */
  public void loss(int sent, int received) throws IOException {
    pipe.orElseThrow().loss(sent, received);
  }
}
