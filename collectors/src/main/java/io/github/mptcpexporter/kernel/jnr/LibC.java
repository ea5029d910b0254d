package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.Errno;
import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Platform;
import jnr.ffi.Runtime;

/**
 * The functions of libc that a netlink socket needs, and their constants.
 *
 * <p>jnr-posix has neither {@code bind} nor {@code poll}, and to start it costs more than all the
 * rest. The constants are those of {@code include/uapi/asm-generic/socket.h}, which x86, ARM,
 * RISC-V, LoongArch and PowerPC share; MIPS and SPARC number {@code SO_RCVBUF} differently and go
 * without the larger buffer.
 */
final class LibC {

  static final int AF_NETLINK = 16;
  static final int SOCK_RAW = 3;
  static final int SOCK_CLOEXEC = 0x80000;

  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVBUFFORCE = 33;

  static final int SOL_NETLINK = 270;
  static final int NETLINK_ADD_MEMBERSHIP = 1;
  static final int NETLINK_EXT_ACK = 11;

  /** {@code recv} tells the length of the datagram even if it is longer than the buffer. */
  static final int MSG_TRUNC = 0x20;

  static final int MSG_DONTWAIT = 0x40;
  static final int POLLIN = 0x1;

  // Public, since jnr-ffi may implement it with a class of another class loader.
  /**
   * As in libc; each returns -1 and sets {@code errno} if it fails.
   *
   * <p>To jnr-ffi a {@code long} is a long of C, which is as wide as {@code size_t}, {@code
   * ssize_t} and {@code nfds_t} on every Linux, and an array is copied in and out. Annotations that
   * say the same cost a tenth of the start of {@code status}.
   */
  public interface Functions {
    int socket(int domain, int type, int protocol);

    int bind(int fd, byte[] address, int length);

    int setsockopt(int fd, int level, int option, int[] value, int length);

    long send(int fd, ByteBuffer message, long length, int flags);

    long recvfrom(
        int fd, ByteBuffer buffer, long length, int flags, ByteBuffer from, ByteBuffer fromLength);

    int poll(byte[] descriptors, long count, int timeoutMillis);

    int close(int fd);
  }

  private final Functions functions;
  private final Runtime runtime;

  private LibC(Functions functions) {
    this.functions = functions;
    this.runtime = Runtime.getSystemRuntime();
  }

  /** Loads libc; fails with one of many errors if jffi has no library for this machine. */
  static LibC load() {
    return new LibC(
        LibraryLoader.create(Functions.class)
            .failImmediately()
            .load(Platform.getNativePlatform().getStandardCLibraryName()));
  }

  Functions functions() {
    return functions;
  }

  /** {@code errno} of this thread's last call. */
  int errno() {
    return runtime.getLastError();
  }

  /** Whether this thread's last call was only interrupted by a signal. */
  boolean interrupted() {
    return errno() == Errno.EINTR.number();
  }
}
