package io.github.mptcpexporter.netlink;

import java.io.IOException;

/** Takes the messages of an answer. */
public interface ReplyHandler {

  /** The answer begins; also again, from the start, when a dump was interrupted and is repeated. */
  void begin();

  /** The next message; it is reused, so nothing of it may be kept. */
  void message(NetlinkMessage message) throws IOException;
}
