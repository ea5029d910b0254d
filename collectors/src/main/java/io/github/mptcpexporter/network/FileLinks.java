package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Links from {@code /sys/class/net}, ordered by index, with counters from {@code /proc/net/dev} and
 * addresses from {@code /proc/net/if_inet6}, {@code fib_trie} and {@code route}.
 *
 * <p>Files do not tell the kind of a device, and not every IPv4 address can be given to its device
 * ({@link Ipv4Addresses}); such an address is missing here. The scope of an IPv4 address is global,
 * or host on the loopback.
 */
public final class FileLinks implements LinkSource {

  private static final String COUNTERS = "proc/net/dev";
  private static final String IPV6 = "proc/net/if_inet6";
  private static final String TRIE = "proc/net/fib_trie";
  private static final String ROUTES = "proc/net/route";

  private final RootFs rootFs;
  private final ByteOrder order;

  /**
   * @param order byte order of the machine whose files these are
   */
  public FileLinks(RootFs rootFs, ByteOrder order) {
    this.rootFs = rootFs;
    this.order = order;
  }

  @Override
  public Optional<Links> read() throws IOException {
    Map<String, Link.Counters> counters = counters();
    List<Link> links = new ArrayList<>();
    for (String name : rootFs.list(SysClassNet.DIRECTORY)) {
      device(name, counters).ifPresent(links::add);
    }
    if (links.isEmpty()) {
      return Optional.empty();
    }
    links.sort(Comparator.comparingInt(Link::index));
    return Optional.of(new Links(withAddresses(links)));
  }

  /** Empty for what is no device, as the file that bonding keeps here, or has gone meanwhile. */
  private Optional<Link> device(String name, Map<String, Link.Counters> counters)
      throws IOException {
    SysClassNet device = new SysClassNet(rootFs, name);
    OptionalInt index = device.index();
    OptionalLong flags = device.flagBits();
    if (index.isEmpty() || flags.isEmpty()) {
      return Optional.empty();
    }
    Optional<Link.Counters> counted = Optional.ofNullable(counters.get(name));
    return Optional.of(
        new Link(
            index.getAsInt(),
            name,
            flags.getAsLong(),
            device.operState(),
            device.carrier(flags.getAsLong()),
            device.carrierChanges(),
            device.mtuBytes(),
            device.hardwareAddress(),
            Optional.empty(),
            counted.isPresent() ? counted : device.counters(),
            List.of()));
  }

  private List<Link> withAddresses(List<Link> links) throws IOException {
    Optional<String> loopback = links.stream().filter(Link::loopback).map(Link::name).findFirst();
    Map<String, List<Link.Address>> ipv4 = ipv4(loopback);
    Map<Integer, List<Link.Address>> ipv6 = ipv6();
    List<Link> complete = new ArrayList<>(links.size());
    for (Link link : links) {
      List<Link.Address> addresses = new ArrayList<>();
      addresses.addAll(ipv4.getOrDefault(link.name(), List.of()));
      addresses.addAll(ipv6.getOrDefault(link.index(), List.of()));
      complete.add(with(link, addresses));
    }
    return complete;
  }

  private static Link with(Link link, List<Link.Address> addresses) {
    return new Link(
        link.index(),
        link.name(),
        link.flagBits(),
        link.operState(),
        link.carrier(),
        link.carrierChanges(),
        link.mtuBytes(),
        link.hardwareAddress(),
        link.kind(),
        link.counters(),
        addresses);
  }

  private Map<String, Link.Counters> counters() throws IOException {
    Optional<List<Line>> lines = rootFs.lines(COUNTERS);
    return lines.isEmpty() ? Map.of() : NetDevParser.parse(COUNTERS, lines.get());
  }

  private Map<Integer, List<Link.Address>> ipv6() throws IOException {
    Optional<List<Line>> lines = rootFs.lines(IPV6);
    return lines.isEmpty() ? Map.of() : IfInet6Parser.parse(lines.get());
  }

  private Map<String, List<Link.Address>> ipv4(Optional<String> loopback) throws IOException {
    Optional<List<Line>> trie = rootFs.lines(TRIE);
    Optional<List<Line>> routes = rootFs.lines(ROUTES);
    if (trie.isEmpty()) {
      return Map.of();
    }
    return Ipv4Addresses.byDevice(
        FibTrieParser.parse(trie.get()),
        routes.isEmpty() ? List.of() : RouteFileParser.parse(ROUTES, routes.get(), order),
        loopback);
  }
}
