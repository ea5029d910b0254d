package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices that lead to the Internet, whatever uses them. */
final class WaysOut {

  private WaysOut() {}

  /**
   * Devices by which a default route of any table leaves, with a global address and up, but no
   * tunnels.
   */
  static List<Link> of(Evidence evidence) throws MissingSourceException {
    Map<Integer, Link> ways = new LinkedHashMap<>();
    for (Route route : evidence.routing().routes()) {
      if (route.isDefault()) {
        for (Route.Hop hop : route.hops()) {
          Optional<Link> link = evidence.links().byIndex(hop.link().orElse(-1));
          if (link.isPresent()
              && !evidence.isTunnel(link.get())
              && link.get().up()
              && EndpointChecks.has(link.get(), route.family())) {
            ways.put(link.get().index(), link.get());
          }
        }
      }
    }
    return List.copyOf(ways.values());
  }
}
