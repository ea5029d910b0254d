package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.MptcpEvent;
import java.util.Locale;
import java.util.Optional;

/** Why a subflow ended; the closed list of the label {@code reason}. */
enum CloseReason {
  /** Closed in order, alone or with its connection. */
  NORMAL,
  /** By a reset of the peer, or by one of ours (an administrator's {@code ss -K}). */
  RESET,
  /** The peer did not answer. */
  TIMEOUT,
  /** The peer does not listen. */
  REFUSED,
  /** No way to the peer. */
  UNREACHABLE,
  /** The device of its interface was down or gone. */
  INTERFACE_DOWN,
  UNKNOWN;

  // include/uapi/asm-generic/errno.h
  private static final int ENETDOWN = 100;
  private static final int ENETUNREACH = 101;
  private static final int ECONNABORTED = 103;
  private static final int ECONNRESET = 104;
  private static final int ETIMEDOUT = 110;
  private static final int ECONNREFUSED = 111;
  private static final int EHOSTUNREACH = 113;

  /** As in the label {@code reason}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The reason, from all that is known when a subflow has ended. A packet of the peer that ended it
   * proves that the link worked; after that a link that is down is reason enough, whatever the
   * kernel gave up with.
   *
   * @param event the kernel's word; it says nothing where the whole connection closes
   * @param linkDown whether the interface's device is down or gone now
   * @param connectionClosed whether the connection is closing or gone too
   */
  static CloseReason of(Optional<MptcpEvent> event, boolean linkDown, boolean connectionClosed) {
    int error = event.map(e -> e.error().orElse(0)).orElse(0);
    if (error == ECONNRESET || (event.isPresent() && event.get().resetReason().isPresent())) {
      return RESET;
    }
    if (error == ECONNREFUSED) {
      return REFUSED;
    }
    if (linkDown || error == ENETDOWN) {
      return INTERFACE_DOWN;
    }
    if (error != 0) {
      return ofError(error);
    }
    return event.isPresent() || connectionClosed ? NORMAL : UNKNOWN;
  }

  private static CloseReason ofError(int error) {
    return switch (error) {
      case ETIMEDOUT -> TIMEOUT;
      case ENETUNREACH, EHOSTUNREACH -> UNREACHABLE;
      case ECONNABORTED -> RESET;
      default -> UNKNOWN;
    };
  }
}
