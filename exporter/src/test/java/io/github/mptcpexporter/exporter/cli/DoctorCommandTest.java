package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mptcpexporter.doctor.Check;
import io.github.mptcpexporter.doctor.Checks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of recorded routers, and how it ends. */
class DoctorCommandTest {

  private static final String STEADY = "--replay=" + Routers.named("upstream-6.18-steady");
  private static final String WAN1_DOWN = "--replay=" + Routers.named("upstream-6.18-wan1-down");

  @TempDir private Path scratch;

  private record Said(int code, String out, String err) {}

  private static Said run(boolean interactive, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      code = new CommandLineInterface().run(args, new Terminal(outStream, errStream, interactive));
    }
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Said doctor(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "doctor";
    System.arraycopy(args, 0, all, 1, args.length);
    return run(false, all);
  }

  @Test
  void exitCodeSaysHowBadItIs() {
    assertEquals(ExitCode.OK, doctor(STEADY).code());
    assertEquals(ExitCode.FAILURE, doctor(WAN1_DOWN).code());
    assertEquals(ExitCode.OK, doctor(WAN1_DOWN, "--check=kernel").code());
    Said outOfTree = doctor("--replay=" + Routers.named("out-of-tree-5.4-01-steady"));
    assertEquals(ExitCode.WARNING, outOfTree.code());
  }

  @Test
  void whereNothingCanBeReadNothingIsJudged() throws IOException {
    Files.createDirectories(scratch.resolve("etc"));
    Said said = doctor("--replay=" + scratch);
    assertEquals(ExitCode.UNKNOWN, said.code(), said.out());
    assertTrue(said.out().endsWith(": could not judge\n"), said.out());
    assertFalse(said.out().contains("FAILED"), said.out());
    assertEquals(ExitCode.UNKNOWN, doctor(STEADY, "--check=iface.rp_filter").code());
  }

  @Test
  void proxyIsGoodToKnow() throws IOException {
    Files.createDirectories(scratch.resolve("proc/12"));
    Files.createDirectories(scratch.resolve("proc/13"));
    Files.writeString(scratch.resolve("proc/12/comm"), "sh\n");
    Files.writeString(scratch.resolve("proc/13/comm"), "xray\n");
    Said said = doctor("--replay=" + scratch, "--check=proxy");
    assertEquals(ExitCode.OK, said.code(), said.out());
    assertTrue(said.out().startsWith("GOOD TO KNOW\n  proxy  xray runs here"), said.out());
  }

  @Test
  void failuresComeFirstEachWithItsRemedy() {
    List<String> lines = doctor(WAN1_DOWN).out().lines().toList();
    assertEquals("FAILED", lines.get(0));
    assertTrue(lines.get(1).contains("iface.up"), lines.get(1));
    assertTrue(lines.get(2).strip().startsWith("-> "), lines.get(2));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80));
  }

  @Test
  void coloursAreForTerminalsAlone() {
    assertFalse(doctor(WAN1_DOWN).out().contains("\u001b"));
    if (System.getenv("NO_COLOR") == null) {
      assertTrue(run(true, "doctor", WAN1_DOWN).out().contains("\u001b[31mFAILED"));
    }
    assertFalse(run(true, "doctor", WAN1_DOWN, "--no-color").out().contains("\u001b"));
  }

  @Test
  void checksCanBeChosenByIdAndByGroup() {
    Said one = doctor(STEADY, "--check=kernel.mptcp", "--check=route.rule");
    assertEquals(4, one.out().lines().count(), one.out());
    Said group = doctor(STEADY, "--check=kernel", "--check=kernel.mptcp");
    assertTrue(group.out().endsWith("5 passed\n"), group.out());
  }

  @Test
  void unknownCheckIsRefusedAndTheListShown() {
    Said said = doctor(STEADY, "--check=kernel.nothing");
    assertEquals(ExitCode.USAGE, said.code());
    assertTrue(said.err().contains("no check is named kernel.nothing; see --list"), said.err());
  }

  @Test
  void listNamesEveryCheck() {
    String out = doctor("--list").out();
    for (Check check : Checks.all()) {
      assertTrue(out.contains("  " + check.id() + " "), check.id());
    }
  }

  @Test
  void everyIdIsThereOnce() {
    assertEquals(Checks.all().size(), Checks.all().stream().map(Check::id).distinct().count());
  }

  @Test
  void jsonHoldsWhatTheTextHolds() throws IOException {
    String json = doctor(WAN1_DOWN, "--json").out();
    int findings = 0;
    int remedies = 0;
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          findings += parser.currentName().equals("check") ? 1 : 0;
          remedies += parser.currentName().equals("remedy") ? 1 : 0;
        }
      }
    }
    String text = doctor(WAN1_DOWN).out();
    assertEquals(text.lines().filter(line -> line.matches("  [a-z].*")).count(), findings);
    assertEquals(text.lines().filter(line -> line.strip().startsWith("-> ")).count(), remedies);
  }
}
