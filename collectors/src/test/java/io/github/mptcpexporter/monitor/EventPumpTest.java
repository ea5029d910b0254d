package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.LogLines;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded messages of a kernel 6.18, and a pump that is worked by hand. */
class EventPumpTest {

  /** Of family AF_BRIDGE: not the link's own, and no event of ours. */
  private static final String BRIDGE_PORT = "subflow-added/00054-rtnl-NEWLINK.bin";

  private final PumpBench bench = new PumpBench();

  @Test
  void everyRecordedMessageBecomesAnEventInItsOrder() {
    bench.pump.join();
    List<String> heard = new ArrayList<>();
    List<String> recorded = new ArrayList<>(RecordedEvents.of("subflow-added"));
    recorded.remove(BRIDGE_PORT);
    for (String file : recorded) {
      bench.clock.advance(Duration.ofMillis(1));
      bench.deliver(file);
      KernelEvents events = bench.queue.drain();
      assertEquals(1, events.events().size(), file);
      assertEquals(bench.clock.now(), events.events().get(0).monotonicNanos());
      heard.add(RecordedEvents.name(events.events().get(0).event()));
    }

    assertEquals(22, heard.size());
    assertEquals(
        recorded.stream().map(file -> file.replaceAll(".*-(\\w+)\\.bin", "$1")).toList(), heard);
  }

  @ParameterizedTest(name = "{0} asks for {1} rounds")
  @CsvSource({
    "subflow-added/00004-genl-CREATED.bin, 0",
    "subflow-added/00006-genl-ESTABLISHED.bin, 0",
    "subflow-added/00014-genl-SUB_ESTABLISHED.bin, 0",
    "subflow-added/00062-genl-CLOSED.bin, 0",
    "subflow-added/00027-tcpdestroy-DESTROY.bin, 0",
    "subflow-added/00003-rtnl-NEWNEIGH.bin, 0",
    "subflow-added/00023-genl-SUB_CLOSED.bin, 1",
    "subflow-added/00054-rtnl-NEWLINK.bin, 0", // of family AF_BRIDGE
    "rule-change/00011-rtnl-DELRULE.bin, 1",
    "rule-change/00012-rtnl-NEWRULE.bin, 1"
  })
  void onlyWhatMakesThingsLookDifferentAsksForARound(String file, int rounds) {
    bench.pump.join();

    bench.deliver(file);

    assertEquals(rounds, bench.roundsAskedFor);
  }

  @Test
  void oneDatagramOfManyChangesAsksForOneRound() {
    bench.pump.join();

    bench.deliver("steady/rtnl-link-v4dev.reply-00.bin");

    List<String> heard = RecordedEvents.names(bench.queue.drain());
    assertTrue(heard.size() > 1, heard::toString);
    assertEquals(Set.of("NEWLINK"), Set.copyOf(heard));
    assertEquals(1, bench.roundsAskedFor);
  }

  @Test
  void eventsThatPileUpAskForARoundWhateverTheySay() {
    bench.pump.join();
    byte[] manyCreated =
        RecordedEvents.repeated(RecordedEvents.read("subflow-added/00004-genl-CREATED.bin"), 256);
    for (int i = 0; i < 63; i++) {
      bench.deliver(NetlinkFamily.GENERIC, manyCreated);
    }
    assertEquals(0, bench.roundsAskedFor);

    bench.deliver(NetlinkFamily.GENERIC, manyCreated);

    assertEquals(1, bench.roundsAskedFor);
    assertEquals(64 * 256, bench.queue.drain().events().size());
  }

  @Test
  void lastWordsAreTakenAllAtOnceAndThenLeftForAWhileToWhatIsUrgent() {
    bench.pump.join();
    byte[] lastWords = RecordedEvents.read("subflow-added/00027-tcpdestroy-DESTROY.bin");
    byte[] urgent = RecordedEvents.read("rule-change/00011-rtnl-DELRULE.bin");
    for (int i = 0; i < 3; i++) {
      bench.netlink.arrives(NetlinkFamily.SOCK_DIAG, lastWords);
    }

    bench.pump.pass();
    assertEquals(
        List.of("DESTROY", "DESTROY", "DESTROY"), RecordedEvents.names(bench.queue.drain()));

    bench.netlink.arrives(NetlinkFamily.SOCK_DIAG, lastWords);
    bench.netlink.arrives(NetlinkFamily.ROUTE, urgent);
    bench.pump.pass();
    assertEquals(List.of("DELRULE"), RecordedEvents.names(bench.queue.drain()));
    bench.pump.pass();
    assertEquals(List.of("DESTROY"), RecordedEvents.names(bench.queue.drain()));
  }

  @Test
  void overflowOfTheKernelsBufferIsOneLostEventAndAFullRound() {
    bench.pump.join();
    bench.netlink.fails(NetlinkFamily.GENERIC, Errno.ENOBUFS);

    bench.pump.pass();

    KernelEvents events = bench.queue.drain();
    assertEquals(
        List.of(new TimedEvent(bench.clock.now(), new EventsLost(DataSource.PM_EVENTS))),
        events.events());
    assertEquals(PumpBench.ALL, events.listening());
    assertEquals(1, bench.roundsAskedFor);
    bench.deliver("subflow-added/00004-genl-CREATED.bin");
    assertEquals(1, bench.queue.drain().events().size());
  }

  @Test
  void afterAnOverflowAllThatIsLeftIsTakenBeforeTheRoundIsAskedFor() {
    // The kernel says nothing of what it drops until its buffer has once been empty.
    bench.pump.join();
    bench.netlink.fails(NetlinkFamily.GENERIC, Errno.ENOBUFS);
    byte[] created = RecordedEvents.read("subflow-added/00004-genl-CREATED.bin");
    for (int i = 0; i < 3; i++) {
      bench.netlink.arrives(NetlinkFamily.GENERIC, created);
    }

    bench.pump.pass();

    assertEquals(1, bench.roundsAskedFor);
    assertEquals(
        List.of("Lost PM_EVENTS", "CREATED", "CREATED", "CREATED"),
        RecordedEvents.names(bench.queue.drain()));
    bench.deliver("subflow-added/00004-genl-CREATED.bin");
    assertEquals(1, bench.roundsAskedFor);
  }

  @Test
  void malformedMessageIsSkippedCountedAndSaidOnceAndTheNextIsHeard() {
    bench.pump.join();
    byte[] half =
        Arrays.copyOf(RecordedEvents.read("subflow-added/00027-tcpdestroy-DESTROY.bin"), 60);
    ByteBuffer.wrap(half).order(ByteOrder.LITTLE_ENDIAN).putInt(0, half.length);
    byte[] torn = Arrays.copyOf(half, 40); // says that it has 60 bytes
    try (LogLines log = new LogLines(EventPump.class)) {
      for (byte[] datagram : List.of(half, torn)) {
        bench.deliver(NetlinkFamily.SOCK_DIAG, datagram);
      }
      List<String> said = log.take();
      assertEquals(1, said.size(), said::toString);
      assertTrue(said.get(0).startsWith("WARNING tcp_destroy: tcp_destroy event at offset "));
    }
    bench.deliver("subflow-added/00027-tcpdestroy-DESTROY.bin");

    assertEquals(
        List.of("Skipped TCP_DESTROY", "Skipped TCP_DESTROY", "DESTROY"),
        RecordedEvents.names(bench.queue.drain()));
    assertEquals(0, bench.roundsAskedFor);
  }

  @Test
  void malformedMessageDoesNotTakeItsDatagramAlong() {
    bench.pump.join();
    byte[] good = RecordedEvents.read("subflow-added/00004-genl-CREATED.bin");
    byte[] bad = good.clone();
    bad[20] = 1; // the first attribute is one byte long
    bench.deliver(NetlinkFamily.GENERIC, RecordedEvents.joined(good, bad, good));

    assertEquals(
        List.of("CREATED", "Skipped PM_EVENTS", "CREATED"),
        RecordedEvents.names(bench.queue.drain()));
  }
}
