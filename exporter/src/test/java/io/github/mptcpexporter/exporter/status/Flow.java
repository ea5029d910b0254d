package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.KernelStruct;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A subflow put together in code. */
final class Flow {

  static final int INITIAL = 0xc3;
  static final int JOIN = 0xcc;
  static final int BACKUP = 0xec;
  static final int PEER_BACKUP = 0xdc;

  private static final int TCP_INFO_BYTES = 248;

  private final String ends;
  private final long cookie;
  private final Map<TcpInfo.Field, Long> info = new LinkedHashMap<>();
  private Optional<Subflow.Ulp> ulp = Optional.empty();
  private TcpState state = TcpState.ESTABLISHED;
  private OptionalInt link = OptionalInt.empty();
  private long queue;
  private boolean filesOnly;

  private Flow(String ends, long cookie) {
    this.ends = ends;
    this.cookie = cookie;
  }

  /** As {@link Text#addresses}; the cookie comes of the ends, so it is the same in each round. */
  static Flow of(String ends) {
    return new Flow(ends, 0x4000 + (ends.hashCode() & 0xfff)).rtt(18_000, 17_500).bytes(0, 0, 0);
  }

  Flow flags(int flags, int localId, int remoteId) {
    ulp = Optional.of(new Subflow.Ulp(0xc34ea540L, 0x8b018d45L, flags, localId, remoteId));
    return this;
  }

  Flow state(TcpState state) {
    this.state = state;
    return this;
  }

  Flow bound(int link) {
    this.link = OptionalInt.of(link);
    return this;
  }

  Flow rtt(long micros, long minMicros) {
    return set(TcpInfo.Field.RTT_MICROS, micros).set(TcpInfo.Field.MIN_RTT_MICROS, minMicros);
  }

  Flow bytes(long received, long sent, long again) {
    return set(TcpInfo.Field.BYTES_RECEIVED, received)
        .set(TcpInfo.Field.BYTES_SENT, sent)
        .set(TcpInfo.Field.BYTES_RETRANS, again);
  }

  Flow set(TcpInfo.Field field, long value) {
    info.put(field, value);
    return this;
  }

  Flow queue(long bytes) {
    queue = bytes;
    return this;
  }

  /** As the out-of-tree kernel shows it: a row of a file, without anything of MPTCP or TCP. */
  Flow filesOnly() {
    filesOnly = true;
    return this;
  }

  Subflow built() {
    byte[] bytes = struct(TCP_INFO_BYTES, info);
    return new Subflow(
        filesOnly ? OptionalLong.empty() : OptionalLong.of(cookie),
        Text.addresses(ends),
        Optional.of(state),
        link,
        53845,
        0,
        queue,
        ulp,
        filesOnly
            ? Optional.empty()
            : Optional.of(TcpInfo.copyOf(bytes, 0, bytes.length, ByteOrder.LITTLE_ENDIAN)),
        filesOnly ? Optional.empty() : Optional.of("bbr"));
  }

  static <F extends KernelStruct.Field> byte[] struct(int size, Map<F, Long> fields) {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    fields.forEach(
        (field, value) -> {
          switch (field.size()) {
            case 1 -> bytes.put(field.offset(), value.byteValue());
            case 2 -> bytes.putShort(field.offset(), value.shortValue());
            case 4 -> bytes.putInt(field.offset(), value.intValue());
            default -> bytes.putLong(field.offset(), value);
          }
        });
    return bytes.array();
  }
}
