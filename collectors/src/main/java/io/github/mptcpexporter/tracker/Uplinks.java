package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.Subflow;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All interfaces that take part in MPTCP, as of one round, and where subflows belong among them.
 * Immutable.
 */
public final class Uplinks {

  /** Label of proven subflows whose local address fits no interface. */
  public static final String UNKNOWN = "unknown";

  private final List<Uplink> all;
  private final List<Subflow> unplaced;
  private final Placement placement;

  /**
   * @param all in the order of the screen
   * @param unplaced subflows that fit no interface
   * @param placement of addresses and links
   */
  public Uplinks(List<Uplink> all, List<Subflow> unplaced, Placement placement) {
    this.all = List.copyOf(all);
    this.unplaced = List.copyOf(unplaced);
    this.placement = placement;
  }

  /** In the order of the screen. */
  public List<Uplink> all() {
    return all;
  }

  /** Subflows that fit no interface. */
  public List<Subflow> unplaced() {
    return unplaced;
  }

  public Optional<Uplink> byInterface(String interfaceName) {
    return all.stream().filter(uplink -> uplink.interfaceName().equals(interfaceName)).findFirst();
  }

  /** The interface of a device's index; empty if that takes no part. */
  public Optional<Uplink> byLink(int index) {
    return all.stream()
        .filter(uplink -> uplink.link().isPresent() && uplink.link().get().index() == index)
        .findFirst();
  }

  public Placement placement() {
    return placement;
  }

  /** From a subflow's device and local address to the name of an interface. */
  public static final class Placement {

    private final Map<Integer, String> byLink = new HashMap<>();
    private final Map<InetAddress, String> byAddress = new HashMap<>();

    /**
     * Devices by their own names.
     *
     * @param links all devices
     * @param endpoints that bind an address to a device
     */
    public Placement(Links links, List<Endpoint> endpoints) {
      for (Link link : links.all()) {
        byLink.put(link.index(), link.name());
        link.addresses().forEach(a -> byAddress.putIfAbsent(a.address(), link.name()));
      }
      for (Endpoint endpoint : endpoints) {
        endpoint.link().stream()
            .mapToObj(links::byIndex)
            .flatMap(Optional::stream)
            .forEach(link -> byAddress.putIfAbsent(endpoint.address(), link.name()));
      }
    }

    /**
     * The interface of a socket.
     *
     * @param boundLink device that the socket is bound to, which decides if there is one
     * @param local its address
     * @return {@link #UNKNOWN} if neither fits
     */
    public String interfaceOf(OptionalInt boundLink, InetAddress local) {
      String name = boundLink.isPresent() ? byLink.get(boundLink.getAsInt()) : null;
      return name != null ? name : byAddress.getOrDefault(local, UNKNOWN);
    }

    public String interfaceOf(Subflow subflow) {
      return interfaceOf(subflow.boundLink(), subflow.addresses().local());
    }
  }
}
