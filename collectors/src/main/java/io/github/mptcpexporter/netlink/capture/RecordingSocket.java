package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Passes everything through and keeps a copy. A socket that has joined a group is taken to receive
 * events alone.
 */
final class RecordingSocket implements NetlinkSocket {

  private final NetlinkSocket real;
  private final NetlinkFamily family;
  private final NetlinkLog log;
  private boolean listening;

  // Null before the first request.
  private NetlinkLog.@Nullable Asked asked;

  RecordingSocket(NetlinkSocket real, NetlinkFamily family, NetlinkLog log) {
    this.real = real;
    this.family = family;
    this.log = log;
  }

  NetlinkSocket real() {
    return real;
  }

  @Override
  public void send(byte[] message, int length) throws IOException {
    asked = log.asked(family, new Datagram(message, length));
    try {
      real.send(message, length);
    } catch (NetlinkErrnoException e) {
      record(new Reply.Errno(e.number()));
      throw e;
    }
  }

  @Override
  public int receive(byte[] buffer, int timeoutMillis) throws IOException {
    try {
      int length = real.receive(buffer, timeoutMillis);
      record(new Datagram(buffer, length));
      return length;
    } catch (NetlinkErrnoException e) {
      if (!listening || !e.is(Errno.EAGAIN)) { // silence is no event
        record(new Reply.Errno(e.number()));
      }
      throw e;
    }
  }

  private void record(Reply reply) {
    if (listening) {
      EventSource.of(family).ifPresent(source -> log.event(source, reply));
    } else if (asked != null) {
      log.answered(asked, reply);
    }
  }

  @Override
  public void join(int group) throws IOException {
    real.join(group);
    listening = true;
    EventSource.of(family).ifPresent(log::joined);
  }

  @Override
  public void close() throws IOException {
    if (listening) {
      EventSource.of(family).ifPresent(log::left);
    }
    real.close();
  }
}
