package io.github.mptcpexporter.ubus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.mptcpexporter.capture.Recording;
import io.github.mptcpexporter.capture.Replay;
import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.model.UbusInterface;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.ubus.UbusDaemon.Manner;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bus, against a daemon that speaks its protocol; the dump is as netifd's source makes it. */
@Timeout(60)
class UbusTest {

  private static final Path DUMP =
      Path.of("src", "test", "resources", "ubus", "network.interface.dump.json");
  private static final String OBJECT = "network.interface";

  @TempDir Path root;

  private static Map<String, Object> dump() throws IOException {
    return JsonText.parse("dump", Files.readString(DUMP));
  }

  private Optional<UbusDaemon> daemon = Optional.empty();

  private void serve(Manner manner) throws IOException {
    daemon =
        Optional.of(new UbusDaemon(root.resolve("var/run/ubus/ubus.sock"), OBJECT, dump(), manner));
  }

  @AfterEach
  void stop() {
    daemon.ifPresent(UbusDaemon::close);
  }

  private Ubus ubus() {
    return new Ubus(new RootFs(root), Clock.system());
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"ANSWERS", "DRIBBLES"})
  void theAnswerArrivesAsItWasSent(Manner manner) throws IOException {
    serve(manner);

    assertEquals(Optional.of(dump()), ubus().call(OBJECT, "dump"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"HIDES", "DENIES"})
  void whatWeMayNotAskIsAbsent(Manner manner) throws IOException {
    serve(manner);

    assertEquals(Optional.empty(), ubus().call(OBJECT, "dump"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"SAYS_NOTHING", "HANGS_UP", "TALKS_NONSENSE"})
  void aBadDaemonIsAComplaintInBoundedTime(Manner manner) throws IOException {
    serve(manner);

    assertThrows(IOException.class, () -> ubus().call(OBJECT, "dump"));
  }

  @Test
  void anotherMethodIsAComplaint() throws IOException {
    serve(Manner.ANSWERS);

    IOException e = assertThrows(IOException.class, () -> ubus().call(OBJECT, "fly"));
    assertEquals("ubus: status 3", e.getMessage());
  }

  @Test
  void aSocketThatNobodyServesIsAComplaintAndNoSocketIsAbsence() throws IOException {
    assertEquals(Optional.empty(), ubus().call(OBJECT, "dump"));

    Path socket = root.resolve("var/run/ubus/ubus.sock");
    Files.createDirectories(root.resolve("var/run/ubus"));
    try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      gone.bind(UnixDomainSocketAddress.of(socket));
    }

    assertTrue(Files.exists(socket));
    assertThrows(IOException.class, () -> ubus().call(OBJECT, "dump"));
  }

  @Test
  void interfacesAreReadByNameUpAndDown() throws IOException {
    List<UbusInterface> all = InterfaceDump.parse(dump());

    assertEquals(List.of("lan", "wan1", "wan2", "tap1337"), names(all));
    assertEquals(
        new UbusInterface(
            "wan2",
            true,
            false,
            Optional.of("pppoe"),
            Optional.of("pppoe-wan2"),
            Optional.of("eth0.2"),
            List.of()),
        all.get(2));
    assertEquals(
        new UbusInterface(
            "tap1337",
            false,
            false,
            Optional.of("none"),
            Optional.empty(),
            Optional.of("tap1337"),
            List.of("NO_DEVICE")),
        all.get(3));
  }

  @Test
  void anAnswerIsRecordedAsAFileAndReplayed() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Path capture = root.resolve("capture");
    Recording recording =
        new Recording(root, Optional.empty(), ByteOrder.LITTLE_ENDIAN, Clock.system(), false);
    serve(Manner.ANSWERS);

    new Ubus(recording.rootFs(), Clock.system()).call(OBJECT, "dump");
    recording.rootFs().read("proc/version");
    recording.save(capture);
    Files.createDirectories(capture.resolve("proc"));

    Replay replay = Replay.open(capture);

    assertTrue(Files.exists(capture.resolve("ubus/network.interface.dump.json")));
    assertEquals(
        InterfaceDump.parse(dump()),
        new InterfaceCollector(new Ubus(replay.rootFs(), replay.clock()), replay.clock())
            .collect()
            .orElseThrow());
  }

  @Test
  void oneThatRefusesIsNotAskedAgainForAMinute() throws IOException {
    AtomicLong nanos = new AtomicLong();
    Clock clock = new Clock(InstantSource.system(), nanos::get);
    InterfaceCollector collector = new InterfaceCollector(new Ubus(new RootFs(root), clock), clock);
    assertEquals(Optional.empty(), collector.collect());
    Files.createDirectories(root.resolve("ubus"));
    Files.copy(DUMP, root.resolve("ubus/network.interface.dump.json"));

    nanos.addAndGet(59_000_000_000L);
    assertEquals(Optional.empty(), collector.collect());
    nanos.addAndGet(2_000_000_000L);
    assertEquals(4, collector.collect().orElseThrow().size());
  }

  @Test
  void everyTruncationAndNoiseOfAnAnswerIsReadOrRefused() throws IOException {
    byte[] whole = UbusDaemon.table(dump());
    int refused = 0;
    for (int length = 0; length < whole.length; length += 1 + length / 200) {
      refused += isRefused(Arrays.copyOf(whole, length));
    }
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] spoilt = whole.clone();
      for (int i = random.nextInt(8); i >= 0; i--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      }
      refused += isRefused(spoilt);
    }
    assertTrue(refused > 0);
  }

  @Test
  void everyTruncationOfTheFileIsReadOrRefused() throws IOException {
    String whole = Files.readString(DUMP).strip();
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertThrows(IOException.class, () -> JsonText.parse("dump", cut), cut);
    }
  }

  @Test
  void textOfEveryKindOfValueIsReadAgain() throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text \" \\ \n \u00e9", "a\tb\u0001");
    object.put("numbers", List.of(0L, -5L, 4294967296L, 1.5));
    object.put("flags", List.of(true, false));
    object.put("empty", Map.of("list", List.of(), "object", Map.of()));

    assertEquals(object, JsonText.parse("x", JsonText.write(object)));
    assertEquals(object, BlobMessage.table(ByteBuffer.wrap(UbusDaemon.table(object))));
  }

  private static int isRefused(byte[] bytes) {
    try {
      InterfaceDump.parse(BlobMessage.table(ByteBuffer.wrap(bytes)));
      return 0;
    } catch (IOException e) {
      return 1;
    } catch (RuntimeException e) { // the very thing that must not happen
      return fail(Arrays.toString(bytes), e);
    }
  }

  private static List<String> names(List<UbusInterface> all) {
    return all.stream().map(UbusInterface::name).toList();
  }
}
