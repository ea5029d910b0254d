package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.routers.RecordedRouter;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MibNamesTest {

  private static Set<String> namesOf(String router) throws IOException {
    MibCounters counters =
        new CounterCollector(RecordedRouter.named(router).rootFs(), true).collect().orElseThrow();
    return counters.values().keySet();
  }

  @Test
  void everyCounterOfKernel618HasAMeaning() throws IOException {
    Set<String> names = namesOf("upstream-6.18-files-steady");

    assertEquals(76, names.size());
    for (String name : names) {
      assertTrue(MibNames.meaning(name).isPresent(), name);
      assertTrue(MibNames.metrics(true).containsKey(name), name);
    }
  }

  /** One that v0.96 added is in no catalogue: it is shown as unmapped. */
  @Test
  void everyCounterOfTheOutOfTreeKernelBeforeV096HasAMeaning() throws IOException {
    Set<String> names = new HashSet<>(namesOf("out-of-tree-5.4-01-steady"));

    assertEquals(42, names.size());
    assertTrue(names.remove("MPJoinAlternatePort"));
    for (String name : names) {
      assertTrue(MibNames.meaning(name).isPresent(), name);
    }
  }

  @Test
  void unknownNameHasNoMeaning() {
    assertEquals(Optional.empty(), MibNames.meaning("MPNoSuchThing"));
  }

  @Test
  void helpNamesTheKernelsCounterAndSaysWhatItCounts() {
    assertEquals(
        MetricDesc.counter(
            "mptcp_mib_mp_capable_syn_sent_total",
            "Kernel counter `MPCapableSYNTX`: SYN with MP_CAPABLE sent."),
        MibNames.metrics(false).get("MPCapableSYNTX"));
    assertEquals(
        MetricDesc.gauge(
            "mptcp_mib_current_established",
            "Kernel counter `MPCurrEstab`: connections established now."),
        MibNames.metrics(false).get("MPCurrEstab"));
  }

  @Test
  void twoSpellingsOfOneThingAreOneMetric() {
    Map<String, MetricDesc> metrics = MibNames.metrics(true);

    assertEquals(metrics.get("RmAddr"), metrics.get("RemAddrRx"));
    assertEquals(metrics.get("DataCsumErr"), metrics.get("MPCsumFail"));
    assertEquals(
        Optional.of("Kernel counter `AddAddr` or `AddAddrRx`: ADD_ADDR received."),
        Optional.ofNullable(metrics.get("AddAddrRx")).map(MetricDesc::help));
  }

  @Test
  void everyMetricHasOneHelp() {
    Map<String, MetricDesc> byName = new HashMap<>();
    for (MetricDesc metric : MibNames.metrics(true).values()) {
      MetricDesc known = byName.put(metric.name(), metric);
      assertTrue(known == null || known.equals(metric), metric::name);
    }
  }

  @Test
  void coreIsAboutThirtyOfWhichAnyKernelShowsItsOwn() throws IOException {
    Set<String> core = MibNames.metrics(false).keySet();
    Set<String> upstream = new HashSet<>(namesOf("upstream-6.18-files-steady"));
    upstream.retainAll(core);
    Set<String> outOfTree = new HashSet<>(namesOf("out-of-tree-5.4-01-steady"));
    outOfTree.retainAll(core);

    assertTrue(upstream.size() >= 30 && upstream.size() <= 36, () -> "" + upstream.size());
    assertTrue(outOfTree.size() >= 20 && outOfTree.size() <= 30, () -> "" + outOfTree.size());
    for (String name : List.of("MPCurrEstab", "MPTCPRetrans", "SubflowStale", "Blackhole")) {
      assertTrue(core.contains(name), name);
    }
    assertFalse(core.contains("OFOQueueTail"));
  }
}
