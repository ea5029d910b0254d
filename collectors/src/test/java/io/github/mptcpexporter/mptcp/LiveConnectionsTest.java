package io.github.mptcpexporter.mptcp;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.diag.SockDiag;
import io.github.mptcpexporter.oracle.IpJson;
import io.github.mptcpexporter.oracle.Json;
import io.github.mptcpexporter.oracle.SsText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Connections of our own on the running kernel, once they are quiet; {@code ss} and {@code ip} at
 * the same moment confirm them.
 */
class LiveConnectionsTest {

  /**
   * Connections of the script, each end of which is one: four with two subflows, one that fell
   * back.
   */
  private static final int CONNECTIONS = 2 * 4 + 1;

  private static final int SUBFLOWS = 2 * 2 * 4 + 1;

  private static final Map<String, TcpInfo.Field> COUNTERS =
      Map.of(
          "bytes_sent", TcpInfo.Field.BYTES_SENT,
          "bytes_acked", TcpInfo.Field.BYTES_ACKED,
          "bytes_received", TcpInfo.Field.BYTES_RECEIVED,
          "segs_out", TcpInfo.Field.SEGS_OUT,
          "segs_in", TcpInfo.Field.SEGS_IN,
          "data_segs_out", TcpInfo.Field.DATA_SEGS_OUT,
          "cwnd", TcpInfo.Field.SND_CWND_SEGMENTS,
          "mss", TcpInfo.Field.SND_MSS_BYTES,
          "pmtu", TcpInfo.Field.PMTU_BYTES,
          "snd_wnd", TcpInfo.Field.SND_WND_BYTES);

  private static final Map<String, MptcpInfo.Field> SEQUENCES =
      Map.of(
          "write_seq", MptcpInfo.Field.WRITE_SEQ,
          "snd_una", MptcpInfo.Field.SND_UNA,
          "rcv_nxt", MptcpInfo.Field.RCV_NXT,
          "token", MptcpInfo.Field.TOKEN);

  private static final String SETUP =
      Captures.UPSTREAM_6_18.resolve("all-kinds-of-routes/setup.sh").toString();

  @Test
  void readsThisMachine() throws Exception {
    try (DiagConnections connections = new DiagConnections(JnrNetlinkTransport.load());
        KernelEndpoints endpoints = new KernelEndpoints(JnrNetlinkTransport.load())) {
      Optional<MptcpSockets> sockets = connections.read();
      Optional<PathManager> pathManager = endpoints.read();

      sockets.ifPresent(
          all -> all.connections().forEach(c -> assertTrue(c.info().isPresent(), c.toString())));
      pathManager.ifPresent(found -> assertTrue(found.limits().isPresent()));
    }
  }

  @Test
  @Tag("kernel")
  void connectionsAndSubflowsAreThoseOfSs() throws Exception {
    NetworkNamespace.run(
        () -> {
          JnrNetlinkTransport transport = JnrNetlinkTransport.load();
          try (LiveConnections live = LiveConnections.start();
              DiagConnections source = new DiagConnections(transport, true)) {
            live.awaitReady();
            MptcpSockets sockets = source.read().orElseThrow();

            assertConnections(sockets, command("ss", "-Mnie").lines().toList());
            assertSubflows(sockets, command("ss", "-tnie").lines().toList());
            assertSingleRequests(transport, sockets);
          }
        });
  }

  private static void assertConnections(MptcpSockets sockets, List<String> ss) {
    Map<Long, Map<String, String>> expected = SsText.sockets(ss);
    assertEquals(CONNECTIONS, expected.size());
    assertEquals(CONNECTIONS, sockets.connections().size());
    for (MptcpConnection connection : sockets.connections()) {
      Map<String, String> words = words(expected, connection.cookie().orElseThrow());
      MptcpInfo info = connection.info().orElseThrow();
      SEQUENCES.forEach(
          (name, field) ->
              assertEquals(
                  Long.parseUnsignedLong(words.getOrDefault(name, ""), 16), info.get(field), name));
      assertEquals(words.get("ino"), String.valueOf(connection.inode()));
      assertEquals(words.containsKey("fallback"), connection.fellBack());
      assertEquals(
          words.getOrDefault("subflows", "0"), String.valueOf(info.get(MptcpInfo.Field.SUBFLOWS)));
      assertEquals(connection.subflowCount().orElseThrow(), connection.subflows().size());
      assertTrue(connection.established());
    }
  }

  private static void assertSubflows(MptcpSockets sockets, List<String> ss) {
    // ss shows an IPv6 socket that speaks IPv4 with mapped addresses.
    List<String> lines = ss.stream().map(l -> l.replaceAll("\\[::ffff:([0-9.]+)]", "$1")).toList();
    Set<String> expected = SsText.subflows(lines);
    Map<Long, Map<String, String>> words = SsText.sockets(lines);
    Set<String> found = new TreeSet<>();
    for (MptcpConnection connection : sockets.connections()) {
      for (Subflow subflow : connection.subflows()) {
        found.add(SsFormat.subflow(subflow));
        assertInfo(words(words, subflow.cookie().orElseThrow()), subflow);
        assertEquals(connection.inode(), subflow.inode());
      }
    }
    assertEquals(expected, found);
    assertEquals(SUBFLOWS, found.size());
    assertEquals(List.of(), sockets.strays());
    assertTrue(words.size() > SUBFLOWS, "plain TCP is there too");
  }

  private static void assertInfo(Map<String, String> words, Subflow subflow) {
    TcpInfo info = subflow.info().orElseThrow();
    COUNTERS.forEach(
        (name, field) ->
            assertEquals(
                Long.parseLong(words.getOrDefault(name, "0")), info.get(field), () -> name));
    String rtt = words.getOrDefault("rtt", "").replaceFirst("/.*", "");
    assertEquals(Math.round(Double.parseDouble(rtt) * 1000), info.get(TcpInfo.Field.RTT_MICROS));
    assertEquals(words.get("ino"), String.valueOf(subflow.inode()));
    assertTrue(words.containsKey(subflow.congestionControl().orElseThrow()));
  }

  private static Map<String, String> words(Map<Long, Map<String, String>> sockets, long cookie) {
    return Optional.ofNullable(sockets.get(cookie))
        .orElseThrow(() -> new AssertionError("ss has no socket " + cookie));
  }

  private static void assertSingleRequests(JnrNetlinkTransport transport, MptcpSockets sockets)
      throws Exception {
    try (NetlinkConnection connection = new NetlinkConnection(transport, NetlinkFamily.SOCK_DIAG)) {
      SockDiag sockDiag = new SockDiag(connection, false);
      for (MptcpConnection expected : sockets.connections()) {
        MptcpConnection found = sockDiag.connection(expected.token().orElseThrow()).orElseThrow();

        assertEquals(expected.cookie(), found.cookie());
        assertEquals(expected.addresses(), found.addresses());
        assertEquals(expected.inode(), found.inode());
        assertEquals(expected.token(), found.token());
        MptcpInfo info = expected.info().orElseThrow();
        ConnectionWatched watched = sockDiag.watched(expected.token().orElseThrow()).orElseThrow();
        assertEquals(expected.token().orElseThrow(), watched.token());
        assertEquals(info.get(MptcpInfo.Field.WRITE_SEQ), watched.writeSequence());
        assertEquals(info.get(MptcpInfo.Field.SND_UNA), watched.acknowledged());
        assertEquals(info.get(MptcpInfo.Field.RCV_NXT), watched.received());
        assertEquals(expected.receiveQueueBytes(), watched.receiveQueueBytes());
        assertEquals(expected.transmitQueueBytes(), watched.transmitQueueBytes());
      }
      long none = sockets.connections().get(0).token().orElseThrow() ^ 1;
      assertFalse(sockets.connections().stream().anyMatch(c -> c.token().orElseThrow() == none));
      assertEquals(Optional.empty(), sockDiag.connection(none));
      assertEquals(Optional.empty(), sockDiag.watched(none));
    }
  }

  @Test
  @Tag("kernel")
  void endpointsAndLimitsAreThoseOfIp() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("bash", SETUP);
          try (KernelEndpoints source = new KernelEndpoints(JnrNetlinkTransport.load())) {
            PathManager pathManager = source.read().orElseThrow();

            IpJson ip = new IpJson(Json.parse(command("ip", "-j", "link")));
            assertEquals(4, pathManager.endpoints().size());
            assertEquals(
                ip.endpoints(Json.parse(command("ip", "-j", "mptcp", "endpoint"))),
                pathManager.endpoints());
            assertEquals(Optional.of(new MptcpLimits(3, 2)), pathManager.limits());
          }
        });
  }
}
