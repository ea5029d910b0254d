package io.github.mptcpexporter.exporter.status;

/** Where the packets of an uplink's address are led. */
enum Lead {
  /** By a rule to a table whose default route leaves by the uplink. */
  OK("ok", true),
  /** By no rule of its own, but the main table's default route leaves by the uplink. */
  MAIN("ok", true),
  NO_RULE("no rule", false),
  /** A rule says that nothing may pass. */
  REFUSED("refused", false),
  /** The table that the rule names has no default route. */
  NO_DEFAULT("no default", false),
  /** The kernel says that nothing passes by that route. */
  DEAD("dead", false),
  /** By another device. */
  ELSEWHERE("leads elsewhere", false),
  /** Rules can not be read. */
  UNKNOWN("not known", true);

  private final String label;
  private final boolean fine;

  Lead(String label, boolean fine) {
    this.label = label;
    this.fine = fine;
  }

  /** In the line ROUTES and in the JSON. */
  String label() {
    return label;
  }

  /** Whether there is nothing to complain about. */
  boolean fine() {
    return fine;
  }
}
