package io.github.mptcpexporter.netlink.diag;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a TCP socket's upper layer protocol says, moved from row to row.
 *
 * <p>Kernel: {@code INET_DIAG_ULP_INFO}; {@code tcp_diag_put_ulp()} in {@code net/ipv4/tcp_diag.c},
 * {@code subflow_get_info()} in {@code net/mptcp/diag.c} (5.7). A listening subflow tells its name
 * alone. Up to 6.12 none of it is told without CAP_NET_ADMIN, later all that we read.
 */
final class SubflowAttributes {

  private static final int ULP_NAME = 1;
  private static final int ULP_MPTCP = 3;

  private static final int TOKEN_REMOTE = 1;
  private static final int TOKEN_LOCAL = 2;
  private static final int FLAGS = 8;
  private static final int ID_REMOTE = 9;
  private static final int ID_LOCAL = 10;

  private static final int ALL =
      1 << TOKEN_REMOTE | 1 << TOKEN_LOCAL | 1 << FLAGS | 1 << ID_REMOTE | 1 << ID_LOCAL;

  /** A short-lived state of the data in flight, not of the subflow ({@code MAPVALID}). */
  private static final int FLAG_MAP_VALID = 0x100;

  private static final byte[] MPTCP = {'m', 'p', 't', 'c', 'p', 0};

  private final AttributeReader ulp;
  private final AttributeReader mptcp;
  private boolean named;

  // Attributes that were there, a bit for each type.
  private int told;

  private long tokenRemote;
  private long tokenLocal;
  private int flags;
  private int idRemote;
  private int idLocal;

  SubflowAttributes(ByteOrder order) {
    ulp = new AttributeReader(order);
    mptcp = new AttributeReader(order);
  }

  /** Forgets the row before. */
  void clear() {
    named = false;
    told = 0;
  }

  /** Reads the attribute {@code INET_DIAG_ULP_INFO}. */
  void read(ByteView ulpInfo) throws NetlinkFormatException {
    ulp.over(ulpInfo, 0);
    while (ulp.next()) {
      if (ulp.type() == ULP_NAME) {
        named = isMptcp(ulp);
      } else if (ulp.type() == ULP_MPTCP) {
        readMptcp();
      }
    }
  }

  private void readMptcp() throws NetlinkFormatException {
    mptcp.over(ulp, 0);
    while (mptcp.next()) {
      switch (mptcp.type()) {
        case TOKEN_REMOTE -> tokenRemote = mptcp.u32(0);
        case TOKEN_LOCAL -> tokenLocal = mptcp.u32(0);
        case FLAGS -> flags = mptcp.s32(0) & ~FLAG_MAP_VALID;
        case ID_REMOTE -> idRemote = mptcp.u8(0);
        case ID_LOCAL -> idLocal = mptcp.u8(0);
        default -> {} // sequence numbers
      }
      told |= mptcp.type() < Integer.SIZE ? 1 << mptcp.type() : 0;
    }
  }

  /** Whether the socket is a subflow. */
  boolean isMptcp() {
    return named;
  }

  /** Whether the token of its connection is told. */
  boolean hasToken() {
    return named && (told & 1 << TOKEN_LOCAL) != 0;
  }

  long token() {
    return tokenLocal;
  }

  /** All of it; empty if any of it is not told. */
  Optional<Subflow.Ulp> toModel() {
    return named && (told & ALL) == ALL
        ? Optional.of(new Subflow.Ulp(tokenLocal, tokenRemote, flags, idLocal, idRemote))
        : Optional.empty();
  }

  private static boolean isMptcp(ByteView name) throws NetlinkFormatException {
    if (name.length() != MPTCP.length) {
      return false;
    }
    for (int i = 0; i < MPTCP.length; i++) {
      if (name.u8(i) != MPTCP[i]) {
        return false;
      }
    }
    return true;
  }
}
