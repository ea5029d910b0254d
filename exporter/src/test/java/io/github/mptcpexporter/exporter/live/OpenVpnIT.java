package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Await;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.LabPlan;
import io.github.mptcpexporter.exporter.lab.Program;
import io.github.mptcpexporter.exporter.lab.Samples;
import io.github.mptcpexporter.exporter.lab.Serving;
import io.github.mptcpexporter.exporter.lab.VpnTunnel;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real OpenVPN over two uplinks; {@code ss} confirms what is said of its connection. */
@Tag("kernel")
class OpenVpnIT {

  private static final List<String> CLIENTS = List.of("client");
  private static final Map<String, String> TUNNEL = Map.of("tunnel", "client");

  @Test
  void tunnelOverTwoUplinksAndThenWithoutMptcp() throws IOException {
    try (Lab lab = Lab.open(LabPlan.twoUplinks());
        VpnTunnel vpn = VpnTunnel.configured(lab);
        Serving serving = serve(lab, vpn)) {
      vpn.start();
      vpn.awaitPassage();
      Await.until("two subflows", () -> subflows(serving, "wan1") + subflows(serving, "wan2") == 2);
      vpn.awaitPassage();
      Await.until("the bytes are those of ss", () -> shown(serving).equals(said(lab)));

      Samples over = serving.metrics();
      assertEquals(1, over.value("mptcp_tunnel_up", TUNNEL));
      assertEquals(1, over.value("mptcp_tunnel_over_mptcp", TUNNEL));
      assertEquals(1, over.value("mptcp_tunnel_connects_total", TUNNEL));
      assertTrue(over.value("mptcp_tunnel_device_transmit_bytes_total", TUNNEL) > 0);
      String screen = status(lab.program(), vpn.clientRoot(), "--no-color");
      assertTrue(screen.contains("tap1337 to 203.0.113.10:1194 over MPTCP on wan1 + wan2"), screen);
      assertServer(lab, vpn);

      vpn.restartClientWithoutMptcp();

      Await.until(
          "the tunnel is over plain TCP",
          () ->
              serving.metrics().has("mptcp_tunnel_over_mptcp", TUNNEL)
                  && serving.metrics().value("mptcp_tunnel_over_mptcp", TUNNEL) == 0);
      vpn.awaitPassage();
      Samples plain = serving.metrics();
      assertEquals(1, plain.value("mptcp_tunnel_up", TUNNEL));
      assertEquals(2, plain.value("mptcp_tunnel_connects_total", TUNNEL));
      assertEquals(0, subflows(serving, "wan1") + subflows(serving, "wan2"));
      assertTrue(
          plain.value("mptcp_tunnel_transmit_bytes_total", on("wan1"))
              > over.value("mptcp_tunnel_transmit_bytes_total", on("wan1")),
          "sums go on");
      screen = status(lab.program(), vpn.clientRoot(), "--no-color");
      assertTrue(screen.contains("over plain TCP on wan1, not over MPTCP"), screen);
    }
  }

  private static void assertServer(Lab lab, VpnTunnel vpn) throws IOException {
    Await.until("the server's status names its client", () -> names(lab, vpn).equals(CLIENTS));
    String screen = status(lab.programOnServer(), vpn.serverRoot(), "--no-color");
    assertTrue(screen.contains("tap0 serves 1 client at port 1194 over MPTCP"), screen);
    assertFalse(screen.contains("not encrypted"), screen);
  }

  private static List<String> names(Lab lab, VpnTunnel vpn) throws IOException {
    JsonObject tunnel =
        new JsonObject(status(lab.programOnServer(), vpn.serverRoot(), "--json"))
            .getJsonArray("tunnels")
            .getJsonObject(0);
    return tunnel.containsKey("clients")
        ? tunnel.getJsonArray("clients").stream()
            .map(client -> ((JsonObject) client).getString("commonName", ""))
            .toList()
        : List.of();
  }

  private static String status(Program program, Path root, String how) throws IOException {
    return program.run("status", how, "--path.rootfs=" + root).output();
  }

  /** The first round is over before there is a connection, so that all bytes count. */
  private static Serving serve(Lab lab, VpnTunnel vpn) throws IOException {
    Serving serving =
        lab.program().serve("--scrape.max-age=0", "--path.rootfs=" + vpn.clientRoot()).awaitReady();
    serving.metrics();
    return serving;
  }

  private static Map<String, String> on(String uplink) {
    return Map.of("tunnel", "client", "interface", uplink);
  }

  private static double subflows(Serving serving, String uplink) throws IOException {
    Samples samples = serving.metrics();
    return samples.has("mptcp_tunnel_subflows", on(uplink))
        ? samples.value("mptcp_tunnel_subflows", on(uplink))
        : 0;
  }

  /** Sent and received, by uplink. */
  private static Map<String, List<Long>> shown(Serving serving) throws IOException {
    Samples samples = serving.metrics();
    Map<String, List<Long>> bytes = new HashMap<>();
    for (String uplink : List.of("wan1", "wan2")) {
      bytes.put(
          uplink,
          List.of(
              (long) samples.value("mptcp_tunnel_transmit_bytes_total", on(uplink)),
              (long) samples.value("mptcp_tunnel_receive_bytes_total", on(uplink))));
    }
    return bytes;
  }

  private static Map<String, List<Long>> said(Lab lab) throws IOException {
    Map<String, List<Long>> bytes = new HashMap<>();
    for (SsSocket socket : lab.oracles().sockets()) {
      if (socket.subflow() && socket.remotePort() == VpnTunnel.PORT) {
        bytes.put(
            socket.local().getHostAddress().startsWith("10.1.") ? "wan1" : "wan2",
            List.of(socket.number("bytes_sent"), socket.number("bytes_received")));
      }
    }
    return bytes;
  }
}
