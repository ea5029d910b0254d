package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.Subflow;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
  private final boolean linksRead;
  private final PlacedSubflows placed;
  private final Set<InetAddress> backupAddresses;
  private final Set<String> surplus;

  /**
   * @param all in the order of the screen
   * @param unplaced subflows that fit no interface
   * @param placement of addresses and links
   */
  public Uplinks(List<Uplink> all, List<Subflow> unplaced, Placement placement) {
    this(all, unplaced, placement, false, PlacedSubflows.NONE, Set.of(), Set.of());
  }

  /**
   * @param linksRead whether links were read in this round
   * @param placed all subflows, by place in {@code all}
   * @param backupAddresses local addresses whose subflows are backups where MPTCP does not tell
   * @param surplus names of interfaces that are one too many to be shown
   */
  Uplinks(
      List<Uplink> all,
      List<Subflow> unplaced,
      Placement placement,
      boolean linksRead,
      PlacedSubflows placed,
      Set<InetAddress> backupAddresses,
      Set<String> surplus) {
    this.all = List.copyOf(all);
    this.unplaced = List.copyOf(unplaced);
    this.placement = placement;
    this.linksRead = linksRead;
    this.placed = placed;
    this.backupAddresses = Set.copyOf(backupAddresses);
    this.surplus = Set.copyOf(surplus);
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

  /** Whether links were read in this round; if not, an uplink without a link may well have one. */
  public boolean linksRead() {
    return linksRead;
  }

  /**
   * Whether a subflow is used only when others fail: as MPTCP says, else by the flags of the
   * endpoint (or, on the out-of-tree kernel, the link) that has its local address.
   */
  public boolean backup(Subflow subflow) {
    return PlacedSubflows.isBackup(subflow, backupAddresses);
  }

  /** The same for a flow of which only the local address is known. */
  boolean backup(InetAddress local) {
    return backupAddresses.contains(local);
  }

  /** All subflows of the round in one row, each with its interface. */
  public PlacedSubflows placed() {
    return placed;
  }

  Set<String> surplus() {
    return surplus;
  }

  /** From a subflow's device and local address to the name of an interface. */
  public static final class Placement {

    private final Map<Integer, String> byLink;
    private final Map<InetAddress, String> byAddress;
    private final Map<InetAddress, String> former;

    /**
     * Devices by their own names.
     *
     * @param links all devices
     * @param endpoints that bind an address to a device
     */
    public Placement(Links links, List<Endpoint> endpoints) {
      this(links, endpoints, LogicalInterfaces.NONE);
    }

    /**
     * Devices by the names of OpenWrt's interfaces, those that are none by their own.
     *
     * @param links all devices
     * @param endpoints that bind an address to a device
     */
    Placement(Links links, List<Endpoint> endpoints, LogicalInterfaces interfaces) {
      this(new HashMap<>(), new HashMap<>(), Map.of());
      for (Link link : links.all()) {
        String name = interfaces.nameOf(link.name());
        byLink.put(link.index(), name);
        link.addresses().forEach(a -> byAddress.putIfAbsent(a.address(), name));
      }
      for (Endpoint endpoint : endpoints) {
        endpoint.link().stream()
            .mapToObj(links::byIndex)
            .flatMap(Optional::stream)
            .map(link -> interfaces.nameOf(link.name()))
            .forEach(name -> byAddress.putIfAbsent(endpoint.address(), name));
      }
    }

    /**
     * @param former where addresses were that now are nowhere
     */
    Placement(
        Map<Integer, String> byLink,
        Map<InetAddress, String> byAddress,
        Map<InetAddress, String> former) {
      this.byLink = byLink;
      this.byAddress = byAddress;
      this.former = former;
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
      if (name == null) {
        name = byAddress.get(local);
      }
      return name != null ? name : former.getOrDefault(local, UNKNOWN);
    }

    /** The interface of a device; empty if there is no such device. */
    public Optional<String> interfaceOf(int link) {
      return Optional.ofNullable(byLink.get(link));
    }

    public String interfaceOf(Subflow subflow) {
      return interfaceOf(subflow.boundLink(), subflow.addresses().local());
    }

    /**
     * The same placement, for a round that knows of the one before: an address that has just
     * vanished with its device still says where its dying subflows were, as long as one of {@code
     * inUse} has it.
     */
    Placement after(Placement before, Set<InetAddress> inUse) {
      Map<InetAddress, String> vanished = new HashMap<>();
      before.former.forEach(
          (address, name) -> {
            if (inUse.contains(address)) {
              vanished.put(address, name);
            }
          });
      vanished.putAll(before.byAddress);
      vanished.keySet().removeAll(byAddress.keySet());
      return new Placement(byLink, byAddress, vanished);
    }

    boolean remembers() {
      return !former.isEmpty();
    }
  }
}
