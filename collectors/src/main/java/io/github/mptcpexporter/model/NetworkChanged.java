package io.github.mptcpexporter.model;

import java.util.OptionalInt;

/**
 * A link, an address, a route, a rule or a neighbour came, went or changed.
 *
 * <p>Kernel: groups {@code RTNLGRP_*}, {@code include/uapi/linux/rtnetlink.h}. IPv4 routes that go
 * with a link or its last address raise no event of their own.
 *
 * @param subject what changed
 * @param removed whether it went
 * @param link index of the device; empty for rules, and where not told
 */
public record NetworkChanged(Subject subject, boolean removed, OptionalInt link)
    implements KernelEvent {

  /** What can change. */
  public enum Subject {
    LINK,
    ADDRESS,
    ROUTE,
    RULE,
    NEIGHBOUR
  }
}
