package io.github.mptcpexporter.model;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What TCP knows of one subflow.
 *
 * <p>Kernel: {@code struct tcp_info}, {@code include/uapi/linux/tcp.h}, filled by {@code
 * tcp_get_info()} in {@code net/ipv4/tcp.c}; 232 bytes in 5.10 to 6.1, 248 in 6.6 and 6.12, 280 in
 * 6.18; 104 in 3.14.
 */
public final class TcpInfo extends KernelStruct<TcpInfo.Field> {

  /** Fields by the kernel's name; times in the unit that the name here ends in. */
  public enum Field implements KernelStruct.Field {
    STATE("state", 0, 1),
    RETRANSMITS("retransmits", 2, 1),
    /** Doublings of the retransmission timer; 1 and more while nothing is acknowledged. */
    BACKOFF("backoff", 4, 1),
    RTO_MICROS("rto", 8, 4),
    SND_MSS_BYTES("snd_mss", 16, 4),
    UNACKED_SEGMENTS("unacked", 24, 4),
    LOST_SEGMENTS("lost", 32, 4),
    RETRANS_SEGMENTS("retrans", 36, 4),
    LAST_DATA_SENT_MILLIS("last_data_sent", 44, 4),
    LAST_DATA_RECV_MILLIS("last_data_recv", 52, 4),
    LAST_ACK_RECV_MILLIS("last_ack_recv", 56, 4),
    PMTU_BYTES("pmtu", 60, 4),
    RTT_MICROS("rtt", 68, 4),
    RTTVAR_MICROS("rttvar", 72, 4),
    SND_SSTHRESH_SEGMENTS("snd_ssthresh", 76, 4),
    SND_CWND_SEGMENTS("snd_cwnd", 80, 4),
    RCV_RTT_MICROS("rcv_rtt", 92, 4),
    TOTAL_RETRANS_SEGMENTS("total_retrans", 100, 4),
    PACING_RATE_BYTES_PER_SECOND("pacing_rate", 104, 8),
    /** Counts the SYN too. Since 4.1. */
    BYTES_ACKED("bytes_acked", 120, 8),
    /** One more after the FIN. Since 4.1. */
    BYTES_RECEIVED("bytes_received", 128, 8),
    SEGS_OUT("segs_out", 136, 4),
    SEGS_IN("segs_in", 140, 4),
    NOTSENT_BYTES("notsent_bytes", 144, 4),
    MIN_RTT_MICROS("min_rtt", 148, 4),
    DATA_SEGS_IN("data_segs_in", 152, 4),
    DATA_SEGS_OUT("data_segs_out", 156, 4),
    DELIVERY_RATE_BYTES_PER_SECOND("delivery_rate", 160, 8),
    BUSY_TIME_MICROS("busy_time", 168, 8),
    RWND_LIMITED_MICROS("rwnd_limited", 176, 8),
    SNDBUF_LIMITED_MICROS("sndbuf_limited", 184, 8),
    DELIVERED_SEGMENTS("delivered", 192, 4),
    /** Retransmissions included. Since 4.19. */
    BYTES_SENT("bytes_sent", 200, 8),
    /** Since 4.19. */
    BYTES_RETRANS("bytes_retrans", 208, 8),
    REORD_SEEN("reord_seen", 220, 4),
    /** Segments received out of order. Since 5.4. */
    RCV_OOOPACK("rcv_ooopack", 224, 4),
    SND_WND_BYTES("snd_wnd", 228, 4),
    /** Since 6.2. */
    RCV_WND_BYTES("rcv_wnd", 232, 4),
    /** Since 6.7, and 6.6 stable. */
    TOTAL_RTO("total_rto", 240, 2),
    TOTAL_RTO_RECOVERIES("total_rto_recoveries", 242, 2),
    TOTAL_RTO_TIME_MILLIS("total_rto_time", 244, 4);

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
  public static final int KNOWN_BYTES = 248;

  TcpInfo(byte[] array, int start, int length, boolean littleEndian) {
    super(array, start, length, littleEndian);
  }

  /** Copies the struct that stands at {@code from} until {@code to}. */
  public static TcpInfo copyOf(byte[] buffer, int from, int to, ByteOrder order) {
    int length = Math.min(to - from, KNOWN_BYTES);
    byte[] copy = Arrays.copyOfRange(buffer, from, from + length);
    return new TcpInfo(copy, 0, length, order == ByteOrder.LITTLE_ENDIAN);
  }

  /** The struct that stands at {@code start} of an array of many; no one may change it any more. */
  public static TcpInfo within(byte[] array, int start, int length, ByteOrder order) {
    return new TcpInfo(array, start, length, order == ByteOrder.LITTLE_ENDIAN);
  }
}
