package io.github.mptcpexporter.exporter.events;

import java.util.ArrayList;
import java.util.List;

/** Takes events as they come, at its own pace within its bound. Any thread. */
public final class EventFollower implements AutoCloseable {

  private final EventLog log;
  private final int bound;
  private final Runnable wake;
  private List<LoggedEvent> waiting;
  private boolean dropped;

  /**
   * @param earlier to be taken first; do not count
   * @param bound most events that may wait
   */
  EventFollower(EventLog log, List<LoggedEvent> earlier, int bound, Runnable wake) {
    this.log = log;
    this.bound = bound + earlier.size();
    this.wake = wake;
    this.waiting = new ArrayList<>(earlier);
  }

  /** One more; false if it is one too many, after which there are none. */
  boolean offer(LoggedEvent event) {
    synchronized (this) {
      if (waiting.size() < bound) {
        waiting.add(event);
        return true;
      }
      dropped = true;
    }
    wake();
    return false;
  }

  void wake() {
    wake.run();
  }

  /** What has come since the last call; none if nothing has. */
  public synchronized List<LoggedEvent> take() {
    List<LoggedEvent> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Whether it was too slow: after what still waits, nothing will come. */
  public synchronized boolean isDropped() {
    return dropped;
  }

  /** Follows no longer. */
  @Override
  public void close() {
    log.remove(this);
  }
}
