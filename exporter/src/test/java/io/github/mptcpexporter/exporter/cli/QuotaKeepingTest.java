package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.collector.Snapshot;
import io.github.mptcpexporter.model.ExporterConfig;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.source.RootFs;
import io.github.mptcpexporter.tracker.QuotaBook;
import io.github.mptcpexporter.tracker.QuotaTracker;
import io.github.mptcpexporter.tracker.QuotaUse;
import io.github.mptcpexporter.tracker.View;
import io.github.mptcpexporter.uci.UciCollector;
import io.github.mptcpexporter.uci.UciText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaKeepingTest {

  private static final Map<String, QuotaUse> USES =
      Map.of(
          "lte",
          new QuotaUse(
              12_345,
              Optional.of(Instant.ofEpochSecond(1_764_547_200)),
              Optional.of(new QuotaUse.Mark("5f0c", 7, 10_000, 2_345))),
          "dsl",
          new QuotaUse(0, Optional.empty(), Optional.empty()));

  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadAgainAndNothingElseIsLeft() throws IOException {
    Path file = directory.resolve("quota");
    QuotaFile.write(file, Map.of());
    QuotaFile.write(file, USES);

    assertEquals(USES, QuotaFile.read(file));
    try (Stream<Path> entries = Files.list(directory)) {
      assertEquals(1, entries.count());
    }
  }

  @Test
  void whatMakesNoSenseInTheFileBeginsAnew() throws IOException {
    Path file = directory.resolve("quota");
    assertEquals(Map.of(), QuotaFile.read(file));

    Files.writeString(
        file,
        "config quota 'lte'\n option used 'x'\nconfig quota 'dsl'\n option used '5'\nrubbish");

    assertEquals(
        Map.of("dsl", new QuotaUse(5, Optional.empty(), Optional.empty())), QuotaFile.read(file));
  }

  @Test
  void memoryIsWrittenEachMinuteAndFlashEachHour() {
    assertEquals(Duration.ofMinutes(1), QuotaKeeping.every(Path.of("/tmp/quota")));
    assertEquals(Duration.ofMinutes(1), QuotaKeeping.every(Path.of("/etc/../var/quota")));
    assertEquals(Duration.ofHours(1), QuotaKeeping.every(Path.of("/etc/quota")));
  }

  @Test
  void theBookIsOpenedWhereAQuotaIsConfigured() throws Exception {
    Path state = directory.resolve("quota");
    QuotaFile.write(state, USES);
    Path config = directory.resolve("config");
    RootFs files = new RootFs(directory);
    Files.writeString(config, "config interface 'lte'\n option receive_rate '1gbit'\n");
    assertEquals(QuotaBook.NONE, OwnConfig.quotas(read(config), files));

    Files.writeString(
        config,
        """
        config mptcp-exporter 'main'
          option state_file '%s'
        config interface 'lte'
          option quota '50GB'
        """
            .formatted(state));
    QuotaBook book = OwnConfig.quotas(read(config), files);

    assertEquals(Optional.of(state), book.file());
    assertEquals(USES, book.uses());
  }

  private ExporterConfig read(Path config) throws UsageException {
    return OwnConfig.read(new RootFs(directory), Optional.of(config));
  }

  @Test
  void aFileThatTheUserNamesMustMakeSense() throws IOException {
    Path config = directory.resolve("config");
    assertTrue(message(config).endsWith("config can not be read"));

    Files.writeString(config, "config interface 'lte'\n option quota 'much'\n");
    assertTrue(message(config).endsWith("\"much\" is not a number of bytes such as 50GB"));
  }

  private String message(Path config) {
    return String.valueOf(assertThrows(UsageException.class, () -> read(config)).getMessage());
  }

  @Test
  void eachMinuteAndTheEndAreWritten() throws IOException {
    Path file = directory.resolve("quota");
    AtomicLong nanos = new AtomicLong();
    QuotaKeeping keeping = new QuotaKeeping(file, nanos::get);
    keeping.accept(using(1, "2026-03-01T00:00:00Z"));
    keeping.writeIfDue();
    assertEquals(1, used(file), "the first period is a new one");

    keeping.accept(using(2, "2026-03-01T00:00:30Z"));
    keeping.writeIfDue();
    assertEquals(1, used(file));
    nanos.addAndGet(QuotaKeeping.every(file).toNanos());
    keeping.writeIfDue();
    assertEquals(2, used(file));

    keeping.accept(using(3, "2026-03-01T00:01:00Z"));
    keeping.close();
    assertEquals(3, used(file));
  }

  @Test
  void nothingIsWrittenWhereNothingIsUsed() {
    Path file = directory.resolve("quota");
    new QuotaKeeping(file, () -> 0).close();

    assertFalse(Files.exists(file));
  }

  private static long used(Path file) throws IOException {
    return Optional.ofNullable(QuotaFile.read(file).get("lte")).orElseThrow().usedBytes();
  }

  private static View using(long bytes, String time) {
    byte[] config = "config interface lte\n option quota 9\n".getBytes(StandardCharsets.UTF_8);
    UciConfig all =
        new UciConfig(
            Map.of(UciCollector.OWN, UciText.parse(UciCollector.OWN, "config", config)),
            Map.of(),
            Map.of());
    Map<Collector<?>, Reading<?>> readings =
        Map.of(
            new UciCollector(new RootFs(Path.of("/nonexistent"))),
            new Reading.Present<>(all, Duration.ZERO));
    QuotaUse use = new QuotaUse(bytes, Optional.empty(), Optional.empty());
    QuotaBook book = new QuotaBook(Optional.empty(), "", ZoneOffset.UTC, Map.of("lte", use));
    return View.next(
        Optional.empty(),
        new Snapshot(Instant.parse(time), 0, readings),
        List.of(new QuotaTracker(book)));
  }
}
