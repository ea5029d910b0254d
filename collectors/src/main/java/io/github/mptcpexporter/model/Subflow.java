package io.github.mptcpexporter.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One TCP flow of a connection.
 *
 * <p>Kernel: {@code struct inet_diag_msg} of a TCP socket with {@code INET_DIAG_ULP_INFO}, filled
 * by {@code subflow_get_info()} in {@code net/mptcp/diag.c} (5.7); out-of-tree: a row of {@code
 * /proc/net/tcp} or {@code tcp6} that has the inode of a connection.
 *
 * @param cookie names the socket until the next boot ({@code idiag_cookie}); empty where only files
 *     are read
 * @param addresses both ends of this flow
 * @param state TCP state; empty for one that a newer kernel invented
 * @param boundLink index of the link that the socket is bound to ({@code idiag_if}); empty if it is
 *     not, as the initial subflow
 * @param inode of the application's socket; 0 once that is closed, or before it is accepted
 * @param receiveQueueBytes received and not yet taken ({@code idiag_rqueue})
 * @param transmitQueueBytes written and not yet acknowledged ({@code idiag_wqueue})
 * @param ulp what MPTCP says of the flow; empty where the kernel does not tell
 * @param info what TCP says of the flow; empty where only files are read
 * @param congestionControl name of the algorithm; empty where not asked for
 */
public record Subflow(
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

  /** Whether it can carry data in both directions: neither opening nor closing. */
  public boolean live() {
    return state.isPresent() && state.get() == TcpState.ESTABLISHED;
  }

  /** Whether either side asked for a backup, as far as the kernel tells. */
  public boolean backup() {
    return ulp.isPresent() && ulp.get().backup();
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
      return (flagBits & (Flag.BACKUP_LOCAL.mask | Flag.BACKUP_REMOTE.mask)) != 0;
    }
  }
}
