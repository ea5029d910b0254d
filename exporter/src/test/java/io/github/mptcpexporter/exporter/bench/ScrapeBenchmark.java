package io.github.mptcpexporter.exporter.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CPU of one scrape, collected anew and rendered, against what the kernel's dumps alone cost a C
 * program and against {@code ss}; and the time until the program answers for the first time.
 *
 * <p>The launcher runs the packaged jar, with the flags it gives to everyone. What serve does
 * between scrapes is measured beside and taken off. All are measured in turn, so that each sees the
 * same load; of the figures the median counts, of times until an answer the least stands beside it.
 */
@Tag("kernel")
class ScrapeBenchmark {

  private static final List<Integer> CONNECTIONS = List.of(0, 1_000, 5_000);

  private static final int ROUNDS = 5;

  // until the compiler is done with what runs once in a scrape
  private static final int WARM_UP = 250;

  private static final int STARTS = 3;
  private static final int IDLE_SECONDS = 5;

  private static final String LAUNCHER = Path.of("bin/mptcp-exporter").toAbsolutePath().toString();
  private static final String SERVE =
      "serve env MPTCP_EXPORTER_JAVA_OPTS=-Xmx64m "
          + LAUNCHER
          + " serve --scrape.max-age=0 --sampler.budget=0.01%";
  private static final String STATUS = LAUNCHER + " status --once";
  private static final String SS = "ss -tni; ss -Mni";

  @TempDir private Path directory;
  private BenchNetwork network;
  private String dumps;

  @BeforeEach
  void open() throws IOException {
    network = BenchNetwork.open(directory);
    Path source = BenchNetwork.resource(directory, "dumps.c");
    dumps = directory.resolve("dumps").toString();
    network.ask("run cc -O2 -o " + dumps + " " + source);
    network.ask("wall " + STATUS); // the first use prepares the next ones
  }

  @AfterEach
  void close() throws IOException {
    network.close();
  }

  @Test
  void scrapeAgainstRawDumpsAndSs() throws IOException {
    StringBuilder table = new StringBuilder();
    line(
        table, "connections × subflows", "scrape", "dumps in C", "ss", "scrape/dumps", "ss/scrape");
    line(table, "---:", "---:", "---:", "---:", "---:", "---:");
    for (int connections : CONNECTIONS) {
      hold(connections);
      network.ask(SERVE);
      network.ask("scrape " + WARM_UP);
      double idle = network.measure("idle " + IDLE_SECONDS);
      scrapes(table, connections, idle);
      assertEquals("0", network.ask("stop"));
    }
    print("CPU in ms, median of " + ROUNDS + " rounds", table);
  }

  private void scrapes(StringBuilder table, int connections, double idle) throws IOException {
    int times = connections > 1_000 ? 20 : 40;
    Figures scrape = new Figures();
    Figures floor = new Figures();
    Figures ss = new Figures();
    for (int round = 0; round < ROUNDS; round++) {
      double start = System.nanoTime();
      double each = network.measure("scrape " + times);
      double seconds = (System.nanoTime() - start) / 1e9;
      scrape.add(each - idle * seconds / times);
      String micros = network.ask("run " + dumps + " " + times).split(" ", 2)[0];
      floor.add(Double.parseDouble(micros) / 1000);
      ss.add(network.measure("cpu " + SS));
    }
    line(
        table,
        connections + " × 2",
        number("%.1f", scrape.median()),
        number("%.1f", floor.median()),
        number("%.1f", ss.median()),
        number("%.1f", scrape.median() / floor.median()),
        number("%.1f", ss.median() / scrape.median()));
  }

  @Test
  void startUntilFirstAnswer() throws IOException {
    StringBuilder table = new StringBuilder();
    line(table, "connections × subflows", "status --once", "its CPU", "first scrape of serve");
    line(table, "---:", "---:", "---:", "---:");
    for (int connections : CONNECTIONS) {
      hold(connections);
      Figures status = new Figures();
      Figures cpu = new Figures();
      Figures first = new Figures();
      for (int start = 0; start < STARTS; start++) {
        status.add(network.measure("wall " + STATUS));
        cpu.add(network.measure("cpu " + STATUS + " || :"));
        first.add(network.measure(SERVE));
        assertEquals("0", network.ask("stop"));
      }
      line(table, connections + " × 2", range(status), range(cpu), range(first));
    }
    print("ms, least to median of " + STARTS + " starts", table);
  }

  private void hold(int connections) throws IOException {
    assertEquals(Integer.toString(2 * connections), network.ask("hold " + connections));
  }

  private static String range(Figures figures) {
    return number("%.0f", figures.least()) + " to " + number("%.0f", figures.median());
  }

  private static String number(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }

  private static void line(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static void print(String what, StringBuilder table) throws IOException {
    System.out.printf("%n%s (load %s):%n%n%s%n", what, load(), table);
  }

  /** Of the machine, without which no figure means much. */
  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }
}
