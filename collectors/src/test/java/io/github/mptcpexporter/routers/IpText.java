package io.github.mptcpexporter.routers;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ip} printed: an oracle for links, addresses and routes. */
public final class IpText {

  /**
   * A device of {@code ip addr}.
   *
   * @param flags between the angle brackets
   * @param state behind the word state
   */
  public record Device(
      int index,
      String name,
      Set<String> flags,
      int mtuBytes,
      String state,
      String hardwareAddress,
      Set<Address> addresses) {

    public boolean up() {
      return flags.contains("UP");
    }
  }

  /** An address of {@code ip addr}. */
  public record Address(InetAddress address, int prefixLength, int scope)
      implements Comparable<Address> {
    @Override
    public int compareTo(Address other) {
      return toString().compareTo(other.toString());
    }
  }

  /**
   * A route of {@code ip route}.
   *
   * @param type such as unicast
   * @param table such as main
   * @param destination as printed, {@code default} or {@code 192.0.2.0/24}
   */
  public record Route(
      String type,
      String table,
      String destination,
      Optional<InetAddress> gateway,
      String device,
      OptionalLong metric,
      Optional<String> scope) {}

  private static final Pattern DEVICE =
      Pattern.compile("(\\d+): ([^:@]+)(?:@\\S+)?: <(.*)> mtu (\\d+) .*\\bstate (\\S+).*");
  private static final Set<String> TYPES =
      Set.of("unicast", "local", "broadcast", "anycast", "multicast", "unreachable", "blackhole");
  private static final Map<String, Integer> SCOPES = Map.of("global", 0, "link", 253, "host", 254);

  private IpText() {}

  /** Devices of {@code ip addr}. */
  public static List<Device> devices(List<String> output) throws IOException {
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      Matcher head = DEVICE.matcher(output.get(i));
      if (!head.matches()) {
        continue;
      }
      List<String> link = words(output.get(i + 1));
      devices.add(
          new Device(
              Integer.parseInt(head.group(1)),
              head.group(2),
              Set.of(head.group(3).split(",", -1)),
              Integer.parseInt(head.group(4)),
              head.group(5),
              link.size() > 1 ? link.get(1) : "",
              addresses(output.subList(i + 2, output.size()))));
    }
    return devices;
  }

  private static Set<Address> addresses(List<String> following) throws IOException {
    Set<Address> addresses = new TreeSet<>();
    for (String line : following) {
      List<String> words = words(line);
      if (!line.startsWith(" ")) {
        break;
      }
      if (words.get(0).startsWith("inet")) {
        String[] prefix = words.get(1).split("/", -1);
        addresses.add(
            new Address(
                InetAddress.getByName(prefix[0]),
                prefix.length > 1 ? Integer.parseInt(prefix[1]) : 32,
                SCOPES.getOrDefault(after("scope", words).orElseThrow(), -1)));
      }
    }
    return addresses;
  }

  /** Routes of {@code ip route show table all}, with or without {@code -d}. */
  public static List<Route> routes(List<String> output) throws IOException {
    List<Route> routes = new ArrayList<>();
    for (String line : output) {
      if (line.startsWith("$")) {
        continue;
      }
      List<String> words = words(line);
      boolean typed = TYPES.contains(words.get(0));
      Optional<String> gateway = after("via", words);
      Optional<String> metric = after("metric", words);
      routes.add(
          new Route(
              typed ? words.get(0) : "unicast",
              after("table", words).orElse("main"),
              words.get(typed ? 1 : 0),
              gateway.isEmpty()
                  ? Optional.empty()
                  : Optional.of(InetAddress.getByName(gateway.get())),
              after("dev", words).orElse(""),
              metric.isEmpty()
                  ? OptionalLong.empty()
                  : OptionalLong.of(Long.parseLong(metric.get())),
              after("scope", words)));
    }
    return routes;
  }

  private static Optional<String> after(String key, List<String> words) {
    int at = words.indexOf(key);
    return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+", -1));
  }
}
