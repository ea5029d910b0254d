package io.github.mptcpexporter.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/mptcp-exporter} with the packaged jar, in a directory whose name has spaces. */
class LauncherIT {

  private static final Path MODULE = Path.of("").toAbsolutePath();

  @TempDir private static Path temp;

  private static Path target;
  private static Path link;

  private record Result(int exitCode, String output, String errors) {}

  private record Start(Process process, Path output, Path errors) {}

  /** A source tree after its first build, entered by a relative link to a relative link. */
  @BeforeAll
  static void install() throws IOException {
    Path exporter = temp.resolve("a source tree/exporter");
    target = Files.createDirectories(exporter.resolve("target"));
    Files.createDirectories(exporter.resolve("bin"));
    Files.copy(
        MODULE.resolve("bin/mptcp-exporter"),
        exporter.resolve("bin/mptcp-exporter"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(Path.of(System.getProperty("fat.jar")), target.resolve("mptcp-exporter.jar"));
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("first"), Path.of("../a source tree/exporter/bin/mptcp-exporter"));
    link = Files.createSymbolicLink(bin.resolve("mptcp-exporter"), Path.of("first"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "busybox ash"})
  void everyShellStartsTheJarThroughLinksAndSpaces(String shell) throws Exception {
    needs(shell);

    Result version = run(Map.of(), shell, "--version");
    Result badUsage = run(Map.of(), shell, "--no-such-option");

    assertAll(
        () -> assertEquals(0, version.exitCode(), version.errors()),
        () -> assertTrue(version.output().startsWith("mptcp-exporter "), version.output()),
        () -> assertEquals(64, badUsage.exitCode(), badUsage.errors()),
        () -> assertEquals("", badUsage.output()));
  }

  @Test
  void launcherIsShellcheckClean() throws Exception {
    needs("shellcheck");

    Process shellcheck =
        new ProcessBuilder("shellcheck", "--shell=sh", "bin/mptcp-exporter")
            .directory(MODULE.toFile())
            .redirectErrorStream(true)
            .start();
    String findings = new String(shellcheck.getInputStream().readAllBytes(), UTF_8);

    assertEquals("", findings);
    assertEquals(0, shellcheck.waitFor());
  }

  @Test
  void classDataArchiveIsMadeOnceAndUsed() throws Exception {
    Files.deleteIfExists(target.resolve("mptcp-exporter.jsa"));

    Result first = run(Map.of(), "sh", "--version");
    // -Xshare:on: the JVM exits with 1 unless it can map the archive
    Result second = run(Map.of("MPTCP_EXPORTER_JAVA_OPTS", "-Xshare:on"), "sh", "--version");

    assertAll(
        () -> assertTrue(first.errors().contains("preparing a faster start"), first.errors()),
        () -> assertEquals("", second.errors()),
        () -> assertEquals(0, second.exitCode()),
        () -> assertEquals(first.output(), second.output()));
  }

  @Test
  void archiveOlderThanTheJarIsMadeAgain() throws Exception {
    run(Map.of(), "sh", "--version");
    Path archive = target.resolve("mptcp-exporter.jsa");
    Files.setLastModifiedTime(archive, FileTime.fromMillis(0));

    Result result = run(Map.of(), "sh", "--version");

    assertTrue(result.errors().contains("preparing a faster start"), result.errors());
    assertTrue(Files.getLastModifiedTime(archive).toMillis() > 0);
  }

  @Test
  void twoFirstStartsAtOnceBothSucceedAndLeaveNothingBehind() throws Exception {
    Files.deleteIfExists(target.resolve("mptcp-exporter.jsa"));

    Start one = start(Map.of(), "sh", "--version");
    Start two = start(Map.of(), "sh", "--version");

    assertEquals(List.of(0, 0), List.of(finish(one).exitCode(), finish(two).exitCode()));
    try (Stream<Path> files = Files.list(target)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertFalse(names.stream().anyMatch(name -> name.matches(".*\\.\\d+")), names::toString);
    }
  }

  @Test
  void javaThatIsTooOldIsNamedInOneSentence() throws Exception {
    Path old = temp.resolve("old java");
    script(old.resolve("bin/java"), "exit 99");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.22\"\n");
    Path tools = temp.resolve("tools");
    script(tools.resolve("readlink"), "exec " + inPath("readlink").orElseThrow() + " \"$@\"");

    Result result =
        run(Map.of("JAVA_HOME", old.toString(), "PATH", tools.toString()), "sh", "--version");

    assertEquals(1, result.exitCode());
    assertEquals(
        "mptcp-exporter: needs Java 17 or newer, in JAVA_HOME or PATH; "
            + old.resolve("bin/java")
            + " is version 11.0.22\n",
        result.errors());
  }

  private static void script(Path file, String command) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Result run(Map<String, String> environment, String shell, String... arguments)
      throws IOException, InterruptedException {
    return finish(start(environment, shell, arguments));
  }

  private static Start start(Map<String, String> environment, String shell, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.add(link.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("MPTCP_EXPORTER_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Path output = Files.createTempFile(temp, "output", "");
    Path errors = Files.createTempFile(temp, "errors", "");
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return new Start(builder.start(), output, errors);
  }

  private static Result finish(Start start) throws IOException, InterruptedException {
    try {
      assertTrue(start.process().waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
    } finally {
      start.process().destroyForcibly();
    }
    return new Result(
        start.process().exitValue(),
        Files.readString(start.output()),
        Files.readString(start.errors()));
  }

  /** Skips the test without the tool, or fails it where every tool is meant to be there. */
  private static void needs(String command) {
    String tool = command.split(" ", -1)[0];
    boolean found = inPath(tool).isPresent();
    assertTrue(found || !Boolean.getBoolean("strict.tools"), tool + " is not installed");
    assumeTrue(found, tool + " is not installed");
  }

  private static Optional<Path> inPath(String tool) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
