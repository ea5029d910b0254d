package io.github.mptcpexporter.netlink;

import java.io.IOException;

/** A message that makes no sense; the text names the message and the offset in it. */
public final class NetlinkFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  public NetlinkFormatException(String message) {
    super(message);
  }
}
