package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.RecordedSamples;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@code multipath -k} on the recorded routers. */
class SettingsCollectorTest {

  private static final RecordedRouter UPSTREAM = RecordedRouter.named("upstream-6.18-files-steady");
  private static final RecordedRouter V096 = RecordedRouter.named("out-of-tree-5.4-01-steady");

  /** What the script calls each sysctl. */
  private static final Map<String, String> MULTIPATH_K =
      Map.of(
          "Enabled", "mptcp_enabled",
          "Path Manager", "mptcp_path_manager",
          "Use checksum", "mptcp_checksum",
          "Scheduler", "mptcp_scheduler",
          "Syn retries", "mptcp_syn_retries",
          "Debugmode", "mptcp_debug");

  static Stream<RecordedRouter> routers() throws IOException {
    return RecordedRouter.outOfTree();
  }

  private static KernelSettings read(RootFs root) throws IOException {
    return new SettingsCollector(root).collect().orElseThrow();
  }

  private static Map<String, Double> exposed(KernelSettings settings) {
    RecordedSamples samples = new RecordedSamples();
    new SettingsCollector(UPSTREAM.rootFs()).expose(settings, samples);
    return samples.values();
  }

  @ParameterizedTest
  @MethodSource("routers")
  void settingsAreThoseOfMultipathK(RecordedRouter router) throws IOException {
    KernelSettings settings = read(router.rootFs());
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : router.output("multipath-k")) {
      String[] setting = line.split(": ", 2);
      String sysctl = MULTIPATH_K.get(setting[0]);
      if (sysctl != null) {
        expected.put(setting[0], setting[1]);
        found.put(setting[0], settings.sysctl(sysctl).orElse("missing"));
      }
    }

    assertEquals(router.has("cmd/multipath-k.txt") ? 6 : 0, expected.size());
    assertEquals(expected, found);
    assertEquals(Implementation.OUT_OF_TREE, settings.implementation());
  }

  @ParameterizedTest
  @MethodSource("routers")
  void releaseIsThatOfUname(RecordedRouter router) throws IOException {
    String uname = router.output("uname-a").get(0).split(" ", -1)[2];

    assertEquals(Optional.of(uname), read(router.rootFs()).release());
  }

  @Test
  void parametersOfPathManagersAreAmongTheSettings() throws IOException {
    KernelSettings settings = read(V096.rootFs());

    assertEquals(Optional.of("1"), settings.sysctl("mptcp_fullmesh.num_subflows"));
    assertEquals(Optional.of("0"), settings.sysctl("mptcp_fullmesh.create_on_err"));
    assertEquals(Optional.of("2"), settings.sysctl("mptcp_ndiffports.num_subflows"));
    assertEquals(Optional.of(""), settings.sysctl("mptcp_binder_gateways"));
    assertEquals(11, settings.sysctls().size());
  }

  @Test
  void upstreamKernelHasItsOwnNames() throws IOException {
    KernelSettings settings = read(UPSTREAM.rootFs());

    assertEquals(Implementation.UPSTREAM, settings.implementation());
    assertEquals(13, settings.sysctls().size());
    assertEquals(
        Map.of("mptcp_enabled", 1.0, "mptcp_kernel_info{upstream,6.18.44,default,kernel}", 1.0),
        exposed(settings));
  }

  @Test
  void outOfTreeKernelIsExposedUnderTheSameNames() throws IOException {
    assertEquals(
        Map.of(
            "mptcp_enabled", 1.0,
            "mptcp_kernel_info{out_of_tree,5.4.273-mptcp-v0.96,default,fullmesh}", 1.0),
        exposed(read(V096.rootFs())));
  }

  @Test
  void mptcpThatIsSwitchedOffIsZero() throws IOException {
    for (String value : List.of("0", "1", "2")) { // 2: on for sockets that ask
      EditedRoot root =
          new EditedRoot(V096.directory()).with("proc/sys/net/mptcp/mptcp_enabled", value + "\n");

      assertEquals(value.equals("0") ? 0.0 : 1.0, exposed(read(root)).get("mptcp_enabled"));
    }
  }

  /** Sysctls are in the initial namespace alone, the table of connections is in all. */
  @Test
  void namespaceWithoutSysctlsIsStillKnownByItsTable() throws IOException {
    KernelSettings settings =
        read(RecordedRouter.named("out-of-tree-5.4-01-steady-server").rootFs());

    assertEquals(Implementation.OUT_OF_TREE, settings.implementation());
    assertEquals(Optional.empty(), settings.enabled());
    assertEquals(
        Map.of("mptcp_kernel_info{out_of_tree,5.4.273-mptcp-v0.96,,}", 1.0), exposed(settings));
  }

  @Test
  void kernelWithoutMptcpIsNoneNotSwitchedOff(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(root.resolve("proc/sys/kernel/osrelease"), "5.4.0\n");
    KernelSettings settings = read(new RootFs(root));

    assertEquals(new KernelSettings(Implementation.NONE, Optional.of("5.4.0"), Map.of()), settings);
    assertEquals(Map.of("mptcp_kernel_info{none,5.4.0,,}", 1.0), exposed(settings));
  }

  @Test
  void rootWithoutKernelIsAbsent(@TempDir Path empty) throws IOException {
    assertEquals(Optional.empty(), new SettingsCollector(new RootFs(empty)).collect());
  }

  @Test
  void switchThatIsNoNumberIsBadInput() {
    EditedRoot root =
        new EditedRoot(V096.directory()).with("proc/sys/net/mptcp/mptcp_enabled", "maybe\n");

    BadInputException e = assertThrows(BadInputException.class, () -> read(root));

    assertEquals("proc/sys/net/mptcp/mptcp_enabled:1: not a number: \"maybe\"", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"proc/sys/net/mptcp/mptcp_enabled", "proc/sys/net/mptcp/mptcp_scheduler"})
  @Timeout(60)
  void spoiltSysctlIsSurvived(String file) throws IOException {
    SpoiltFile.isSurvived(V096, file, root -> new SettingsCollector(root).collect());
  }
}
