package io.github.mptcpexporter.netlink.diag;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One socket of a dump, moved from row to row: nothing is made of a row before it is asked for,
 * since most TCP sockets of a busy host are none of ours.
 *
 * <p>Kernel: {@code struct inet_diag_msg}, {@code include/uapi/linux/inet_diag.h}, filled by {@code
 * inet_sk_diag_fill()} in {@code net/ipv4/inet_diag.c}.
 */
public final class InetDiagMessage {

  /** {@code INET_DIAG_INFO}: {@code struct mptcp_info} or {@code struct tcp_info}. */
  static final int ATTRIBUTE_INFO = 2;

  /** {@code INET_DIAG_CONG}. */
  static final int ATTRIBUTE_CONGESTION = 4;

  /** {@code INET_DIAG_ULP_INFO}. */
  private static final int ATTRIBUTE_ULP_INFO = 19;

  /** Size of the struct, behind which the attributes begin. */
  static final int BYTES = 72;

  private static final int STATE = 1;
  private static final int LOCAL_PORT = 4;
  private static final int REMOTE_PORT = 6;
  private static final int LOCAL_ADDRESS = 8;
  private static final int REMOTE_ADDRESS = 24;
  private static final int LINK = 40;
  private static final int COOKIE_LOW = 44;
  private static final int COOKIE_HIGH = 48;
  private static final int RECEIVE_QUEUE = 56;
  private static final int TRANSMIT_QUEUE = 60;
  private static final int USER_ID = 64;
  private static final int INODE = 68;

  /** Place of an attribute that the row does not have. */
  private static final int NOWHERE = -1;

  private final AddressCache addresses = new AddressCache();
  private final StructStore structs = new StructStore();
  private final AttributeReader attributes;
  private final SubflowAttributes ulp;
  private NetlinkMessage row;

  // Place of the info in the row's buffer.
  private int infoFrom = NOWHERE;
  private int infoTo = NOWHERE;
  private Optional<String> congestionControl = Optional.empty();

  InetDiagMessage(ByteOrder order) {
    attributes = new AttributeReader(order);
    ulp = new SubflowAttributes(order);
    row = new NetlinkMessage(order);
  }

  /** Moves to this row. */
  InetDiagMessage over(NetlinkMessage message) throws NetlinkFormatException {
    row = message;
    infoFrom = NOWHERE;
    congestionControl = Optional.empty();
    ulp.clear();
    attributes.over(message, BYTES);
    while (attributes.next()) {
      switch (attributes.type()) {
        case ATTRIBUTE_INFO -> {
          infoFrom = attributes.position(0);
          infoTo = attributes.position(attributes.length());
        }
        case ATTRIBUTE_CONGESTION -> congestionControl = Optional.of(attributes.text(0));
        case ATTRIBUTE_ULP_INFO -> ulp.read(attributes);
        default -> {} // unknown, or of no use to us
      }
    }
    return this;
  }

  /** Whether this TCP socket says of itself that it is a subflow. */
  public boolean isSubflow() {
    return ulp.isMptcp();
  }

  /** Whether this socket waits for connections. */
  public boolean isListener() throws NetlinkFormatException {
    return row.u8(STATE) == TcpState.LISTEN.number();
  }

  /** Whether this subflow tells the token of its connection. */
  public boolean hasToken() {
    return ulp.hasToken();
  }

  /** Token of this subflow's connection, if it tells. */
  public long token() {
    return ulp.token();
  }

  /** What names the socket until the next boot. */
  public long cookie() throws NetlinkFormatException {
    return cookie(row);
  }

  /** Inode of the application's socket, the same for a connection and its subflows; 0 if none. */
  public long inode() throws NetlinkFormatException {
    return row.u32(INODE);
  }

  /** This TCP socket as a subflow. */
  public Subflow subflow() throws NetlinkFormatException {
    long link = row.u32(LINK);
    return new Subflow(
        OptionalLong.of(cookie()),
        fourTuple(),
        state(),
        link == 0 ? OptionalInt.empty() : OptionalInt.of((int) link),
        inode(),
        row.u32(RECEIVE_QUEUE),
        row.u32(TRANSMIT_QUEUE),
        ulp.toModel(),
        infoFrom == NOWHERE ? Optional.empty() : Optional.of(tcpInfo()),
        congestionControl);
  }

  /** This MPTCP socket as a connection, without its subflows. */
  public MptcpConnection connection() throws NetlinkFormatException {
    Optional<MptcpInfo> info = infoFrom == NOWHERE ? Optional.empty() : Optional.of(mptcpInfo());
    return new MptcpConnection(
        info.isPresent() ? token(info.get()) : OptionalLong.empty(),
        OptionalLong.of(cookie()),
        fourTuple(),
        state(),
        inode(),
        OptionalLong.of(row.u32(USER_ID)),
        row.u32(RECEIVE_QUEUE),
        row.u32(TRANSMIT_QUEUE),
        info.isPresent() ? subflowCount(info.get()) : OptionalInt.empty(),
        info,
        List.of());
  }

  /**
   * What moves of this MPTCP socket.
   *
   * @return empty if it is not established, if the application has closed it, or if the kernel does
   *     not tell
   */
  Optional<ConnectionWatched> watched(long token) throws NetlinkFormatException {
    if (infoFrom == NOWHERE || row.u8(STATE) != TcpState.ESTABLISHED.number() || inode() == 0) {
      return Optional.empty();
    }
    MptcpInfo info = MptcpInfo.within(row.array(), infoFrom, infoTo - infoFrom, row.order());
    if (!info.has(MptcpInfo.Field.RCV_NXT)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectionWatched(
            token,
            info.get(MptcpInfo.Field.WRITE_SEQ),
            info.get(MptcpInfo.Field.SND_UNA),
            info.get(MptcpInfo.Field.RCV_NXT),
            row.u32(RECEIVE_QUEUE),
            row.u32(TRANSMIT_QUEUE),
            info.find(MptcpInfo.Field.LAST_DATA_RECV_MILLIS)));
  }

  private TcpInfo tcpInfo() {
    int length = Math.min(infoTo - infoFrom, TcpInfo.KNOWN_BYTES);
    int start = structs.add(row.array(), infoFrom, length);
    return TcpInfo.within(structs.array(), start, length, row.order());
  }

  private MptcpInfo mptcpInfo() {
    int length = Math.min(infoTo - infoFrom, MptcpInfo.KNOWN_BYTES);
    int start = structs.add(row.array(), infoFrom, length);
    return MptcpInfo.within(structs.array(), start, length, row.order());
  }

  /** The kernel clears the token when a connection ends, perhaps while we read. */
  private static OptionalLong token(MptcpInfo info) {
    OptionalLong token = info.find(MptcpInfo.Field.TOKEN);
    return token.isPresent() && token.getAsLong() != 0 ? token : OptionalLong.empty();
  }

  private static OptionalInt subflowCount(MptcpInfo info) {
    if (info.has(MptcpInfo.Field.SUBFLOWS_TOTAL)) {
      return OptionalInt.of((int) info.get(MptcpInfo.Field.SUBFLOWS_TOTAL));
    }
    return info.has(MptcpInfo.Field.SUBFLOWS)
        ? OptionalInt.of((int) info.get(MptcpInfo.Field.SUBFLOWS) + 1) // the initial one
        : OptionalInt.empty();
  }

  private Optional<TcpState> state() throws NetlinkFormatException {
    return TcpState.of(row.u8(STATE));
  }

  private FourTuple fourTuple() throws NetlinkFormatException {
    AddressFamily family = family(row);
    return new FourTuple(
        addresses.at(row, LOCAL_ADDRESS, family),
        row.u16be(LOCAL_PORT),
        addresses.at(row, REMOTE_ADDRESS, family),
        row.u16be(REMOTE_PORT));
  }

  /** Both ends of the socket without a cache, for one message alone. */
  static FourTuple addresses(NetlinkMessage row) throws NetlinkFormatException {
    int bytes = family(row).addressBytes();
    return new FourTuple(
        row.unmappedAddress(LOCAL_ADDRESS, bytes),
        row.u16be(LOCAL_PORT),
        row.unmappedAddress(REMOTE_ADDRESS, bytes),
        row.u16be(REMOTE_PORT));
  }

  static long cookie(NetlinkMessage row) throws NetlinkFormatException {
    return row.u32(COOKIE_HIGH) << 32 | row.u32(COOKIE_LOW);
  }

  private static AddressFamily family(NetlinkMessage row) throws NetlinkFormatException {
    return switch (row.u8(0)) {
      case 2 -> AddressFamily.IPV4;
      case 10 -> AddressFamily.IPV6;
      default -> throw row.bad(0, "socket of address family " + row.u8(0));
    };
  }
}
