package io.github.mptcpexporter.oracle;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our model as {@code ip} writes it. */
public final class IpText {

  private static final Map<Long, String> TABLES =
      Map.of(253L, "default", 254L, "main", 255L, "local");
  private static final Map<Integer, String> SCOPES = Map.of(0, "global", 253, "link", 254, "host");
  private static final Map<Integer, String> PROTOCOLS = Map.of(2, "kernel", 3, "boot");
  private static final Map<Integer, String> TYPES =
      Map.of(1, "unicast", 2, "local", 3, "broadcast", 4, "anycast", 5, "multicast");

  private final Map<Integer, String> devices;

  /**
   * @param devices names, by index
   */
  public IpText(Map<Integer, String> devices) {
    this.devices = devices;
  }

  /** The lines of a tool's text, without the prompt and without what we do not read. */
  public static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("$ "))
        .map(line -> line.replace(" pref medium", "").replace(" router", "").strip())
        .toList();
  }

  /** A line of {@code ip -d route show table all}, for a route with one hop. */
  public String route(Route route) {
    Route.Hop hop = route.hops().get(0);
    StringBuilder text = new StringBuilder(name(TYPES, route.type()));
    text.append(' ').append(route.destination().map(IpText::prefix).orElse("default"));
    hop.gateway().ifPresent(gateway -> text.append(" via ").append(IpFormat.address(gateway)));
    text.append(" dev ").append(name(devices, hop.link().orElseThrow()));
    text.append(" table ").append(table(route.table()));
    text.append(" proto ").append(name(PROTOCOLS, route.protocol()));
    text.append(" scope ").append(name(SCOPES, route.scope()));
    route.preferredSource().ifPresent(src -> text.append(" src ").append(IpFormat.address(src)));
    boolean ipv6 = route.family() == AddressFamily.IPV6;
    text.append(ipv6 || route.metric() > 0 ? " metric " + route.metric() : "");
    return text.append(hop.dead() ? " linkdown" : "").toString();
  }

  /** A line of {@code ip rule}, for the kinds that a usual router has. */
  public static String rule(Rule rule) {
    StringBuilder text = new StringBuilder();
    text.append(rule.priority()).append(":\tfrom ");
    text.append(rule.source().map(IpText::prefix).orElse("all"));
    rule.incomingDevice().ifPresent(device -> text.append(" iif ").append(device));
    rule.outgoingDevice().ifPresent(device -> text.append(" oif ").append(device));
    return text.append(rule.detached() ? " [detached]" : "")
        .append(" lookup ")
        .append(table(rule.table()))
        .toString();
  }

  /** A line of {@code ip neigh}; empty for one that it hides. */
  public Optional<String> neighbour(Neighbour neighbour) {
    if (neighbour.state() == Neighbour.State.NOARP) {
      return Optional.empty();
    }
    return Optional.of(
        IpFormat.address(neighbour.address())
            + " dev "
            + name(devices, neighbour.link())
            + neighbour.hardwareAddress().map(address -> " lladdr " + address).orElse("")
            + " "
            + neighbour.state());
  }

  /** The parts of {@code ip addr} that we read: a line for the link, its kind, its addresses. */
  public static List<String> link(Link link) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d: %s: <%s> mtu %d state %s"
            .formatted(
                link.index(),
                link.name(),
                IpLinks.flags(link.flagBits()),
                link.mtuBytes().orElseThrow(),
                link.operState()));
    lines.add("link " + link.hardwareAddress().orElse("none"));
    link.kind().ifPresent(lines::add);
    for (Link.Address address : link.addresses()) {
      lines.add(
          "inet %s/%d scope %s"
              .formatted(
                  IpFormat.address(address.address()),
                  address.prefixLength(),
                  name(SCOPES, address.scope())));
    }
    return lines;
  }

  /** The same parts of the tool's own text. */
  public static List<String> links(List<String> ipAddr) {
    List<String> lines = new ArrayList<>();
    boolean kindNext = false;
    for (String line : ipAddr) {
      if (line.matches("\\d+: .*")) {
        lines.add(
            line.replaceFirst("@\\S+:", ":")
                .replaceFirst(" qdisc .* state (\\S+) .*", " state $1"));
      } else if (line.startsWith("link/")) {
        lines.add(
            line.replaceFirst("link/none.*", "link none")
                .replaceFirst("link/\\S+ (\\S+) .*", "link $1"));
        kindNext = !line.startsWith("link/loopback");
      } else if (kindNext) {
        lines.add(line.replaceFirst(" .*", ""));
        kindNext = false;
      } else if (line.startsWith("inet")) {
        lines.add(line.replaceFirst("inet6?( \\S+)( peer \\S+)?( scope \\S+).*", "inet$1$2$3"));
      }
    }
    // On a point-to-point link the prefix is the peer's.
    lines.replaceAll(line -> line.replaceFirst("inet (\\S+) peer [^/]+(/\\S+)", "inet $1$2"));
    return lines;
  }

  private static String prefix(Prefix prefix) {
    String address = IpFormat.address(prefix.address());
    boolean host = prefix.length() == 8 * prefix.address().getAddress().length;
    return host ? address : address + "/" + prefix.length();
  }

  private static String table(long table) {
    return TABLES.getOrDefault(table, String.valueOf(table));
  }

  private static String name(Map<Integer, String> names, int number) {
    return names.getOrDefault(number, String.valueOf(number));
  }
}
