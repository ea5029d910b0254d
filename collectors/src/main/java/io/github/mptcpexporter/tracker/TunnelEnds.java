package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.Tunnel.Remote;
import io.github.mptcpexporter.model.TunnelReading;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which connections are a tunnel's own: a client's leads to a server of its options, a server's
 * come to its port. A server that is known by its name is known by its port alone, as long as all
 * connections to that port lead to one host.
 *
 * @param connections established ones
 * @param plain established TCP sockets that are no subflow
 * @param read whether connections or sockets could be read, so that none means none
 */
record TunnelEnds(List<MptcpConnection> connections, List<Subflow> plain, boolean read) {

  static TunnelEnds of(TunnelReading reading, Optional<MptcpSockets> sockets) {
    Tunnel tunnel = reading.tunnel();
    if (!tunnel.overTcp()) {
      return new TunnelEnds(List.of(), List.of(), false);
    }
    boolean server = tunnel.role() == Tunnel.Role.SERVER;
    List<Integer> localPorts = tunnel.localPorts();
    List<Place> places = server ? List.of() : places(tunnel);
    List<MptcpConnection> connections = new ArrayList<>();
    for (MptcpConnection one : sockets.map(MptcpSockets::connections).orElse(List.of())) {
      FourTuple ends = one.addresses();
      boolean fits = server ? localPorts.contains(ends.localPort()) : leads(places, ends);
      if (fits && one.established()) {
        connections.add(one);
      }
    }
    Set<FourTuple> subflows = new HashSet<>();
    Set<Long> inodes = new HashSet<>();
    for (MptcpConnection one : connections) {
      one.subflows().forEach(subflow -> subflows.add(subflow.addresses()));
      inodes.add(one.inode());
    }
    inodes.remove(0L);
    List<Subflow> plain = new ArrayList<>();
    for (Subflow one : reading.sockets().orElse(List.of())) {
      boolean fits = server || leads(places, one.addresses());
      boolean subflow = subflows.contains(one.addresses()) || inodes.contains(one.inode());
      if (fits && one.live() && !subflow) {
        plain.add(one);
      }
    }
    boolean read = sockets.isPresent() || reading.sockets().isPresent();
    return server || !tunnel.remotes().isEmpty()
        ? unambiguous(places, connections, plain, read)
        : new TunnelEnds(List.of(), List.of(), false);
  }

  private record Place(Optional<InetAddress> address, int port) {}

  private static List<Place> places(Tunnel tunnel) {
    List<Place> places = new ArrayList<>();
    for (Remote remote : tunnel.remotes()) {
      if (remote.overTcp()) {
        places.add(new Place(Literal.address(remote.host()), remote.port()));
      }
    }
    return places;
  }

  private static boolean leads(List<Place> places, FourTuple ends) {
    for (Place place : places) {
      if (place.port() == ends.remotePort()
          && place.address().map(ends.remote()::equals).orElse(true)) {
        return true;
      }
    }
    return false;
  }

  /** Nothing is known of a tunnel whose connection may be one of several hosts'. */
  private static TunnelEnds unambiguous(
      List<Place> places, List<MptcpConnection> connections, List<Subflow> plain, boolean read) {
    boolean named = places.stream().anyMatch(place -> place.address().isEmpty());
    Set<InetAddress> hosts = new HashSet<>();
    connections.forEach(one -> hosts.add(one.addresses().remote()));
    plain.forEach(one -> hosts.add(one.addresses().remote()));
    return named && hosts.size() > 1
        ? new TunnelEnds(List.of(), List.of(), false)
        : new TunnelEnds(connections, plain, read);
  }
}
