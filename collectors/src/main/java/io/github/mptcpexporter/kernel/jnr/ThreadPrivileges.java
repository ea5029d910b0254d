package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Platform;
import jnr.ffi.Runtime;

/** What one thread may do, and the programs that it starts: on Linux each thread has its own. */
public final class ThreadPrivileges {

  /** {@code include/uapi/linux/prctl.h}, since Linux 3.5. */
  private static final int PR_SET_NO_NEW_PRIVS = 38;

  /** {@code include/uapi/linux/capability.h}: two words of each of three sets. */
  private static final int LINUX_CAPABILITY_VERSION_3 = 0x20080522;

  private static final int HEADER_BYTES = 8;
  private static final int SETS_BYTES = 2 * 3 * 4;

  private ThreadPrivileges() {}

  // Public, since jnr-ffi may implement it with a class of another class loader.
  /** As in libc; each returns -1 and sets {@code errno} if it fails. */
  public interface Functions {
    int prctl(int option, long arg2, long arg3, long arg4, long arg5);

    int capset(byte[] header, byte[] sets);
  }

  /**
   * Takes all capabilities from the thread that calls this, for ever, and from all programs that it
   * starts: a program of root gains the whole bounding set at its start, but not beyond what its
   * thread has if that may gain no new privileges ({@code cap_bprm_creds_from_file()}, {@code
   * security/commoncap.c}). The user stays the same. Needs no privilege itself.
   *
   * @throws IOException if the kernel refuses, or there is no native library for this machine
   */
  public static void dropAll() throws IOException {
    Functions libc;
    try {
      libc =
          LibraryLoader.create(Functions.class)
              .failImmediately()
              .load(Platform.getNativePlatform().getStandardCLibraryName());
    } catch (LinkageError | RuntimeException e) {
      // Broad, for this is the border to jffi, as in JnrNetlinkTransport.
      throw new IOException("capabilities need the native library jffi: " + e.getMessage(), e);
    }
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl PR_SET_NO_NEW_PRIVS");
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.nativeOrder());
    header.putInt(0, LINUX_CAPABILITY_VERSION_3); // and pid 0, the thread itself
    check(libc.capset(header.array(), new byte[SETS_BYTES]), "capset");
  }

  private static void check(int result, String attempt) throws IOException {
    if (result != 0) {
      throw new IOException(
          attempt + ": " + Errno.describe(Runtime.getSystemRuntime().getLastError()));
    }
  }
}
