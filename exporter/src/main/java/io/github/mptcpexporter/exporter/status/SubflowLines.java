package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.tracker.Uplinks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A subflow in two or three lines: where it goes, how well, and what is unusual. */
final class SubflowLines {

  private static final int NAME = 10;
  private static final String INDENT = " ".repeat(NAME + 3);
  private static final int NOT_MEASURED = -1;

  private final Uplinks.Placement placement;
  private final boolean colour;
  private final Appendable out;

  SubflowLines(Uplinks.Placement placement, boolean colour, Appendable out) {
    this.placement = placement;
    this.colour = colour;
    this.out = out;
  }

  void write(Subflow subflow) throws IOException {
    String name = Names.shorten(placement.interfaceOf(subflow), NAME);
    out.append("  ").append(name).append(" ".repeat(NAME + 1 - name.length()));
    int end = ConnectionList.writeAddresses(subflow.addresses(), INDENT.length(), out);
    String role = role(subflow);
    boolean fits = end + 2 + role.length() <= Paragraph.WIDTH;
    if (!role.isEmpty()) {
      out.append(fits ? "  " : "\n" + INDENT).append(role);
    }
    out.append('\n');
    if (subflow.info().isPresent()) {
      writeQuality(subflow, subflow.info().get());
    }
    List<String> marks = Subflows.stalled(subflow) ? List.of("STALLED") : List.of();
    List<String> facts = new ArrayList<>(marks);
    addUnusual(facts, subflow);
    ConnectionList.writeFacts(marks, facts, INDENT, colour, out);
  }

  /** Such as {@code initial id 0/0}, {@code join id 2/0 backup (local)}. */
  private static String role(Subflow subflow) {
    if (subflow.ulp().isEmpty()) {
      return "";
    }
    Subflow.Ulp ulp = subflow.ulp().get();
    boolean join = ulp.has(Subflow.Flag.JOIN_LOCAL) || ulp.has(Subflow.Flag.JOIN_REMOTE);
    boolean local = ulp.has(Subflow.Flag.BACKUP_LOCAL);
    boolean peer = ulp.has(Subflow.Flag.BACKUP_REMOTE);
    String backup = local && peer ? " backup (both)" : local ? " backup" : " backup (peer)";
    return (join ? "join id " : "initial id ")
        + ulp.localAddressId()
        + "/"
        + ulp.remoteAddressId()
        + (local || peer ? backup : "");
  }

  private void writeQuality(Subflow subflow, TcpInfo info) throws IOException {
    Optional<Moved> moved = Subflows.moved(subflow);
    StringBuilder line = new StringBuilder(INDENT);
    add(line, "rtt ", 6, micros(info, TcpInfo.Field.RTT_MICROS));
    add(line, "  min ", 6, micros(info, TcpInfo.Field.MIN_RTT_MICROS));
    add(line, "  cwnd ", 3, number(info, TcpInfo.Field.SND_CWND_SEGMENTS));
    add(line, "  out ", 8, moved.map(m -> Amounts.bytes(m.transmitBytes())).orElse("-"));
    add(line, "  in ", 8, moved.map(m -> Amounts.bytes(m.receiveBytes())).orElse("-"));
    subflow.congestionControl().ifPresent(name -> line.append("  ").append(name));
    out.append(line).append('\n');
  }

  private static void add(StringBuilder line, String word, int width, String value) {
    line.append(word).append(" ".repeat(Math.max(0, width - value.length()))).append(value);
  }

  private static String micros(TcpInfo info, TcpInfo.Field field) {
    long micros = info.getOr(field, NOT_MEASURED);
    // all ones: no round trip yet
    return micros <= 0 || micros >= 0xffffffffL ? Amounts.NONE : Amounts.fineMicros(micros);
  }

  private static String number(TcpInfo info, TcpInfo.Field field) {
    OptionalLong number = info.find(field);
    return number.isPresent() ? Long.toString(number.getAsLong()) : Amounts.NONE;
  }

  private static void addUnusual(List<String> facts, Subflow subflow) {
    if (!subflow.live()) {
      facts.add(subflow.state().map(TcpState::label).orElse("unknown state"));
    } else if (subflow.ulp().isPresent()
        && !subflow.ulp().get().has(Subflow.Flag.FULLY_ESTABLISHED)) {
      facts.add("not fully established");
    }
    ConnectionList.addQueue(facts, "to send", subflow.transmitQueueBytes());
    ConnectionList.addQueue(facts, "to read", subflow.receiveQueueBytes());
    subflow.info().ifPresent(info -> addUnusual(facts, info));
  }

  private static void addUnusual(List<String> facts, TcpInfo info) {
    ConnectionList.addQueue(facts, "sent again", info.getOr(TcpInfo.Field.BYTES_RETRANS, 0));
    addNumber(facts, "unacked", info.getOr(TcpInfo.Field.UNACKED_SEGMENTS, 0));
    addNumber(facts, "lost", info.getOr(TcpInfo.Field.LOST_SEGMENTS, 0));
    long backoff = info.getOr(TcpInfo.Field.BACKOFF, 0);
    if (backoff > 0) {
      facts.add("backoff " + backoff);
      facts.add(
          "last ack " + Amounts.age(info.getOr(TcpInfo.Field.LAST_ACK_RECV_MILLIS, 0)) + " ago");
    }
  }

  private static void addNumber(List<String> facts, String what, long number) {
    if (number != 0) {
      facts.add(what + " " + number);
    }
  }
}
