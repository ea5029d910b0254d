package io.github.mptcpexporter.netlink.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetlinkRecordingTest {

  private static final Path ROUTERS = Path.of("src/test/resources/routers");

  @ParameterizedTest
  @ValueSource(strings = {"upstream-6.18-steady", "upstream-6.18-endpoint-deleted"})
  void whatIsWrittenReadsBackTheSame(String router, @TempDir Path directory) throws Exception {
    NetlinkRecording recording = read(ROUTERS.resolve(router));

    recording.write(directory);

    assertEquals(recording, read(directory));
    for (String file : new RootFs(ROUTERS.resolve(router)).list("netlink")) {
      assertEquals(
          Files.readString(ROUTERS.resolve(router).resolve("netlink").resolve(file)),
          Files.readString(directory.resolve("netlink").resolve(file)));
    }
  }

  @Test
  void commentsSayWhatWasAsked() throws Exception {
    Path netlink = ROUTERS.resolve("upstream-6.18-steady/netlink");
    List<String> comments = new ArrayList<>();
    for (String file : List.of("diag.txt", "route.txt", "generic.txt")) {
      Files.readAllLines(netlink.resolve(file)).stream()
          .filter(line -> line.startsWith("# "))
          .map(line -> line.substring(2))
          .forEach(comments::add);
    }

    assertTrue(
        comments.contains("SOCK_DIAG_BY_FAMILY dump, IPv4 MPTCP, states 0xbbe"), "" + comments);
    assertTrue(
        comments.contains("SOCK_DIAG_BY_FAMILY dump, IPv6 TCP, states 0xbbe"), "" + comments);
    assertTrue(comments.contains("RTM_GETRULE dump, IPv6"), "" + comments);
    assertTrue(comments.contains("CTRL_CMD_GETFAMILY mptcp_pm"), "" + comments);
  }

  @Test
  void directoryWithoutNetlinkIsAbsent(@TempDir Path directory) throws Exception {
    assertEquals(Optional.empty(), NetlinkRecording.read(new RootFs(directory)));
  }

  @Test
  void errorsOfTheSocketAreReadAndWritten(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("netlink"));
    Files.writeString(
        directory.resolve("netlink/route.txt"),
        """
        byte-order: big
        > 0000001c 001a0301 00000001 00000000
        < errno 105
        """);
    Files.writeString(
        directory.resolve("netlink/diag.txt"),
        """
        byte-order: big
        refused: 93
        """);
    Files.writeString(
        directory.resolve("netlink/events.txt"),
        """
        byte-order: big
        heard: pm_events events_of_a_newer_version
        ! pm_events 12 errno 105
        ! events_of_a_newer_version 13 00000010 00000000 00000000 00000000
        """);

    NetlinkRecording recording = read(directory);

    assertEquals(ByteOrder.BIG_ENDIAN, recording.byteOrder());
    NetlinkCapture route = capture(recording, NetlinkFamily.ROUTE);
    assertEquals(List.of(new Reply.Errno(105)), route.exchanges().get(0).replies());
    assertEquals(OptionalInt.of(93), capture(recording, NetlinkFamily.SOCK_DIAG).refused());
    EventCapture events = recording.events().orElseThrow();
    assertEquals(EnumSet.of(EventSource.PM_EVENTS), events.heard());
    assertEquals(
        List.of(new RecordedEvent(EventSource.PM_EVENTS, 12, new Reply.Errno(105))),
        events.events());

    Path again = directory.resolve("again");
    recording.write(again);
    assertEquals(recording, read(again));
  }

  // In each, line 2 of "netlink/route.txt" is what is wrong.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          > 00112                                       | half a byte: 00112
          > 0011zz                                      | not hexadecimal: 0011zz
          > 00112233                                    | 4 bytes are no netlink message
          >                                             | 0 bytes are no netlink message
          > errno 1                                     | half a byte: errno
          < errno x                                     | not a number: "x"
          < errno 0                                     | no errno: 0
          < errno                                       | ends too early
          ! pm_events                                   | ends too early
          hello                                         | neither head, request, reply nor event: hello
          byte-order: middle                            | byte order middle
          < 00000010000000000000000000000000            | a reply to no request, or an event among requests
          ! pm_events 1 00000010000000000000000000000000 | a reply to no request, or an event among requests
          refused: often                                | not a number: "often"
          """)
  void complaintsNameFileAndLine(String line, String complaint) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> NetlinkCapture.parse("netlink/route.txt", lines("byte-order: little", line)));

    assertEquals("netlink/route.txt:2: " + complaint, e.getMessage());
  }

  @Test
  void bytesWithoutAMarkerBelongToNothing() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> NetlinkCapture.parse("netlink/route.txt", lines("byte-order: little", "  00")));

    assertEquals("netlink/route.txt:2: bytes that belong to nothing", e.getMessage());
  }

  @Test
  void moreBytesThanTheKernelSendsAtOnceAreRefused() {
    List<Line> lines = new ArrayList<>(lines("byte-order: little", "> " + "00".repeat(1024)));
    for (int number = 3; number <= 34; number++) {
      lines.add(new Line("netlink/route.txt", number, "  " + "00".repeat(1024)));
    }

    BadInputException e =
        assertThrows(
            BadInputException.class, () -> NetlinkCapture.parse("netlink/route.txt", lines));

    assertEquals("netlink/route.txt:34: more bytes than the kernel sends at once", e.getMessage());
  }

  @Test
  void byteOrderIsNeededAndAgreedOn(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("netlink"));
    Files.writeString(directory.resolve("netlink/route.txt"), "# empty\n");
    BadInputException none = assertThrows(BadInputException.class, () -> read(directory));
    assertEquals("netlink/route.txt:1: no \"byte-order:\" line", none.getMessage());

    Files.writeString(directory.resolve("netlink/route.txt"), "byte-order: big\n");
    Files.writeString(directory.resolve("netlink/diag.txt"), "byte-order: little\n");
    BadInputException two = assertThrows(BadInputException.class, () -> read(directory));
    assertEquals("netlink/diag.txt:1: byte order differs from the other files'", two.getMessage());
  }

  private static NetlinkRecording read(Path directory) throws Exception {
    return NetlinkRecording.read(new RootFs(directory)).orElseThrow();
  }

  private static NetlinkCapture capture(NetlinkRecording recording, NetlinkFamily family) {
    return Optional.ofNullable(recording.captures().get(family)).orElseThrow();
  }

  private static List<Line> lines(String... texts) {
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(new Line("netlink/route.txt", lines.size() + 1, text));
    }
    return lines;
  }
}
