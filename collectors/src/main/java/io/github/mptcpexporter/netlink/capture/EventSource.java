package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import java.util.Locale;
import java.util.Optional;

/** Where events come from. */
public enum EventSource {
  PM_EVENTS(NetlinkFamily.GENERIC),
  TCP_DESTROY(NetlinkFamily.SOCK_DIAG),
  ROUTE_NETLINK(NetlinkFamily.ROUTE);

  private final NetlinkFamily family;

  EventSource(NetlinkFamily family) {
    this.family = family;
  }

  /** The family whose sockets receive them. */
  public NetlinkFamily family() {
    return family;
  }

  /** As in the text of a recording, and in the label {@code source} of metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<EventSource> of(NetlinkFamily family) {
    for (EventSource source : values()) {
      if (source.family == family) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  /** Empty for a source that only a newer version knows. */
  static Optional<EventSource> of(String label) {
    for (EventSource source : values()) {
      if (source.label().equals(label)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
