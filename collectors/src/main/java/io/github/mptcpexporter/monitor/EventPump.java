package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Carries the kernel's events from its multicast groups into the queue, and asks for a round where
 * one of them means that things look different now.
 *
 * <p>Last words of sockets never do, and may come by the thousand: what there is of them is taken
 * at once, and then nobody wakes for them for a while.
 */
public final class EventPump implements Closeable {

  /** Most to wait for an event, so that we see when it is over: close(2) wakes no poll(2). */
  private static final int POLL_MILLIS = 250;

  /** For last words; a socket buffer of 208 KiB, the least there is, holds 150 of them. */
  private static final int REST_MILLIS = 20;

  /** Datagrams taken at once, so that one source does not keep another waiting. */
  private static final int MOST_LAST_WORDS = 1024;

  private static final long JOIN_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final NetlinkTransport netlink;
  private final List<EventSubscription> subscriptions;
  private final EventReceiver receiver;
  private final Clock clock;
  private final EventBudget budget;
  private final Runnable askForRound;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "mptcp-events");
  private Heard all = Heard.of(List.of());
  private Heard urgent = all;
  private boolean resting;
  private long joinedNanos;

  /**
   * @param budget decides whether {@link DataSource#TCP_DESTROY} is heard
   * @param askForRound asks for a full round
   */
  EventPump(
      NetlinkTransport netlink,
      List<EventSource> sources,
      EventQueue queue,
      Clock clock,
      EventBudget budget,
      Runnable askForRound) {
    this.netlink = netlink;
    this.subscriptions =
        sources.stream().map(source -> new EventSubscription(source, netlink, queue)).toList();
    this.receiver = new EventReceiver(queue, clock, netlink.byteOrder());
    this.clock = clock;
    this.budget = budget;
    this.askForRound = askForRound;
    thread.setDaemon(true);
  }

  /**
   * A pump that hears all there is, whatever it costs, for someone who looks at times of his own.
   */
  public static EventPump of(NetlinkTransport netlink, EventQueue queue, Clock clock) {
    EventBudget unbounded = new EventBudget(1, () -> 0, () -> false);
    List<EventSource> sources = EventSources.all(netlink.byteOrder());
    return new EventPump(netlink, sources, queue, clock, unbounded, () -> {});
  }

  /** Joins all groups that can be joined; before the first dump, so that nothing is missed. */
  void join() {
    joinedNanos = clock.monotonicNanos();
    subscriptions.forEach(EventSubscription::join);
    listHeard();
  }

  /** Joins, then hears in a thread of its own. */
  public void start() {
    join();
    thread.start();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        if (!pass()) {
          closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as good as closed
    } finally {
      subscriptions.forEach(EventSubscription::leave);
    }
  }

  /** Ends the thread, when it next looks: within 250 ms. Any thread. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(2 * POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for events and takes them. False if there is nothing to wait on. */
  boolean pass() {
    joinOrLeave();
    boolean rest = resting && !urgent.sockets.isEmpty();
    Heard heard = rest ? urgent : all;
    resting = false;
    if (heard.sockets.isEmpty()) {
      return false;
    }
    boolean[] ready = await(heard, rest ? REST_MILLIS : POLL_MILLIS);
    for (int i = 0; i < ready.length; i++) {
      if (ready[i]) {
        receive(heard.subscriptions.get(i));
      }
    }
    if (receiver.takeRoundNeeded()) {
      askForRound.run();
    }
    return true;
  }

  private boolean[] await(Heard heard, int millis) {
    try {
      return netlink.await(heard.sockets, millis);
    } catch (IOException e) {
      heard.subscriptions.forEach(each -> receiver.failed(each, e));
      listHeard();
      return new boolean[0];
    }
  }

  private void receive(EventSubscription from) {
    boolean lastWords = isLastWords(from);
    resting |= lastWords;
    receiver.receive(from, lastWords ? MOST_LAST_WORDS : 1);
    if (!from.isJoined()) {
      listHeard();
    }
  }

  private void joinOrLeave() {
    long now = clock.monotonicNanos();
    boolean affordable = budget.allows(now);
    boolean again = now - joinedNanos >= JOIN_AGAIN_NANOS;
    if (again) {
      joinedNanos = now;
    }
    for (EventSubscription each : subscriptions) {
      boolean wanted = affordable || !isLastWords(each);
      if (each.isJoined() && !wanted) {
        each.leaveForBudget();
        listHeard();
      } else if (!each.isJoined() && wanted && again && each.join()) {
        listHeard();
        askForRound.run();
      }
    }
  }

  private void listHeard() {
    List<EventSubscription> joined =
        subscriptions.stream().filter(EventSubscription::isJoined).toList();
    all = Heard.of(joined);
    urgent = Heard.of(joined.stream().filter(each -> !isLastWords(each)).toList());
  }

  private static boolean isLastWords(EventSubscription subscription) {
    return subscription.name() == DataSource.TCP_DESTROY;
  }

  /** What is waited on, and its sockets, in the same order. */
  private record Heard(List<EventSubscription> subscriptions, List<NetlinkSocket> sockets) {
    static Heard of(List<EventSubscription> joined) {
      return new Heard(joined, joined.stream().map(EventSubscription::socket).toList());
    }
  }
}
