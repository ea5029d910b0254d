package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Await;
import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Samples;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.Traffic;
import io.github.mptcpexporter.exporter.lab.oracle.Oracles;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code serve} on the server shows of a router that downloads from it over two uplinks. */
@Tag("kernel")
class PeersIT {

  private static final String FAILOVERS = "mptcp_peer_path_failovers_total";
  private static final Map<String, String> ROUTER = Map.of("peer", "router");

  @Test
  void bytesAreThoseOfSsAndASilentPathIsAFailoverOfThePeer() throws IOException {
    try (Lab lab = Lab.open(LabPlan.twoUplinks().withPipes());
        Serving serving = serve(lab)) {
      Conversation conversation = lab.traffic().open(Traffic.Kind.MPTCP, false);
      conversation.send(1_000);
      lab.awaitSubflows(conversation, 2);
      conversation.receive(3_000_000);
      Await.until("the bytes are those of ss", () -> shown(serving).equals(said(lab)));
      assertEquals(2, said(lab).size());
      assertTrue(said(lab).values().stream().allMatch(bytes -> bytes.get(0) > 0), "both carried");

      conversation.download(0);
      Await.until("both paths carry", () -> sent(serving, "two") > 4_000_000);
      assertEquals(0, serving.metrics().value(FAILOVERS, ROUTER));
      lab.uplink("wan2").loss(1_000, 1_000);

      Await.until("a failover", () -> serving.metrics().value(FAILOVERS, ROUTER) == 1);
      Samples after = serving.metrics();
      assertEquals(0, after.value("mptcp_peer_outages_total", ROUTER));
      assertEquals(0, after.sum("mptcp_failovers_total"));
    }
  }

  /** The first round is over before there is a connection, so that all bytes count. */
  private static Serving serve(Lab lab) throws IOException {
    Serving serving =
        lab.programOnServer()
            .serve(
                "--scrape.max-age=0",
                "--peer=router=10.0.0.0/8",
                "--peer-path=router:0=one",
                "--peer-path=router:2=two")
            .awaitReady();
    serving.metrics();
    return serving;
  }

  private static double sent(Serving serving, String path) throws IOException {
    return serving
        .metrics()
        .value("mptcp_peer_transmit_bytes_total", Map.of("peer", "router", "path", path));
  }

  /** Sent, received and sent again, by path. */
  private static Map<String, List<Long>> shown(Serving serving) throws IOException {
    Samples samples = serving.metrics();
    Map<String, List<Long>> bytes = new HashMap<>();
    for (String path : List.of("one", "two")) {
      Map<String, String> labels = Map.of("peer", "router", "path", path);
      bytes.put(
          path,
          List.of(
              (long) samples.value("mptcp_peer_transmit_bytes_total", labels),
              (long) samples.value("mptcp_peer_receive_bytes_total", labels),
              (long) samples.value("mptcp_peer_retransmit_bytes_total", labels)));
    }
    return bytes;
  }

  private static Map<String, List<Long>> said(Lab lab) throws IOException {
    Map<String, List<Long>> bytes = new HashMap<>();
    for (SsSocket socket : new Oracles(lab.server()).sockets()) {
      if (socket.subflow()) {
        bytes.put(
            socket.tokens().remoteId() == 0 ? "one" : "two",
            List.of(
                socket.number("bytes_sent"),
                socket.number("bytes_received"),
                socket.number("bytes_retrans")));
      }
    }
    return bytes;
  }
}
