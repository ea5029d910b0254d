package io.github.mptcpexporter.exporter.failover;

/**
 * An event that must come.
 *
 * @param kind as in the event
 * @param interfaceName the uplink; empty for any or none
 * @param toInterface where its traffic went; empty for any or none
 * @param cause as in the event; empty for any or none
 */
record Expected(String kind, String interfaceName, String toInterface, String cause) {

  static Expected lost(String uplink, String cause) {
    return new Expected("uplink_lost", uplink, "", cause);
  }

  static Expected recovered(String uplink) {
    return new Expected("uplink_recovered", uplink, "", "");
  }

  static Expected failover(String from, String to) {
    return new Expected("failover", from, to, "");
  }

  static Expected failback(String uplink) {
    return new Expected("failback", uplink, "", "");
  }

  static Expected state(String uplink) {
    return new Expected("uplink_state", uplink, "", "");
  }

  static Expected problem(String uplink, String problem) {
    return new Expected("problem_began", uplink, "", problem);
  }

  /** About the whole, or an uplink that does not matter. */
  static Expected any(String kind) {
    return new Expected(kind, "", "", "");
  }

  static Expected on(String kind, String uplink) {
    return new Expected(kind, uplink, "", "");
  }

  boolean is(Heard event) {
    return event.kind().equals(kind)
        && agrees(interfaceName, event.text("interface"))
        && agrees(toInterface, event.text("to_interface"))
        && agrees(cause, event.text("cause"));
  }

  private static boolean agrees(String wanted, String there) {
    return wanted.isEmpty() || wanted.equals(there);
  }

  @Override
  public String toString() {
    return String.join(" ", kind, interfaceName, toInterface, cause).replaceAll(" +", " ").trim();
  }
}
