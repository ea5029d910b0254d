package io.github.mptcpexporter.doctor;

import static io.github.mptcpexporter.doctor.Finding.Level.FAIL;
import static io.github.mptcpexporter.doctor.Finding.Level.INFO;
import static io.github.mptcpexporter.doctor.Finding.Level.WARN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks, in the order of the screen. */
public final class Checks {

  private static final List<Check> KERNEL =
      List.of(
          new Check(
              "kernel.mptcp",
              FAIL,
              "net.mptcp.enabled, or the out-of-tree kernel's mptcp_enabled",
              "switch MPTCP on, or use a kernel that has it",
              KernelChecks::mptcp),
          new Check(
              "kernel.impl",
              WARN,
              "whose MPTCP the kernel has",
              "give both ends the same protocol version",
              KernelChecks::implementation),
          new Check(
              "kernel.diag",
              WARN,
              "a dump of MPTCP sockets (sock_diag)",
              "install kmod-inet-diag and kmod-inet-mptcp-diag",
              KernelChecks::diag),
          new Check(
              "kernel.tables",
              FAIL,
              "rules of policy routing",
              "use a kernel with CONFIG_IP_MULTIPLE_TABLES",
              KernelChecks::tables),
          new Check(
              "kernel.limits",
              FAIL,
              "limits of the path manager against its endpoints",
              "ip mptcp limits set subflows 8 add_addr_accepted 8",
              KernelChecks::limits));

  private static final List<Check> UCI =
      List.of(
          new Check(
              "uci.syntax",
              FAIL,
              "files of /etc/config as the uci command reads them",
              "correct the line that is named",
              UciChecks::syntax),
          new Check("uci.pending", WARN, "changes in /tmp/.uci", "uci commit", UciChecks::pending),
          new Check(
              "uci.override",
              WARN,
              "files in /var/run/uci, which take the place of /etc/config",
              "remove them if they are not meant",
              UciChecks::override),
          new Check(
              "uci.globals",
              FAIL,
              "network.globals.multipath",
              "uci set network.globals.multipath=enable",
              UciChecks::globals),
          new Check(
              "uci.consumer",
              FAIL,
              "scripts and daemons that apply multipath, and endpoints",
              "add endpoints with ip-full or mptcpd",
              UciChecks::consumer),
          new Check(
              "uci.mode",
              FAIL,
              "network.INTERFACE.multipath",
              "set one of on, off, master, backup",
              ModeChecks::mode),
          new Check(
              "uci.master",
              FAIL,
              "which interfaces are master",
              "leave one master",
              ModeChecks::master),
          new Check(
              "uci.backup",
              FAIL,
              "which interfaces stand by, and for whom",
              "set another interface to on or master",
              ModeChecks::backup),
          new Check(
              "uci.paths",
              WARN,
              "how many interfaces take part",
              "set multipath on another uplink too",
              ModeChecks::paths),
          new Check(
              "uci.wrong_iface",
              WARN,
              "multipath and endpoints of LAN, loopback and tunnel",
              "set multipath to off there",
              ModeChecks::wrongInterface));

  private static final List<Check> INTERFACES =
      List.of(
          new Check(
              "iface.up",
              FAIL,
              "device, carrier and operational state of each uplink",
              "look at modem and cable; ip link set DEVICE up",
              LinkChecks::up),
          new Check(
              "iface.device",
              WARN,
              "devices as configured, and as netifd uses them",
              "set rules and routes for the device that carries the traffic",
              LinkChecks::device),
          new Check(
              "iface.mac",
              FAIL,
              "hardware addresses of the uplinks",
              "set another macaddr on one of them",
              LinkChecks::mac),
          new Check(
              "iface.subnet",
              FAIL,
              "networks of the uplinks, arp_ignore and arp_filter",
              "let each device answer ARP for itself alone",
              LinkChecks::subnet),
          new Check(
              "iface.rp_filter",
              FAIL,
              "rp_filter of all and of each uplink, the larger of which holds",
              "set rp_filter to 2 or 0",
              LinkChecks::reversePathFilter),
          new Check(
              "iface.mtu",
              INFO,
              "MTUs of the uplinks",
              "set mtu_fix where one is small",
              LinkChecks::mtu));

  private static final List<Check> ROUTES =
      List.of(
          new Check(
              "route.rule",
              FAIL,
              "the rule that leads each address of an uplink",
              "ip rule add from ADDRESS lookup TABLE",
              RuleChecks::rule),
          new Check(
              "route.default",
              FAIL,
              "the default route of the table that such a rule names",
              "ip route replace default via GATEWAY dev DEVICE table TABLE",
              RouteChecks::defaultRoute),
          new Check(
              "route.gateway",
              WARN,
              "gateways: whether they are on the link, and what neighbours say of them",
              "renew the lease, or look at the modem",
              RouteChecks::gateway),
          new Check(
              "route.stale",
              WARN,
              "rules for an address that no device has",
              "ip rule del",
              RuleChecks::stale),
          new Check(
              "route.dupe",
              WARN,
              "rules that exist several times",
              "ip rule del, until one is left",
              RuleChecks::duplicates),
          new Check(
              "route.order",
              FAIL,
              "priority of the rules of uplinks against that of table main",
              "give the rule a lower priority than 32766",
              RuleChecks::order),
          new Check(
              "route.master",
              FAIL,
              "default route of table main against the interface that is master",
              "ip route replace default by the master",
              RouteChecks::master),
          new Check(
              "route.master_dead",
              FAIL,
              "whether the uplink of the default route is alive",
              "ip route replace default by an uplink that is alive",
              RouteChecks::masterDead),
          new Check(
              "route.detached",
              FAIL,
              "rules for a device that does not exist",
              "name the device that there is",
              RuleChecks::detached),
          new Check(
              "route.lan_rule",
              FAIL,
              "the rule that leads the LAN into the tunnel, its table and next hop",
              "ip rule add iif br-lan table 1",
              TunnelRouteChecks::lanRule),
          new Check(
              "route.loop",
              FAIL,
              "the route to the server of a tunnel",
              "give the server a route by an uplink",
              TunnelRouteChecks::loop));

  private static final List<Check> CONFLICTS =
      List.of(
          new Check(
              "conflict.mwan3",
              FAIL,
              "rules as mwan3 makes them, and its configuration",
              "use mwan3 or MPTCP, not both",
              ConflictChecks::mwan3),
          new Check(
              "conflict.multiwan",
              FAIL,
              "rules as multiwan makes them",
              "use multiwan or MPTCP, not both",
              ConflictChecks::multiwan),
          new Check(
              "conflict.pbr",
              FAIL,
              "rules as pbr makes them, and its configuration",
              "use pbr or MPTCP, not both",
              ConflictChecks::pbr));

  private static final List<Check> MPTCP =
      List.of(
          new Check(
              "mptcp.endpoint",
              FAIL,
              "endpoints against addresses, ways out and modes of the uplinks",
              "ip mptcp endpoint add ADDRESS dev DEVICE subflow",
              EndpointChecks::endpoint),
          new Check(
              "mptcp.fallback",
              WARN,
              "counters of MPTCP since boot: fall-backs, HMACs, checksums",
              "find what strips or rewrites MPTCP's options on the way",
              EndpointChecks::fallback));

  private Checks() {}

  /** All of them. */
  public static List<Check> all() {
    List<Check> all = new ArrayList<>();
    all.addAll(KERNEL);
    all.addAll(UCI);
    all.addAll(INTERFACES);
    all.addAll(ROUTES);
    all.addAll(CONFLICTS);
    all.addAll(MPTCP);
    all.addAll(TunnelCheckList.ALL);
    return List.copyOf(all);
  }

  /** The check of that id; empty if there is none. */
  public static Optional<Check> byId(String id) {
    return all().stream().filter(check -> check.id().equals(id)).findFirst();
  }
}
