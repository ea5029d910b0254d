package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Neighbour;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.DiagConnections;
import io.github.mptcpexporter.mptcp.KernelEndpoints;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.network.KernelLinks;
import io.github.mptcpexporter.network.KernelRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A masked recording shows other addresses and otherwise the same router. */
class MaskedRouterTest {

  private static final Path STEADY = Path.of("src/test/resources/routers/upstream-6.18-steady");

  @TempDir private Path directory;

  @Test
  void whatBelongedTogetherStillDoes() throws Exception {
    Recording recording = recordSteady(true);
    Router before = Router.read(recording.netlink().orElseThrow());
    recording.save(directory.resolve("capture"));
    Router after = Router.read(replayed());

    List<String> ties = before.ties();
    assertEquals(ties, after.ties());
    // As cmd/ip-rule.txt, ip-mptcp-endpoint.txt, ip-d-route-all.txt, ip-neigh.txt, ss-tneit.txt.
    assertTrue(ties.contains("rule 1001 from wan1"), "" + ties);
    assertTrue(ties.contains("endpoint 4 on wan2"), "" + ties);
    assertTrue(ties.contains("table 1002 gateway in a network of wan2"), "" + ties);
    assertTrue(ties.contains("neighbour on wan1 is a gateway of wan1"), "" + ties);
    assertTrue(ties.contains("53845 subflow from wan2"), "" + ties);

    Set<String> same = new TreeSet<>(before.addresses());
    same.retainAll(after.addresses());
    assertEquals(Set.of("127.0.0.1", "0:0:0:0:0:0:0:1"), same);
  }

  @Test
  void recordingWithoutAMaskShowsTheSameRouter() throws Exception {
    Recording recording = recordSteady(false);
    Router before = Router.read(recording.netlink().orElseThrow());
    recording.save(directory.resolve("capture"));

    Router after = Router.read(replayed());
    assertEquals(before.links(), after.links());
    assertEquals(before.routing(), after.routing());
    assertEquals(before.pathManager(), after.pathManager());
    assertEquals(before.ties(), after.ties());
  }

  private static Recording recordSteady(boolean mask) throws IOException {
    Optional<NetlinkTransport> router = Replay.open(STEADY).netlink();
    return new Recording(STEADY, router, ByteOrder.LITTLE_ENDIAN, Clock.system(), mask);
  }

  private NetlinkTransport replayed() throws IOException {
    return Replay.open(directory.resolve("capture")).netlink().orElseThrow();
  }

  private record Router(
      List<Link> links, Routing routing, PathManager pathManager, MptcpSockets sockets) {

    static Router read(NetlinkTransport netlink) throws IOException {
      return new Router(
          new KernelLinks(netlink).read().orElseThrow().all(),
          new KernelRouting(netlink).read().orElseThrow(),
          new KernelEndpoints(netlink).read().orElseThrow(),
          new DiagConnections(netlink).read().orElseThrow());
    }

    /** What joins what, in words without an address. */
    List<String> ties() {
      List<String> ties = new ArrayList<>();
      for (Endpoint endpoint : pathManager.endpoints()) {
        ties.add("endpoint " + endpoint.id() + " on " + owner(endpoint.address()));
      }
      for (MptcpConnection connection : sockets.connections()) {
        for (Subflow subflow : connection.subflows()) {
          ties.add(connection.inode() + " subflow from " + owner(subflow.addresses().local()));
        }
      }
      for (Rule rule : routing.rules().orElseThrow()) {
        rule.source()
            .ifPresent(
                from -> ties.add("rule " + rule.priority() + " from " + owner(from.address())));
      }
      for (Route route : routing.routes()) {
        for (Route.Hop hop : route.hops()) {
          hop.gateway()
              .ifPresent(
                  gateway ->
                      ties.add("table " + route.table() + " gateway in " + networkOf(gateway)));
        }
      }
      for (Neighbour neighbour : routing.neighbours().orElseThrow()) {
        String device = new Links(links).byIndex(neighbour.link()).orElseThrow().name();
        ties.add("neighbour on " + device + gatewayOf(neighbour.address()));
      }
      Collections.sort(ties); // sources sort some things by address
      return ties;
    }

    private String owner(InetAddress address) {
      return new Links(links).byAddress(address).map(Link::name).orElse("nothing");
    }

    /** The connected network that holds the address. */
    private String networkOf(InetAddress address) {
      return routing.routes().stream()
          .filter(route -> route.hops().stream().allMatch(hop -> hop.gateway().isEmpty()))
          .filter(route -> route.destination().filter(to -> to.contains(address)).isPresent())
          .filter(route -> route.type() == Route.TYPE_UNICAST)
          .map(route -> "a network of " + device(route))
          .findFirst()
          .orElse("no network");
    }

    private String gatewayOf(InetAddress address) {
      return routing.routes().stream()
          .filter(
              route ->
                  route.hops().stream().anyMatch(hop -> hop.gateway().equals(Optional.of(address))))
          .map(route -> " is a gateway of " + device(route))
          .findFirst()
          .orElse(" is none");
    }

    private String device(Route route) {
      return new Links(links)
          .byIndex(route.hops().get(0).link().orElseThrow())
          .map(Link::name)
          .orElse("nothing");
    }

    Set<String> addresses() {
      Stream<InetAddress> own =
          links.stream().flatMap(link -> link.addresses().stream()).map(Link.Address::address);
      Stream<InetAddress> peers =
          sockets.connections().stream().map(connection -> connection.addresses().remote());
      Stream<InetAddress> neighbours =
          routing.neighbours().orElseThrow().stream()
              .map(Neighbour::address)
              .filter(address -> !address.isMulticastAddress());
      return Stream.of(own, peers, neighbours)
          .flatMap(addresses -> addresses)
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    }
  }
}
