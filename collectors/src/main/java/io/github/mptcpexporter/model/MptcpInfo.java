package io.github.mptcpexporter.model;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What MPTCP knows of one connection.
 *
 * <p>Kernel: {@code struct mptcp_info}, {@code include/uapi/linux/mptcp.h}, filled by {@code
 * mptcp_diag_fill_info()} in {@code net/mptcp/sockopt.c} (5.9); 40 bytes in 5.10, 48 in 5.15 and
 * 6.1, 80 in 6.6, 96 in 6.12 and later.
 */
public final class MptcpInfo extends KernelStruct<MptcpInfo.Field> {

  /** Fields by the kernel's name. Sequence numbers start at random: they are no counters. */
  public enum Field implements KernelStruct.Field {
    /** Extra subflows, the initial one not counted. */
    SUBFLOWS("subflows", 0, 1),
    ADD_ADDR_SIGNAL("add_addr_signal", 1, 1),
    ADD_ADDR_ACCEPTED("add_addr_accepted", 2, 1),
    /** Limit of extra subflows; 0 with a path manager in user space. */
    SUBFLOWS_MAX("subflows_max", 3, 1),
    ADD_ADDR_SIGNAL_MAX("add_addr_signal_max", 4, 1),
    ADD_ADDR_ACCEPTED_MAX("add_addr_accepted_max", 5, 1),
    /** Bit 0: fell back to TCP. Bit 1: the remote key was received. */
    FLAGS("flags", 8, 4),
    TOKEN("token", 12, 4),
    WRITE_SEQ("write_seq", 16, 8),
    SND_UNA("snd_una", 24, 8),
    RCV_NXT("rcv_nxt", 32, 8),
    /** Since 5.12. */
    LOCAL_ADDR_USED("local_addr_used", 40, 1),
    LOCAL_ADDR_MAX("local_addr_max", 41, 1),
    /** Since 5.14. */
    CSUM_ENABLED("csum_enabled", 42, 1),
    /** Retransmissions in a row, a gauge. Since 6.5. */
    RETRANSMITS("retransmits", 44, 4),
    BYTES_RETRANS("bytes_retrans", 48, 8),
    BYTES_SENT("bytes_sent", 56, 8),
    BYTES_RECEIVED("bytes_received", 64, 8),
    BYTES_ACKED("bytes_acked", 72, 8),
    /** All subflows, the initial one counted while it lives. Since 6.7. */
    SUBFLOWS_TOTAL("subflows_total", 80, 1),
    /** Since 6.10. */
    LAST_DATA_SENT_MILLIS("last_data_sent", 84, 4),
    LAST_DATA_RECV_MILLIS("last_data_recv", 88, 4),
    LAST_ACK_RECV_MILLIS("last_ack_recv", 92, 4);

    private final String kernelName;
    private final int offset;
    private final int size;

    Field(String kernelName, int offset, int size) {
      this.kernelName = kernelName;
      this.offset = offset;
      this.size = size;
    }

    @Override
    public String kernelName() {
      return kernelName;
    }

    @Override
    public int offset() {
      return offset;
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** Bytes that our fields reach to; what follows is not kept. */
  public static final int KNOWN_BYTES = 96;

  private static final long FLAG_FALLBACK = 1;

  MptcpInfo(byte[] array, int start, int length, boolean littleEndian) {
    super(array, start, length, littleEndian);
  }

  /** Copies the struct that stands at {@code from} until {@code to}. */
  public static MptcpInfo copyOf(byte[] buffer, int from, int to, ByteOrder order) {
    int length = Math.min(to - from, KNOWN_BYTES);
    byte[] copy = Arrays.copyOfRange(buffer, from, from + length);
    return new MptcpInfo(copy, 0, length, order == ByteOrder.LITTLE_ENDIAN);
  }

  /** The struct that stands at {@code start} of an array of many; no one may change it any more. */
  public static MptcpInfo within(byte[] array, int start, int length, ByteOrder order) {
    return new MptcpInfo(array, start, length, order == ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether the connection fell back to plain TCP ({@code MPTCP_INFO_FLAG_FALLBACK}). */
  public boolean fellBack() {
    return (getOr(Field.FLAGS, 0) & FLAG_FALLBACK) != 0;
  }
}
