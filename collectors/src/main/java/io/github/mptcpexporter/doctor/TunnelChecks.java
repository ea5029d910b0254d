package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.tracker.TunnelState;
import io.github.mptcpexporter.tracker.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a tunnel is there, runs over MPTCP and encrypts. */
final class TunnelChecks {

  private static final int SHORT_SECONDS = 30;

  private TunnelChecks() {}

  static void socket(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      String name = tunnel.tunnel().name();
      if (!tunnel.tunnel().overTcp()) {
        findings.skip(name + " runs over UDP, see tunnel.proto");
      } else if (!tunnel.socketsRead()) {
        findings.skip("sockets of " + name + " (sock_diag): can not be read");
      } else if (!tunnel.server() && !tunnel.connected()) {
        findings.fail(
            name,
            "no established TCP connection to " + remotes(tunnel.tunnel()),
            "is the daemon running, and the server reachable? logread -e openvpn");
      } else {
        findings.pass(
            tunnel.server()
                ? name
                    + " serves "
                    + Words.count(tunnel.connections().size() + tunnel.plain().size(), "connection")
                : name + " is connected to " + remotes(tunnel.tunnel()));
      }
    }
  }

  private static String remotes(Tunnel tunnel) {
    return Words.join(
        tunnel.remotes().stream().map(remote -> remote.host() + ":" + remote.port()).toList());
  }

  static void mptcp(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Uplink> uplinks = evidence.participants();
    for (TunnelState tunnel : evidence.tunnels()) {
      String name = tunnel.tunnel().name();
      if (tunnel.overMptcp().isEmpty()) {
        findings.skip(name + " has no connection to judge");
      } else if (!tunnel.plain().isEmpty()) {
        findings.fail(
            name,
            name + " is plain TCP: it stays on one uplink",
            "start it with mptcpize run openvpn …");
      } else if (tunnel.connections().stream().anyMatch(MptcpConnection::fellBack)) {
        findings.fail(
            name,
            name + " began as MPTCP and fell back to plain TCP",
            "start the other end with mptcpize run openvpn … too; else something on the way strips"
                + " MPTCP's options");
      } else {
        subflows(tunnel, uplinks, findings);
      }
    }
  }

  private static void subflows(TunnelState tunnel, List<Uplink> uplinks, Findings findings) {
    String name = tunnel.tunnel().name();
    List<String> used = new ArrayList<>();
    int subflows = 0;
    for (Map.Entry<String, Integer> each : tunnel.subflows().entrySet()) {
      if (each.getValue() > 0) {
        used.add(each.getKey());
        subflows += each.getValue();
      }
    }
    long able = uplinks.stream().filter(u -> !u.linkDown() && !u.mode().reserve()).count();
    if (subflows == 1 && able > 1 && !tunnel.server()) {
      findings.fail(
          name,
          name + " runs over MPTCP with only 1 subflow (" + Words.join(used) + ")",
          "see route.rule, kernel.limits and mptcp.endpoint; status --counters shows MPJoin");
    } else {
      findings.pass(
          name
              + " runs over MPTCP, "
              + Words.count(subflows, "subflow")
              + (used.isEmpty() ? "" : " (" + Words.join(used) + ")"));
    }
  }

  static void protocol(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      if (!tunnel.tunnel().overTcp()) {
        findings.fail(
            tunnel.tunnel().name(),
            tunnel.tunnel().origin()
                + " has proto "
                + tunnel.tunnel().protocol()
                + ": that can never use MPTCP",
            "set proto tcp at both ends");
      }
    }
    findings.passOtherwise("every tunnel runs over TCP");
  }

  static void offload(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      boolean said =
          tunnel.serverStatus().flatMap(status -> status.dataChannelOffload()).orElse(false);
      boolean device =
          tunnel.link().flatMap(Link::kind).map(kind -> kind.startsWith("ovpn")).orElse(false);
      if (said || device) {
        findings.warn(
            tunnel.tunnel().name(),
            tunnel.tunnel().name()
                + " has data channel offload on, which MPTCP sockets do not take",
            "add disable-dco");
      }
    }
    findings.passOtherwise("no tunnel has data channel offload on");
  }

  static void cipher(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState state : evidence.tunnels()) {
      Tunnel tunnel = state.tunnel();
      boolean none = tunnel.value("cipher").filter("none"::equalsIgnoreCase).isPresent();
      boolean only = tunnel.dataCiphers().equals(List.of("none"));
      Optional<Boolean> encrypted = state.encrypted();
      if (encrypted.isPresent() && !encrypted.get()) {
        findings.fail(
            tunnel.name(),
            "data channel cipher none was agreed upon: everything in "
                + tunnel.name()
                + " is clear text",
            "remove none from data-ciphers at both ends");
      } else if (encrypted.isEmpty() && only) {
        findings.warn(
            tunnel.name(),
            "data-ciphers of " + tunnel.name() + " is none: everything in it is clear text",
            "remove none from data-ciphers at both ends");
      } else if (none) {
        findings.info(
            tunnel.name(),
            "cipher none is configured for "
                + tunnel.name()
                + (encrypted.isPresent()
                    ? ", and another one was agreed upon"
                    : ": since 2.6 both ends agree upon another one; the server's status tells"));
      }
    }
    findings.passOtherwise("no tunnel is known to be in clear text");
  }

  static void mtu(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      tunnel
          .tunnel()
          .value("link-mtu")
          .ifPresent(
              value ->
                  findings.warn(
                      tunnel.tunnel().name(),
                      "link-mtu " + value + " is deprecated, and counts differently since 2.6",
                      "use tun-mtu and mssfix, alike at both ends"));
    }
    findings.passOtherwise("no tunnel has link-mtu");
  }

  static void status(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      String name = tunnel.tunnel().name();
      if (tunnel.reading().status().isEmpty()) {
        findings.skip(name + " writes no status file");
        continue;
      }
      String path = "/" + tunnel.reading().status().get().path();
      Optional<String> complaint = tunnel.reading().status().get().complaint();
      if (complaint.isPresent()) {
        findings.skip(complaint.get() + "; chmod o+r " + path + " lets others read it");
      } else if (!tunnel.fresh().orElse(true)) {
        findings.fail(
            name,
            path
                + " was last written "
                + tunnel.statusAge().map(age -> age.toSeconds()).orElse(0L)
                + " s ago: the daemon hangs or is gone",
            "restart the tunnel");
      } else if (Evidence.neverConnected(tunnel)) {
        findings.info(name, path + " is empty: the daemon never connected since its start");
      } else {
        findings.pass(path + " is up to date");
      }
    }
  }

  static void keepalive(Evidence evidence, Findings findings) throws MissingSourceException {
    for (TunnelState tunnel : evidence.tunnels()) {
      String name = tunnel.tunnel().name();
      long seconds = tunnel.tunnel().restartSeconds().orElse(0);
      if (seconds == 0) {
        // A client takes over what its server tells it (push).
        findings.pass(name + " has no ping-restart of its own");
      } else if (seconds < SHORT_SECONDS) {
        findings.warn(
            name,
            "an outage longer than " + seconds + " s restarts " + name + " (ping-restart)",
            "keepalive 10 120: MPTCP moves the connection to another uplink by itself");
      } else {
        findings.pass(
            "an outage longer than " + seconds + " s restarts " + name + " (ping-restart)");
      }
    }
  }
}
