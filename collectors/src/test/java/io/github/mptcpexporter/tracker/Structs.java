package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.KernelStruct;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.TcpInfo;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/** Structs as the kernel lays them out, with given fields and zeroes elsewhere. */
public final class Structs {

  /** Size in kernel 6.12. */
  private static final int TCP_INFO_BYTES = 248;

  private static final int MPTCP_INFO_BYTES = 96;

  private Structs() {}

  public static TcpInfo tcpInfo(Map<TcpInfo.Field, Long> fields) {
    return tcpInfo(fields, TCP_INFO_BYTES);
  }

  /** A struct of an older kernel: shorter. */
  public static TcpInfo tcpInfo(Map<TcpInfo.Field, Long> fields, int bytes) {
    byte[] struct = new byte[TCP_INFO_BYTES];
    fields.forEach((field, value) -> put(struct, field, value));
    return TcpInfo.copyOf(struct, 0, bytes, ByteOrder.LITTLE_ENDIAN);
  }

  public static MptcpInfo mptcpInfo(Map<MptcpInfo.Field, Long> fields) {
    byte[] struct = new byte[MPTCP_INFO_BYTES];
    fields.forEach((field, value) -> put(struct, field, value));
    return MptcpInfo.copyOf(struct, 0, struct.length, ByteOrder.LITTLE_ENDIAN);
  }

  public static Map<TcpInfo.Field, Long> with(
      Map<TcpInfo.Field, Long> fields, TcpInfo.Field field, long value) {
    Map<TcpInfo.Field, Long> more = new EnumMap<>(TcpInfo.Field.class);
    more.putAll(fields);
    more.put(field, value);
    return more;
  }

  private static void put(byte[] struct, KernelStruct.Field field, long value) {
    for (int i = 0; i < field.size(); i++) {
      struct[field.offset() + i] = (byte) (value >>> (8 * i));
    }
  }
}
