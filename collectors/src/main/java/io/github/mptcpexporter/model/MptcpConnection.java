package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One multipath connection with its subflows.
 *
 * <p>Kernel: {@code struct inet_diag_msg} of protocol 262 with {@code struct mptcp_info}, {@code
 * net/mptcp/mptcp_diag.c} (5.9); out-of-tree: a row of {@code /proc/net/mptcp} or {@code
 * /proc/net/mptcp_net/mptcp}, {@code mptcp_pm_seq_show()}.
 *
 * @param token of this host; empty where the kernel hides it from us
 * @param remoteToken of the peer's connection; empty where hidden likewise, and on upstream
 *     kernels, which tell it per subflow ({@link Subflow.Ulp#remoteToken})
 * @param cookie names the socket until the next boot; empty where only files are read
 * @param addresses of the initial subflow, which may be gone
 * @param state of the connection's own socket; empty for one that a newer kernel invented
 * @param inode of the application's socket; 0 once that is closed, or before it is accepted
 * @param userId owner of the socket; empty where not told
 * @param receiveQueueBytes received and not yet read
 * @param transmitQueueBytes written and not yet acknowledged
 * @param subflowCount as the kernel counts them, the initial one included; empty where not told
 * @param info what MPTCP says; empty where only files are read
 * @param subflows as found in the same round, ordered by local address and port; the dumps are not
 *     atomic, so their number may differ from {@code subflowCount}
 */
public record MptcpConnection(
    OptionalLong token,
    OptionalLong remoteToken,
    OptionalLong cookie,
    FourTuple addresses,
    Optional<TcpState> state,
    long inode,
    OptionalLong userId,
    long receiveQueueBytes,
    long transmitQueueBytes,
    OptionalInt subflowCount,
    Optional<MptcpInfo> info,
    List<Subflow> subflows) {

  public MptcpConnection {
    subflows = List.copyOf(subflows);
  }

  /** A connection whose kernel tells the peer's token per subflow. */
  public MptcpConnection(
      OptionalLong token,
      OptionalLong cookie,
      FourTuple addresses,
      Optional<TcpState> state,
      long inode,
      OptionalLong userId,
      long receiveQueueBytes,
      long transmitQueueBytes,
      OptionalInt subflowCount,
      Optional<MptcpInfo> info,
      List<Subflow> subflows) {
    this(
        token,
        OptionalLong.empty(),
        cookie,
        addresses,
        state,
        inode,
        userId,
        receiveQueueBytes,
        transmitQueueBytes,
        subflowCount,
        info,
        subflows);
  }

  /** The same connection with these subflows. */
  public MptcpConnection withSubflows(List<Subflow> others) {
    return new MptcpConnection(
        token,
        remoteToken,
        cookie,
        addresses,
        state,
        inode,
        userId,
        receiveQueueBytes,
        transmitQueueBytes,
        subflowCount,
        info,
        others);
  }

  /** Whether the connection is established (not opening, not closing). */
  public boolean established() {
    return state.isPresent() && state.get() == TcpState.ESTABLISHED;
  }

  /** Whether the connection fell back to plain TCP. */
  public boolean fellBack() {
    return info.isPresent() && info.get().fellBack();
  }
}
