package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.tracker.Uplinks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Each connection with its subflows; written one by one, since there may be thousands. */
final class ConnectionList {

  private static final String INDENT = " ".repeat(Paragraph.MARGIN);
  private static final String ARROW = " -> ";

  private final boolean colour;
  private final Appendable out;
  private final SubflowLines subflowLines;

  private ConnectionList(Uplinks.Placement placement, boolean colour, Appendable out) {
    this.colour = colour;
    this.out = out;
    this.subflowLines = new SubflowLines(placement, colour, out);
  }

  static void write(StatusModel model, boolean colour, Appendable out) throws IOException {
    if (model.sockets().isEmpty()) {
      out.append("connections can not be seen\n");
      return;
    }
    MptcpSockets sockets = model.sockets().get();
    ConnectionList list = new ConnectionList(model.placement(), colour, out);
    out.append(
        sockets.connections().isEmpty()
            ? "no connection is open\n"
            : Amounts.count(sockets.connections().size(), "connection")
                + "; id: ours/peer's address, out and in: bytes so far\n");
    for (MptcpConnection connection : sorted(sockets)) {
      list.write(connection);
    }
    if (!sockets.strays().isEmpty()) {
      out.append("\nopened or closed while the others were read:\n");
      for (Subflow subflow : sockets.strays()) {
        list.subflowLines.write(subflow);
      }
    }
  }

  /** In an order that does not depend on the kernel's hash. */
  static List<MptcpConnection> sorted(MptcpSockets sockets) {
    List<MptcpConnection> sorted = new ArrayList<>(sockets.connections());
    sorted.sort(Addresses.CONNECTIONS);
    return sorted;
  }

  private void write(MptcpConnection connection) throws IOException {
    String state = connection.state().map(TcpState::label).orElse("unknown");
    String start =
        "\n" + Tokens.text(connection.token()) + " " + state + " ".repeat(13 - state.length());
    out.append(start);
    writeAddresses(connection.addresses(), start.length() - 1, out);
    out.append('\n');
    List<String> marks = marks(connection);
    List<String> facts = new ArrayList<>(marks);
    addTraffic(facts, connection);
    addSubflows(facts, connection);
    addOwner(facts, connection);
    writeFacts(marks, facts, INDENT, colour, out);
    for (Subflow subflow : connection.subflows()) {
      subflowLines.write(subflow);
    }
  }

  /** The peer on a line of its own if both do not fit on one, as long IPv6 addresses. */
  static int writeAddresses(FourTuple addresses, int column, Appendable out) throws IOException {
    String local = Addresses.text(addresses.local(), addresses.localPort());
    String remote = Addresses.text(addresses.remote(), addresses.remotePort());
    out.append(local);
    int end = column + local.length() + ARROW.length() + remote.length();
    if (end > Paragraph.WIDTH) {
      out.append('\n').append(" ".repeat(column - ARROW.length()));
      end = column + remote.length();
    }
    out.append(ARROW).append(remote);
    return end;
  }

  /** Wrapped; the marks, which come first, in colour. */
  static void writeFacts(
      List<String> marks, List<String> facts, String indent, boolean colour, Appendable out)
      throws IOException {
    if (facts.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (String fact : facts) {
      text.append(text.length() == 0 ? "" : ", ").append(Paragraph.keep(fact));
    }
    String marked = String.join(", ", marks);
    int width = Paragraph.WIDTH - indent.length();
    boolean first = true;
    for (String line : Paragraph.wrap(text.toString(), width)) {
      boolean paint = first && line.startsWith(marked);
      out.append(indent);
      out.append(paint ? Ink.BAD.paint(marked, colour) : "");
      out.append(paint ? line.substring(marked.length()) : line).append('\n');
      first = false;
    }
  }

  private static List<String> marks(MptcpConnection connection) {
    List<String> marks = new ArrayList<>();
    if (connection.fellBack()) {
      marks.add("FELL BACK to TCP");
    }
    if (Subflows.stalled(connection)) {
      marks.add("STALLED");
    }
    return marks;
  }

  private static void addTraffic(List<String> facts, MptcpConnection connection) {
    if (connection.info().isPresent()) {
      MptcpInfo info = connection.info().get();
      if (info.has(MptcpInfo.Field.BYTES_RECEIVED)) {
        facts.add("sent " + Amounts.bytes(info.get(MptcpInfo.Field.BYTES_SENT)));
        facts.add("received " + Amounts.bytes(info.get(MptcpInfo.Field.BYTES_RECEIVED)));
      }
      addQueue(facts, "unacked", Subflows.unacked(info));
    }
    addQueue(facts, "to send", connection.transmitQueueBytes());
    addQueue(facts, "to read", connection.receiveQueueBytes());
    lastData(connection).ifPresent(age -> facts.add("last data " + Amounts.age(age) + " ago"));
  }

  static void addQueue(List<String> facts, String what, long bytes) {
    if (bytes != 0) {
      facts.add(what + " " + Amounts.bytes(bytes));
    }
  }

  /** Milliseconds since data last came or went; empty where the kernel does not tell. */
  private static OptionalLong lastData(MptcpConnection connection) {
    if (connection.info().isPresent()
        && connection.info().get().has(MptcpInfo.Field.LAST_DATA_RECV_MILLIS)) {
      MptcpInfo info = connection.info().get();
      return OptionalLong.of(
          Math.min(
              info.get(MptcpInfo.Field.LAST_DATA_SENT_MILLIS),
              info.get(MptcpInfo.Field.LAST_DATA_RECV_MILLIS)));
    }
    OptionalLong youngest = OptionalLong.empty();
    for (Subflow subflow : connection.subflows()) {
      OptionalLong age = Subflows.lastData(subflow);
      if (age.isPresent()) {
        youngest = OptionalLong.of(Math.min(youngest.orElse(Long.MAX_VALUE), age.getAsLong()));
      }
    }
    return youngest;
  }

  private static void addSubflows(List<String> facts, MptcpConnection connection) {
    if (connection.subflows().isEmpty()) {
      facts.add("no subflow");
    }
    OptionalInt counted = connection.subflowCount();
    if (counted.isPresent() && counted.getAsInt() != connection.subflows().size()) {
      facts.add(Amounts.count(counted.getAsInt(), "subflow") + " by the kernel's count");
    }
    connection.info().ifPresent(info -> addLimits(facts, info));
  }

  private static void addLimits(List<String> facts, MptcpInfo info) {
    long limit = info.getOr(MptcpInfo.Field.SUBFLOWS_MAX, 0);
    if (limit > 0) {
      facts.add(info.getOr(MptcpInfo.Field.SUBFLOWS, 0) + " of " + limit + " extra subflows");
    }
    long accepted = info.getOr(MptcpInfo.Field.ADD_ADDR_ACCEPTED, 0);
    if (accepted > 0) {
      facts.add("peer's addresses accepted " + accepted);
    }
    if (info.getOr(MptcpInfo.Field.CSUM_ENABLED, 0) != 0) {
      facts.add("checksums");
    }
  }

  private static void addOwner(List<String> facts, MptcpConnection connection) {
    Tokens.remote(connection).ifPresent(token -> facts.add("peer's token " + token));
    connection.userId().ifPresent(user -> facts.add("user " + user));
    Optional<String> inode =
        connection.inode() == 0 ? Optional.empty() : Optional.of("inode " + connection.inode());
    facts.add(inode.orElse(connection.established() ? "not accepted yet" : "closed by program"));
  }
}
