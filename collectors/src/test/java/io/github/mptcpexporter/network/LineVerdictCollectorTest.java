package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.model.LineVerdict;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as {@code mwan3track} of mwan3 2.8 to 2.11 writes them. */
class LineVerdictCollectorTest {

  private static final OptionalDouble NOT_TOLD = OptionalDouble.empty();

  @TempDir Path root;

  @Test
  void lowestOfTheProbedHosts() throws IOException {
    write("proc/uptime", "5000.12 9000.00");
    track("wan1", "STATUS", "online", "STARTED", "1", "TIME", "4995");
    track("wan1", "TRACK_192.0.2.1", "up", "LATENCY_192.0.2.1", "31", "LOSS_192.0.2.1", "10");
    track("wan1", "TRACK_192.0.2.2", "up", "LATENCY_192.0.2.2", "18", "LOSS_192.0.2.2", "0");
    track("wan2", "STATUS", "offline", "TIME", "4990", "TRACK_192.0.2.1", "down");
    track("wan2", "LATENCY_192.0.2.1", "999999", "LOSS_192.0.2.1", "100");

    assertEquals(
        List.of(
            new LineVerdict("wan1", "mwan3", true, OptionalDouble.of(18), OptionalDouble.of(0)),
            new LineVerdict("wan2", "mwan3", false, NOT_TOLD, OptionalDouble.of(1))),
        collect(UciConfig.NONE).orElseThrow());
  }

  @Test
  void withoutQualityChecksThereIsAVerdictAlone() throws IOException {
    track("wan1", "STATUS", "online", "TRACK_192.0.2.1", "up");

    assertEquals(
        List.of(new LineVerdict("wan1", "mwan3", true, NOT_TOLD, NOT_TOLD)),
        collect(UciConfig.NONE).orElseThrow());
  }

  @Test
  void trackerThatHasStoppedSaysNothing() throws IOException {
    write("proc/uptime", "5000.12 9000.00");
    track("wan1", "STATUS", "online", "TIME", "4600");
    track("wan2", "STATUS", "online", "STARTED", "0");
    track("wan3", "STATUS", "unknown");

    assertEquals(Optional.empty(), collect(UciConfig.NONE));
  }

  @Test
  void stateOfOpenMptcpRouter() throws IOException {
    UciConfig uci =
        new UciConfig(
            Map.of(
                "openmptcprouter",
                new UciPackage(
                    "openmptcprouter",
                    "etc/config/openmptcprouter",
                    List.of(omr("wan1", "up"), omr("wan2", "down"), omr("lan", "")),
                    List.of(),
                    List.of())),
            Map.of(),
            Map.of());

    assertEquals(
        List.of(
            new LineVerdict("wan1", "omr", true, NOT_TOLD, NOT_TOLD),
            new LineVerdict("wan2", "omr", false, NOT_TOLD, NOT_TOLD)),
        collect(uci).orElseThrow());
  }

  @Test
  void complaintNamesFileAndLine() throws IOException {
    track("wan1", "STATUS", "online", "LATENCY_192.0.2.1", "fast");

    BadInputException e = assertThrows(BadInputException.class, () -> collect(UciConfig.NONE));

    assertEquals(
        "var/run/mwan3track/wan1/LATENCY_192.0.2.1:1: not a number: \"fast\"", e.getMessage());
  }

  @Test
  void routerWithoutTrackersHasNone() throws IOException {
    assertEquals(Optional.empty(), collect(UciConfig.NONE));
  }

  private Optional<List<LineVerdict>> collect(UciConfig uci) throws IOException {
    return new LineVerdictCollector(new RootFs(root), () -> Optional.of(uci)).collect();
  }

  private static UciSection omr(String name, String state) {
    return new UciSection(
        "interface", name, false, 0, Map.of("state", UciOption.string("state", state)));
  }

  private void track(String name, String... files) throws IOException {
    for (int i = 0; i < files.length; i += 2) {
      write("var/run/mwan3track/" + name + "/" + files[i], files[i + 1] + "\n");
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
