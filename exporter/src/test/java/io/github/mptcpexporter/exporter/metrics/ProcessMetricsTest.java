package io.github.mptcpexporter.exporter.metrics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.Views;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMetricsTest {

  @TempDir private Path proc;

  private void file(String path, String content) throws IOException {
    Path file = proc.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Cut from Linux 6.18 on x86_64; the name was changed to one that looks like the end of it. */
  @Test
  void fieldsAreReadWhateverTheProcessIsCalled() throws IOException {
    file(
        "self/stat",
        "25160 (a) S 1 (b)) S 25159 25160 25160 0 -1 4194304 7161 0 12 0 250 75 0 0 20 0 19 0"
            + " 123456 4093239296 12345 18446744073709551615 1 1 0 0 0 0 0 4096 16796879 0 0 0 17"
            + " 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    file("stat", "cpu  2255 34 2290 22625563 6290 127 456\nctxt 1990473\nbtime 1062191376\n");
    file("self/status", "Name:\tjava\nVmPeak:\t  9000 kB\nVmRSS:\t   49380 kB\nThreads:\t19\n");
    file(
        "self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max open files            1024                 524288               files
        """);
    for (String descriptor : List.of("0", "1", "2", "3", "4")) {
      file("self/fd/" + descriptor, "");
    }

    assertEquals(
        new ProcessStats(
            OptionalDouble.of(1062191376 + 1234.56),
            OptionalDouble.of(3.25),
            OptionalLong.of(49380 * 1024),
            OptionalLong.of(4), // 4 is the directory itself, which is open while it is read
            OptionalLong.of(1024)),
        ProcessStats.read(proc));
  }

  @Test
  void whatCanNotBeReadIsAbsentNotZero() throws IOException {
    file("self/stat", "25160 (java) S 1 2\n");
    file("stat", "cpu  2255 34 2290\n");
    file("self/status", "Name:\tkthreadd\n");
    file("self/limits", "Max open files            unlimited            unlimited    files     \n");

    assertEquals(
        new ProcessStats(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()),
        ProcessStats.read(proc));
  }

  @Test
  void thisProcessIsReadAsTheJvmSeesIt() {
    ProcessStats stats = ProcessStats.read(Path.of("/proc"));
    ProcessHandle.Info jvm = ProcessHandle.current().info();
    Instant start = jvm.startInstant().orElseThrow();

    assertAll(
        () ->
            assertEquals(start.toEpochMilli() / 1e3, stats.startTimeSeconds().orElseThrow(), 0.02),
        () -> assertTrue(stats.cpuSeconds().orElseThrow() > 0),
        () -> assertTrue(stats.residentBytes().orElseThrow() > 10 << 20),
        () -> assertTrue(stats.openDescriptors().orElseThrow() > 2),
        () ->
            assertTrue(
                stats.mostDescriptors().orElseThrow() >= stats.openDescriptors().orElseThrow()));
  }

  @Test
  void metricsAreNamedAsTheCatalogueNamesThem() throws IOException {
    Exposition exposition =
        new Exposition(List.of(), List.of(ProcessMetrics.ofThisProcess()), true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    exposition.write(Views.at(0), CollectorFilter.ALL, Format.TEXT_004, out);

    assertEquals(
        new TreeSet<>(
            List.of(
                "process_start_time_seconds",
                "process_cpu_seconds_total",
                "process_resident_memory_bytes",
                "process_open_fds",
                "process_max_fds",
                "jvm_memory_used_bytes{area=\"heap\",}",
                "jvm_memory_used_bytes{area=\"nonheap\",}",
                "jvm_threads",
                "jvm_gc_pause_seconds_sum",
                "jvm_gc_pause_seconds_count")),
        new TreeSet<>(
            out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList()));
  }

  @Test
  void buildWithoutManifestIsUnknownButItsJavaIsNot() throws IOException {
    BuildInfo build = BuildInfo.ofThisProgram(); // tests run from classes, not from a jar

    assertEquals(new BuildInfo("unknown", "unknown", System.getProperty("java.version")), build);
  }
}
