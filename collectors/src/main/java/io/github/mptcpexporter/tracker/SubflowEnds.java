package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;

/** Counts the ends of subflows with their reasons, in one round. */
final class SubflowEnds {

  private final Uplinks uplinks;
  private final CloseReasons reasons;
  private final boolean reasonsHeard;
  private final Tally tally;

  /**
   * @param reasons what the path manager said
   * @param reasonsHeard whether it can be heard now
   */
  SubflowEnds(Uplinks uplinks, CloseReasons reasons, boolean reasonsHeard, Tally tally) {
    this.uplinks = uplinks;
    this.reasons = reasons;
    this.reasonsHeard = reasonsHeard;
    this.tally = tally;
  }

  /**
   * Counts an end, unless its reason may still come.
   *
   * @param number of its interface in the tally
   * @param connectionClosed whether the connection is closing or gone too
   * @param first whether the end was noticed in this round
   * @return whether it was counted
   */
  boolean count(FourTuple tuple, int number, boolean connectionClosed, boolean first) {
    CloseReason reason = CloseReason.of(reasons.get(tuple), linkDown(number), connectionClosed);
    if (reason == CloseReason.UNKNOWN && reasonsHeard && first && !told(tuple)) {
      return false;
    }
    tally.closed(number, reason);
    reasons.drop(tuple);
    return true;
  }

  /** Whether the path manager said that it closed the subflow. */
  boolean told(FourTuple tuple) {
    return reasons.get(tuple).isPresent();
  }

  private boolean linkDown(int number) {
    return number > Tally.UNKNOWN
        && uplinks.linksRead()
        && uplinks.byInterface(tally.name(number)).map(Uplink::linkDown).orElse(false);
  }
}
