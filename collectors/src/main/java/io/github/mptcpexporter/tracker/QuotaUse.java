package io.github.mptcpexporter.tracker;

import java.time.Instant;
import java.util.Optional;

/**
 * How much of an interface's quota is used up.
 *
 * @param usedBytes received and sent in the present billing period
 * @param ends when that period ends; empty while the clock has not been set
 * @param mark up to where its device's counters are counted; empty before the first count
 */
public record QuotaUse(long usedBytes, Optional<Instant> ends, Optional<Mark> mark) {

  /** Nothing is used, as far as is known. */
  static final QuotaUse NONE = new QuotaUse(0, Optional.empty(), Optional.empty());

  /**
   * Counters of a device, which begin anew with each boot and each device.
   *
   * @param bootId of the boot in which they were read
   * @param index of the device
   */
  public record Mark(String bootId, int index, long receiveBytes, long transmitBytes) {

    /** What has moved since, all of it if the counters are others. */
    long movedUntil(Mark now) {
      boolean same = bootId.equals(now.bootId) && index == now.index;
      return moved(same, receiveBytes, now.receiveBytes)
          + moved(same, transmitBytes, now.transmitBytes);
    }

    private static long moved(boolean same, long before, long now) {
      return same && now >= before ? now - before : now;
    }
  }
}
