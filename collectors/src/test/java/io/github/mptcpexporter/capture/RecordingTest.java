package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.ReplayTransport;
import io.github.mptcpexporter.network.KernelLinks;
import io.github.mptcpexporter.network.KernelRouting;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  private static final Path STEADY = Path.of("src/test/resources/routers/upstream-6.18-steady");
  private static final Clock NOON = new Clock(() -> Instant.parse("2026-05-01T12:00:00Z"), () -> 7);

  @TempDir private Path directory;

  @Test
  void whatTheKernelAnsweredIsReplayed() throws Exception {
    NetlinkTransport kernel = JnrNetlinkTransport.load();
    Recording recording =
        new Recording(Path.of("/"), Optional.of(kernel), ByteOrder.nativeOrder(), NOON, false);
    List<Link> links = links(recording.netlink().orElseThrow());
    Optional<Routing> routing = new KernelRouting(recording.netlink().orElseThrow()).read();

    recording.save(directory.resolve("capture"));
    Replay replay = Replay.open(directory.resolve("capture"));

    assertFalse(links.isEmpty());
    assertEquals(links, links(replay.netlink().orElseThrow()));
    assertEquals(routing, new KernelRouting(replay.netlink().orElseThrow()).read());
    assertEquals(ByteOrder.nativeOrder(), replay.byteOrder());
  }

  @Test
  void filesAreReplayedByteByByteAndOthersAreAbsent() throws Exception {
    Recording recording = recordFiles(STEADY, false);
    byte[] netstat = recording.rootFs().read("proc/net/netstat").orElseThrow();
    assertEquals(Optional.empty(), recording.rootFs().read("proc/net/mptcp"));

    recording.save(directory.resolve("capture"));
    Replay replay = Replay.open(directory.resolve("capture"));

    assertArrayEquals(netstat, replay.rootFs().read("proc/net/netstat").orElseThrow());
    assertEquals(Optional.empty(), replay.rootFs().read("proc/net/mptcp"));
    assertEquals(Optional.empty(), replay.rootFs().read("proc/net/route"), "was not read");
    assertEquals(Optional.empty(), replay.netlink());
  }

  @Test
  void directoriesListWhatTheyListed() throws Exception {
    Path router = directory.resolve("router");
    Files.createDirectories(router.resolve("sys/class/net/lo"));
    Files.createDirectories(router.resolve("sys/class/net/wan1"));
    Files.writeString(router.resolve("sys/class/net/lo/flags"), "0x9\n");
    Recording recording = recordFiles(router, false);
    assertEquals(List.of("lo", "wan1"), recording.rootFs().list("sys/class/net"));
    assertTrue(recording.rootFs().read("sys/class/net/lo/flags").isPresent());

    recording.save(directory.resolve("capture"));
    Replay replay = Replay.open(directory.resolve("capture"));

    assertEquals(List.of("lo", "wan1"), replay.rootFs().list("sys/class/net"));
    assertEquals(List.of(), replay.rootFs().list("etc/config"));
  }

  @Test
  void fileThatCouldNotBeReadCanNotBeReadInTheReplay() throws Exception {
    Path router = directory.resolve("router");
    Files.createDirectories(router.resolve("sys/class/net/wan1/speed"));
    Recording recording = recordFiles(router, false);
    IOException live =
        assertThrows(IOException.class, () -> recording.rootFs().read("sys/class/net/wan1/speed"));
    assertEquals(List.of("net"), recording.rootFs().list("sys/class"));

    Files.createDirectories(directory.resolve("capture"));
    recording.save(directory.resolve("capture"));
    Files.createDirectories(directory.resolve("capture/sys"));
    Replay replay = Replay.open(directory.resolve("capture"));

    IOException replayed =
        assertThrows(IOException.class, () -> replay.rootFs().read("sys/class/net/wan1/speed"));
    assertEquals(live.getMessage(), replayed.getMessage());
  }

  @Test
  void clockIsThatOfTheFirstThingRead() throws Exception {
    AtomicLong nanos = new AtomicLong(5);
    Clock clock = new Clock(() -> Instant.ofEpochSecond(nanos.get()), nanos::get);
    Recording recording =
        new Recording(STEADY, Optional.empty(), ByteOrder.LITTLE_ENDIAN, clock, false);
    recording.rootFs().read("proc/net/netstat");
    nanos.set(9);

    recording.save(directory.resolve("steps/0000"));
    recording.rootFs().read("proc/net/netstat");
    recording.save(directory.resolve("steps/0001"));
    Replay replay = Replay.open(directory);

    assertEquals(5, replay.clock().monotonicNanos());
    assertEquals(Instant.ofEpochSecond(5), replay.clock().now());
    assertTrue(replay.advance());
    assertEquals(9, replay.clock().monotonicNanos());
    assertFalse(replay.advance());
  }

  @Test
  void stepThatAsksForLessStillAnswersAll() throws Exception {
    NetlinkTransport router =
        new ReplayTransport(NetlinkRecording.read(new RootFs(STEADY)).orElseThrow());
    Recording recording =
        new Recording(STEADY, Optional.of(router), ByteOrder.LITTLE_ENDIAN, NOON, false);
    recording.rootFs().read("proc/net/netstat");
    List<Link> live = links(recording.netlink().orElseThrow());
    recording.save(directory.resolve("steps/0000"));

    recording.save(directory.resolve("steps/0001"));
    Replay replay = Replay.open(directory);

    assertTrue(replay.advance());
    assertEquals(live, links(replay.netlink().orElseThrow()));
    assertTrue(replay.rootFs().read("proc/net/netstat").isPresent());
  }

  @Test
  void secretsNeverGetIntoADirectory() throws Exception {
    Path router = directory.resolve("router");
    Files.createDirectories(router.resolve("etc/config"));
    Files.writeString(router.resolve("etc/config/network"), "\toption password 'hunter2'\n");
    Recording recording = recordFiles(router, false);
    assertTrue(recording.rootFs().firstLine("etc/config/network").isPresent());

    recording.save(directory.resolve("capture"));

    assertEquals(
        "\toption password '***'\n",
        Files.readString(directory.resolve("capture/etc/config/network")));
  }

  @Test
  void maskIsTheSameForFilesAndNetlinkAndAllSteps() throws Exception {
    NetlinkTransport router =
        new ReplayTransport(NetlinkRecording.read(new RootFs(STEADY)).orElseThrow());
    Recording recording =
        new Recording(STEADY, Optional.of(router), ByteOrder.LITTLE_ENDIAN, NOON, true);
    recording.rootFs().read("proc/net/arp");
    links(recording.netlink().orElseThrow());
    recording.save(directory.resolve("steps/0000"));
    recording.save(directory.resolve("steps/0001"));

    Path first = directory.resolve("steps/0000");
    String arp = Files.readString(first.resolve("proc/net/arp"));
    assertEquals(arp, Files.readString(directory.resolve("steps/0001/proc/net/arp")));
    assertFalse(arp.contains("d2:3f:0d:80:74:14"), arp);
    String links = Files.readString(first.resolve("netlink/route.txt"));
    assertFalse(links.replaceAll("\\s", "").contains("ce3a06027ab7"), "wan1's address");
    assertTrue(links.contains("77616e31"), "wan1's name stays");
  }

  @Test
  void directoryIsForItsOwnerAloneAndMustBeEmpty() throws Exception {
    Recording recording = recordFiles(STEADY, false);
    recording.rootFs().read("proc/net/netstat");
    Path capture = directory.resolve("some/where/capture");

    recording.save(capture);

    assertEquals(
        PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(capture));
    IOException e = assertThrows(IOException.class, () -> recording.save(capture));
    assertEquals(capture + " is not empty", e.getMessage());
  }

  @Test
  void noPathLeadsOutOfTheDirectory() throws Exception {
    Path router = directory.resolve("router");
    Files.createDirectories(router.resolve("etc"));
    Path outside = directory.resolve("outside.status");
    Files.writeString(outside, "TITLE\n", StandardCharsets.UTF_8);
    Recording recording = recordFiles(router, false);
    assertTrue(recording.rootFs().read("etc/../../outside.status").isPresent());
    assertTrue(recording.rootFs().read(outside.toString()).isPresent());
    recording.rootFs().list("etc");

    recording.save(directory.resolve("capture"));

    assertTrue(Files.exists(directory.resolve("capture/outside.status")));
    assertTrue(Files.exists(directory.resolve("capture" + outside)));
  }

  private static Recording recordFiles(Path root, boolean mask) {
    return new Recording(root, Optional.empty(), ByteOrder.LITTLE_ENDIAN, NOON, mask);
  }

  private static List<Link> links(NetlinkTransport transport) throws IOException {
    return new KernelLinks(transport).read().orElseThrow().all();
  }
}
