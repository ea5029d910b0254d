package io.github.mptcpexporter.doctor;

import static io.github.mptcpexporter.doctor.Finding.Level.FAIL;
import static io.github.mptcpexporter.doctor.Finding.Level.INFO;
import static io.github.mptcpexporter.doctor.Finding.Level.WARN;

import java.util.List;

/** The checks of tunnels, of the host at their other end, and of the firewall in front of them. */
final class TunnelCheckList {

  static final List<Check> ALL =
      List.of(
          new Check(
              "tunnel.socket",
              FAIL,
              "TCP connections to the servers of a tunnel",
              "start the daemon; see its log",
              TunnelChecks::socket),
          new Check(
              "tunnel.mptcp",
              FAIL,
              "the tunnel's own connection among those of MPTCP, and its subflows",
              "start both ends with mptcpize run",
              TunnelChecks::mptcp),
          new Check(
              "tunnel.proto",
              FAIL,
              "option proto",
              "set proto tcp at both ends",
              TunnelChecks::protocol),
          new Check(
              "tunnel.dco",
              WARN,
              "data channel offload, in the status and by the kind of the device",
              "add disable-dco",
              TunnelChecks::offload),
          new Check(
              "tunnel.cipher",
              FAIL,
              "options cipher and data-ciphers, and what the status says was agreed upon",
              "remove none from data-ciphers",
              TunnelChecks::cipher),
          new Check(
              "tunnel.mtu", WARN, "option link-mtu", "use tun-mtu and mssfix", TunnelChecks::mtu),
          new Check(
              "tunnel.scripts",
              FAIL,
              "up, down, route-up: there, executable, first line; script-security",
              "chmod +x; begin with #!/bin/sh; script-security 2",
              TunnelFileChecks::scripts),
          new Check(
              "tunnel.certs",
              FAIL,
              "ca, cert, key, dh: there, mode, expiry, length",
              "issue new ones; chmod 600 the key",
              TunnelFileChecks::certificates),
          new Check(
              "tunnel.status",
              FAIL,
              "status file: there, readable, up to date",
              "restart the tunnel; chmod o+r the file",
              TunnelChecks::status),
          new Check(
              "tunnel.keepalive",
              WARN,
              "keepalive and ping-restart",
              "keepalive 10 120",
              TunnelChecks::keepalive),
          new Check(
              "server.forward",
              FAIL,
              "net.ipv4.ip_forward",
              "sysctl -w net.ipv4.ip_forward=1",
              ServerChecks::forward),
          new Check(
              "server.nat",
              FAIL,
              "source NAT of nf_tables for the networks behind a tunnel",
              "masquerade them where they leave",
              ServerChecks::nat),
          new Check(
              "server.backroute",
              FAIL,
              "routes that the up script of a server names, and who has their next hop",
              "ip route add NETWORK via CLIENT dev DEVICE",
              TunnelRouteChecks::backRoute),
          new Check(
              "server.ipp",
              WARN,
              "ifconfig-pool-persist and its file",
              "ifconfig-pool-persist FILE 0",
              TunnelRouteChecks::pool),
          new Check(
              "firewall.zones",
              FAIL,
              "zones and forwardings of the firewall",
              "put uplinks into a zone with masq, and forward lan to the tunnel",
              FirewallChecks::zones),
          new Check(
              "proxy",
              INFO,
              "names of processes, for proxies that are used with MPTCP",
              "nothing: it is another way than a tunnel",
              ServerChecks::proxy));

  private TunnelCheckList() {}
}
