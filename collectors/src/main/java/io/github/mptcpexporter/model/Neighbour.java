package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a link knows of a host next to it.
 *
 * <p>Kernel: {@code RTM_NEWNEIGH}, {@code neigh_fill_info()} in {@code net/core/neighbour.c}.
 *
 * @param address of the neighbour
 * @param link index of the device
 * @param hardwareAddress empty while unresolved
 * @param state what is known
 */
public record Neighbour(
    InetAddress address, int link, Optional<String> hardwareAddress, State state) {

  /** {@code NUD_*}, {@code include/uapi/linux/neighbour.h}. */
  public enum State {
    NONE(0),
    INCOMPLETE(0x1),
    REACHABLE(0x2),
    STALE(0x4),
    DELAY(0x8),
    PROBE(0x10),
    FAILED(0x20),
    NOARP(0x40),
    PERMANENT(0x80);

    private final int mask;

    State(int mask) {
      this.mask = mask;
    }

    /** By the kernel's bit; {@link #NONE} for one of a newer kernel. */
    public static State of(int mask) {
      for (State state : values()) {
        if (state.mask == mask) {
          return state;
        }
      }
      return NONE;
    }
  }
}
