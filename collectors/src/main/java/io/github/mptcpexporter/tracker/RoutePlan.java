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
 * @param defaultChanges how often the interface of the best default route has changed, by family;
 *     that there is none any more is a change too
 * @param round what the tracker needs for itself
 */
public record RoutePlan(
    List<Path> paths,
    Map<AddressFamily, Route> mainDefaults,
    Map<AddressFamily, String> mainDefaultInterfaces,
    List<Rule> foreignRules,
    Map<AddressFamily, Long> defaultChanges,
    Round round) {

  public RoutePlan {
    paths = List.copyOf(paths);
    mainDefaults = Map.copyOf(mainDefaults);
    mainDefaultInterfaces = Map.copyOf(mainDefaultInterfaces);
    foreignRules = List.copyOf(foreignRules);
    defaultChanges = Map.copyOf(defaultChanges);
  }

  /** The plan of a round without routes. */
  public RoutePlan(
      List<Path> paths,
      Map<AddressFamily, Route> mainDefaults,
      Map<AddressFamily, String> mainDefaultInterfaces,
      List<Rule> foreignRules,
      Map<AddressFamily, Long> defaultChanges) {
    this(
        paths,
        mainDefaults,
        mainDefaultInterfaces,
        foreignRules,
        defaultChanges,
        new Round(false, List.of(), Map.of()));
  }

  /**
   * A round, as the tracker of routes sees it.
   *
   * @param read whether routes were read in it
   * @param interfaces names of all interfaces
   * @param lastDefaultInterfaces interface of the best default route when routes were last read, by
   *     family; empty text if there was no such route
   */
  public record Round(
      boolean read, List<String> interfaces, Map<AddressFamily, String> lastDefaultInterfaces) {

    public Round {
      interfaces = List.copyOf(interfaces);
      lastDefaultInterfaces = Map.copyOf(lastDefaultInterfaces);
    }
  }

  /**
   * Where packets with the source address of an interface go.
   *
   * @param interfaceName whose address it is
   * @param source address that is led
   * @param rule first rule that leads the address to a table with a default route, else the first
   *     that names its source; empty if none but the kernel's own does, or if rules are not known
   * @param table number of the table the rule names; empty as the rule, or if it names none
   * @param connected route of that table to the interface's own network; of main if the kernel's
   *     own rule leads; empty if rules are not known
   * @param defaultRoute of the same table
   * @param gateway of that default route
   * @param neighbour what the link knows of the gateway
   * @param ok whether a rule other than the kernel's own leads the address to a table whose default
   *     route leaves by this interface; empty where rules are not known
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

    /** Rules are not known, or lead where nobody can follow. */
    static Path unknown(String interfaceName, InetAddress source) {
      return new Path(
          interfaceName,
          source,
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    public AddressFamily family() {
      return AddressFamily.of(source);
    }
  }
}
