package io.github.mptcpexporter.exporter.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Conversation;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares one connection of the document, and its subflows, with what the tools say. */
final class ConnectionCheck {

  private static final Map<Character, Long> FLAGS = flags();

  private final Reading before;
  private final Reading after;
  private final boolean atRest;

  /**
   * @param before the tools' readings before the program ran
   * @param after and after it
   * @param atRest nothing moves: each number equals; else the counters lie between and the gauges
   *     are not compared
   */
  ConnectionCheck(Reading before, Reading after, boolean atRest) {
    this.before = before;
    this.after = after;
    this.atRest = atRest;
  }

  private static Map<Character, Long> flags() {
    Map<Character, Long> flags = new HashMap<>();
    String letters = "MmJjBbecv"; // in the order of the bits, ss.c, format_mptcp_flags()
    for (int bit = 0; bit < letters.length(); bit++) {
      flags.put(letters.charAt(bit), 1L << bit);
    }
    return flags;
  }

  /** The connection of a conversation, found by its token. */
  void check(StatusDocument.Node document, Conversation conversation) throws IOException {
    SsSocket ss = before.connection(conversation);
    StatusDocument.Node node =
        document.one("connections", "token", String.format("%08x", ss.token()));
    ends(node, ss);
    assertEquals(ss.words().contains("fallback"), node.flag("fellBack"), node.place());
    node.is("userId", ss.number("uid"));
    Map<String, Long> mptcp = before.mptcp(conversation);
    node.is("subflowCount", mptcp.getOrDefault("subflows_total", ss.number("subflows") + 1));
    StatusDocument.Node info = node.in("mptcpInfo");
    fields(info, mptcp, after.mptcp(conversation));
    if (atRest) {
      for (String sequence : List.of("write_seq", "snd_una", "rcv_nxt")) {
        String name = sequence.replace("_seq", "Seq").replace("_una", "Una").replace("_n", "N");
        info.says(name, String.format("%016x", ss.hex(sequence)));
      }
    }
    List<SsSocket> subflows = before.subflows(conversation);
    assertEquals(subflows.size(), node.all("subflows").size(), node.place());
    for (SsSocket subflow : subflows) {
      subflow(node, subflow, conversation);
    }
  }

  private void subflow(StatusDocument.Node connection, SsSocket ss, Conversation conversation)
      throws IOException {
    StatusDocument.Node node =
        connection.one("subflows", "cookie", String.format("%016x", ss.hex("sk")));
    ends(node, ss);
    Optional<String> device = ss.device();
    if (device.isPresent()) {
      node.is("boundLink", before.link(device.get()).index());
      node.says("interface", device.get());
    } else {
      assertTrue(node.number("boundLink").isEmpty(), node.place());
    }
    StatusDocument.Node mptcp = node.in("mptcp");
    mptcp.is("localAddressId", ss.tokens().localId());
    mptcp.is("remoteAddressId", ss.tokens().remoteId());
    mptcp.says("remoteToken", String.format("%08x", ss.tokens().remoteToken()));
    long flags = flags(ss) | (atRest ? 0 : mptcp.number("flagBits").orElse(0) & 0x100);
    mptcp.is("flagBits", flags);
    Map<String, Long> tcp = before.tcp(conversation, ss);
    StatusDocument.Node info = node.in("tcpInfo");
    fields(info, tcp, after.tcp(conversation, ss));
    if (atRest) {
      printed(info, ss);
    }
  }

  private void ends(StatusDocument.Node node, SsSocket ss) throws IOException {
    assertEquals(ss.local(), InetAddress.getByName(node.text("local").orElseThrow()), node.place());
    assertEquals(
        ss.remote(), InetAddress.getByName(node.text("remote").orElseThrow()), node.place());
    node.is("localPort", ss.localPort());
    node.is("remotePort", ss.remotePort());
    node.is("inode", ss.number("ino"));
    node.says("cookie", String.format("%016x", ss.hex("sk")));
    if (atRest) {
      node.is("receiveQueueBytes", ss.receiveQueue());
      node.is("transmitQueueBytes", ss.sendQueue());
    }
  }

  /** Each number of a struct against the two readings of the same struct by the application. */
  private void fields(
      StatusDocument.Node node, Map<String, Long> earlier, Map<String, Long> later) {
    for (String name : node.numbers()) {
      String kernelName = KernelNames.of(name, earlier.keySet());
      long low = value(earlier, kernelName);
      long high = value(later, kernelName);
      if (atRest && !KernelNames.age(kernelName)) {
        assertEquals(low, high, kernelName + " moved while nothing should");
        node.is(name, low);
      } else if (KernelNames.counter(kernelName) || atRest) {
        node.isBetween(name, low, high);
      }
    }
  }

  private static long value(Map<String, Long> fields, String name) {
    return Optional.ofNullable(fields.get(name)).orElseThrow();
  }

  /** What ss prints of the same struct. */
  private static void printed(StatusDocument.Node info, SsSocket ss) {
    info.is("rttMicros", ss.rttMicros());
    info.is("rttvarMicros", ss.rttVarianceMicros());
    info.is("minRttMicros", ss.micros("minrtt"));
    info.is("rtoMicros", ss.micros("rto"));
    info.is("backoff", ss.number("backoff"));
    info.is("sndCwndSegments", ss.number("cwnd"));
    info.is("sndMssBytes", ss.number("mss"));
    info.is("pmtuBytes", ss.number("pmtu"));
    info.is("bytesSent", ss.number("bytes_sent"));
    info.is("bytesAcked", ss.number("bytes_acked"));
    info.is("bytesReceived", ss.number("bytes_received"));
    info.is("bytesRetrans", ss.number("bytes_retrans"));
    info.is("segsOut", ss.number("segs_out"));
    info.is("segsIn", ss.number("segs_in"));
    info.is("deliveredSegments", ss.number("delivered"));
    info.is("unackedSegments", ss.number("unacked"));
    info.is("totalRetransSegments", ss.totalRetransmissions());
    info.is("pacingRateBytesPerSecond", ss.bitsPerSecond("pacing_rate") / 8);
    info.is("deliveryRateBytesPerSecond", ss.bitsPerSecond("delivery_rate") / 8);
  }

  private static long flags(SsSocket ss) {
    long bits = 0;
    for (char letter : ss.flags().toCharArray()) {
      bits |= Optional.ofNullable(FLAGS.get(letter)).orElseThrow();
    }
    return bits;
  }
}
