package io.github.mptcpexporter.netlink.mptcp;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The attributes of one event, as they come in.
 *
 * <p>Kernel: {@code MPTCP_ATTR_*}, {@code include/uapi/linux/mptcp_pm.h}.
 */
final class EventAttributes {

  private static final int TOKEN = 1;
  private static final int LOCAL_ID = 3;
  private static final int REMOTE_ID = 4;
  private static final int LOCAL_ADDRESS4 = 5;
  private static final int LOCAL_ADDRESS6 = 6;
  private static final int REMOTE_ADDRESS4 = 7;
  private static final int REMOTE_ADDRESS6 = 8;
  private static final int LOCAL_PORT = 9; // in network order, unlike those of endpoints
  private static final int REMOTE_PORT = 10;
  private static final int BACKUP = 11;
  private static final int ERROR = 12;
  private static final int FLAGS = 13;
  private static final int LINK = 15;
  private static final int RESET_REASON = 16;

  /** Until 6.17; then a bit of FLAGS says the same. */
  private static final int SERVER_SIDE = 18;

  private static final int FLAG_SERVER_SIDE = 0x2;

  private OptionalLong token = OptionalLong.empty();
  private Optional<InetAddress> local = Optional.empty();
  private Optional<InetAddress> remote = Optional.empty();
  private OptionalInt localPort = OptionalInt.empty();
  private OptionalInt remotePort = OptionalInt.empty();
  private OptionalInt localId = OptionalInt.empty();
  private OptionalInt remoteId = OptionalInt.empty();
  private Optional<Boolean> backup = Optional.empty();
  private OptionalInt link = OptionalInt.empty();
  private OptionalInt error = OptionalInt.empty();
  private OptionalInt resetReason = OptionalInt.empty();
  private Optional<Boolean> serverSide = Optional.empty();

  void take(AttributeReader attribute) throws NetlinkFormatException {
    switch (attribute.type()) {
      case TOKEN -> token = OptionalLong.of(attribute.u32(0));
      case LOCAL_ID -> localId = OptionalInt.of(attribute.u8(0));
      case REMOTE_ID -> remoteId = OptionalInt.of(attribute.u8(0));
      case LOCAL_ADDRESS4, LOCAL_ADDRESS6 -> local = address(attribute);
      case REMOTE_ADDRESS4, REMOTE_ADDRESS6 -> remote = address(attribute);
      case LOCAL_PORT -> localPort = OptionalInt.of(attribute.u16be(0));
      case REMOTE_PORT -> remotePort = OptionalInt.of(attribute.u16be(0));
      case BACKUP -> backup = Optional.of(attribute.u8(0) != 0);
      case ERROR -> error = OptionalInt.of(attribute.u8(0));
      case FLAGS -> serverSide = Optional.of((attribute.u16(0) & FLAG_SERVER_SIDE) != 0);
      case LINK -> link = OptionalInt.of(attribute.s32(0));
      case RESET_REASON -> resetReason = OptionalInt.of(attribute.s32(0));
      case SERVER_SIDE -> serverSide = Optional.of(attribute.u8(0) != 0);
      default -> {} // the family, which the addresses tell too, or unknown
    }
  }

  MptcpEvent toModel(MptcpEvent.Kind kind) {
    return new MptcpEvent(
        kind, token, addresses(), localId, remoteId, backup, link, error, resetReason, serverSide);
  }

  /** Both ends; one that the event does not tell is the unspecified address and port 0. */
  private Optional<FourTuple> addresses() {
    if (local.isEmpty() && remote.isEmpty()) {
      return Optional.empty();
    }
    InetAddress unspecified = unspecified(local.isPresent() ? local.get() : remote.get());
    return Optional.of(
        new FourTuple(
            local.orElse(unspecified),
            localPort.orElse(0),
            remote.orElse(unspecified),
            remotePort.orElse(0)));
  }

  private static Optional<InetAddress> address(AttributeReader attribute)
      throws NetlinkFormatException {
    return Optional.of(attribute.unmappedAddress(0, attribute.length()));
  }

  private static InetAddress unspecified(InetAddress likeThis) {
    return Prefix.of(likeThis.getAddress(), 0).address();
  }
}
