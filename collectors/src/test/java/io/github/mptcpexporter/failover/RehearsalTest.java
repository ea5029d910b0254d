package io.github.mptcpexporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void aRehearsedLossTellsAllThatARealOneTells() {
    List<Kind> told =
        Rehearsal.loss().stream()
            .filter(
                event -> event.kind() != Kind.PROBLEM_BEGAN && event.kind() != Kind.PROBLEM_ENDED)
            .map(BundleEvent::kind)
            .toList();

    assertEquals(
        List.of(
            Kind.UPLINK_LOST,
            Kind.BUNDLE_STATE,
            Kind.FAILOVER,
            Kind.UPLINK_RECOVERED,
            Kind.BUNDLE_STATE,
            Kind.FAILBACK),
        told);
  }
}
