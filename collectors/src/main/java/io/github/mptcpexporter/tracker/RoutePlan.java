package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the traffic of each interface goes, as of one round.
 *
 * @param paths one for each interface and family with a global address
 * @param mainDefaults best default route of the main table, by family; none where there is none
 * @param mainDefaultInterfaces interface of that route, by family; the device's name if that is no
 *     uplink
 * @param foreignRules rules that lead none of the interfaces and are not the kernel's own three
 * @param defaultChanges how often the interface of the best default route has changed, by family
 */
public record RoutePlan(
    List<Path> paths,
    Map<AddressFamily, Route> mainDefaults,
    Map<AddressFamily, String> mainDefaultInterfaces,
    List<Rule> foreignRules,
    Map<AddressFamily, Long> defaultChanges) {

  public RoutePlan {
    paths = List.copyOf(paths);
    mainDefaults = Map.copyOf(mainDefaults);
    mainDefaultInterfaces = Map.copyOf(mainDefaultInterfaces);
    foreignRules = List.copyOf(foreignRules);
    defaultChanges = Map.copyOf(defaultChanges);
  }

  /**
   * Where packets with the source address of an interface go.
   *
   * @param interfaceName whose address it is
   * @param source address that is led
   * @param rule first rule that leads the address to a table with a default route or with any;
   *     empty if none but the kernel's own does, or if rules are not known
   * @param table number of the table the rule names; empty as the rule
   * @param connected route of that table to the interface's own network
   * @param defaultRoute of that table
   * @param gateway of that default route
   * @param neighbour what the link knows of the gateway
   * @param ok whether the address is led to a table whose default route leaves by this interface;
   *     empty where rules are not known
   */
  public record Path(
      String interfaceName,
      InetAddress source,
      Optional<Rule> rule,
      OptionalLong table,
      Optional<Route> connected,
      Optional<Route> defaultRoute,
      Optional<InetAddress> gateway,
      Optional<Neighbour> neighbour,
      Optional<Boolean> ok) {

    public AddressFamily family() {
      return AddressFamily.of(source);
    }
  }
}
