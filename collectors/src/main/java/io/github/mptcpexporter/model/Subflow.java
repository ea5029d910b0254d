package io.github.mptcpexporter.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One TCP flow of a connection.
 *
 * <p>Kernel: {@code struct inet_diag_msg} of a TCP socket with {@code INET_DIAG_ULP_INFO}, filled
 * by {@code subflow_get_info()} in {@code net/mptcp/diag.c} (5.7); out-of-tree: a row of {@code
 * /proc/net/tcp} or {@code tcp6} that has the inode of a connection.
 *
 * <p>A value like a record, but packed: a round of a busy router has thousands of these, which live
 * until the next, and what lives is what the collection of garbage costs. So what is asked for is
 * made when it is asked for.
 */
public final class Subflow {

  /** The kernel's way to say that a socket is bound to no link. */
  private static final int NO_LINK = 0;

  private final boolean hasCookie;
  private final long cookie;
  private final FourTuple addresses;
  private final Optional<TcpState> state;
  private final int boundLink;
  private final long inode;
  private final long receiveQueueBytes;
  private final long transmitQueueBytes;
  private final boolean hasUlp;
  private final int token;
  private final int remoteToken;
  private final int flagBits;
  private final byte localAddressId;
  private final byte remoteAddressId;
  private final byte @Nullable [] infoArray; // null where only files are read
  private final int infoStart;
  private final int infoLength;
  private final boolean littleEndian;
  private final Optional<String> congestionControl;

  /**
   * @param cookie names the socket until the next boot ({@code idiag_cookie}); empty where only
   *     files are read
   * @param addresses both ends of this flow
   * @param state TCP state; empty for one that a newer kernel invented
   * @param boundLink index of the link that the socket is bound to ({@code idiag_if}); empty if it
   *     is not, as the initial subflow
   * @param inode of the application's socket; 0 once that is closed, or before it is accepted
   * @param receiveQueueBytes received and not yet taken ({@code idiag_rqueue})
   * @param transmitQueueBytes written and not yet acknowledged ({@code idiag_wqueue})
   * @param ulp what MPTCP says of the flow; empty where the kernel does not tell
   * @param info what TCP says of the flow; empty where only files are read
   * @param congestionControl name of the algorithm; empty where not asked for
   */
  public Subflow(
      OptionalLong cookie,
      FourTuple addresses,
      Optional<TcpState> state,
      OptionalInt boundLink,
      long inode,
      long receiveQueueBytes,
      long transmitQueueBytes,
      Optional<Ulp> ulp,
      Optional<TcpInfo> info,
      Optional<String> congestionControl) {
    this.hasCookie = cookie.isPresent();
    this.cookie = cookie.orElse(0);
    this.addresses = addresses;
    this.state = state;
    this.boundLink = boundLink.orElse(NO_LINK);
    this.inode = inode;
    this.receiveQueueBytes = receiveQueueBytes;
    this.transmitQueueBytes = transmitQueueBytes;
    this.hasUlp = ulp.isPresent();
    this.token = hasUlp ? (int) ulp.get().token : 0;
    this.remoteToken = hasUlp ? (int) ulp.get().remoteToken : 0;
    this.flagBits = hasUlp ? ulp.get().flagBits : 0;
    this.localAddressId = hasUlp ? (byte) ulp.get().localAddressId : 0;
    this.remoteAddressId = hasUlp ? (byte) ulp.get().remoteAddressId : 0;
    this.infoArray = info.isPresent() ? info.get().array() : null;
    this.infoStart = info.isPresent() ? info.get().start() : 0;
    this.infoLength = info.isPresent() ? info.get().length() : 0;
    this.littleEndian = info.isPresent() && info.get().littleEndian();
    this.congestionControl = congestionControl;
  }

  /** Names the socket until the next boot; empty where only files are read. */
  public OptionalLong cookie() {
    return hasCookie ? OptionalLong.of(cookie) : OptionalLong.empty();
  }

  /** Both ends of this flow. */
  public FourTuple addresses() {
    return addresses;
  }

  /** TCP state; empty for one that a newer kernel invented. */
  public Optional<TcpState> state() {
    return state;
  }

  /** Index of the link that the socket is bound to; empty if it is not, as the initial subflow. */
  public OptionalInt boundLink() {
    return boundLink == NO_LINK ? OptionalInt.empty() : OptionalInt.of(boundLink);
  }

  /** Inode of the application's socket; 0 once that is closed, or before it is accepted. */
  public long inode() {
    return inode;
  }

  /** Received and not yet taken. */
  public long receiveQueueBytes() {
    return receiveQueueBytes;
  }

  /** Written and not yet acknowledged. */
  public long transmitQueueBytes() {
    return transmitQueueBytes;
  }

  /** What MPTCP says of the flow; empty where the kernel does not tell. */
  public Optional<Ulp> ulp() {
    return hasUlp
        ? Optional.of(
            new Ulp(
                Integer.toUnsignedLong(token),
                Integer.toUnsignedLong(remoteToken),
                flagBits,
                Byte.toUnsignedInt(localAddressId),
                Byte.toUnsignedInt(remoteAddressId)))
        : Optional.empty();
  }

  /** Whether MPTCP says anything of the flow. */
  public boolean hasUlp() {
    return hasUlp;
  }

  /** What TCP says of the flow; empty where only files are read. */
  public Optional<TcpInfo> info() {
    return infoArray == null
        ? Optional.empty()
        : Optional.of(new TcpInfo(infoArray, infoStart, infoLength, littleEndian));
  }

  /** Name of the algorithm; empty where not asked for. */
  public Optional<String> congestionControl() {
    return congestionControl;
  }

  /** Whether it can carry data in both directions: neither opening nor closing. */
  public boolean live() {
    return state.isPresent() && state.get() == TcpState.ESTABLISHED;
  }

  /** Whether either side asked for a backup, as far as the kernel tells. */
  public boolean backup() {
    return hasUlp && Ulp.backup(flagBits);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subflow subflow && components().equals(subflow.components());
  }

  @Override
  public int hashCode() {
    return components().hashCode();
  }

  @Override
  public String toString() {
    return "Subflow" + components();
  }

  private List<Object> components() {
    return List.of(
        cookie(),
        addresses,
        state,
        boundLink(),
        inode,
        receiveQueueBytes,
        transmitQueueBytes,
        ulp(),
        info(),
        congestionControl);
  }

  /** A flag of a subflow ({@code MPTCP_SUBFLOW_FLAG_*}, {@code include/uapi/linux/mptcp.h}). */
  public enum Flag {
    CAPABLE_REMOTE(0x1),
    CAPABLE_LOCAL(0x2),
    JOIN_REMOTE(0x4),
    JOIN_LOCAL(0x8),
    /** The peer asked to use this flow only as a backup. */
    BACKUP_REMOTE(0x10),
    /** This host asked to use this flow only as a backup. */
    BACKUP_LOCAL(0x20),
    FULLY_ESTABLISHED(0x40),
    CONNECTED(0x80);

    private final int mask;

    Flag(int mask) {
      this.mask = mask;
    }

    /** Bit in the kernel's word. */
    public int mask() {
      return mask;
    }
  }

  /**
   * MPTCP's own part of a subflow.
   *
   * @param token of the connection, as in {@link MptcpInfo.Field#TOKEN} ({@code TOKEN_LOC})
   * @param remoteToken of the peer's connection; 0 on the initial subflow and on the passive side
   * @param flagBits see {@link Flag}; bits that we do not know are kept
   * @param localAddressId 0 on the initial subflow whatever its endpoint's id
   * @param remoteAddressId id that the peer gave its address
   */
  public record Ulp(
      long token, long remoteToken, int flagBits, int localAddressId, int remoteAddressId) {

    /** Whether the flag is set. */
    public boolean has(Flag flag) {
      return (flagBits & flag.mask) != 0;
    }

    /** The known flags that are set. */
    public Set<Flag> flags() {
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      for (Flag flag : Flag.values()) {
        if (has(flag)) {
          flags.add(flag);
        }
      }
      return flags;
    }

    /** Whether either side asked for a backup; the scheduler treats both alike. */
    public boolean backup() {
      return backup(flagBits);
    }

    private static boolean backup(int flagBits) {
      return (flagBits & (Flag.BACKUP_LOCAL.mask | Flag.BACKUP_REMOTE.mask)) != 0;
    }
  }
}
