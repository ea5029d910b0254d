package io.github.mptcpexporter.source;

import java.io.IOException;
import java.util.Optional;

/**
 * Which boot of which machine files come from: {@code /proc/sys/kernel/random/boot_id}, random at
 * each boot ({@code drivers/char/random.c}).
 */
public final class BootId {

  private static final String FILE = "proc/sys/kernel/random/boot_id";

  private BootId() {}

  /** That of the machine whose files these are; empty if it does not tell. */
  public static Optional<String> of(RootFs files) throws IOException {
    return files.firstLine(FILE).map(Line::text);
  }

  /**
   * Whether {@code mounted} shows the running kernel, so that what its sockets say belongs to its
   * files.
   *
   * @param mounted files below some root
   * @param live files below {@code /}
   * @return false also if either does not tell
   */
  public static boolean isSame(RootFs mounted, RootFs live) throws IOException {
    Optional<String> here = of(live);
    return here.isPresent() && here.equals(of(mounted));
  }
}
