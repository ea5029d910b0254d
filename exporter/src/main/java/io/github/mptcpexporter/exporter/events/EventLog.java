package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest events, in memory. Any thread; never waits for who follows. */
public final class EventLog {

  /** How many it holds unless told otherwise. */
  public static final int CAPACITY = 1_000;

  private final String boot;
  private final int capacity;
  private final Deque<LoggedEvent> events = new ArrayDeque<>();
  private final List<EventFollower> followers = new ArrayList<>();
  private long lastId;

  /**
   * A log that goes on where another ended.
   *
   * @param boot of this machine; empty text if not known
   * @param capacity most events that it holds
   * @param earlier what is known from before
   */
  public EventLog(String boot, int capacity, EventHistory earlier) {
    this.boot = boot;
    this.capacity = capacity;
    this.lastId = earlier.lastId();
    earlier.events().forEach(this::keep);
  }

  /** A log of the default size that begins at 1. */
  public EventLog(String boot) {
    this(boot, CAPACITY, EventHistory.NONE);
  }

  /** Numbers one more event, keeps it and passes it on to all who follow. */
  public LoggedEvent add(BundleEvent event) {
    LoggedEvent logged;
    List<EventFollower> told;
    synchronized (this) {
      logged = new LoggedEvent(++lastId, boot, event);
      keep(logged);
      followers.removeIf(follower -> !follower.offer(logged));
      told = List.copyOf(followers);
    }
    told.forEach(EventFollower::wake);
    return logged;
  }

  private synchronized void keep(LoggedEvent event) {
    if (events.size() == capacity) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  /** The first {@code limit} events from there on, so that one can go on behind the last. */
  public synchronized List<LoggedEvent> since(Since since, int limit) {
    return events.stream().filter(since::admits).limit(limit).toList();
  }

  /** The first {@code limit} behind {@code since}, or without it the last {@code limit}. */
  public List<LoggedEvent> select(Optional<Since> since, int limit) {
    return since.isPresent() ? since(since.get(), limit) : latest(limit);
  }

  /** The last {@code count} events, newest last. */
  public synchronized List<LoggedEvent> latest(int count) {
    List<LoggedEvent> latest = new ArrayList<>();
    var newestFirst = events.descendingIterator();
    while (latest.size() < count && newestFirst.hasNext()) {
      latest.add(newestFirst.next());
    }
    Collections.reverse(latest);
    return latest;
  }

  /**
   * Events from there on and all to come, until the follower is closed. If more than {@code bound}
   * of them wait to be taken, it is dropped.
   *
   * @param wake called when there is something to take, or the follower has been dropped; must be
   *     fast and throw nothing
   */
  public EventFollower follow(Since since, int bound, Runnable wake) {
    synchronized (this) {
      EventFollower follower =
          new EventFollower(this, since(since, Integer.MAX_VALUE), bound, wake);
      followers.add(follower);
      return follower;
    }
  }

  /** All events to come; see the other one. */
  public EventFollower follow(int bound, Runnable wake) {
    synchronized (this) {
      return follow(new Since.Id(lastId), bound, wake);
    }
  }

  synchronized void remove(EventFollower follower) {
    followers.remove(follower);
  }
}
