package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TcpState;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A connection of a round as far as it matters to the watch, laid out as the kernel does.
 *
 * @param token of it
 * @param written bytes, of which {@code acknowledged} have arrived
 * @param received bytes in order
 * @param receiveQueue bytes
 */
public record Busy(
    long token,
    long written,
    long acknowledged,
    long received,
    long receiveQueue,
    TcpState state,
    long inode,
    boolean fellBack) {

  private static final long START = -5; // sequence numbers wrap soon

  public static Busy idle(long token) {
    return new Busy(token, 0, 0, 0, 0, TcpState.ESTABLISHED, 77, false);
  }

  public Busy sent(long bytes, long unacknowledged) {
    return new Busy(
        token, bytes, bytes - unacknowledged, received, receiveQueue, state, inode, fellBack);
  }

  public Busy received(long bytes, long queued) {
    return new Busy(token, written, acknowledged, bytes, queued, state, inode, fellBack);
  }

  Busy in(TcpState other) {
    return new Busy(token, written, acknowledged, received, receiveQueue, other, inode, fellBack);
  }

  Busy orphaned() {
    return new Busy(token, written, acknowledged, received, receiveQueue, state, 0, fellBack);
  }

  Busy fallenBack() {
    return new Busy(token, written, acknowledged, received, receiveQueue, state, inode, true);
  }

  public static MptcpSockets round(Busy... all) {
    return new MptcpSockets(
        DataSource.SOCK_DIAG, Arrays.stream(all).map(Busy::connection).toList(), List.of());
  }

  MptcpConnection connection() {
    byte[] info = info();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new MptcpConnection(
        OptionalLong.of(token),
        OptionalLong.of(token),
        new FourTuple(loopback, 1, loopback, 2),
        Optional.of(state),
        inode,
        OptionalLong.empty(),
        receiveQueue,
        0,
        OptionalInt.empty(),
        Optional.of(MptcpInfo.copyOf(info, 0, info.length, ByteOrder.LITTLE_ENDIAN)),
        List.of());
  }

  /** {@code struct mptcp_info} of Linux 5.10. */
  byte[] info() {
    return ByteBuffer.allocate(40)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(8, fellBack ? 1 : 0)
        .putInt(12, (int) token)
        .putLong(16, START + written)
        .putLong(24, START + acknowledged)
        .putLong(32, START + received)
        .array();
  }
}
