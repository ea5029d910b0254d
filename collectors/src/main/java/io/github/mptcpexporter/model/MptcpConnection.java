package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One multipath connection with its subflows.
 *
 * <p>Kernel: {@code struct inet_diag_msg} of protocol 262 with {@code struct mptcp_info}, {@code
 * net/mptcp/mptcp_diag.c} (5.9); out-of-tree: a row of {@code /proc/net/mptcp} or {@code
 * /proc/net/mptcp_net/mptcp}, {@code mptcp_pm_seq_show()}.
 *
 * <p>A value like a record, but packed, for the reason that {@link Subflow} gives.
 */
public final class MptcpConnection {

  /** For a number that is not told. */
  private static final int NOT_TOLD = -1;

  private final boolean hasToken;
  private final int token;
  private final boolean hasRemoteToken;
  private final int remoteToken;
  private final boolean hasCookie;
  private final long cookie;
  private final FourTuple addresses;
  private final Optional<TcpState> state;
  private final long inode;
  private final long userId;
  private final long receiveQueueBytes;
  private final long transmitQueueBytes;
  private final int subflowCount;
  private final byte @Nullable [] infoArray; // null where only files are read
  private final int infoStart;
  private final int infoLength;
  private final boolean littleEndian;
  private final List<Subflow> subflows;

  /**
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
   * @param subflows as found in the same round, ordered by local address and port; the dumps are
   *     not atomic, so their number may differ from {@code subflowCount}
   */
  public MptcpConnection(
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
    this.hasToken = token.isPresent();
    this.token = (int) token.orElse(0);
    this.hasRemoteToken = remoteToken.isPresent();
    this.remoteToken = (int) remoteToken.orElse(0);
    this.hasCookie = cookie.isPresent();
    this.cookie = cookie.orElse(0);
    this.addresses = addresses;
    this.state = state;
    this.inode = inode;
    this.userId = userId.orElse(NOT_TOLD);
    this.receiveQueueBytes = receiveQueueBytes;
    this.transmitQueueBytes = transmitQueueBytes;
    this.subflowCount = subflowCount.orElse(NOT_TOLD);
    this.infoArray = info.isPresent() ? info.get().array() : null;
    this.infoStart = info.isPresent() ? info.get().start() : 0;
    this.infoLength = info.isPresent() ? info.get().length() : 0;
    this.littleEndian = info.isPresent() && info.get().littleEndian();
    this.subflows = List.copyOf(subflows);
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

  private MptcpConnection(MptcpConnection other, List<Subflow> subflows) {
    this.hasToken = other.hasToken;
    this.token = other.token;
    this.hasRemoteToken = other.hasRemoteToken;
    this.remoteToken = other.remoteToken;
    this.hasCookie = other.hasCookie;
    this.cookie = other.cookie;
    this.addresses = other.addresses;
    this.state = other.state;
    this.inode = other.inode;
    this.userId = other.userId;
    this.receiveQueueBytes = other.receiveQueueBytes;
    this.transmitQueueBytes = other.transmitQueueBytes;
    this.subflowCount = other.subflowCount;
    this.infoArray = other.infoArray;
    this.infoStart = other.infoStart;
    this.infoLength = other.infoLength;
    this.littleEndian = other.littleEndian;
    this.subflows = List.copyOf(subflows);
  }

  /** The same connection with these subflows. */
  public MptcpConnection withSubflows(List<Subflow> others) {
    return new MptcpConnection(this, others);
  }

  /** Token of this host; empty where the kernel hides it from us. */
  public OptionalLong token() {
    return hasToken ? OptionalLong.of(Integer.toUnsignedLong(token)) : OptionalLong.empty();
  }

  /** Token of the peer; empty where hidden, and where it is told per subflow. */
  public OptionalLong remoteToken() {
    return hasRemoteToken
        ? OptionalLong.of(Integer.toUnsignedLong(remoteToken))
        : OptionalLong.empty();
  }

  /** Names the socket until the next boot; empty where only files are read. */
  public OptionalLong cookie() {
    return hasCookie ? OptionalLong.of(cookie) : OptionalLong.empty();
  }

  /** Addresses of the initial subflow, which may be gone. */
  public FourTuple addresses() {
    return addresses;
  }

  /** State of the connection's own socket; empty for one that a newer kernel invented. */
  public Optional<TcpState> state() {
    return state;
  }

  /** Inode of the application's socket; 0 once that is closed, or before it is accepted. */
  public long inode() {
    return inode;
  }

  /** Owner of the socket; empty where not told. */
  public OptionalLong userId() {
    return userId == NOT_TOLD ? OptionalLong.empty() : OptionalLong.of(userId);
  }

  /** Received and not yet read. */
  public long receiveQueueBytes() {
    return receiveQueueBytes;
  }

  /** Written and not yet acknowledged. */
  public long transmitQueueBytes() {
    return transmitQueueBytes;
  }

  /** Subflows as the kernel counts them, the initial one included; empty where not told. */
  public OptionalInt subflowCount() {
    return subflowCount == NOT_TOLD ? OptionalInt.empty() : OptionalInt.of(subflowCount);
  }

  /** What MPTCP says; empty where only files are read. */
  public Optional<MptcpInfo> info() {
    return infoArray == null
        ? Optional.empty()
        : Optional.of(new MptcpInfo(infoArray, infoStart, infoLength, littleEndian));
  }

  /** Subflows found in the same round, ordered by local address and port. */
  public List<Subflow> subflows() {
    return subflows;
  }

  /** Whether the connection is established (not opening, not closing). */
  public boolean established() {
    return state.isPresent() && state.get() == TcpState.ESTABLISHED;
  }

  /** Whether the connection fell back to plain TCP. */
  public boolean fellBack() {
    return info().map(MptcpInfo::fellBack).orElse(false);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MptcpConnection connection
        && components().equals(connection.components());
  }

  @Override
  public int hashCode() {
    return components().hashCode();
  }

  @Override
  public String toString() {
    return "MptcpConnection" + components();
  }

  private List<Object> components() {
    return List.of(
        token(),
        remoteToken(),
        cookie(),
        addresses,
        state,
        inode,
        userId(),
        receiveQueueBytes,
        transmitQueueBytes,
        subflowCount(),
        info(),
        subflows);
  }
}
