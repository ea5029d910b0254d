package io.github.mptcpexporter.netlink;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.netlink.diag.DestroyedSockets;
import io.github.mptcpexporter.netlink.diag.SockDiag;
import io.github.mptcpexporter.netlink.generic.GenericFamily;
import io.github.mptcpexporter.netlink.mptcp.MptcpPathManager;
import io.github.mptcpexporter.netlink.mptcp.PathManagerEvents;
import io.github.mptcpexporter.netlink.route.NetworkChanges;
import io.github.mptcpexporter.netlink.route.Rtnetlink;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every captured message, spoilt in every way: it is a complaint or makes sense, nothing else. */
@Timeout(60)
class FamilyRobustnessTest {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final SpoiltKernel kernel = new SpoiltKernel();

  /** Answers each request with one datagram, and says that this was all. */
  private static final class SpoiltKernel extends FakeKernel {

    private byte[] datagram = new byte[0];

    SpoiltKernel() {
      super(ORDER);
    }

    @Override
    protected List<byte[]> answer(Request request) {
      return List.of(datagram, done());
    }
  }

  /** Reads what the kernel answers now. */
  private interface Ask {
    void ask() throws IOException;
  }

  private void spoil(String glob, Ask ask) throws IOException {
    List<Path> directories = new ArrayList<>();
    Captures.STATES.forEach(state -> directories.add(Captures.UPSTREAM_6_18.resolve(state)));
    directories.add(Captures.UPSTREAM_6_18.resolve("all-kinds-of-routes"));
    List<byte[]> messages = new ArrayList<>();
    for (Path directory : directories) {
      messages.addAll(Captures.allMessages(directory, glob));
    }
    assertFalse(messages.isEmpty());
    for (byte[] message : messages) {
      Mutations.spoil(
          message,
          spoilt -> {
            kernel.datagram = spoilt;
            ask.ask();
          });
    }
  }

  private NetlinkConnection connection(NetlinkFamily family) {
    return new NetlinkConnection(kernel, family);
  }

  @Test
  void connections() throws Exception {
    try (NetlinkConnection connection = connection(NetlinkFamily.SOCK_DIAG)) {
      SockDiag sockDiag = new SockDiag(connection, false);
      spoil(
          "sockdiag-mptcp-*.bin",
          () -> sockDiag.connections(AddressFamily.IPV4, row -> row.connection()));
    }
  }

  @Test
  void subflows() throws Exception {
    try (NetlinkConnection connection = connection(NetlinkFamily.SOCK_DIAG)) {
      SockDiag sockDiag = new SockDiag(connection, true);
      spoil(
          "sockdiag-tcp-*.bin",
          () -> sockDiag.tcpSockets(AddressFamily.IPV6, row -> row.subflow()));
    }
  }

  @Test
  void routesRulesNeighboursOfIpv4() throws Exception {
    network(AddressFamily.IPV4, "v4");
  }

  @Test
  void routesRulesNeighboursOfIpv6() throws Exception {
    network(AddressFamily.IPV6, "v6");
  }

  private void network(AddressFamily family, String name) throws IOException {
    try (NetlinkConnection connection = connection(NetlinkFamily.ROUTE)) {
      Rtnetlink rtnetlink = new Rtnetlink(connection);
      spoil("rtnl-route-" + name + "*.bin", () -> rtnetlink.routes(family));
      spoil("rtnl-rule-" + name + "*.bin", () -> rtnetlink.rules(family));
      spoil("rtnl-neigh-" + name + "*.bin", () -> rtnetlink.neighbours(family));
    }
  }

  @Test
  void linksAndAddresses() throws Exception {
    try (NetlinkConnection connection = connection(NetlinkFamily.ROUTE)) {
      Rtnetlink rtnetlink = new Rtnetlink(connection);
      spoil("rtnl-{link,addr}-*.bin", rtnetlink::links);
    }
  }

  @Test
  void familyEndpointsAndLimits() throws Exception {
    try (NetlinkConnection connection = connection(NetlinkFamily.GENERIC)) {
      spoil("genl-getfamily-*.bin", () -> GenericFamily.find(connection, "mptcp_pm", ORDER));
      kernel.datagram =
          Captures.messages(Captures.UPSTREAM_6_18.resolve("steady"), "genl-getfamily-mptcp_pm")
              .get(0);
      MptcpPathManager pathManager =
          new MptcpPathManager(
              connection, GenericFamily.find(connection, "mptcp_pm", ORDER).orElseThrow());
      spoil("genl-mptcp_pm-endpoints.*.bin", pathManager::endpoints);
      spoil("genl-mptcp_pm-limits.*.bin", pathManager::limits);
    }
  }

  @Test
  void events() throws Exception {
    AttributeReader attributes = new AttributeReader(ORDER);
    NetlinkMessage message = new NetlinkMessage(ORDER);
    for (String source : List.of("genl", "rtnl", "tcpdestroy")) {
      for (Events.Event event : Events.of(source)) {
        Mutations.spoil(
            event.bytes(),
            spoilt -> {
              message.at(spoilt, 0, spoilt.length, "event");
              PathManagerEvents.decode(message, attributes);
              NetworkChanges.decode(message);
              DestroyedSockets.decode(message, attributes);
            });
      }
    }
  }
}
