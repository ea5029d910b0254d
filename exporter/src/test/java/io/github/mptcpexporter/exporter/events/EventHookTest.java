package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs real programs: scripts of {@code /bin/sh}. */
class EventHookTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private final List<EventHook> hooks = new ArrayList<>();

  @AfterEach
  void end() {
    hooks.forEach(EventHook::end);
  }

  private Path script(String body) throws IOException {
    Path script = directory.resolve("hook");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private EventHook hook(Path program, Duration limit) {
    EventHook hook = new EventHook(program, limit, "/usr/bin:/bin", () -> {});
    hooks.add(hook);
    hook.start();
    return hook;
  }

  private static LoggedEvent event(long id) {
    return new LoggedEvent(id, Events.BOOT, Events.failover(5));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(condition.getAsBoolean(), "not within 20 s");
  }

  @Test
  void programSeesTheEventAndNothingElse() throws Exception {
    Path seen = directory.resolve("seen");
    EventHook hook = hook(script("env -u PWD -u _ -u SHLVL -u OLDPWD > " + seen), LONG);
    hook.accept(event(7));
    await(() -> hook.runs().ok() == 1);

    List<String> expected = new ArrayList<>(List.of("PATH=/usr/bin:/bin"));
    Map.of(
            "ID", "7",
            "BOOT", Events.BOOT,
            "TIME", "2026-11-24T13:00:05.000Z",
            "KIND", "failover",
            "INTERFACE", "wan1",
            "TO_INTERFACE", "wan2",
            "CAUSE", "carrier_lost",
            "CONNECTIONS_MOVED", "14",
            "BLACKOUT_SECONDS", "0.42",
            "SENTENCE", "wan1 to wan2, carrier lost, nothing moved for 0.42 s")
        .forEach((name, value) -> expected.add("MPTCP_EVENT_" + name + "=" + value));
    assertEquals(
        expected.stream().sorted().toList(), Files.readAllLines(seen).stream().sorted().toList());
  }

  @Test
  void thereIsNoShellBetween() throws Exception {
    EventHook hook = hook(script("test $# = 0 && test \"$MPTCP_EVENT_INTERFACE\" = '$(id)'"), LONG);
    hook.accept(new LoggedEvent(1, "", Events.lost(1, "$(id)", "link_down")));
    await(() -> hook.runs().ok() + hook.runs().failed() == 1);

    assertEquals(new HookRuns(1, 0, 0, 0), hook.runs());
  }

  @Test
  void oneAtATimeInOrder() throws Exception {
    Path trace = directory.resolve("trace");
    EventHook hook =
        hook(script("echo begin $MPTCP_EVENT_ID >> %1$s; echo end >> %1$s".formatted(trace)), LONG);
    for (int id = 1; id <= 5; id++) {
      hook.accept(event(id));
    }
    await(() -> hook.runs().ok() == 5);

    List<String> expected = new ArrayList<>();
    for (int id = 1; id <= 5; id++) {
      expected.addAll(List.of("begin " + id, "end"));
    }
    assertEquals(expected, Files.readAllLines(trace));
  }

  @Test
  void runThatTakesTooLongIsKilledWithItsChildren() throws Exception {
    Path pid = directory.resolve("pid");
    EventHook hook =
        hook(script("sleep 1000 & echo $! > " + pid + "; wait"), Duration.ofSeconds(1));
    hook.accept(event(1));
    await(() -> hook.runs().timeouts() == 1);

    long child = Long.parseLong(Files.readString(pid).strip());
    await(() -> ProcessHandle.of(child).filter(EventHookTest::runs).isEmpty());
  }

  /** A killed process that no one has waited for is a zombie, and still there. */
  private static boolean runs(ProcessHandle process) {
    try {
      return !Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void failuresAreCountedAndSaidOnceUntilItWorksAgain() throws Exception {
    Path good = directory.resolve("good");
    EventHook hook = hook(script("test -e " + good + " || exit 3"), LONG);
    try (LogLines log = new LogLines(EventHook.class)) {
      hook.accept(event(1));
      hook.accept(event(2));
      await(() -> hook.runs().failed() == 2);
      Files.createFile(good);
      hook.accept(event(3));
      await(() -> hook.runs().ok() == 1);
      await(() -> log.lines().size() == 2);

      assertEquals(
          List.of(
              "WARNING event hook " + directory.resolve("hook") + " ended with exit code 3",
              "INFO event hook " + directory.resolve("hook") + " works again"),
          log.lines());
    }
  }

  @Test
  void programThatIsGoneIsAFailure() throws Exception {
    EventHook hook = hook(directory.resolve("gone"), LONG);
    hook.accept(event(1));
    await(() -> hook.runs().failed() == 1);
  }

  @Test
  void beyondAHundredWaitingTheyAreDroppedAndCounted() throws Exception {
    EventHook never = new EventHook(script("exit 0"), LONG, "", () -> {}); // not started
    try (LogLines log = new LogLines(EventHook.class)) {
      for (int id = 1; id <= 130; id++) {
        never.accept(event(id));
      }

      assertEquals(new HookRuns(0, 0, 0, 30), never.runs());
      assertEquals(1, log.lines().size(), log.lines().toString());
    }
  }

  @Test
  void pathMustBeAbsolute() {
    assertThrows(
        IllegalArgumentException.class, () -> new EventHook(Path.of("hook"), LONG, "", () -> {}));
  }
}
