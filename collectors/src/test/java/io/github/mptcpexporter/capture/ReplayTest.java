package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

  @TempDir private Path directory;

  @Test
  void filesAloneAreARecordingWithoutSocketsAtTheEpoch() throws Exception {
    write("proc/net/mptcp", "  sl  loc_tok\n");

    Replay replay = Replay.open(directory);

    assertTrue(replay.rootFs().read("proc/net/mptcp").isPresent());
    assertEquals(Optional.empty(), replay.netlink());
    assertEquals(Instant.EPOCH, replay.clock().now());
    assertEquals(0, replay.clock().monotonicNanos());
    assertFalse(replay.advance());
  }

  @Test
  void directoryWithNothingToReplayIsRefused() throws Exception {
    write("home/file", "");

    IOException e = assertThrows(IOException.class, () -> Replay.open(directory));

    assertEquals(
        directory + " is no recording: it holds none of proc, sys, etc, netlink", e.getMessage());
  }

  @Test
  void directoryThatDoesNotExistIsRefused() {
    assertThrows(IOException.class, () -> Replay.open(directory.resolve("nowhere")));
  }

  @Test
  void stepsFollowOneAnother() throws Exception {
    write("steps/0000/proc/net/dev", "first\n");
    write("steps/0001/proc/net/dev", "second\n");
    write("steps/0001/proc/net/route", "\n");
    write("steps/0010/proc/version", "\n");

    Replay replay = Replay.open(directory);

    assertEquals("first", text(replay));
    assertTrue(replay.advance());
    assertEquals("second", text(replay));
    assertTrue(replay.advance());
    assertEquals(Optional.empty(), replay.rootFs().read("proc/net/dev"));
    assertFalse(replay.advance());
  }

  @Test
  void stepThatIsNoRecordingIsSaidAndNotEntered() throws Exception {
    write("steps/0000/proc/net/dev", "first\n");
    write("steps/0001/readme", "\n");
    Replay replay = Replay.open(directory);

    assertThrows(IOException.class, replay::advance);

    assertEquals("first", text(replay));
  }

  @Test
  void malformedClockNamesFileAndLine() throws Exception {
    write("proc/version", "\n");
    write("clock", "monotonic-nanos: 5\nwall: yesterday\n");

    BadInputException e = assertThrows(BadInputException.class, () -> Replay.open(directory));

    assertEquals("clock:2: no time as 2026-01-01T00:00:00Z: yesterday", e.getMessage());
  }

  // 0100007F and 7F000001 are 127.0.0.1; 00F0FFFF and FFFFF000 are the mask of a /20.
  @ParameterizedTest
  @CsvSource({
    "proc/net/tcp, '   0: 0100007F:0035 00000000:0000 0A', little",
    "proc/net/tcp, '   0: 7F000001:0035 00000000:0000 0A', big",
    "proc/net/route, 'wan1 0000010A 00000000 0001 0 0 0 00F0FFFF 0 0 0', little",
    "proc/net/route, 'wan1 0A010000 00000000 0001 0 0 0 FFFFF000 0 0 0', big",
    "byte-order, big, big",
    "byte-order, little, little",
    "netlink/route.txt, 'byte-order: big', big"
  })
  void byteOrderIsThatOfTheRecordedMachine(String file, String line, String order)
      throws Exception {
    write("proc/version", "\n");
    write(file, line + "\n");

    assertEquals(
        order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        Replay.open(directory).byteOrder());
  }

  @Test
  void byteOrderThatNothingTellsIsOurs() throws Exception {
    write("proc/net/route", "wan1 00000000 0100010A 0003 0 0 1 00000000 0 0 0\n");

    assertEquals(ByteOrder.nativeOrder(), Replay.open(directory).byteOrder());
  }

  private String text(Replay replay) throws IOException {
    return replay.rootFs().firstLine("proc/net/dev").orElseThrow().text();
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
