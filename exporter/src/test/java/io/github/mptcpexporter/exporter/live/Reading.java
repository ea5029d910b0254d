package io.github.mptcpexporter.exporter.live;

import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.Lab;
import io.github.mptcpexporter.exporter.lab.SocketInfo;
import io.github.mptcpexporter.exporter.lab.oracle.IpLink;
import io.github.mptcpexporter.exporter.lab.oracle.IpNeighbour;
import io.github.mptcpexporter.exporter.lab.oracle.Oracles;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the kernel's tools say at a moment, of all that moves by itself; the rest is asked for where
 * it is compared.
 *
 * @param sockets {@code ss -M -t -n -i -e}
 * @param infos what the kernel tells each conversation
 * @param counters {@code nstat}
 * @param links {@code ip link}
 * @param neighbours {@code ip neigh}: each as address and device
 */
record Reading(
    List<SsSocket> sockets,
    Map<Conversation, SocketInfo> infos,
    Map<String, Long> counters,
    List<IpLink> links,
    Set<String> neighbours) {

  /** Reads all now. */
  static Reading of(Lab lab, List<Conversation> conversations) throws IOException {
    Oracles oracles = lab.oracles();
    Map<Conversation, SocketInfo> infos = new HashMap<>();
    for (Conversation conversation : conversations) {
      infos.put(conversation, conversation.info());
    }
    Set<String> neighbours = new HashSet<>();
    for (IpNeighbour neighbour : oracles.neighbours()) {
      neighbours.add(neighbour.address().getHostAddress() + " " + neighbour.device());
    }
    return new Reading(oracles.sockets(), infos, oracles.counters(), oracles.links(), neighbours);
  }

  /** The connection of a conversation. */
  SsSocket connection(Conversation conversation) {
    return sockets.stream()
        .filter(SsSocket::multipath)
        .filter(socket -> socket.localPort() == conversation.localPort())
        .findFirst()
        .orElseThrow(() -> new AssertionError("ss shows no " + conversation));
  }

  /** Its subflows. */
  List<SsSocket> subflows(Conversation conversation) {
    long token = connection(conversation).token();
    return sockets.stream()
        .filter(socket -> socket.subflow() && socket.tokens().localToken() == token)
        .toList();
  }

  /** All live subflows from these addresses. */
  List<SsSocket> subflows(List<InetAddress> addresses) {
    List<SsSocket> found = new ArrayList<>();
    for (SsSocket socket : sockets) {
      if (socket.subflow()
          && socket.state().equals("ESTAB")
          && addresses.contains(socket.local())) {
        found.add(socket);
      }
    }
    return found;
  }

  /** Fields of {@code struct tcp_info} of a subflow, as the application is told them. */
  Map<String, Long> tcp(Conversation conversation, SsSocket subflow) {
    return Optional.ofNullable(infos.get(conversation)).orElseThrow().subflows().stream()
        .filter(info -> info.local().equals(subflow.local()))
        .filter(info -> info.localPort() == subflow.localPort())
        .findFirst()
        .orElseThrow(() -> new AssertionError("getsockopt shows no " + subflow))
        .tcp();
  }

  /** Fields of {@code struct mptcp_info}. */
  Map<String, Long> mptcp(Conversation conversation) {
    return Optional.ofNullable(infos.get(conversation)).orElseThrow().mptcp();
  }

  /** A device by its name. */
  IpLink link(String name) {
    return links.stream()
        .filter(link -> link.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("ip shows no " + name));
  }

  /** Name of a device by its index. */
  String device(OptionalLong index) {
    return links.stream()
        .filter(link -> link.index() == index.orElseThrow())
        .map(IpLink::name)
        .findFirst()
        .orElseThrow(() -> new AssertionError("ip shows no device " + index));
  }
}
