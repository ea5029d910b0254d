package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.exporter.lab.LabUplink;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Compares the uplinks of the document with the sums of what {@code ss} shows of their subflows.
 */
final class UplinkCheck {

  private final StatusDocument.Node root;
  private final Reading before;
  private final Reading after;

  UplinkCheck(StatusDocument.Node root, Reading before, Reading after) {
    this.root = root;
    this.before = before;
    this.after = after;
  }

  /** At rest: each number is the sum, the mean or the least of those of ss. */
  void atRest(List<LabUplink> uplinks) throws IOException {
    double all = 0;
    for (LabUplink uplink : uplinks) {
      all += bytes(subflows(before, uplink));
    }
    assertEquals(uplinks.size(), root.all("uplinks").size());
    for (LabUplink uplink : uplinks) {
      List<SsSocket> subflows = subflows(before, uplink);
      StatusDocument.Node node = counts(uplink, subflows);
      assertEquals(bytes(subflows) / all, node.fraction("share"), 1e-9, node.place());
      double mean = subflows.stream().mapToLong(SsSocket::rttMicros).average().orElseThrow();
      // a mean in whole microseconds, rounded one way or the other
      node.isBetween("rttMicros", (long) mean, (long) Math.ceil(mean));
      node.is(
          "minRttMicros", subflows.stream().mapToLong(s -> s.micros("minrtt")).min().orElseThrow());
      node.is(
          "congestionWindowBytes",
          subflows.stream().mapToLong(s -> s.number("cwnd") * s.number("mss")).sum());
      node.is("stalledSubflows", 0);
      StatusDocument.Node live = node.in("live");
      live.is("receiveBytes", sum(subflows, "bytes_received"));
      live.is("transmitBytes", sum(subflows, "bytes_sent"));
      live.is("retransmitBytes", sum(subflows, "bytes_retrans"));
    }
  }

  /** Moving: what moved so far and in the sample fits between the readings. */
  void moving(List<LabUplink> uplinks) throws IOException {
    for (LabUplink uplink : uplinks) {
      List<SsSocket> earlier = subflows(before, uplink);
      List<SsSocket> later = subflows(after, uplink);
      StatusDocument.Node node = counts(uplink, earlier);
      // a line that the peer's scheduler has just left is silent as one that is dead
      node.isBetween("stalledSubflows", 0, earlier.size());
      between(node, "receiveBytes", sum(earlier, "bytes_received"), sum(later, "bytes_received"));
      between(node, "transmitBytes", sum(earlier, "bytes_sent"), sum(later, "bytes_sent"));
      between(node, "retransmitBytes", sum(earlier, "bytes_retrans"), sum(later, "bytes_retrans"));
    }
  }

  private static void between(StatusDocument.Node node, String field, long low, long high) {
    node.in("live").isBetween(field, low, high);
    node.in("sample").isBetween(field, 0, high - low);
  }

  private StatusDocument.Node counts(LabUplink uplink, List<SsSocket> subflows) {
    StatusDocument.Node node = root.one("uplinks", "interface", uplink.device());
    node.says("device", uplink.device());
    node.says("mode", uplink.backup() ? "backup" : "on");
    long backups = subflows.stream().filter(s -> s.flags().matches(".*[Bb].*")).count();
    node.is("normalSubflows", subflows.size() - backups);
    node.is("backupSubflows", backups);
    node.is("openingSubflows", 0);
    return node;
  }

  private static List<SsSocket> subflows(Reading reading, LabUplink uplink) throws IOException {
    return reading.subflows(
        List.of(
            InetAddress.getByName(uplink.address4()), InetAddress.getByName(uplink.address6())));
  }

  private static long bytes(List<SsSocket> subflows) {
    return sum(subflows, "bytes_sent") + sum(subflows, "bytes_received");
  }

  private static long sum(List<SsSocket> subflows, String counter) {
    return subflows.stream().mapToLong(socket -> socket.number(counter)).sum();
  }
}
