package io.github.mptcpexporter.netlink;

import java.util.Optional;

/** Errors of the kernel that we tell apart ({@code include/uapi/asm-generic/errno.h}). */
public enum Errno {
  EPERM(1, "Operation not permitted"),
  ENOENT(2, "No such file or directory"),
  EINTR(4, "Interrupted system call"),
  EAGAIN(11, "No answer in time"),
  EACCES(13, "Permission denied"),
  EBUSY(16, "Device or resource busy"),
  ENODEV(19, "No such device"),
  EINVAL(22, "Invalid argument"),
  EPROTONOSUPPORT(93, "Protocol not supported"),
  EOPNOTSUPP(95, "Operation not supported"),
  EAFNOSUPPORT(97, "Address family not supported by protocol"),
  ENOBUFS(105, "No buffer space available");

  private final int number;
  private final String text;

  Errno(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** Number on all architectures but MIPS and SPARC, whose kernels have some of their own. */
  public int number() {
    return number;
  }

  public static Optional<Errno> of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return Optional.of(errno);
      }
    }
    return Optional.empty();
  }

  /** Such as {@code EPERM (Operation not permitted)}, or {@code errno 77}. */
  public static String describe(int number) {
    return of(number)
        .map(errno -> errno.name() + " (" + errno.text + ")")
        .orElse("errno " + number);
  }
}
