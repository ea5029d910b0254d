package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;

/** What has gone through the sockets of a {@link RecordingTransport}. Any thread. */
final class NetlinkLog {

  private final ByteOrder order;
  private final LongSupplier monotonicNanos;
  private final Map<NetlinkFamily, Requests> families = new EnumMap<>(NetlinkFamily.class);
  private final Set<EventSource> listening = EnumSet.noneOf(EventSource.class);

  // In this round, be it only for a part of it.
  private final Set<EventSource> heard = EnumSet.noneOf(EventSource.class);
  private final List<RecordedEvent> events = new ArrayList<>();

  NetlinkLog(ByteOrder order, LongSupplier monotonicNanos) {
    this.order = order;
    this.monotonicNanos = monotonicNanos;
  }

  /** A request and what has been received since; the replies grow. */
  static final class Asked {
    private final Question question;
    private final Datagram request;
    private final List<Reply> replies = new ArrayList<>();
    private boolean ofEarlierRound;

    private Asked(Question question, Datagram request) {
      this.question = question;
      this.request = request;
    }
  }

  private static final class Requests {
    private OptionalInt refused = OptionalInt.empty();
    private final List<Asked> asked = new ArrayList<>();

    private NetlinkCapture capture(ByteOrder order) {
      List<Exchange> exchanges = new ArrayList<>();
      for (Asked one : asked) {
        exchanges.add(new Exchange(one.request, one.replies));
      }
      return new NetlinkCapture(order, refused, exchanges);
    }
  }

  synchronized void opened(NetlinkFamily family, OptionalInt refused) {
    requests(family).refused = refused;
  }

  /** A request; it takes the place of the same one in earlier rounds. */
  synchronized Asked asked(NetlinkFamily family, Datagram request) {
    Asked asked = new Asked(Question.of(family, order, request), request);
    List<Asked> all = requests(family).asked;
    all.removeIf(old -> old.ofEarlierRound && old.question.sameAs(asked.question));
    all.add(asked);
    return asked;
  }

  synchronized void answered(Asked asked, Reply reply) {
    asked.replies.add(reply);
  }

  synchronized void joined(EventSource source) {
    listening.add(source);
    heard.add(source);
  }

  synchronized void left(EventSource source) {
    listening.remove(source);
  }

  synchronized void event(EventSource source, Reply received) {
    events.add(new RecordedEvent(source, monotonicNanos.getAsLong(), received));
  }

  /** All there is: the latest answer to each request, and the events of this round. */
  synchronized NetlinkRecording recording() {
    Map<NetlinkFamily, NetlinkCapture> captures = new EnumMap<>(NetlinkFamily.class);
    families.forEach((family, requests) -> captures.put(family, requests.capture(order)));
    return new NetlinkRecording(
        order,
        captures,
        heard.isEmpty() && events.isEmpty()
            ? Optional.empty()
            : Optional.of(new EventCapture(order, heard, events)));
  }

  /**
   * Begins a new round: its events are its own, and a request that is not repeated keeps its
   * answer. Requests for single sockets are forgotten, for those come and go.
   */
  synchronized void nextRound() {
    events.clear();
    heard.clear();
    heard.addAll(listening);
    families.forEach(
        (family, requests) -> {
          requests.asked.removeIf(
              asked -> family == NetlinkFamily.SOCK_DIAG && !asked.question.isDump());
          requests.asked.forEach(asked -> asked.ofEarlierRound = true);
        });
  }

  private Requests requests(NetlinkFamily family) {
    return families.computeIfAbsent(family, unused -> new Requests());
  }
}
