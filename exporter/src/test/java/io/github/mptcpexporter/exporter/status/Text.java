package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the notation of {@code ip} and {@code ss}, as far as tests here write it. */
final class Text {

  private Text() {}

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text); // a literal: no name is looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Such as {@code 10.1.0.2:80 203.0.113.10:5201}, {@code [fd01::2]:80 [fd02::2]:5201}. */
  static FourTuple addresses(String text) {
    String[] ends = text.split(" ", -1);
    return new FourTuple(host(ends[0]), port(ends[0]), host(ends[1]), port(ends[1]));
  }

  private static InetAddress host(String end) {
    return address(end.substring(0, end.lastIndexOf(':')));
  }

  private static int port(String end) {
    return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1));
  }

  static Prefix prefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      InetAddress host = address(text);
      return new Prefix(host, 8 * host.getAddress().length);
    }
    return new Prefix(
        address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  static Link.Address linkAddress(String text) {
    Prefix prefix = prefix(text);
    boolean linkLocal = prefix.address().isLinkLocalAddress();
    int scope = prefix.address().isLoopbackAddress() ? 254 : linkLocal ? 253 : 0;
    return new Link.Address(prefix.address(), prefix.length(), scope);
  }

  /** Destination, then {@code via}, {@code dev} by index, {@code table}, {@code metric}, … */
  static Route route(String text) {
    String[] words = text.split(" ", -1);
    AddressFamily family = text.contains(":") ? AddressFamily.IPV6 : AddressFamily.IPV4;
    Optional<InetAddress> gateway = value(words, "via").map(Text::address);
    OptionalInt link =
        value(words, "dev")
            .map(w -> OptionalInt.of(Integer.parseInt(w)))
            .orElse(OptionalInt.empty());
    int flags = List.of(words).contains("linkdown") ? 0x10 : 0;
    List<Route.Hop> hops = new ArrayList<>();
    hops.add(new Route.Hop(gateway, link, 1, flags));
    return new Route(
        family,
        Long.parseLong(value(words, "table").orElse("254")),
        words[0].equals("default") ? Optional.empty() : Optional.of(prefix(words[0])),
        Route.TYPE_UNICAST,
        3,
        gateway.isPresent() ? 0 : 253,
        Long.parseLong(value(words, "metric").orElse("0")),
        value(words, "src").map(Text::address),
        hops);
  }

  static Rule rule(String text) {
    String[] words = text.substring(text.indexOf(": ") + 2).split(" ", -1);
    Optional<Prefix> source = value(words, "from").filter(w -> !w.equals("all")).map(Text::prefix);
    Optional<Integer> suppressed = value(words, "suppress_prefixlength").map(Integer::valueOf);
    boolean six = source.map(p -> p.address().getAddress().length > 4).orElse(false);
    return new Rule(
        six || text.contains("IPv6") ? AddressFamily.IPV6 : AddressFamily.IPV4,
        Long.parseLong(text.substring(0, text.indexOf(':'))),
        source,
        value(words, "to").map(Text::prefix),
        value(words, "iif"),
        value(words, "oif"),
        mark(words, 0),
        mark(words, 1),
        value(words, "goto").isPresent() ? Rule.Action.GOTO : Rule.Action.LOOKUP,
        Long.parseLong(value(words, "lookup").orElse("0")),
        false,
        false,
        number(value(words, "goto")),
        suppressed.isPresent() ? OptionalInt.of(suppressed.get()) : OptionalInt.empty(),
        false);
  }

  private static OptionalLong number(Optional<String> word) {
    return word.isPresent() ? OptionalLong.of(Long.decode(word.get())) : OptionalLong.empty();
  }

  /** Of {@code 0x100/0xff00}, the value or the mask. */
  private static OptionalLong mark(String[] words, int part) {
    return number(value(words, "fwmark").map(word -> word.split("/", -1)[part]));
  }

  private static Optional<String> value(String[] words, String key) {
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equals(key)) {
        return Optional.of(words[i + 1]);
      }
    }
    return Optional.empty();
  }
}
