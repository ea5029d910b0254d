package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Link;
import java.util.Optional;

/** Whether the device of an uplink can pass packets, and if not, why. */
enum LinkState {
  UP("up", "up"),
  /** Administratively down. */
  DOWN("down", "is switched off"),
  NO_CARRIER("no link", "has no carrier"),
  /** Waits for something above it, such as a login (802.1X, a modem). */
  DORMANT("dormant", "waits for its login"),
  /** The device does not exist. */
  GONE("gone", "does not exist"),
  /** Devices could not be read. */
  UNKNOWN("unknown", "could not be read");

  private final String label;
  private final String clause;

  LinkState(String label, String clause) {
    this.label = label;
    this.clause = clause;
  }

  /** In the column LINK and in the JSON. */
  String label() {
    return label;
  }

  /** What is said of the device. */
  String clause() {
    return clause;
  }

  static LinkState of(Optional<Link> link) {
    return link.map(LinkState::of).orElse(GONE);
  }

  static LinkState of(Link link) {
    if (!link.adminUp()) {
      return DOWN;
    }
    return switch (link.operState()) {
      case DORMANT -> DORMANT;
      case DOWN, LOWERLAYERDOWN, NOTPRESENT -> NO_CARRIER;
      case UP, UNKNOWN, TESTING -> link.carrier().orElse(true) ? UP : NO_CARRIER;
    };
  }
}
