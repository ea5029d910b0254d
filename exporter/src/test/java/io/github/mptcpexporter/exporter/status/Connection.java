package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A connection put together in code. */
final class Connection {

  private static final int MPTCP_INFO_BYTES = 96;

  private final String ends;
  private final OptionalLong token;
  private final List<Subflow> flows = new ArrayList<>();
  private final Map<MptcpInfo.Field, Long> info = new LinkedHashMap<>();
  private TcpState state = TcpState.ESTABLISHED;
  private long inode = 53845;
  private long sendQueue;
  private long readQueue;
  private OptionalLong remoteToken = OptionalLong.empty();
  private boolean filesOnly;

  private Connection(OptionalLong token, String ends) {
    this.token = token;
    this.ends = ends;
  }

  static Connection of(long token, String ends) {
    return new Connection(OptionalLong.of(token), ends)
        .set(MptcpInfo.Field.SUBFLOWS_MAX, 8)
        .set(MptcpInfo.Field.FLAGS, 2);
  }

  static Connection hidden(String ends) {
    return new Connection(OptionalLong.empty(), ends);
  }

  Connection state(TcpState state) {
    this.state = state;
    return this;
  }

  Connection closedByProgram() {
    inode = 0;
    return this;
  }

  Connection queues(long send, long read) {
    sendQueue = send;
    readQueue = read;
    return this;
  }

  Connection set(MptcpInfo.Field field, long value) {
    info.put(field, value);
    return this;
  }

  Connection bytes(long received, long sent) {
    return set(MptcpInfo.Field.BYTES_RECEIVED, received).set(MptcpInfo.Field.BYTES_SENT, sent);
  }

  Connection fellBack() {
    return set(MptcpInfo.Field.FLAGS, 1);
  }

  Connection flow(Flow flow) {
    flows.add(flow.built());
    return this;
  }

  /** As a row of a file, with the peer's token if ours is told. */
  Connection filesOnly() {
    filesOnly = true;
    remoteToken = token.isPresent() ? OptionalLong.of(0x328da2f8L) : remoteToken;
    return this;
  }

  MptcpConnection built() {
    info.put(MptcpInfo.Field.SUBFLOWS, Math.max(0L, flows.size() - 1));
    byte[] bytes = Flow.struct(MPTCP_INFO_BYTES, info);
    return new MptcpConnection(
        token,
        remoteToken,
        filesOnly ? OptionalLong.empty() : OptionalLong.of(0x5000 + (ends.hashCode() & 0xfff)),
        Text.addresses(ends),
        Optional.of(state),
        inode,
        filesOnly ? OptionalLong.empty() : OptionalLong.of(1000),
        readQueue,
        sendQueue,
        OptionalInt.of(flows.size()),
        filesOnly
            ? Optional.empty()
            : Optional.of(MptcpInfo.copyOf(bytes, 0, bytes.length, ByteOrder.LITTLE_ENDIAN)),
        flows);
  }
}
