package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.model.TunnelReading;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The device of a tunnel: found by its name, else by the address that the options give it, else it
 * is the only one of its kind that no other tunnel names.
 *
 * @param link empty if there is none
 * @param known whether that is certain; it is not if there are several of its kind
 */
record TunnelDevice(Optional<Link> link, boolean known) {

  static TunnelDevice of(Tunnel tunnel, List<TunnelReading> all, Links links) {
    if (tunnel.deviceNamed()) {
      return new TunnelDevice(links.byName(tunnel.device().orElseThrow()), true);
    }
    Optional<Link> byAddress = address(tunnel).flatMap(links::byAddress);
    return byAddress.isPresent()
        ? new TunnelDevice(byAddress, true)
        : onlyOneLeft(tunnel, all, links);
  }

  /** Of {@code ifconfig}, or the first of the network that a server deals out. */
  private static Optional<InetAddress> address(Tunnel tunnel) {
    Optional<TunnelOption> ifconfig = tunnel.last("ifconfig");
    if (ifconfig.isPresent()) {
      return Literal.address(ifconfig.get().argument(0));
    }
    return tunnel.value("server").flatMap(Literal::address).flatMap(Literal::next);
  }

  private static TunnelDevice onlyOneLeft(Tunnel tunnel, List<TunnelReading> all, Links links) {
    if (tunnel.deviceType().isEmpty()) {
      return new TunnelDevice(Optional.empty(), false);
    }
    String kind = tunnel.deviceType().get().name().toLowerCase(Locale.ROOT);
    Set<String> named = new HashSet<>();
    for (TunnelReading other : all) {
      other.tunnel().device().ifPresent(named::add);
    }
    List<Link> left =
        links.all().stream()
            .filter(link -> link.name().matches(kind + "[0-9]+") && !named.contains(link.name()))
            .toList();
    return new TunnelDevice(
        left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty(), left.size() <= 1);
  }
}
