package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The connection table: {@code /proc/net/mptcp} until v0.89, {@code /proc/net/mptcp_net/mptcp}
 * since v0.90, the same text in both ({@code mptcp_pm_seq_show()} in {@code
 * net/mptcp/mptcp_ctrl.c}).
 *
 * <p>Tokens are not padded, so columns shift: rows are split at blanks.
 */
final class MptcpFileParser {

  private static final String HEADER =
      "sl loc_tok rem_tok v6 local_address remote_address st ns tx_queue rx_queue inode";

  /** One word less than the header: the queues stand together. */
  private static final int WORDS = 10;

  /** What the kernel prints instead of a token to a reader without CAP_NET_ADMIN. */
  private static final long HIDDEN = 0xffffffffL;

  private MptcpFileParser() {}

  static List<MptcpRow> parse(String file, List<Line> lines, ByteOrder order) throws IOException {
    if (lines.isEmpty()) {
      throw new Line(file, 1, "").bad("no header");
    }
    if (!String.join(" ", lines.get(0).words()).equals(HEADER)) {
      throw lines.get(0).bad("not the header of MPTCP's connection table");
    }
    List<MptcpRow> rows = new ArrayList<>(lines.size() - 1);
    for (Line line : lines.subList(1, lines.size())) {
      rows.add(row(line, order));
    }
    return rows;
  }

  private static MptcpRow row(Line line, ByteOrder order) throws IOException {
    List<String> words = line.words();
    if (words.size() != WORDS) {
      throw line.bad(words.size() + " words, not " + WORDS);
    }
    FourTuple addresses = SocketText.addresses(line, words.get(4), words.get(5), order);
    return new MptcpRow(
        token(line, words.get(1)),
        token(line, words.get(2)),
        addresses,
        TcpState.of(SocketText.smallHex(line, words.get(6))),
        SocketText.smallHex(line, words.get(7)),
        SocketText.transmitQueue(line, words.get(8)),
        SocketText.receiveQueue(line, words.get(8)),
        line.unsigned(words.get(9)));
  }

  private static OptionalLong token(Line line, String word) throws BadInputException {
    long token = line.hex(word);
    return token == HIDDEN ? OptionalLong.empty() : OptionalLong.of(token);
  }
}
