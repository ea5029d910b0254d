package io.github.mptcpexporter.model;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An event of the path manager.
 *
 * <p>Kernel: group {@code mptcp_pm_events}, {@code mptcp_event()} in {@code net/mptcp/pm_netlink.c}
 * (5.12); all kinds share one set of attributes, of which each carries some.
 *
 * @param kind what happened
 * @param token of the connection; empty for listeners
 * @param addresses of the subflow, or the announced address as the remote one; empty if the event
 *     carries none
 * @param localAddressId empty if not carried
 * @param remoteAddressId empty if not carried
 * @param backup the peer's wish, not ours; empty if not carried
 * @param link index of the device that the subflow is bound to; empty if it is not
 * @param error {@code errno} that ended the subflow; empty if none
 * @param resetReason of the peer's MP_TCPRST option (RFC 8684, 3.6); empty if none came
 * @param serverSide whether the peer opened the connection; empty if not carried
 */
public record MptcpEvent(
    Kind kind,
    OptionalLong token,
    Optional<FourTuple> addresses,
    OptionalInt localAddressId,
    OptionalInt remoteAddressId,
    Optional<Boolean> backup,
    OptionalInt link,
    OptionalInt error,
    OptionalInt resetReason,
    Optional<Boolean> serverSide)
    implements KernelEvent {

  /** {@code enum mptcp_event_type}, {@code include/uapi/linux/mptcp_pm.h}. */
  public enum Kind {
    CREATED(1),
    ESTABLISHED(2),
    CLOSED(3),
    ANNOUNCED(6),
    REMOVED(7),
    SUB_ESTABLISHED(10),
    SUB_CLOSED(11),
    /** A change of priority that the peer asked for; local ones raise no event. */
    SUB_PRIORITY(13),
    LISTENER_CREATED(15),
    LISTENER_CLOSED(16);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** As in the label {@code event}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** By the command of the message; empty for an event of a newer kernel. */
    public static Optional<Kind> of(int number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }
}
