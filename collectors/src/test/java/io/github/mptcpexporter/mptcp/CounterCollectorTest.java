package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.RecordedSamples;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracles are {@code nstat} and {@code multipath -m} on the recorded routers. */
class CounterCollectorTest {

  private static final RecordedRouter UPSTREAM = RecordedRouter.named("upstream-6.18-files-steady");
  private static final RecordedRouter V096 = RecordedRouter.named("out-of-tree-5.4-01-steady");
  private static final String SNMP = "proc/net/mptcp_net/snmp";

  static Stream<RecordedRouter> upstream() throws IOException {
    return RecordedRouter.startingWith("upstream-6.18-files-");
  }

  static Stream<RecordedRouter> v096() throws IOException {
    return RecordedRouter.startingWith("out-of-tree-5.4-");
  }

  private static Map<String, Long> read(RootFs root) throws IOException {
    return new CounterCollector(root, false).collect().orElseThrow().values();
  }

  private static Map<String, Double> exposed(boolean all, Map<String, Long> counters) {
    RecordedSamples samples = new RecordedSamples();
    new CounterCollector(UPSTREAM.rootFs(), all).expose(new MibCounters(counters), samples);
    return samples.values();
  }

  /** {@code name value} per line, as nstat and the kernel of v0.96 print them. */
  private static Map<String, Long> table(List<String> output, String prefix) {
    Map<String, Long> table = new LinkedHashMap<>();
    for (String line : output) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 1 && words[0].startsWith(prefix)) {
        table.put(words[0].substring(prefix.length()), Long.parseLong(words[1]));
      }
    }
    return table;
  }

  /** Traffic went on between the two: what counts data may have grown by then. */
  @ParameterizedTest
  @MethodSource("upstream")
  void countersOfTheUpstreamKernelAreThoseOfNstat(RecordedRouter router) throws IOException {
    areEqualButForTraffic(table(router.output("nstat"), "MPTcpExt"), read(router.rootFs()));
  }

  @ParameterizedTest
  @MethodSource("v096")
  void countersOfV096AreThoseOfMultipathM(RecordedRouter router) throws IOException {
    List<String> output = router.output("multipath.omr-m");
    if (output.isEmpty()) {
      assertEquals(table(router.lines(SNMP), ""), read(router.rootFs()));
    } else {
      areEqualButForTraffic(table(output, ""), read(router.rootFs()));
    }
  }

  private static void areEqualButForTraffic(Map<String, Long> later, Map<String, Long> now) {
    assertTrue(later.size() > 40, "the tool said nothing");
    assertEquals(List.copyOf(later.keySet()), List.copyOf(now.keySet()));
    for (Map.Entry<String, Long> counter : now.entrySet()) {
      String name = counter.getKey();
      long then = later.getOrDefault(name, -1L);
      if (name.matches("MPTCPRetrans|OFO.*|DuplicateData|.*WndShared|RcvWnd.*")) {
        assertTrue(counter.getValue() <= then, name);
      } else {
        assertEquals(then, counter.getValue(), name);
      }
    }
  }

  @Test
  void kernelWithoutCountersIsAbsentNotZero(@TempDir Path empty) throws IOException {
    RootFs v089 = RecordedRouter.named("out-of-tree-3.14-01-steady").rootFs();

    assertEquals(Optional.empty(), new CounterCollector(v089, true).collect());
    assertEquals(Optional.empty(), new CounterCollector(new RootFs(empty), true).collect());
  }

  @Test
  void coreIsShownByDefault() throws IOException {
    Map<String, Long> counters = read(UPSTREAM.rootFs());
    Map<String, Double> core = exposed(false, counters);

    assertEquals(7.0, core.get("mptcp_mib_mp_capable_syn_sent_total"));
    assertEquals(9.0, core.get("mptcp_mib_mp_join_syn_sent_total"));
    assertEquals(
        (double) counters.getOrDefault("MPCurrEstab", -1L),
        core.get("mptcp_mib_current_established"));
    assertTrue(!core.containsKey("mptcp_mib_ofo_queue_total"));
  }

  @Test
  void allShowsEveryCounterThatTheKernelHas() throws IOException {
    Map<String, Long> counters = read(UPSTREAM.rootFs());
    Map<String, Double> all = exposed(true, counters);

    assertEquals(counters.size(), all.size());
    assertEquals(
        (double) counters.getOrDefault("OFOQueue", -1L), all.get("mptcp_mib_ofo_queue_total"));
    assertEquals(
        Map.of("mptcp_mib_unmapped{MPJoinAlternatePort}", 0.0),
        onlyUnmapped(exposed(true, read(V096.rootFs()))));
  }

  private static Map<String, Double> onlyUnmapped(Map<String, Double> samples) {
    Map<String, Double> unmapped = new LinkedHashMap<>(samples);
    unmapped.keySet().removeIf(name -> !name.startsWith("mptcp_mib_unmapped"));
    return unmapped;
  }

  /** Both spellings lead to the same metric, so that panels need not know the kernel. */
  @Test
  void outOfTreeSpellingsAreShownUnderTheCommonNames() {
    assertEquals(
        Map.of(
            "mptcp_mib_add_addr_received_total", 3.0,
            "mptcp_mib_mp_fastclose_received_total", 4.0),
        exposed(false, Map.of("AddAddrRx", 3L, "MPFastcloseRX", 4L)));
  }

  @Test
  void atMostFiftyUnknownNamesAreShownAndTheRestIsCounted() {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (int i = 0; i < 53; i++) {
      counters.put("New" + i, (long) i);
    }
    CounterCollector all = new CounterCollector(UPSTREAM.rootFs(), true);
    CounterCollector core = new CounterCollector(UPSTREAM.rootFs(), false);

    Map<String, Double> shown = exposed(true, counters);
    assertEquals(50, shown.size());
    assertEquals(49.0, shown.get("mptcp_mib_unmapped{New49}"));
    assertEquals(3, all.seriesDropped(new MibCounters(counters)));
    assertEquals(Map.of(), exposed(false, counters));
    assertEquals(0, core.seriesDropped(new MibCounters(counters)));
  }

  @Test
  void nothingIsExposedThatWasNotDeclared() throws IOException {
    for (boolean all : List.of(false, true)) {
      CounterCollector collector = new CounterCollector(UPSTREAM.rootFs(), all);
      List<String> names = new ArrayList<>();
      for (MetricDesc metric : collector.metrics()) {
        names.add(metric.name());
      }
      assertEquals(names.size(), names.stream().distinct().count());
      for (String sample : exposed(all, read(V096.rootFs())).keySet()) {
        assertTrue(names.contains(sample.replaceFirst("\\{.*", "")), sample);
      }
    }
  }

  @Test
  void countersHave64BitsAndNoSign() throws IOException {
    EditedRoot root =
        new EditedRoot(UPSTREAM.directory())
            .with(
                "proc/net/netstat",
                """
                MPTcpExt: MPRstTx MPCurrEstab
                MPTcpExt: 18446744073709551615 18446744073709551615
                """);

    assertEquals(
        Map.of(
            "mptcp_mib_mp_reset_sent_total", 0x1p64,
            "mptcp_mib_current_established", -1.0), // a gauge may be below 0 for a moment
        exposed(false, read(root)));
  }

  /** {@code %ld} of a 32-bit unsigned long. */
  @Test
  void countersOfA32BitRouterAreReadPastTheSign() throws IOException {
    EditedRoot root =
        new EditedRoot(V096.directory())
            .with(SNMP, "MPTCPRetrans                    \t-2147483648\nMPCurrEstab\t-1\n");

    assertEquals(Map.of("MPTCPRetrans", 2147483648L, "MPCurrEstab", -1L), read(root));
  }

  @Test
  void groupsMayComeInAnyOrder() throws IOException {
    EditedRoot root =
        new EditedRoot(UPSTREAM.directory())
            .with("proc/net/netstat", "MPTcpExt: B A\nMPTcpExt: 2 1\nIpExt: C\nIpExt: 3\n");

    assertEquals(Map.of("A", 1L, "B", 2L), read(root));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proc/net/netstat | '' | 1: no counters
          proc/net/netstat | 'garbage' | 1: names without values
          proc/net/netstat | 'gar bage\\ngar bage' | 1: no group of counters
          proc/net/netstat | 'MPTcpExt: A\\nIpExt: 1' | 2: not the values of MPTcpExt:
          proc/net/netstat | 'TcpExt: A\\nTcpExt: 1\\nMPTcpExt: A B\\nMPTcpExt: 1' | 4: 2 values for 3 names
          proc/net/netstat | 'MPTcpExt: A\\nMPTcpExt: x' | '2: not a number: "x"'
          proc/net/netstat | 'MPTcpExt: A A\\nMPTcpExt: 1 2' | '1: twice: A'
          proc/net/netstat | 'MPTcpExt: A\\nMPTcpExt: 1\\nTcpExt: A' | 3: names without values
          proc/net/mptcp_net/snmp | '' | 1: no counters
          proc/net/mptcp_net/snmp | 'A 1\\nB' | 2: 1 words, not a name and a value
          proc/net/mptcp_net/snmp | 'A 1\\nA 2' | '2: twice: A'
          proc/net/mptcp_net/snmp | 'A -4294967296' | '1: a negative counter: -4294967296'
          """)
  void complaintNamesFileAndLine(String file, String content, String complaint) {
    EditedRoot root = new EditedRoot(V096.directory()).with(file, content.replace("\\n", "\n"));

    BadInputException e = assertThrows(BadInputException.class, () -> read(root));

    assertEquals(file + ":" + complaint, e.getMessage());
  }

  @Test
  @Timeout(60)
  void spoiltNetstatIsSurvived() throws IOException {
    SpoiltFile.isSurvived(
        UPSTREAM, "proc/net/netstat", root -> new CounterCollector(root, true).collect());
  }

  @Test
  @Timeout(60)
  void spoiltSnmpIsSurvived() throws IOException {
    SpoiltFile.isSurvived(V096, SNMP, root -> new CounterCollector(root, true).collect());
  }
}
