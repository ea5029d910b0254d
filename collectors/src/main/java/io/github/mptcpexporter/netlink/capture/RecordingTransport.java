package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Passes everything through to another transport and keeps a copy. Any thread. */
public final class RecordingTransport implements NetlinkTransport {

  private final NetlinkTransport real;
  private final NetlinkLog log;

  /**
   * Records what goes through {@code real}.
   *
   * @param monotonicNanos the time of events
   */
  public RecordingTransport(NetlinkTransport real, LongSupplier monotonicNanos) {
    this.real = real;
    this.log = new NetlinkLog(real.byteOrder(), monotonicNanos);
  }

  /** The latest answer to each request, and the events since the last {@link #nextRound}. */
  public NetlinkRecording recording() {
    return log.recording();
  }

  /** Forgets the events, and lets answers be replaced by those to the same requests. */
  public void nextRound() {
    log.nextRound();
  }

  @Override
  public NetlinkSocket open(NetlinkFamily family) throws IOException {
    try {
      NetlinkSocket socket = real.open(family);
      log.opened(family, OptionalInt.empty());
      return new RecordingSocket(socket, family, log);
    } catch (NetlinkErrnoException e) {
      log.opened(family, OptionalInt.of(e.number()));
      throw e;
    }
  }

  @Override
  public NetlinkSocket openForEvents(NetlinkFamily family) throws IOException {
    return new RecordingSocket(real.openForEvents(family), family, log);
  }

  @Override
  public boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis) throws IOException {
    List<NetlinkSocket> wrapped = new ArrayList<>();
    for (NetlinkSocket socket : sockets) {
      if (!(socket instanceof RecordingSocket recording)) {
        throw new IllegalArgumentException("a socket that was not opened here");
      }
      wrapped.add(recording.real());
    }
    return real.await(wrapped, timeoutMillis);
  }

  @Override
  public ByteOrder byteOrder() {
    return real.byteOrder();
  }
}
