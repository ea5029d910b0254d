package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import java.time.Duration;

/**
 * An event with its place in the log.
 *
 * @param id from 1, rising; goes on after a restart if there is an event file
 * @param boot of the machine: {@code /proc/sys/kernel/random/boot_id}; empty text if not known
 * @param event what happened; its monotonic time counts from that boot
 */
public record LoggedEvent(long id, String boot, BundleEvent event) {

  public LoggedEvent {
    if (id < 1) {
      throw new IllegalArgumentException("an event can not have the id " + id);
    }
  }

  /**
   * Time from this event to a later one: by the monotonic clock if it is the same boot, else by the
   * wall clock, which may have stepped; never negative.
   */
  public Duration until(LoggedEvent later) {
    Duration between =
        !boot.isEmpty() && boot.equals(later.boot)
            ? Duration.ofNanos(later.event.monotonicNanos() - event.monotonicNanos())
            : Duration.between(event.time(), later.event.time());
    return between.isNegative() ? Duration.ZERO : between;
  }
}
