package io.github.mptcpexporter.kernel.jnr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jnr.ffi.LibraryLoader;

/**
 * A network namespace of the test's own. It is that of one thread: the sockets which this thread
 * opens and the programs which it starts are in it, and with them it ends.
 */
public final class NetworkNamespace {

  private static final int CLONE_NEWNET = 0x40000000;
  private static final String SUPERUSER = "0";

  private NetworkNamespace() {}

  // Public, since jnr-ffi implements it with a class of another class loader.
  /** As in libc. */
  public interface Functions {
    int unshare(int flags);
  }

  /** What is done in the namespace. */
  public interface Body {
    void run() throws Exception;
  }

  /** Runs the body in a fresh namespace; skips the test without the rights for it. */
  public static void run(Body body) throws Exception {
    assumeTrue(user().equals(SUPERUSER), "a network namespace of one's own needs root");
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              Functions libc = LibraryLoader.create(Functions.class).load("c");
              assertEquals(0, libc.unshare(CLONE_NEWNET), "unshare");
              body.run();
              return null;
            });
    Thread thread = new Thread(task, "network-namespace");
    thread.start();
    try {
      task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof Exception exception ? exception : e;
    }
  }

  /** Runs a command that must succeed, in the namespace; returns what it said. */
  public static String command(String... words) throws Exception {
    Tool tool = Tool.run(List.of(words));
    if (tool.exitCode() != 0) {
      return fail(Arrays.toString(words) + ": " + tool.output());
    }
    return tool.output();
  }

  private static String user() throws Exception {
    String status = Files.readString(Path.of("/proc/self/status"));
    return status.replaceFirst("(?s).*\nUid:\t\\d+\t(\\d+).*", "$1");
  }
}
