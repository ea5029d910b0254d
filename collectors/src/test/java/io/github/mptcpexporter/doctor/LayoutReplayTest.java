package io.github.mptcpexporter.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.capture.Recording;
import io.github.mptcpexporter.capture.Replay;
import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.Rounds;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.monitor.Sources;
import io.github.mptcpexporter.mptcp.EventQueue;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recorded router is judged as the router itself, by what only doctor asks for too. */
@Tag("kernel")
class LayoutReplayTest {

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server-without-nat",
        "server-does-not-forward",
        "rp-filter-strict",
        "nobody-applies-multipath",
        "server-without-back-route",
        "uncommitted"
      })
  void replayFindsWhatTheRouterItselfShowed(String name) throws Exception {
    Layout layout = Layout.named(name);
    Path root = root(layout);
    Path recorded = scratch.resolve("recorded");
    NetworkNamespace.run(
        () -> {
          layout.build();
          Recording recording =
              new Recording(
                  root,
                  Optional.of(JnrNetlinkTransport.load()),
                  ByteOrder.nativeOrder(),
                  Clock.system(),
                  false);
          List<Finding> live =
              diagnose(
                  new Sources(
                      recording.rootFs(),
                      recording.netlink(),
                      ByteOrder.nativeOrder(),
                      Clock.system(),
                      false));
          recording.save(recorded);
          Replay replay = Replay.open(recorded);
          List<Finding> again =
              diagnose(
                  new Sources(
                      replay.rootFs(), replay.netlink(), replay.byteOrder(), replay.clock(), true));
          assertEquals(List.of(), beyond(live, again));
          assertEquals(List.of(), beyond(again, live));
        });
    clear(root);
  }

  /** Findings of the first list that the second lacks. */
  private static List<Finding> beyond(List<Finding> first, List<Finding> second) {
    return first.stream().filter(finding -> !second.contains(finding)).toList();
  }

  /** The layout's own files, and the kernel's. */
  private static Path root(Layout layout) throws IOException {
    Path root = Files.createTempDirectory("layout");
    Files.createSymbolicLink(root.resolve("proc"), Path.of("/proc"));
    for (String part : List.of("etc", "usr", "tmp")) {
      Path own = layout.directory().resolve(part).toAbsolutePath();
      if (Files.exists(own)) {
        Files.createSymbolicLink(root.resolve(part), own);
      }
    }
    return root;
  }

  private static List<Finding> diagnose(Sources sources) {
    Selection selection = Selection.defaults().without("pm-events");
    return Diagnosis.of(
            new Rounds(
                    Collectors.forDoctor(sources, new EventQueue(1), selection),
                    Collectors.trackers(selection),
                    sources.clock())
                .next(),
            Checks.all())
        .findings();
  }

  /** The links, not what they lead to. */
  private static void clear(Path root) throws IOException {
    for (String part : List.of("proc", "etc", "usr", "tmp")) {
      Files.deleteIfExists(root.resolve(part));
    }
    Files.delete(root);
  }
}
