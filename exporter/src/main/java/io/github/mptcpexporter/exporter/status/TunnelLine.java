package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.OpenVpnStatus.Client;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.tracker.TunnelState;
import io.github.mptcpexporter.tracker.Uplinks;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The line TUNNEL: where a tunnel leads, over what, and who enters it. */
final class TunnelLine {

  private final StatusModel model;
  private final TunnelStatus tunnel;
  private final TunnelState state;

  private TunnelLine(StatusModel model, TunnelStatus tunnel) {
    this.model = model;
    this.tunnel = tunnel;
    this.state = tunnel.state();
  }

  static String of(StatusModel model, TunnelStatus tunnel) {
    TunnelLine line = new TunnelLine(model, tunnel);
    List<String> clauses = new ArrayList<>();
    clauses.add(line.ends() + line.over());
    if (tunnel.state().connected()) {
      line.cipher().ifPresent(clauses::add);
    }
    String text = String.join(", ", clauses);
    return text
        + line.age().map(age -> "; " + age).orElse("")
        + line.entrance().map(entrance -> "; " + entrance).orElse("");
  }

  private String ends() {
    String name = tunnel.shownName();
    if (state.server()) {
      String ports =
          String.join(" and ", state.tunnel().localPorts().stream().map(String::valueOf).toList());
      return state.clients().isPresent()
          ? name + " serves " + clients(state.clients().getAsInt()) + " at port " + ports
          : name + " waits at port " + ports;
    }
    Set<InetAddress> peers = state.peers();
    List<Tunnel.Remote> remotes = state.tunnel().remotes();
    if (peers.size() == 1) {
      return name + " to " + Addresses.text(peers.iterator().next(), port());
    }
    Tunnel.Remote first = remotes.get(0);
    return name + " to " + first.host() + ":" + first.port();
  }

  private static String clients(int count) {
    return Paragraph.keep(Amounts.count(count, "client"));
  }

  private int port() {
    return state.connections().isEmpty()
        ? state.plain().get(0).addresses().remotePort()
        : state.connections().get(0).addresses().remotePort();
  }

  private String over() {
    if (!state.tunnel().overTcp()) {
      return " over UDP, which MPTCP can not spread";
    }
    Optional<Boolean> over = state.overMptcp();
    if (over.isEmpty()) {
      return state.socketsRead() ? ": no connection" : "; its connection is not known";
    }
    return over.get() ? " over MPTCP" + on() : " over plain TCP" + on() + ", not over MPTCP";
  }

  /** Such as {@code on wan1 + wan2 (lte backup)}. */
  private String on() {
    Set<String> normal = new TreeSet<>();
    Set<String> backup = new TreeSet<>();
    for (MptcpConnection connection : state.connections()) {
      for (Subflow subflow : connection.subflows()) {
        if (subflow.live()) {
          (subflow.backup() ? backup : normal).add(interfaceOf(subflow));
        }
      }
    }
    state.plain().forEach(socket -> normal.add(interfaceOf(socket)));
    backup.removeAll(normal);
    for (Set<String> names : List.of(normal, backup)) {
      names.remove(Uplinks.UNKNOWN);
    }
    String text = normal.isEmpty() ? "" : " on " + String.join(" + ", normal);
    return text + (backup.isEmpty() ? "" : " (" + String.join(" + ", backup) + " backup)");
  }

  private String interfaceOf(Subflow subflow) {
    return model.placement().interfaceOf(subflow);
  }

  /** As agreed upon, which a server tells; else the only one that a client agrees to. */
  private Optional<String> cipher() {
    if (state.encrypted().isPresent() && !state.encrypted().get()) {
      return Optional.of("not encrypted");
    }
    Set<String> ciphers = new TreeSet<>();
    state
        .serverStatus()
        .ifPresent(
            status -> {
              for (Client client : status.clients()) {
                client.commonName().flatMap(name -> client.dataCipher()).ifPresent(ciphers::add);
              }
            });
    List<String> only = state.tunnel().dataCiphers();
    if (ciphers.isEmpty() && only.size() == 1) {
      ciphers.addAll(only);
    }
    return ciphers.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", ciphers));
  }

  private Optional<String> age() {
    return state.fresh().orElse(true) || state.neverConnected()
        ? Optional.empty()
        : state
            .statusAge()
            .map(age -> "its status is " + Amounts.age(age.toMillis()) + " old: does it run?");
  }

  /** The rule by which a network enters: to a table whose default route is the tunnel. */
  private Optional<String> entrance() {
    if (model.routing().isEmpty() || state.link().isEmpty()) {
      return Optional.empty();
    }
    int link = state.link().get().index();
    Set<Long> tables = new TreeSet<>();
    for (Route route : model.routing().get().routes()) {
      boolean here = route.hops().stream().anyMatch(hop -> hop.link().orElse(0) == link);
      if (route.isDefault() && here && route.table() != Route.TABLE_MAIN) {
        tables.add(route.table());
      }
    }
    for (Rule rule : model.routing().get().rules().orElse(List.of())) {
      if (rule.incomingDevice().isPresent() && tables.contains(rule.table())) {
        return Optional.of(
            "LAN enters by rule iif "
                + rule.incomingDevice().get()
                + ", "
                + Paragraph.keep("table " + rule.table()));
      }
    }
    return Optional.empty();
  }
}
