package io.github.mptcpexporter.source;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * That a file is there, and what may be done with it.
 *
 * @param permissions nine bits, as {@code chmod} takes them
 */
public record FileMode(int permissions) {

  private static final int OWNER_EXECUTE = 0100;
  private static final int OTHERS_READ = 0004;

  static FileMode of(Set<PosixFilePermission> granted) {
    int bits = 0;
    for (PosixFilePermission each : PosixFilePermission.values()) {
      // From the owner's read to the others' execute, as in the word of chmod.
      bits = bits << 1 | (granted.contains(each) ? 1 : 0);
    }
    return new FileMode(bits);
  }

  /** Whether its owner may run it. */
  public boolean executable() {
    return (permissions & OWNER_EXECUTE) != 0;
  }

  /** Whether everybody may read it. */
  public boolean readableByAll() {
    return (permissions & OTHERS_READ) != 0;
  }
}
