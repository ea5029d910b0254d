package io.github.mptcpexporter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootIdTest {

  private static final String ONE = "c4a1f2de-0d5c-4f6c-9a53-0b7a3c1b2a10\n";
  private static final String OTHER = "00000000-0d5c-4f6c-9a53-0b7a3c1b2a10\n";

  @TempDir private Path directory;

  @Test
  void sameBootIsTheSameKernel() throws Exception {
    assertEquals(true, BootId.isSame(root("a", ONE), root("b", ONE)));
  }

  @Test
  void otherBootIsAnotherKernel() throws Exception {
    assertEquals(false, BootId.isSame(root("a", ONE), root("b", OTHER)));
  }

  @Test
  void rootThatDoesNotTellIsNotTheRunningKernel() throws Exception {
    RootFs silent = new RootFs(directory.resolve("silent"));

    assertEquals(false, BootId.isSame(silent, root("b", ONE)));
    assertEquals(false, BootId.isSame(silent, silent));
  }

  private RootFs root(String name, String bootId) throws IOException {
    Path random = directory.resolve(name).resolve("proc/sys/kernel/random");
    Files.createDirectories(random);
    Files.writeString(random.resolve("boot_id"), bootId);
    return new RootFs(directory.resolve(name));
  }
}
