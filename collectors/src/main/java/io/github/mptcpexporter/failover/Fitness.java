package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.NetworkChanged.Subject;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.Uplink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether each uplink can pass anything, by what it has had: what was never there is not missed,
 * since a server with one network card has no rules of its own, and no endpoint. Immutable.
 */
public final class Fitness {

  static final Fitness UNKNOWN = new Fitness(Map.of());

  /** {@code RT_TABLE_MAIN}. */
  private static final long MAIN_TABLE = 254;

  /** How long the reset of its last subflow is held against a line. */
  private static final long RESET_NANOS = Duration.ofSeconds(5).toNanos();

  /**
   * What an uplink has had.
   *
   * @param route whether a rule of its own led its address to a default route through it
   * @param subflows live ones in the last round
   * @param resetAt when the last of them was reset
   */
  private record Had(boolean address, boolean route, boolean endpoint, int subflows, long resetAt) {
    static final Had NOTHING = new Had(false, false, false, 0, UplinkRecord.NEVER);
  }

  /**
   * Why an uplink can pass nothing.
   *
   * @param cause what is missing
   * @param since when that was seen, by an event if there was one
   */
  record Broken(LossCause cause, long since) {}

  private final Map<String, Had> had;

  private Fitness(Map<String, Had> had) {
    this.had = Map.copyOf(had);
  }

  /** Judges uplinks one after the other, then makes the fitness after the round. */
  static final class Judge {
    private final Fitness before;
    private final RoutePlan plan;
    private final List<TimedEvent> events;
    private final boolean linksRead;
    private final boolean connected;
    private final long nanos;
    private final Map<String, Had> had;

    /**
     * @param linksRead whether links were read; if not, none is missed
     * @param connected whether there are established connections
     */
    Judge(
        Fitness before,
        RoutePlan plan,
        List<TimedEvent> events,
        boolean linksRead,
        boolean connected,
        long nanos) {
      this.before = before;
      this.plan = plan;
      this.events = events;
      this.linksRead = linksRead;
      this.connected = connected;
      this.nanos = nanos;
      this.had = new HashMap<>(before.had);
    }

    Fitness fitness() {
      return new Fitness(had);
    }

    /** Why it can pass nothing; empty if it can, as far as is known. */
    Optional<Broken> judge(Uplink uplink) {
      Had former = before.had.getOrDefault(uplink.interfaceName(), Had.NOTHING);
      boolean address = uplink.globalAddresses().values().stream().anyMatch(count -> count > 0);
      boolean route = hasRoute(uplink);
      int subflows = (int) uplink.subflows().stream().filter(Subflow::live).count();
      long resetAt = resetAt(uplink, former, subflows);
      had.put(
          uplink.interfaceName(),
          new Had(
              former.address || address,
              former.route || route,
              former.endpoint || !uplink.endpoints().isEmpty(),
              subflows,
              resetAt));
      return link(uplink)
          .or(() -> addressing(uplink, former, address, route))
          .or(() -> endpoint(uplink, former, subflows))
          .or(() -> reset(resetAt, subflows));
    }

    private Optional<Broken> link(Uplink uplink) {
      if (uplink.link().isEmpty()) {
        return linksRead ? at(LossCause.DEVICE_REMOVED, Subject.LINK, uplink) : Optional.empty();
      }
      Link link = uplink.link().get();
      if (!link.adminUp()) {
        return at(LossCause.LINK_DOWN, Subject.LINK, uplink);
      }
      return link.up() && link.carrier().orElse(true) // a modem without connection is dormant
          ? Optional.empty()
          : at(LossCause.CARRIER_LOST, Subject.LINK, uplink);
    }

    private Optional<Broken> addressing(Uplink uplink, Had former, boolean address, boolean route) {
      if (former.address && !address) {
        return at(LossCause.ADDRESS_REMOVED, Subject.ADDRESS, uplink);
      }
      if (!former.route || route || !plan.round().read()) {
        return Optional.empty();
      }
      boolean ruled =
          plan.paths().stream()
              .filter(path -> path.interfaceName().equals(uplink.interfaceName()))
              .anyMatch(path -> path.rule().filter(rule -> rule.table() != MAIN_TABLE).isPresent());
      return ruled
          ? at(LossCause.ROUTE_WITHDRAWN, Subject.ROUTE, uplink)
          : at(LossCause.RULE_REMOVED, Subject.RULE, uplink);
    }

    private boolean hasRoute(Uplink uplink) {
      return plan.paths().stream()
          .filter(path -> path.interfaceName().equals(uplink.interfaceName()))
          .anyMatch(path -> path.ok().orElse(false));
    }

    private Optional<Broken> endpoint(Uplink uplink, Had former, int subflows) {
      if (!former.endpoint || !uplink.endpoints().isEmpty() || subflows > 0) {
        return Optional.empty();
      }
      long closed = closedAt(uplink, false);
      return Optional.of(
          new Broken(LossCause.ENDPOINT_REMOVED, closed == UplinkRecord.NEVER ? nanos : closed));
    }

    private Optional<Broken> reset(long resetAt, int subflows) {
      boolean held = resetAt != UplinkRecord.NEVER && nanos - resetAt < RESET_NANOS;
      return held && subflows == 0
          ? Optional.of(new Broken(LossCause.SUBFLOW_RESET, resetAt))
          : Optional.empty();
    }

    private long resetAt(Uplink uplink, Had former, int subflows) {
      if (former.subflows > 0 && subflows == 0 && connected) {
        long closed = closedAt(uplink, true);
        return closed == UplinkRecord.NEVER ? former.resetAt : closed;
      }
      return subflows > 0 ? UplinkRecord.NEVER : former.resetAt;
    }

    /** When an event of this round closed a subflow of the uplink first. */
    private long closedAt(Uplink uplink, boolean byReset) {
      for (TimedEvent timed : events) {
        if (timed.event() instanceof MptcpEvent event
            && event.kind() == MptcpEvent.Kind.SUB_CLOSED
            && (!byReset || event.error().isPresent() || event.resetReason().isPresent())
            && isOf(uplink, event)) {
          return timed.monotonicNanos();
        }
      }
      return UplinkRecord.NEVER;
    }

    private static boolean isOf(Uplink uplink, MptcpEvent event) {
      if (event.addresses().isEmpty() || uplink.link().isEmpty()) {
        return false;
      }
      return uplink.link().get().addresses().stream()
          .anyMatch(own -> own.address().equals(event.addresses().get().local()));
    }

    /** At the first event of this round about that, else at the round. */
    private Optional<Broken> at(LossCause cause, Subject subject, Uplink uplink) {
      OptionalInt index =
          uplink.link().isPresent()
              ? OptionalInt.of(uplink.link().get().index())
              : OptionalInt.empty();
      for (TimedEvent timed : events) {
        if (timed.event() instanceof NetworkChanged changed
            && changed.subject() == subject
            && (changed.link().isEmpty() || index.isEmpty() || changed.link().equals(index))) {
          return Optional.of(new Broken(cause, timed.monotonicNanos()));
        }
      }
      return Optional.of(new Broken(cause, nanos));
    }
  }
}
