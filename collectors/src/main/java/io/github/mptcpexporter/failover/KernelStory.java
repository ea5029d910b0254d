package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.tracker.Uplink;
import io.github.mptcpexporter.tracker.Uplinks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the kernel says by events, and what it says by none but a round shows: subflows that were
 * reset or could not be made, priorities, connections that fell back. Of many at once one event
 * tells how many they were. Immutable.
 *
 * @param backups whether each interface's endpoints and subflows are backups, by interface
 * @param fallbacks tokens of connections that have fallen back
 * @param opening tokens and addresses of subflows that wait for an answer, and since when
 * @param fresh subflows that were established by an event, and when: if they close at once, the
 *     peer has rejected them
 */
public record KernelStory(
    Map<String, Boolean> backups,
    Set<Long> fallbacks,
    Map<Flow, Long> opening,
    Map<Flow, Long> fresh) {

  static final KernelStory NONE = new KernelStory(Map.of(), Set.of(), Map.of(), Map.of());

  private static final long SYN_NANOS = 3_000_000_000L;
  private static final long REJECTED_NANOS = 1_000_000_000L;
  private static final int MOST_FRESH = 4096;
  private static final int ECONNABORTED = 103;
  private static final int ECONNRESET = 104;
  private static final int ETIMEDOUT = 110;

  public KernelStory {
    backups = Map.copyOf(backups);
    fallbacks = Set.copyOf(fallbacks);
    opening = Map.copyOf(opening);
    fresh = Map.copyOf(fresh);
  }

  /**
   * A subflow that an event or a dump speaks of.
   *
   * @param token of its connection; 0 where not told
   * @param addresses both ends; empty where not told
   */
  public record Flow(long token, Optional<FourTuple> addresses) {}

  /**
   * Tells what is new in this round, and returns what is to be remembered.
   *
   * @param first whether nothing is new since nothing was known before
   */
  KernelStory next(
      List<TimedEvent> events,
      List<MptcpConnection> connections,
      Uplinks uplinks,
      Chronicle chronicle,
      boolean first) {
    long nanos = chronicle.nanos();
    Map<Flow, Long> established = new LinkedHashMap<>(fresh);
    established.values().removeIf(at -> nanos - at > REJECTED_NANOS);
    Closings closings = new Closings(uplinks);
    for (TimedEvent timed : events) {
      KernelEvent event = timed.event();
      if (event instanceof EventsLost lost) {
        chronicle.eventsLost(lost.source().label(), timed.monotonicNanos());
      } else if (event instanceof MptcpEvent told) {
        hear(told, timed.monotonicNanos(), established, closings, chronicle, uplinks);
      }
    }
    closings.tell(chronicle);
    Map<Flow, Long> waiting = opening(connections, uplinks, chronicle);
    Set<Long> fallen = fallbacks(connections, chronicle, first);
    Map<String, Boolean> backup = backups(uplinks, chronicle, first);
    return new KernelStory(backup, fallen, waiting, established);
  }

  private static void hear(
      MptcpEvent told,
      long at,
      Map<Flow, Long> established,
      Closings closings,
      Chronicle chronicle,
      Uplinks uplinks) {
    Flow flow = new Flow(told.token().orElse(0), told.addresses());
    switch (told.kind()) {
      case SUB_ESTABLISHED -> {
        if (established.size() < MOST_FRESH) {
          established.put(flow, at);
        }
      }
      case SUB_CLOSED -> {
        Long since = established.remove(flow);
        boolean rejected = since != null && at - since < REJECTED_NANOS;
        closings.add(told, at, rejected);
      }
      case SUB_PRIORITY ->
          chronicle.priorityOfPeer(interfaceOf(told, uplinks), told.backup().orElse(false), at);
      default -> {} // told by other means
    }
  }

  private static String interfaceOf(MptcpEvent told, Uplinks uplinks) {
    return told.addresses()
        .map(both -> uplinks.placement().interfaceOf(told.link(), both.local()))
        .orElse(Uplinks.UNKNOWN);
  }

  /** Subflows that closed for a reason, by interface and reason. */
  private static final class Closings {
    private final Uplinks uplinks;
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final Map<String, Long> first = new HashMap<>();

    Closings(Uplinks uplinks) {
      this.uplinks = uplinks;
    }

    void add(MptcpEvent told, long at, boolean rejected) {
      String reason = reason(told, rejected);
      if (!reason.isEmpty()) {
        String name = interfaceOf(told, uplinks);
        counts.computeIfAbsent(name, key -> new TreeMap<>()).merge(reason, 1, Integer::sum);
        first.putIfAbsent(name + reason, at);
      }
    }

    private static String reason(MptcpEvent told, boolean rejected) {
      int error = told.error().orElse(0);
      return switch (error) {
        case ECONNRESET -> "reset_by_peer";
        case ECONNABORTED -> "killed";
        case ETIMEDOUT -> "timed_out";
        case 0 -> {
          if (rejected) {
            yield "join_rejected";
          }
          yield told.resetReason().isPresent() ? "reset_by_peer" : "";
        }
        default -> "errno_" + error;
      };
    }

    void tell(Chronicle chronicle) {
      counts.forEach(
          (name, reasons) ->
              reasons.forEach(
                  (reason, count) ->
                      chronicle.subflowsClosed(
                          name, reason, count, first.getOrDefault(name + reason, 0L))));
    }
  }

  /** Joins that get no answer: the kernel raises no event of them. */
  private Map<Flow, Long> opening(
      List<MptcpConnection> connections, Uplinks uplinks, Chronicle chronicle) {
    Map<Flow, Long> waiting = new HashMap<>();
    Map<String, Integer> stuck = new TreeMap<>();
    for (MptcpConnection connection : connections) {
      for (Subflow subflow : connection.subflows()) {
        if (subflow.state().filter(TcpState.SYN_SENT::equals).isPresent()) {
          Flow flow = new Flow(connection.token().orElse(0), Optional.of(subflow.addresses()));
          long since = opening.getOrDefault(flow, chronicle.nanos());
          long before = chronicle.nanosBefore();
          waiting.put(flow, since);
          if (chronicle.nanos() - since >= SYN_NANOS && before - since < SYN_NANOS) {
            stuck.merge(uplinks.placement().interfaceOf(subflow), 1, Integer::sum);
          }
        }
      }
    }
    stuck.forEach(chronicle::joinsUnanswered);
    return waiting;
  }

  private Set<Long> fallbacks(
      List<MptcpConnection> connections, Chronicle chronicle, boolean first) {
    Set<Long> fallen = new HashSet<>();
    int news = 0;
    for (MptcpConnection connection : connections) {
      if (connection.fellBack() && connection.token().isPresent()) {
        long token = connection.token().getAsLong();
        fallen.add(token);
        news += fallbacks.contains(token) ? 0 : 1;
      }
    }
    if (news > 0 && !first) {
      chronicle.fellBack(news);
    }
    return fallen;
  }

  /** A local change raises no event here, only at the peer. */
  private Map<String, Boolean> backups(Uplinks uplinks, Chronicle chronicle, boolean first) {
    Map<String, Boolean> now = new HashMap<>(backups);
    for (Uplink uplink : uplinks.all()) {
      Optional<Boolean> backup = backup(uplink);
      if (backup.isPresent()) {
        Boolean before = now.put(uplink.interfaceName(), backup.get());
        if (before != null && !before.equals(backup.get()) && !first) {
          chronicle.priorityChanged(uplink.interfaceName(), backup.get());
        }
      }
    }
    return now;
  }

  private static Optional<Boolean> backup(Uplink uplink) {
    if (uplink.endpoints().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(uplink.endpoints().stream().allMatch(one -> one.has(Endpoint.Flag.BACKUP)));
  }
}
