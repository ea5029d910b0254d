package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says to those who use it well, and to those who do not. */
class CommandLineTest {

  private static final String ROUTER = "--replay=" + Routers.named("upstream-6.18-steady");

  @TempDir private Path scratch;

  private record Said(int code, String out, String err) {}

  private static Said run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      code = new CommandLineInterface().run(args, new Terminal(outStream, errStream, false));
    }
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void withoutCommandUsageAndCode64() {
    Said said = run();

    assertEquals(ExitCode.USAGE, said.code());
    assertTrue(said.err().startsWith("usage: mptcp-exporter COMMAND"), said.err());
  }

  @Test
  void unknownCommandIsNamed() {
    Said said = run("sttus");

    assertEquals(ExitCode.USAGE, said.code());
    assertTrue(said.err().startsWith("mptcp-exporter: no command \"sttus\"\n"), said.err());
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        List.of(
            "serve", "status", "doctor", "events", "report", "metrics", "capture", "selftest")) {
      Said said = run(command, "--help");

      assertEquals(ExitCode.OK, said.code(), command);
      assertTrue(said.out().startsWith("Usage: mptcp-exporter " + command), said.out());
      assertTrue(said.out().contains("--help"), command);
    }
  }

  @Test
  void unknownOptionIsOneSentenceAndTheWayToHelp() {
    Said said = run("status", "--conections");

    assertEquals(ExitCode.USAGE, said.code());
    assertEquals(2, said.err().lines().count(), said.err());
    assertTrue(said.err().contains("--conections"), said.err());
    assertTrue(said.err().endsWith("see: mptcp-exporter status --help\n"), said.err());
  }

  @Test
  void wrongValuesAreRefusedWithTheRightOnes() {
    assertRefused("none of core, all", "metrics", "--mib.counters=most");
    assertRefused("no share of a core", "serve", "--sampler.budget=200%");
    assertRefused("no time such as", "serve", "--scrape.max-age=soon");
    assertRefused("none of HOST:PORT", "serve", "--web.listen-address=9100");
    assertRefused("exclude each other", "status", "--path.rootfs=/", ROUTER);
    assertRefused("exclude each other", "status", "--json", "--watch", ROUTER);
    assertRefused("both switched on and off", "metrics", "--collector.mib", "--no-collector.mib");
    assertRefused("--interfaces.include", "status", "--interfaces.include=(", ROUTER);
    assertRefused("--peer: \"office\" is not of the form NAME=ADDRESS", "serve", "--peer=office");
    assertRefused("--peer=a=b: \"b\" is no address", "metrics", "--peer=a=b");
    assertRefused("--peer=a b: \"a b\" is no name", "metrics", "--peer=a b=192.0.2.1");
    assertRefused("choose one", "metrics", "--peer=a=192.0.2.1", "--peer=b=192.0.2.1");
    assertRefused("add --peer=a=ADDRESS", "metrics", "--peer-path=a:1=dsl");
    assertRefused("two names", "metrics", "--peer=a=::1", "--peer-path=a:1=x", "--peer-path=a:1=y");
    assertRefused("256 is no address id", "metrics", "--peer=a=::1", "--peer-path=a:256=x");
    assertRefused("--every needs --for", "capture", "--output=x", "--every=1s");
    assertRefused("--output=DIR", "capture");
  }

  private static void assertRefused(String part, String... args) {
    Said said = run(args);

    assertEquals(ExitCode.USAGE, said.code(), said.err());
    assertTrue(said.err().contains(part), said.err());
  }

  @Test
  void directoryThatHoldsNothingToReplayIsASentence() {
    Said said = run("status", "--replay=" + scratch);

    assertEquals(ExitCode.WARNING, said.code());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains(scratch.toString()), said.err());
  }

  @Test
  void checkForNagiosIsOneLineWithPerformanceDataAndItsOwnWordForEachCode() {
    Said ok = run("status", "--check", ROUTER);
    assertEquals(ExitCode.OK, ok.code());
    assertEquals(1, ok.out().lines().count(), ok.out());
    assertTrue(
        ok.out().matches("MPTCP OK: [^|]+ \\| uplinks=2;;;0 usable=2;;;0 connections=5;;;0.*\n"),
        ok.out());
    Said down =
        run("status", "--check", "--replay=" + Routers.named("upstream-6.18-endpoint-deleted"));
    assertEquals(
        run("status", "--replay=" + Routers.named("upstream-6.18-endpoint-deleted")).code(),
        down.code());
    Said none = run("status", "--check", "--replay=" + scratch);
    assertEquals(ExitCode.UNKNOWN, none.code());
    assertTrue(none.out().startsWith("MPTCP UNKNOWN: " + scratch), none.out());
    assertEquals("", none.err());
  }

  @Test
  void collectorThatIsOffShowsNothing() {
    Said said = run("metrics", "--no-collector.mib", "--no-collector.routes", ROUTER);

    assertFalse(said.out().contains("mptcp_mib_"), said.out());
    assertFalse(said.out().contains("mptcp_interface_route_table_ok"), said.out());
    assertTrue(said.out().contains("mptcp_connections{"), said.out());
  }

  @Test
  void withoutDefaultsOnlyWhatIsNamed() {
    Said said = run("metrics", "--collector.disable-defaults", "--collector.endpoints", ROUTER);

    assertTrue(said.out().contains("mptcp_endpoints "), said.out());
    assertFalse(said.out().contains("mptcp_connections{"), said.out());
    assertFalse(said.out().contains("mptcp_interface_receive_bytes_total"), said.out());
  }

  @Test
  void excludedInterfaceIsNotShown() {
    Said said = run("metrics", "--interfaces.exclude=wan2", ROUTER);

    assertTrue(said.out().contains("mptcp_interface_link_up{interface=\"wan1\""), said.out());
    assertFalse(said.out().contains("mptcp_interface_link_up{interface=\"wan2\""), said.out());
  }

  @Test
  void peersAreShownByTheirNamesAloneAndOnlyIfThereAre() {
    Said without = run("metrics", ROUTER);
    Said with = run("metrics", ROUTER, "--peer=server=203.0.113.0/24", "--peer-path=server:0=main");

    assertFalse(without.out().contains("mptcp_peer_"), without.out());
    assertTrue(
        with.out().contains("mptcp_peer_subflows{peer=\"server\",path=\"main\",} "), with.out());
    assertTrue(with.out().contains("mptcp_peer_outages_total{peer=\"server\",} 0"), with.out());
    assertTrue(
        with.out().contains("series_dropped_total{collector=\"connections\",} 0"), with.out());
    assertTrue(with.out().contains("series_dropped_total{collector=\"mib\",}"), with.out());
  }

  @Test
  void metricsReplaceAFileInOneStep() throws IOException {
    Path file = scratch.resolve("mptcp.prom");
    Files.writeString(file, "old");
    Said said = run("metrics", "--output=" + file, ROUTER);

    assertEquals(ExitCode.OK, said.code(), said.err());
    assertEquals(run("metrics", ROUTER).out(), Files.readString(file));
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void metricsIntoAMissingDirectoryIsASentence() {
    Said said = run("metrics", "--output=" + scratch.resolve("no/such.prom"), ROUTER);

    assertEquals(ExitCode.WARNING, said.code());
    assertTrue(said.err().contains("no directory"), said.err());
  }

  @Test
  void captureNeverWritesIntoADirectoryThatIsNotEmpty() throws IOException {
    Files.writeString(scratch.resolve("mine"), "mine");
    Said said = run("capture", "--output=" + scratch);

    assertEquals(ExitCode.WARNING, said.code());
    assertTrue(said.err().contains("is not empty"), said.err());
    assertEquals("mine", Files.readString(scratch.resolve("mine")));
  }
}
