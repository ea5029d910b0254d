package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.EventQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventDeliveryTest {

  private static final Path RECORDED =
      Path.of("src/test/resources/routers/upstream-6.18-endpoint-deleted");

  @Test
  void recordedEventsAreThoseThatIpShowed() throws Exception {
    List<String> delivered =
        deliver(RECORDED).events().stream()
            .map(TimedEvent::event)
            .filter(MptcpEvent.class::isInstance)
            .map(event -> asIpShowsIt((MptcpEvent) event))
            .toList();

    assertEquals(
        Files.readAllLines(RECORDED.resolve("cmd/ip-mptcp-monitor.txt")).stream()
            .map(line -> line.replaceAll("(remid|locid|[sd]addr.|dport|backup|ifindex)=\\S+ ?", ""))
            .map(String::strip)
            .toList(),
        delivered);
  }

  @Test
  void allSourcesAreHeardAndTheirTimesAreKept() throws Exception {
    KernelEvents events = deliver(RECORDED);

    assertEquals(
        Set.of(DataSource.PM_EVENTS, DataSource.TCP_DESTROY, DataSource.ROUTE_NETLINK),
        events.listening());
    assertEquals(1294306742455L, events.events().get(0).monotonicNanos());
    assertEquals(15, count(events, SocketDestroyed.class));
    // ip-monitor-all.txt: six changes of neighbours.
    assertEquals(6, count(events, NetworkChanged.class));
  }

  @Test
  void droppedMessagesAreOneLoss(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("netlink"));
    Files.writeString(
        directory.resolve("netlink/events.txt"),
        """
        byte-order: little
        heard: tcp_destroy
        ! tcp_destroy 9 errno 105
        """);

    KernelEvents events = deliver(directory);

    assertEquals(
        List.of(new TimedEvent(9, new EventsLost(DataSource.TCP_DESTROY))), events.events());
    assertEquals(Set.of(DataSource.TCP_DESTROY), events.listening());
  }

  private static KernelEvents deliver(Path directory) throws Exception {
    EventQueue queue = new EventQueue(1000);
    Replay.open(directory).deliver(queue);
    return queue.drain();
  }

  private static long count(KernelEvents events, Class<? extends KernelEvent> type) {
    return events.events().stream().filter(timed -> type.isInstance(timed.event())).count();
  }

  private static String asIpShowsIt(MptcpEvent event) {
    String name = event.kind().name().replace("SUB_", "SF_");
    String token = String.format("[%14s] token=%08x", name, event.token().orElseThrow());
    return token + event.addresses().map(EventDeliveryTest::port).orElse("");
  }

  private static String port(FourTuple addresses) {
    return " sport=" + addresses.localPort();
  }
}
