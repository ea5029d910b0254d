package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits for what takes its time. */
public final class Await {

  private static final Duration STEP = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Something that may be so. */
  @FunctionalInterface
  public interface Condition {
    boolean met() throws IOException;
  }

  private Await() {}

  /**
   * Waits until it is so.
   *
   * @param what a sentence for the complaint if it never is
   */
  public static void until(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.met()) {
      if (System.nanoTime() > end) {
        throw new IOException("waited in vain until " + what);
      }
      pause();
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(STEP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
