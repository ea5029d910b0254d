package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.LogLines;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which groups are joined, left and joined again, by a pump that is worked by hand. */
class EventJoiningTest {

  private final PumpBench bench = new PumpBench();

  @Test
  void joinsTheGroupsOfAllThreeFamilies() {
    bench.pump.join();

    assertEquals(List.of(9), groups(NetlinkFamily.GENERIC)); // as the recorded answer says
    assertEquals(List.of(1, 3), groups(NetlinkFamily.SOCK_DIAG));
    // LINK, NEIGH, and for IPv4 and IPv6 IFADDR, ROUTE, RULE (include/uapi/linux/rtnetlink.h)
    assertEquals(
        List.of(1, 3, 5, 7, 8, 9, 11, 19), groups(NetlinkFamily.ROUTE).stream().sorted().toList());
    assertEquals(PumpBench.ALL, bench.queue.drain().listening());
    assertEquals(3, bench.netlink.openSockets());
  }

  @Test
  void withoutTheCapabilityTheRestIsHeardAndOneWarningNamesTheRemedy() {
    bench.netlink.refuseJoins(NetlinkFamily.GENERIC, Errno.EPERM);
    try (LogLines log = new LogLines(EventPump.class)) {
      bench.pump.join();
      for (int i = 0; i < 3; i++) {
        bench.clock.advance(Duration.ofSeconds(60));
        bench.pump.pass();
      }

      assertEquals(
          List.of(
              "WARNING pm_events: events can not be heard: netlink GENERIC join group 9: EPERM"
                  + " (Operation not permitted); connections that come and go between two rounds"
                  + " are not counted, nor is it known why subflows close; run as root or give"
                  + " CAP_NET_ADMIN"),
          warnings(log));
    }
    assertEquals(
        EnumSet.of(DataSource.TCP_DESTROY, DataSource.ROUTE_NETLINK),
        bench.queue.drain().listening());
    assertEquals(2, bench.netlink.openSockets());
    bench.deliver("rule-change/00011-rtnl-DELRULE.bin");
    assertEquals(List.of("DELRULE"), RecordedEvents.names(bench.queue.drain()));
  }

  @Test
  void joiningIsTriedAgainAfterAMinuteAndAFullRoundFollowsIt() {
    bench.netlink.refuseJoins(NetlinkFamily.GENERIC, Errno.EPERM);
    bench.pump.join();
    bench.netlink.allowJoins(NetlinkFamily.GENERIC);

    bench.clock.advance(Duration.ofSeconds(59));
    bench.pump.pass();
    assertFalse(bench.queue.drain().listening().contains(DataSource.PM_EVENTS));
    bench.clock.advance(Duration.ofSeconds(1));
    bench.pump.pass();

    assertEquals(PumpBench.ALL, bench.queue.drain().listening());
    assertEquals(1, bench.roundsAskedFor);
  }

  @Test
  void kernelWithoutTheFamilyIsNoWarning() {
    bench.netlink.lacks(NetlinkFamily.GENERIC);
    bench.netlink.lacks(NetlinkFamily.SOCK_DIAG);
    bench.netlink.lacks(NetlinkFamily.ROUTE);
    try (LogLines log = new LogLines(EventPump.class)) {
      bench.pump.join();

      assertFalse(bench.pump.pass());
      assertEquals(List.of(), warnings(log));
    }
    assertEquals(Set.of(), bench.queue.drain().listening());
  }

  @Test
  void brokenSocketIsClosedItsEventsAreLostAndItIsOpenedAgain() {
    bench.pump.join();
    bench.netlink.fails(NetlinkFamily.ROUTE, Errno.EINVAL);

    bench.pump.pass();

    KernelEvents events = bench.queue.drain();
    assertEquals(List.of("Lost ROUTE_NETLINK"), RecordedEvents.names(events));
    assertFalse(events.listening().contains(DataSource.ROUTE_NETLINK));
    assertEquals(2, bench.netlink.openSockets());
    assertEquals(1, bench.roundsAskedFor);
    bench.clock.advance(Duration.ofSeconds(60));
    bench.pump.pass();
    assertEquals(PumpBench.ALL, bench.queue.drain().listening());
  }

  @Test
  void whileRoundsAreOverBudgetLastWordsOfSocketsAreNotHeard() {
    bench.pump.join();
    bench.roundsOverBudget = true;

    bench.pump.pass();

    assertEquals(
        EnumSet.of(DataSource.PM_EVENTS, DataSource.ROUTE_NETLINK),
        bench.queue.drain().listening());
    assertTrue(bench.netlink.listening(NetlinkFamily.SOCK_DIAG).isEmpty());
    bench.roundsOverBudget = false;
    bench.clock.advance(EventBudget.PAUSE.minusNanos(1));
    bench.pump.pass();
    assertTrue(bench.netlink.listening(NetlinkFamily.SOCK_DIAG).isEmpty());
    bench.clock.advance(Duration.ofSeconds(60));
    bench.pump.pass();
    assertEquals(PumpBench.ALL, bench.queue.drain().listening());
  }

  @Test
  void eventThreadThatTakesMoreThanItsBudgetLeavesLastWordsAlone() {
    bench.pump.join();
    bench.pump.pass();
    for (int i = 0; i < 3; i++) {
      bench.clock.advance(EventBudget.WINDOW);
      bench.cpuNanos += EventBudget.WINDOW.toNanos() / 20;
      bench.pump.pass();
      assertEquals(PumpBench.ALL, bench.queue.drain().listening());
    }

    bench.clock.advance(EventBudget.WINDOW);
    bench.cpuNanos += EventBudget.WINDOW.toNanos() / 20 + 1;
    bench.pump.pass();

    assertTrue(bench.netlink.listening(NetlinkFamily.SOCK_DIAG).isEmpty());
  }

  @Test
  @Timeout(20)
  void threadHearsUntilItIsClosedAndClosesItsSockets() {
    bench.netlink.waits();
    bench.pump.start();
    bench.netlink.arrives(
        NetlinkFamily.ROUTE, RecordedEvents.read("rule-change/00011-rtnl-DELRULE.bin"));
    List<String> heard = List.of();
    while (heard.isEmpty()) {
      Thread.onSpinWait();
      heard = RecordedEvents.names(bench.queue.drain());
    }
    assertEquals(List.of("DELRULE"), heard);

    bench.pump.close();

    assertEquals(0, bench.netlink.openSockets());
    assertEquals(Set.of(), bench.queue.drain().listening());
  }

  @Test
  @Timeout(20)
  void threadEndsThoughThereIsNothingToHear() {
    bench.netlink.lacks(NetlinkFamily.GENERIC);
    bench.netlink.lacks(NetlinkFamily.SOCK_DIAG);
    bench.netlink.lacks(NetlinkFamily.ROUTE);
    bench.pump.start();

    bench.pump.close();

    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("mptcp-events")));
  }

  private List<Integer> groups(NetlinkFamily family) {
    return bench.netlink.listening(family).orElseThrow().groups();
  }

  private static List<String> warnings(LogLines log) {
    return log.take().stream().filter(line -> line.startsWith("WARNING")).toList();
  }
}
