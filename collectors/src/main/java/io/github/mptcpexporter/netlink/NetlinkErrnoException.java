package io.github.mptcpexporter.netlink;

import java.io.IOException;

/** The kernel refused a request. */
public final class NetlinkErrnoException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int number;

  /**
   * @param attempt what was attempted, such as {@code netlink RTM_GETROUTE dump}
   * @param number the kernel's error, positive
   * @param kernelText the kernel's own words (extended acknowledgement), or empty
   */
  public NetlinkErrnoException(String attempt, int number, String kernelText) {
    super(
        attempt
            + ": "
            + Errno.describe(number)
            + (kernelText.isEmpty() ? "" : ", \"" + kernelText + "\""));
    this.number = number;
  }

  /** The kernel's error, positive. */
  public int number() {
    return number;
  }

  public boolean is(Errno errno) {
    return number == errno.number();
  }
}
