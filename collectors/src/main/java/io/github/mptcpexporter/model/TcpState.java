package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * State of a TCP socket, an MPTCP connection's own socket included.
 *
 * <p>Kernel: {@code TCP_ESTABLISHED …}, {@code include/net/tcp_states.h}. {@code RST_WAIT} exists
 * in the out-of-tree kernel v0.96 alone.
 */
public enum TcpState {
  ESTABLISHED(1),
  SYN_SENT(2),
  SYN_RECV(3),
  FIN_WAIT1(4),
  FIN_WAIT2(5),
  TIME_WAIT(6),
  CLOSE(7),
  CLOSE_WAIT(8),
  LAST_ACK(9),
  LISTEN(10),
  CLOSING(11),
  NEW_SYN_RECV(12),
  RST_WAIT(13);

  // The constants stand in the order of their numbers, from 1.
  private static final List<Optional<TcpState>> BY_NUMBER =
      Stream.of(values()).map(Optional::of).toList();

  private final int number;
  private final String label = name().toLowerCase(Locale.ROOT);

  TcpState(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /** The name in lower case, as in the label {@code state}. */
  public String label() {
    return label;
  }

  /** The state with the kernel's number; empty for a state of a newer kernel. */
  public static Optional<TcpState> of(int number) {
    return number > 0 && number <= BY_NUMBER.size() ? BY_NUMBER.get(number - 1) : Optional.empty();
  }
}
