package io.github.mptcpexporter.netlink.diag;

import java.io.IOException;

/** Takes the sockets of a dump. */
public interface SocketHandler {

  /** The next socket; the message is reused, so nothing of it may be kept. */
  void socket(InetDiagMessage message) throws IOException;
}
