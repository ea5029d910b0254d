package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TimedEvent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One step of {@link UplinkTracker}. */
final class UplinkRound {

  /** Most interfaces that are shown. */
  static final int MOST_INTERFACES = 32;

  /** Most names of interfaces that are remembered for not being shown. */
  private static final int MOST_SURPLUS = 1024;

  private final Uplinks before;
  private final InterfaceFilter filter;
  private final Optional<Links> links;
  private final List<Endpoint> endpoints;
  private final List<TimedEvent> events;
  private final KernelKind kernel;
  private final LogicalInterfaces interfaces;
  private final boolean modesKnown;

  private final Uplinks.Placement placement;
  private final Set<InetAddress> backupAddresses;
  private final PlacedSubflows placed;
  private final Set<String> surplus;

  /**
   * @param interfaces of OpenWrt, none without its configuration
   * @param modesKnown whether what decides about modes was read; if not, they stay as they were
   */
  UplinkRound(
      Uplinks before,
      InterfaceFilter filter,
      Optional<Links> links,
      Optional<MptcpSockets> sockets,
      List<Endpoint> endpoints,
      List<TimedEvent> events,
      KernelKind kernel,
      LogicalInterfaces interfaces,
      boolean modesKnown) {
    this.before = before;
    this.filter = filter;
    this.links = links;
    this.endpoints = endpoints;
    this.events = events;
    this.kernel = kernel;
    this.interfaces = interfaces;
    this.modesKnown = modesKnown;
    this.placement = links.map(this::place).orElse(before.placement());
    this.backupAddresses = backupAddresses();
    this.placed = new PlacedSubflows(sockets, placement, backupAddresses);
    this.surplus = new HashSet<>(before.surplus());
  }

  Uplinks uplinks() {
    List<String> names = names();
    placed.settle(names);
    List<List<Subflow>> subflows = new ArrayList<>();
    names.forEach(name -> subflows.add(new ArrayList<>()));
    List<Subflow> unplaced = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      int slot = placed.slot(i);
      if (slot >= 0) {
        subflows.get(slot).add(placed.subflow(i));
      } else if (slot == PlacedSubflows.UNKNOWN) {
        unplaced.add(placed.subflow(i));
      }
    }
    List<Uplink> all = new ArrayList<>();
    for (int slot = 0; slot < names.size(); slot++) {
      all.add(uplink(names.get(slot), subflows.get(slot)));
    }
    return new Uplinks(
        all, unplaced, placement, links.isPresent(), placed, backupAddresses, surplus);
  }

  /** Where addresses are, and where those were that subflows of the round before still had. */
  private Uplinks.Placement place(Links read) {
    Set<InetAddress> inUse = new HashSet<>();
    if (before.placement().remembers()) {
      for (int i = 0; i < before.placed().size(); i++) {
        inUse.add(before.placed().subflow(i).addresses().local());
      }
      endpoints.forEach(endpoint -> inUse.add(endpoint.address()));
    }
    return new Uplinks.Placement(read, endpoints, interfaces).after(before.placement(), inUse);
  }

  private Set<InetAddress> backupAddresses() {
    Set<InetAddress> addresses = new HashSet<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.has(Endpoint.Flag.BACKUP)) {
        addresses.add(endpoint.address());
      }
    }
    if (kernel == KernelKind.OUT_OF_TREE && links.isPresent()) {
      for (Link link : links.get().all()) {
        if ((link.flagBits() & Link.FLAG_MPBACKUP) != 0) {
          link.addresses().forEach(address -> addresses.add(address.address()));
        }
      }
    }
    return addresses;
  }

  /** Names of the interfaces to show, in order; those that were shown stay. */
  private List<String> names() {
    Set<String> found = new TreeSet<>(new NaturalOrder());
    found.addAll(placed.names());
    for (LogicalInterface configured : interfaces.all()) {
      if (configured.multipath().isPresent()) {
        found.add(configured.name());
      }
    }
    for (Endpoint endpoint : endpoints) {
      String name = placement.interfaceOf(endpoint.link(), endpoint.address());
      if (!loopback(name)) {
        found.add(name);
      }
    }
    for (TimedEvent event : events) {
      // A subflow that is closed before any dump shows it is seen here alone.
      AnnouncedFlows.announced(event.event())
          .ifPresent(told -> found.add(placement.interfaceOf(told.link(), told.local())));
    }
    found.remove(Uplinks.UNKNOWN);
    Set<String> shown = new TreeSet<>(new NaturalOrder());
    for (Uplink uplink : before.all()) {
      if (!renamed(uplink.interfaceName())) {
        shown.add(uplink.interfaceName());
      }
    }
    for (String name : found) {
      if (shown.contains(name) || !filter.admits(name)) {
        continue;
      }
      if (shown.size() < MOST_INTERFACES) {
        shown.add(name);
        surplus.remove(name);
      } else if (surplus.size() < MOST_SURPLUS) {
        surplus.add(name);
      }
    }
    return List.copyOf(shown);
  }

  /** Whether it was called as its device is, which has become known for an interface since. */
  private boolean renamed(String name) {
    return interfaces.byName(name).isEmpty() && !interfaces.nameOf(name).equals(name);
  }

  private boolean loopback(String name) {
    return links
        .flatMap(read -> read.byName(interfaces.deviceOf(name)))
        .map(Link::loopback)
        .orElse(false);
  }

  private Uplink uplink(String name, List<Subflow> subflows) {
    String device = interfaces.deviceOf(name);
    Optional<Link> link = links.flatMap(read -> read.byName(device));
    List<Endpoint> own = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      if (placement.interfaceOf(endpoint.link(), endpoint.address()).equals(name)) {
        own.add(endpoint);
      }
    }
    Optional<LogicalInterface> configured = interfaces.byName(name);
    MultipathMode effective = mode(name, link, own, subflows);
    MultipathMode mode = configured.flatMap(LogicalInterface::mode).orElse(effective);
    return new Uplink(name, device, link, configured, mode, effective, own, subflows);
  }

  private MultipathMode mode(
      String name, Optional<Link> link, List<Endpoint> own, List<Subflow> subflows) {
    Optional<MultipathMode> former = before.byInterface(name).map(Uplink::effectiveMode);
    if (kernel == KernelKind.OUT_OF_TREE) {
      // Flags go with their device; what it was is the best word for what it will be.
      return link.map(UplinkRound::modeByFlags).or(() -> former).orElse(MultipathMode.ON);
    }
    return modesKnown || former.isEmpty() ? modeByEndpoints(own, subflows) : former.get();
  }

  private static MultipathMode modeByFlags(Link link) {
    if ((link.flagBits() & Link.FLAG_NOMULTIPATH) != 0) {
      return MultipathMode.OFF;
    }
    return (link.flagBits() & Link.FLAG_MPBACKUP) != 0 ? MultipathMode.BACKUP : MultipathMode.ON;
  }

  private static MultipathMode modeByEndpoints(List<Endpoint> own, List<Subflow> subflows) {
    if (own.isEmpty()) {
      return subflows.stream().anyMatch(Subflow::live) ? MultipathMode.ON : MultipathMode.OFF;
    }
    return own.stream().allMatch(endpoint -> endpoint.has(Endpoint.Flag.BACKUP))
        ? MultipathMode.BACKUP
        : MultipathMode.ON;
  }
}
