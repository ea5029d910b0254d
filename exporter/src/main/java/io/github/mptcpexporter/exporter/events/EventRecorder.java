package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.failover.PeerTracker;
import io.github.mptcpexporter.failover.Rehearsal;
import io.github.mptcpexporter.tracker.View;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the events of each view from the thread that ran its round into its own, {@code mptcp-log},
 * a daemon: there they are numbered, kept and handed to the outlets, and a slow disk harms no
 * round.
 */
public final class EventRecorder implements Closeable {

  private static final Logger LOG = System.getLogger(EventRecorder.class.getName());

  /** Rounds with events that may wait for a disk. */
  private static final int WAITING = 1_000;

  private static final Duration RETRY = Duration.ofSeconds(60);

  /** After the start, which has more urgent things to do. */
  private static final Duration REHEARSAL = Duration.ofSeconds(1);

  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final EventLog log;
  private final List<EventOutlet> outlets;
  private final BlockingQueue<List<BundleEvent>> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong overflow = new AtomicLong(); // events, until it has been said
  private final Thread thread = new Thread(this::run, "mptcp-log");
  private volatile boolean closing;

  /**
   * Not yet started.
   *
   * @param outlets in the order in which they are told
   */
  public EventRecorder(EventLog log, List<EventOutlet> outlets) {
    this.log = log;
    this.outlets = List.copyOf(outlets);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** What that round found. Any thread; only puts it into a queue, which may be full. */
  public void accept(View view) {
    accept(found(view));
  }

  void accept(List<BundleEvent> events) {
    if (!events.isEmpty() && !queue.offer(events)) {
      overflow.addAndGet(events.size());
    }
  }

  /** The same at once and in this thread, without outlets: for recordings. */
  public static void add(View view, EventLog log) {
    found(view).forEach(log::add);
  }

  private static List<BundleEvent> found(View view) {
    List<BundleEvent> found =
        new ArrayList<>(view.state(FailoverTracker.class).map(Failover::events).orElse(List.of()));
    view.state(PeerTracker.class).ifPresent(peers -> found.addAll(peers.events()));
    return found;
  }

  /** Hands on what waits, ends the outlets, and waits for that, but no longer than 0.2 s. */
  @Override
  public void close() {
    closing = true;
    boolean unused = queue.offer(List.of()); // wakes the thread, which a full queue does as well
    try {
      thread.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Puts an imagined loss into words, for nobody: the first real one must not wait for classes to
   * be loaded.
   */
  public static void rehearse() {
    EventLog imagined = new EventLog("");
    EventJson json = new EventJson();
    EventFollower follower = imagined.follow(WAITING, () -> {});
    Rehearsal.loss().forEach(imagined::add);
    follower.take().forEach(json::line);
    follower.close();
  }

  // Never interrupted: that would close the file which is being written.
  private void run() {
    try {
      List<BundleEvent> first = queue.poll(REHEARSAL.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        rehearse();
      } else {
        record(first);
      }
      while (!closing) {
        List<BundleEvent> events = queue.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        if (events == null) {
          outlets.forEach(EventOutlet::retry);
        } else {
          record(events);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (List<BundleEvent> last = queue.poll(); last != null; last = queue.poll()) {
      record(last);
    }
    outlets.forEach(EventOutlet::end);
  }

  private void record(List<BundleEvent> events) {
    long lost = overflow.getAndSet(0);
    if (lost > 0) {
      LOG.log(Level.WARNING, lost + " events were not recorded: too many at a time");
    }
    for (BundleEvent event : events) {
      LoggedEvent logged = log.add(event);
      outlets.forEach(outlet -> outlet.accept(logged));
    }
  }
}
