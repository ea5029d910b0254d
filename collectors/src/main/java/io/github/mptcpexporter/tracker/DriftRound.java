package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.tracker.Drift.Difference;
import io.github.mptcpexporter.tracker.Drift.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step of {@link DriftTracker}. */
final class DriftRound {

  private static final String SYS_FLAGS = "flags 0x%x";

  private final Uplinks uplinks;
  private final RoutePlan plan;
  private final KernelKind kernel;
  private final boolean endpointsKnown;

  /**
   * @param endpointsKnown whether the path manager told its endpoints
   */
  DriftRound(Uplinks uplinks, RoutePlan plan, KernelKind kernel, boolean endpointsKnown) {
    this.uplinks = uplinks;
    this.plan = plan;
    this.kernel = kernel;
    this.endpointsKnown = endpointsKnown;
  }

  /** In the order of the kinds; none of an interface that is not configured or is not up. */
  List<Difference> differences(Uplink uplink) {
    List<Difference> found = new ArrayList<>();
    if (uplink.configured().isEmpty() || uplink.linkDown()) {
      return found;
    }
    LogicalInterface configured = uplink.configured().get();
    boolean explicit = configured.multipath().isPresent();
    boolean addressed = uplink.globalAddresses().values().stream().anyMatch(count -> count > 0);
    if (configured.takesPart() && addressed) {
      table(uplink).ifPresent(found::add);
      if (kernel == KernelKind.UPSTREAM) {
        endpoint(uplink).ifPresent(found::add);
      }
    }
    Optional<Difference> mode =
        kernel == KernelKind.UPSTREAM
            ? modeByEndpoints(uplink)
            : explicit ? modeByFlags(uplink) : Optional.empty();
    mode.ifPresent(found::add);
    if (configured.takesPart() && addressed) {
      defaultRoute(uplink).ifPresent(found::add);
    }
    return found;
  }

  /** By the rule for its IPv4 address, or the IPv6 one if it has no other. */
  private Optional<Difference> table(Uplink uplink) {
    Optional<RoutePlan.Path> path =
        path(uplink, AddressFamily.IPV4).or(() -> path(uplink, AddressFamily.IPV6));
    if (path.isEmpty() || path.get().ok().isEmpty() || path.get().ok().get()) {
      return Optional.empty();
    }
    String source = path.get().source().getHostAddress();
    if (path.get().rule().isEmpty()) {
      return difference(Kind.RULE, "a rule from " + source, "none");
    }
    String table = path.get().table().stream().mapToObj(t -> "table " + t).findFirst().orElse("");
    return difference(
        Kind.ROUTE,
        "a default route through " + uplink.device() + " in the table of " + source,
        path.get().defaultRoute().isPresent() ? "another in " + table : "none in " + table);
  }

  private Optional<RoutePlan.Path> path(Uplink uplink, AddressFamily family) {
    return plan.paths().stream()
        .filter(path -> path.interfaceName().equals(uplink.interfaceName()))
        .filter(path -> path.family() == family)
        .findFirst();
  }

  /**
   * The master's own address may lack, since connections start there; upstream kernels know no
   * handover.
   */
  private Optional<Difference> endpoint(Uplink uplink) {
    boolean starts =
        uplink.mode() == MultipathMode.MASTER
            && plan.mainDefaultInterfaces().containsValue(uplink.interfaceName());
    return !endpointsKnown
            || !uplink.endpoints().isEmpty()
            || starts
            || uplink.mode() == MultipathMode.HANDOVER
        ? Optional.empty()
        : difference(Kind.ENDPOINT, "an endpoint", "none");
  }

  private Optional<Difference> modeByEndpoints(Uplink uplink) {
    if (uplink.endpoints().isEmpty()) {
      return Optional.empty();
    }
    boolean takesPart = uplink.configured().map(LogicalInterface::takesPart).orElse(false);
    MultipathMode is = uplink.effectiveMode();
    MultipathMode expected = takesPart ? uplink.mode() : MultipathMode.OFF;
    boolean same = takesPart && expected.reserve() == is.reserve();
    return same ? Optional.empty() : difference(Kind.MODE, expected.label(), is.label());
  }

  private static Optional<Difference> modeByFlags(Uplink uplink) {
    long mask = Link.FLAG_NOMULTIPATH | Link.FLAG_MPBACKUP | Link.FLAG_MPHANDOVER;
    long is = uplink.link().map(Link::flagBits).orElse(0L) & mask;
    long expected =
        switch (uplink.mode()) {
          case ON, MASTER -> 0;
          case OFF -> Link.FLAG_NOMULTIPATH;
          case BACKUP -> Link.FLAG_MPBACKUP;
          case HANDOVER -> Link.FLAG_MPHANDOVER;
        };
    return is == expected
        ? Optional.empty()
        : difference(
            Kind.MODE,
            uplink.mode().label() + ", " + SYS_FLAGS.formatted(expected),
            SYS_FLAGS.formatted(is));
  }

  /** With several masters one of them has it; a reserve has it only while no primary is up. */
  private Optional<Difference> defaultRoute(Uplink uplink) {
    if (!plan.round().read()) {
      return Optional.empty();
    }
    String via = plan.mainDefaultInterfaces().getOrDefault(AddressFamily.IPV4, "");
    boolean unknown = plan.mainDefaults().containsKey(AddressFamily.IPV4) && via.isEmpty();
    if (unknown || uplink.globalAddresses().getOrDefault(AddressFamily.IPV4, 0) == 0) {
      return Optional.empty();
    }
    boolean here = via.equals(uplink.interfaceName());
    if (uplink.mode() == MultipathMode.MASTER) {
      boolean master = usable(via, MultipathMode.MASTER);
      return here || master
          ? Optional.empty()
          : difference(
              Kind.DEFAULT_ROUTE,
              "the default route through " + uplink.device(),
              via.isEmpty() ? "none" : "through " + via);
    }
    boolean primary =
        uplinks.all().stream()
            .anyMatch(
                other -> usable(other.interfaceName(), MultipathMode.MASTER, MultipathMode.ON));
    return uplink.mode().reserve() && here && primary
        ? difference(
            Kind.DEFAULT_ROUTE,
            "the default route through a primary",
            "through the reserve " + uplink.interfaceName())
        : Optional.empty();
  }

  private boolean usable(String interfaceName, MultipathMode... modes) {
    return uplinks
        .byInterface(interfaceName)
        .filter(other -> List.of(modes).contains(other.mode()))
        .filter(other -> other.configured().isPresent())
        .filter(other -> !other.linkDown())
        .isPresent();
  }

  private static Optional<Difference> difference(Kind kind, String expected, String found) {
    return Optional.of(new Difference(kind, expected, found));
  }
}
