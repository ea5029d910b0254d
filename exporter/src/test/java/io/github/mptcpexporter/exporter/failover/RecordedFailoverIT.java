package io.github.mptcpexporter.exporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failover as other commands than serve see it: recorded and replayed, and in a drill. */
@Tag("kernel")
class RecordedFailoverIT {

  @TempDir private Path directory;

  @Test
  void aRecordedFailoverReplaysToTheSameEventsByteForByte() throws IOException {
    FailoverLab.prepare(directory);
    Path recording = directory.resolve("recording");
    Path said = directory.resolve("said");
    String drill;
    try (FailoverLab lab = FailoverLab.open(directory, "wan1,wan2", "20mbit")) {
      lab.act("traffic both");
      lab.act("wait 2");
      Path both = directory.resolve("both.sh");
      Files.writeString(
          both,
          behind(program("capture --output=" + recording + " --every=250ms --for=14s"), said)
              + behind(program("drill wan1 --for=14s"), directory.resolve("drill"))
              + "sleep 5\n");
      lab.run("sh " + both);
      lab.act("linkdown wan1");
      lab.act("wait 14");
      drill = lab.run("cat " + directory.resolve("drill"));
      List<String> replays = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        replays.add(lab.run(program("events --json --replay=" + recording)));
      }

      assertEquals(replays.get(0), replays.get(1));
      assertTrue(
          replays.get(0).lines().anyMatch(RecordedFailoverIT::isTheFailover),
          () -> replays.get(0) + lab(lab, said));
    }
    assertTrue(drill.contains("LOST       wan1 lost (link down)"), drill);
    assertTrue(drill.contains("TRAFFIC    traffic of wan1 went to wan2 (link down)"), drill);
    assertTrue(drill.contains("RESULT     the traffic went elsewhere"), drill);
  }

  private static boolean isTheFailover(String event) {
    return event.contains("\"kind\":\"failover\"")
        && event.contains("\"interface\":\"wan1\",\"to_interface\":\"wan2\"")
        && event.contains("\"cause\":\"link_down\"");
  }

  private static String lab(FailoverLab lab, Path said) {
    try {
      return lab.run("cat " + said);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String behind(String command, Path output) {
    return command + " >" + output + " 2>&1 </dev/null &\n";
  }

  private String program(String words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Program.FLAGS);
    command.addAll(List.of("-Djava.io.tmpdir=" + directory, "-jar"));
    command.add(System.getProperty("fat.jar"));
    command.add(words);
    return String.join(" ", command);
  }
}
