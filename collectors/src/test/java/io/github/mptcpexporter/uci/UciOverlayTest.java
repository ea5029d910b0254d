package io.github.mptcpexporter.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies over a file; the real {@code uci} printed the expectations, which stand beside. */
class UciOverlayTest {

  private static final Path DELTA = UciCase.DIRECTORY.resolve("delta");
  private static final Path STATE = UciCase.DIRECTORY.resolve("state");
  private static final Path SEED = UciCase.DIRECTORY.resolve("seed");

  @TempDir Path root;
  private UciCollector collector;

  @BeforeEach
  void collect() {
    collector = new UciCollector(new RootFs(root));
  }

  @Test
  void uncommittedChangesAreAppliedAndTold() throws IOException {
    place(DELTA.resolve("config/network"), "etc/config/network");
    assertEquals(read(DELTA.resolve("show-nodelta.out")), show("network"));

    place(DELTA.resolve("tmp.uci/network"), "tmp/.uci/network");

    assertEquals(read(DELTA.resolve("show.out")), show("network"));
    assertEquals(read(DELTA.resolve("export.out")), ExportText.of(configured("network")));
    assertEquals(
        read(DELTA.resolve("changes.out")),
        String.join("\n", configured("network").pendingChanges()) + "\n");
  }

  @Test
  void whatWasNotedAtRunTimeStandsApart() throws IOException {
    place(STATE.resolve("config/network"), "etc/config/network");
    place(STATE.resolve("var-state/network"), "var/state/network");

    UciConfig config = collector.collect().orElseThrow();

    assertEquals(
        read(STATE.resolve("show.out")),
        UciShow.text(config.state("network").orElseThrow(), false));
    assertEquals(
        Optional.of("eth0.1"),
        configured("network").section("wan1").orElseThrow().option("ifname"));
    assertEquals(List.of(), configured("network").pendingChanges());
  }

  @Test
  void aFileOfTheRunningSystemReplacesTheConfiguredOne() throws IOException {
    place(STATE.resolve("config/network"), "etc/config/network");
    place(STATE.resolve("conf2/network"), "var/run/uci/network");

    assertEquals("network.only2=interface\n", show("network"));
    assertEquals("var/run/uci/network", configured("network").path());
  }

  @Test
  void thePagesOwnBlockReadsAsItsFiles() throws IOException {
    List<UciPackage> shown =
        UciShowParser.parse(
            "uci-show-dotted.txt", Files.readAllBytes(SEED.resolve("uci-show-dotted.txt")));

    assertEquals(List.of("network", "firewall", "openvpn"), names(shown));
    for (UciPackage each : shown) {
      assertEquals(List.of(), each.problems());
      place(SEED.resolve(each.name()), "etc/config/" + each.name());
      assertEquals(withoutIndices(show(each.name())), withoutIndices(UciShow.text(each, false)));
    }
    List<UciSection> zones = shown.get(1).ofType("zone");
    assertEquals(List.of("@zone[1]", "@zone[2]"), zones.stream().map(UciSection::label).toList());
    assertEquals(List.of("wan1", "wan2"), zones.get(0).list("network"));
  }

  @Test
  void aSectionIsCountedFromTheEnd() {
    UciPackage firewall =
        UciShowParser.parse(
                "show",
                "firewall.@zone[0]=zone\nfirewall.@zone[1]=zone\nfirewall.@zone[-1].name='wan'\n"
                    .getBytes(StandardCharsets.UTF_8))
            .get(0);

    assertEquals(
        "firewall.@zone[0]=zone\nfirewall.@zone[1]=zone\nfirewall.@zone[1].name='wan'\n",
        UciShow.text(firewall, false));
  }

  @Test
  void aFileIsReadAgainOnlyWhenItHasChanged() throws IOException {
    Path network = root.resolve("etc/config/network");
    place(DELTA.resolve("config/network"), "etc/config/network");
    UciPackage first = configured("network");

    assertSame(first, configured("network"));

    Files.writeString(network, "config interface 'wan3'\n");
    assertEquals("network.wan3=interface\n", show("network"));

    Files.delete(network);
    assertEquals(Optional.empty(), collector.collect());
  }

  @Test
  void whatCanNotBeReadIsDeniedAndHidesNothingElse() throws IOException {
    place(DELTA.resolve("config/network"), "etc/config/network");
    Files.createDirectories(root.resolve("etc/config/firewall"));

    UciConfig config = collector.collect().orElseThrow();

    assertEquals(List.of("network"), List.copyOf(config.packages().keySet()));
    assertEquals(List.of("firewall"), List.copyOf(config.denied().keySet()));
  }

  @Test
  void aRouterWithoutUciHasNone() {
    assertEquals(Optional.empty(), collector.collect());
  }

  private UciPackage configured(String name) {
    return collector.collect().orElseThrow().get(name).orElseThrow();
  }

  private String show(String name) {
    return UciShow.text(configured(name), false);
  }

  private void place(Path source, String path) throws IOException {
    Path target = root.resolve(path);
    Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
    Files.copy(source, target);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private static List<String> names(List<UciPackage> packages) {
    return packages.stream().map(UciPackage::name).toList();
  }

  /** The page shows a part of its firewall, so there the numbers are others. */
  private static String withoutIndices(String show) {
    return show.replaceAll("\\[[0-9]+]", "[]");
  }
}
