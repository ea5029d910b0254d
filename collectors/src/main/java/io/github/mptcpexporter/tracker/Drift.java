package io.github.mptcpexporter.tracker;

import java.util.List;
import java.util.Map;

/**
 * Where the kernel is not what OpenWrt's configuration makes of it, as the scripts of the package
 * mptcp and of OpenMPTCProuter apply it.
 *
 * @param byInterface differences of each interface that has any, in the order of {@link Kind}
 */
public record Drift(Map<String, List<Difference>> byInterface) {

  /** None, also of a machine without that configuration. */
  public static final Drift NONE = new Drift(Map.of());

  /** What differs. */
  public enum Kind {
    /** No rule leads the interface's address to a table of its own. */
    RULE,
    /** The table has no default route through the interface. */
    ROUTE,
    /** Its address is no endpoint. */
    ENDPOINT,
    /** The mode in force is another. */
    MODE,
    /** The main default route leads through another interface, or through a reserve. */
    DEFAULT_ROUTE
  }

  /**
   * One difference.
   *
   * @param expected what the configuration asks for, in a few words
   * @param found what there is instead
   */
  public record Difference(Kind kind, String expected, String found) {}

  public Drift {
    byInterface = Map.copyOf(byInterface);
  }

  /** Differences of an interface; none if all is as configured. */
  public List<Difference> of(String interfaceName) {
    return byInterface.getOrDefault(interfaceName, List.of());
  }
}
