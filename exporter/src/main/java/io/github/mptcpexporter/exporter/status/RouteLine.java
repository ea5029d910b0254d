package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.tracker.RoutePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The line ROUTES: where a family's new connections start, and what leads its uplinks. */
final class RouteLine {

  private RouteLine() {}

  /** Empty for IPv6 where nothing uses it. */
  static Optional<String> of(StatusModel model, RoutePlan plan, AddressFamily family) {
    List<String> paths = new ArrayList<>();
    boolean known = true;
    for (UplinkStatus uplink : model.uplinks()) {
      for (PathStatus path : uplink.paths()) {
        if (path.path().family() == family) {
          known &= path.lead() != Lead.UNKNOWN;
          String name = Names.shorten(uplink.name(), Paragraph.WIDTH / 5);
          paths.add(Paragraph.keep(name + " " + text(path)));
        }
      }
    }
    boolean leads = plan.mainDefaults().containsKey(family);
    if (family == AddressFamily.IPV6 && paths.isEmpty() && !leads) {
      return Optional.empty();
    }
    String start =
        (family == AddressFamily.IPV4 ? "" : "IPv6: ")
            + (leads ? "default " + mainDefault(plan, family) : "no default");
    if (!known) {
      return Optional.of(start + "; rules are not known");
    }
    return Optional.of(
        paths.isEmpty() ? start : start + "; tables by rule: " + String.join(", ", paths));
  }

  private static String mainDefault(RoutePlan plan, AddressFamily family) {
    return plan.mainDefaultInterfaces().getOrDefault(family, "by an unknown device");
  }

  /** Such as {@code 4 ok}, {@code 5 no default}, {@code no rule}. */
  private static String text(PathStatus path) {
    String label = path.lead().label();
    if (path.lead() == Lead.MAIN) {
      return "main " + label;
    }
    return path.path().table().isPresent()
        ? Route.tableName(path.path().table().getAsLong()) + " " + label
        : label;
  }
}
