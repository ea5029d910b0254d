package io.github.mptcpexporter.exporter.status;

import static io.github.mptcpexporter.model.Endpoint.Flag.BACKUP;
import static io.github.mptcpexporter.model.Endpoint.Flag.FULLMESH;
import static io.github.mptcpexporter.model.Endpoint.Flag.SUBFLOW;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Link.OperState;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import java.util.List;

/** Routers that operators meet. */
final class Scenes {

  static final long KILO = 1_000;
  static final long MEGA = 1_000_000;

  private Scenes() {}

  /** Upstream, switched on, with the three rules of the kernel. */
  static Router upstream() {
    return new Router()
        .sysctl("enabled", "1")
        .sysctl("path_manager", "kernel")
        .sysctl("scheduler", "default")
        .sysctl("checksum_enabled", "0")
        .sysctl("syn_retrans_before_tcp_fallback", "2")
        .counter("MPCapableSYNTX", 31)
        .counter("MPJoinSynTx", 62)
        .counter("MPTCPRetrans", 0)
        .rule("0: from all lookup 255")
        .rule("32766: from all lookup 254")
        .rule("32767: from all lookup 253")
        .rule("0: from all lookup 255 IPv6")
        .rule("32766: from all lookup 254 IPv6")
        .link(1, "lo", 0x9, OperState.UNKNOWN, true, "127.0.0.1/8", "::1/128")
        .link(2, "br-lan", "192.168.1.1/24");
  }

  /** An uplink with its device, endpoint, rule and table; its number is in all of them. */
  static Router uplink(Router router, int number, String device, boolean backup) {
    router.link(number + 3, device, "10." + number + ".0.2/24", "fe80::" + number + "/64");
    return led(router, number, backup);
  }

  /** The endpoint, rule, table and gateway of an uplink, without its device. */
  static Router led(Router router, int number, boolean backup) {
    int link = number + 3;
    String net = "10." + number + ".0.";
    if (backup) {
      router.endpoint(number, net + "2", link, SUBFLOW, BACKUP);
    } else {
      router.endpoint(number, net + "2", link, SUBFLOW);
    }
    return router
        .rule((1000 + number) + ": from " + net + "2 lookup " + (1000 + number))
        .route("default via " + net + "1 dev " + link + " table " + (1000 + number))
        .route(net + "0/24 dev " + link + " table " + (1000 + number))
        .route("default via " + net + "1 dev " + link + " metric " + number)
        .route(net + "0/24 dev " + link + " src " + net + "2")
        .neighbour(net + "1", link, Neighbour.State.REACHABLE);
  }

  /** Two lines and an LTE modem in reserve. */
  static Router threeUplinks() {
    Router router = upstream();
    uplink(router, 1, "wan1", false);
    uplink(router, 2, "wan2", false);
    return uplink(router, 3, "lte", true);
  }

  /**
   * Fourteen connections over three uplinks.
   *
   * @param step how often each connection has moved another portion
   */
  static Router healthy(int step) {
    return withTraffic(threeUplinks(), 14, step);
  }

  static Router withTraffic(Router router, int connections, int step) {
    for (int i = 0; i < connections; i++) {
      router.connection(connection(40_000 + i, step));
    }
    return router;
  }

  /** On wan1, wan2 and, as a backup, on lte. */
  static Connection connection(int port, int step) {
    long portion = 100 * KILO * step;
    return Connection.of(0xc34ea540L + port, "10.1.0.2:" + port + " 203.0.113.10:5201")
        .bytes(30 * MEGA + 2 * portion, 2 * MEGA + portion / 8)
        .set(MptcpInfo.Field.LAST_DATA_RECV_MILLIS, 8)
        .set(MptcpInfo.Field.LAST_DATA_SENT_MILLIS, 320)
        .flow(
            Flow.of("10.1.0.2:" + port + " 203.0.113.10:5201")
                .flags(Flow.INITIAL, 0, 0)
                .rtt(18_200, 17_100)
                .set(TcpInfo.Field.SND_CWND_SEGMENTS, 22)
                .bytes(20 * MEGA + portion, MEGA + portion / 10, KILO + portion / 9_000))
        .flow(
            Flow.of("10.2.0.2:" + port + " 203.0.113.10:5201")
                .flags(Flow.JOIN, 2, 0)
                .bound(5)
                .rtt(31_400, 30_100)
                .set(TcpInfo.Field.SND_CWND_SEGMENTS, 10)
                .bytes(10 * MEGA + portion * 6 / 10, MEGA + portion / 16, 3 * KILO))
        .flow(
            Flow.of("10.3.0.2:" + port + " 203.0.113.10:5201")
                .flags(Flow.BACKUP, 3, 0)
                .bound(6)
                .rtt(58_000, 51_000)
                .set(TcpInfo.Field.SND_CWND_SEGMENTS, 10));
  }

  /** Four uplinks with the names that devices really have. */
  static Router fourUplinks(int step) {
    Router router = upstream();
    uplink(router, 1, "eth0.1", false);
    uplink(router, 2, "pppoe-wan", false);
    uplink(router, 3, "wlx00c0caabcdef", true);
    uplink(router, 4, "enp0s20f0u4u3c2", false);
    for (int i = 0; i < 1200; i++) {
      router.connection(connection(40_000 + i, step));
    }
    return router;
  }

  /** As on the wiki page: master wan1, on wan2, kernel 5.4 with v0.96. */
  static Router outOfTree() {
    return new Router()
        .kernel(Implementation.OUT_OF_TREE, "5.4.273")
        .sysctl("mptcp_enabled", "1")
        .sysctl("mptcp_path_manager", "fullmesh")
        .sysctl("mptcp_checksum", "1")
        .sysctl("mptcp_scheduler", "default")
        .sysctl("mptcp_syn_retries", "3")
        .sysctl("mptcp_debug", "0")
        .counter("MPCapableSYNTX", 8)
        .counter("MPFailRX", 0)
        .link(1, "lo", 0x9, OperState.UNKNOWN, true, "127.0.0.1/8")
        .link(2, "br-lan", 0x81003, OperState.UP, true, "192.168.1.1/24")
        .link(5, "wan1", "203.0.113.2/24", "2001:db8:1::2/64")
        .link(7, "wan2", 0x101003, OperState.UP, true, "198.51.100.2/24", "2001:db8:2::2/64")
        .endpoint(3, "203.0.113.2", 5)
        .endpoint(4, "198.51.100.2", 7, BACKUP)
        .endpoint(8, "2001:db8:1::2", 5)
        .endpoint(9, "2001:db8:2::2", 7, BACKUP)
        .route("default via 203.0.113.1 dev 5")
        .route("203.0.113.0/24 dev 5")
        .route("198.51.100.0/24 dev 7")
        .connection(
            Connection.of(0x9c20e8afL, "203.0.113.2:50782 192.0.2.10:5004")
                .filesOnly()
                .queues(1348408, 0)
                .flow(Flow.of("203.0.113.2:50782 192.0.2.10:5004").filesOnly().queue(1000))
                .flow(Flow.of("198.51.100.2:38001 192.0.2.10:5004").filesOnly()))
        .connection(
            Connection.of(0x2d474a26L, "[2001:db8:1::2]:51802 [2001:db8:99::10]:5002")
                .filesOnly()
                .flow(Flow.of("[2001:db8:1::2]:51802 [2001:db8:99::10]:5002").filesOnly())
                .flow(Flow.of("198.51.100.2:38003 192.0.2.10:5002").filesOnly()));
  }

  /** IPv6 beside IPv4, with long addresses. */
  static Router dualStack() {
    Router router = upstream();
    String six = "2001:db8:1234:5678:9abc:def0:1234:567";
    router.link(4, "wan1", "10.1.0.2/24", six + "1/64");
    router.link(5, "wan2", "10.2.0.2/24", six + "2/64");
    led(router, 1, false);
    led(router, 2, false);
    for (int i = 1; i <= 2; i++) {
      router
          .endpoint(i + 4, six + i, i + 3, SUBFLOW, FULLMESH)
          .rule((2000 + i) + ": from " + six + i + " lookup " + (2000 + i))
          .route("default via fe80::" + i + " dev " + (i + 3) + " table " + (2000 + i))
          .route("default via fe80::" + i + " dev " + (i + 3) + " metric " + (1024 + i));
    }
    String peer = " [2001:db8:ffff:eeee:dddd:cccc:bbbb:aaaa]:45201";
    return router.connection(
        Connection.of(0x51a31072L, "[" + six + "1]:50444" + peer)
            .bytes(5 * MEGA, 7 * MEGA)
            .flow(
                Flow.of("[" + six + "1]:50444" + peer)
                    .flags(Flow.INITIAL, 0, 0)
                    .bytes(MEGA, 4 * MEGA, 0))
            .flow(
                Flow.of("[" + six + "2]:45255" + peer)
                    .flags(Flow.PEER_BACKUP, 6, 4)
                    .bound(5)
                    .bytes(4 * MEGA, 3 * MEGA, 150 * KILO)));
  }

  /** wan1 has no carrier; the default route still points there. */
  static Router deadLink(int step) {
    Router router = upstream();
    router.link(4, "wan1", 0x1003, OperState.DOWN, false, "10.1.0.2/24");
    led(router, 1, false);
    uplink(router, 2, "wan2", false);
    uplink(router, 3, "lte", true);
    for (int i = 0; i < 3; i++) {
      long portion = 100 * KILO * step;
      router.connection(
          Connection.of(0x8b1172d1L + i, "10.1.0.2:4100" + i + " 203.0.113.10:1194")
              .bytes(3 * MEGA, 4 * MEGA)
              .set(MptcpInfo.Field.WRITE_SEQ, 0xffffffffffff0000L) // the numbers wrap
              .set(MptcpInfo.Field.SND_UNA, 0xffffffffffff0000L - 8192)
              .flow(
                  Flow.of("10.1.0.2:4100" + i + " 203.0.113.10:1194")
                      .flags(Flow.INITIAL, 0, 0)
                      .set(TcpInfo.Field.BACKOFF, 4)
                      .set(TcpInfo.Field.UNACKED_SEGMENTS, 6)
                      .set(TcpInfo.Field.LAST_ACK_RECV_MILLIS, 12_300)
                      .bytes(MEGA, 2 * MEGA, 0))
              .flow(
                  Flow.of("10.2.0.2:4100" + i + " 203.0.113.10:1194")
                      .flags(Flow.JOIN, 2, 0)
                      .bound(5)
                      .set(TcpInfo.Field.UNACKED_SEGMENTS, 2)
                      .bytes(2 * MEGA + portion, 2 * MEGA + portion, 0))
              .flow(
                  Flow.of("10.3.0.2:4100" + i + " 203.0.113.10:1194")
                      .flags(Flow.BACKUP, 3, 0)
                      .bound(6)));
    }
    return router;
  }

  /** Four uplinks, each with a fault of its own, and nothing left. */
  static Router allBroken() {
    Router router = upstream();
    router.link(4, "eth0.1", 0x1003, OperState.DOWN, false, "10.1.0.2/24");
    router.link(5, "pppoe-wan", 0x1002, OperState.DOWN, false, "10.2.0.2/24");
    router.link(6, "wlx00c0caabcdef", 0x1003, OperState.DORMANT, true, "10.3.0.2/24");
    router.link(7, "enp0s20f0u4u3c2", "10.44.0.2/24");
    for (int number = 1; number <= 4; number++) {
      led(router, number, number == 3);
    }
    return withTraffic(router, 2, 0);
  }

  /** Reports that have every field of the JSON among them. */
  static List<StatusReport> ofEverything() {
    Router strange =
        withTraffic(threeUplinks(), 1, 0)
            .listening(DataSource.TCP_DESTROY)
            .rule("500: from 192.168.1.0/24 to 10.9.8.0/24 iif br-lan fwmark 0x100/0xff00 lookup 1")
            .rule("501: from all oif wan2 lookup 1")
            .rule("502: from all lookup 1 suppress_prefixlength 0")
            .rule("503: from 192.168.1.0/24 goto 32766")
            .route("default via 10.9.8.1 dev 2 table 1")
            .stray(
                Flow.of("10.1.0.2:40999 203.0.113.10:5201")
                    .flags(Flow.JOIN, 1, 0)
                    .bound(4)
                    .state(TcpState.SYN_SENT));
    return List.of(
        ScreenTest.once(strange),
        ScreenTest.once(outOfTree()),
        ScreenTest.once(dualStack()),
        ScreenTest.once(TunnelScenes.spoilt()),
        ScreenTest.sampled(deadLink(0), deadLink(1)));
  }
}
