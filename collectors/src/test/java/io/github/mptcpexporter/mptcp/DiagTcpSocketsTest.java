package io.github.mptcpexporter.mptcp;

import static io.github.mptcpexporter.kernel.jnr.NetworkNamespace.command;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.ReplayTransport;
import io.github.mptcpexporter.routers.RecordedRouter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DiagTcpSocketsTest {

  private static final int PORT = 1194;

  /** {@code ss} leaves other ports out by the same request. */
  @Test
  @Tag("kernel")
  void kernelShowsTheWantedPortsAlone() throws Exception {
    NetworkNamespace.run(
        () -> {
          command("ip", "link", "set", "lo", "up");
          InetAddress here = InetAddress.getLoopbackAddress();
          try (ServerSocket server = new ServerSocket(PORT, 5, here);
              ServerSocket other = new ServerSocket(PORT + 1, 5, here);
              Socket first = new Socket(here, PORT);
              Socket second = new Socket(here, PORT);
              Socket third = new Socket(here, PORT + 1);
              DiagTcpSockets sockets = new DiagTcpSockets(JnrNetlinkTransport.load())) {
            assertEquals(2, sockets.at(PORT, 0).orElseThrow().size());
            assertEquals(ss("sport = :" + PORT), cookies(sockets.at(PORT, 0).orElseThrow()));
            assertEquals(ss("dport = :" + PORT), cookies(sockets.at(0, PORT).orElseThrow()));
            assertEquals(
                List.of(first.getLocalPort()),
                sockets.at(first.getLocalPort(), PORT).orElseThrow().stream()
                    .map(socket -> socket.addresses().localPort())
                    .toList());
            assertEquals(List.of(), sockets.at(PORT + 2, 0).orElseThrow());
            assertTrue(third.isConnected() && second.isConnected() && other.isBound());
            assertEquals(PORT, server.getLocalPort());
          }
        });
  }

  /** What a recording lacks it answers with a dump of all ports, where each socket is a subflow. */
  @Test
  void recordingOfAllPortsAnswersToo() throws Exception {
    NetlinkRecording recording =
        NetlinkRecording.read(RecordedRouter.named("upstream-6.18-steady").rootFs()).orElseThrow();
    try (DiagTcpSockets sockets = new DiagTcpSockets(new ReplayTransport(recording))) {
      assertEquals(List.of(), sockets.at(0, PORT).orElseThrow());
    }
  }

  private static Set<String> ss(String filter) throws Exception {
    Set<String> cookies = new TreeSet<>();
    for (String line : command("ss", "-Htne", filter).lines().toList()) {
      cookies.add(line.replaceAll("(?s).* sk:([0-9a-f]+).*", "$1"));
    }
    return cookies;
  }

  private static Set<String> cookies(List<Subflow> sockets) {
    Set<String> cookies = new TreeSet<>();
    sockets.forEach(socket -> cookies.add(Long.toHexString(socket.cookie().orElseThrow())));
    return cookies;
  }
}
