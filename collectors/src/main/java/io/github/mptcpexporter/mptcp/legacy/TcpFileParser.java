package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The rows of {@code /proc/net/tcp} or {@code tcp6} that have a wanted inode or port ({@code
 * get_tcp4_sock()} in {@code net/ipv4/tcp_ipv4.c}, {@code get_tcp6_sock()} in {@code
 * net/ipv6/tcp_ipv6.c}).
 *
 * <p>A busy server has ten thousands of rows and few that matter. All others cost a walk over their
 * bytes and no object; only a wanted row becomes text.
 */
final class TcpFileParser {

  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int QUEUES = 4;
  private static final int USER_ID = 7;
  private static final int INODE = 9;

  /** Words that every row has; what follows the inode differs between kernels. */
  private static final int WORDS = 10;

  private static final int MAX_DIGITS = 18;
  private static final int PORT_DIGITS = 4;

  private final String file;
  private final byte[] text;
  private final ByteOrder order;
  private final int[] starts = new int[WORDS];
  private final int[] ends = new int[WORDS];
  private int lineNumber;

  private TcpFileParser(String file, byte[] text, ByteOrder order) {
    this.file = file;
    this.text = text;
    this.order = order;
  }

  /**
   * The wanted rows, listening sockets left out.
   *
   * @param file for complaints
   * @param inodes wanted ones, ascending
   */
  static List<TcpRow> parse(String file, byte[] text, ByteOrder order, long[] inodes)
      throws IOException {
    TcpFileParser parser = new TcpFileParser(file, text, order);
    return parser.rows(() -> Arrays.binarySearch(inodes, parser.decimal(INODE)) >= 0);
  }

  /**
   * The rows with these ports, listening sockets left out.
   *
   * @param file for complaints
   * @param localPort 0 for any
   * @param remotePort 0 for any
   */
  static List<TcpRow> parse(
      String file, byte[] text, ByteOrder order, int localPort, int remotePort) throws IOException {
    TcpFileParser parser = new TcpFileParser(file, text, order);
    return parser.rows(
        () ->
            (localPort == 0 || parser.port(LOCAL) == localPort)
                && (remotePort == 0 || parser.port(REMOTE) == remotePort));
  }

  /** Whether the row at hand is wanted. */
  private interface Wanted {
    boolean test() throws BadInputException;
  }

  private List<TcpRow> rows(Wanted wanted) throws IOException {
    List<TcpRow> rows = new ArrayList<>();
    int at = skipHeader();
    while (at < text.length) {
      lineNumber++;
      int end = split(at);
      if (wanted.test()) {
        TcpRow row = row();
        if (!row.subflow().state().equals(Optional.of(TcpState.LISTEN))) {
          rows.add(row);
        }
      }
      at = end + 1;
    }
    return rows;
  }

  private int skipHeader() throws BadInputException {
    lineNumber = 1;
    int end = lineEnd(0);
    if (!new String(text, 0, end, StandardCharsets.US_ASCII).strip().startsWith("sl ")) {
      throw bad("not the header of a table of sockets");
    }
    return end + 1;
  }

  /** The kernel ends every line; one without an end was cut, perhaps within a number. */
  private int lineEnd(int from) throws BadInputException {
    for (int i = from; i < text.length; i++) {
      if (text[i] == '\n') {
        return i;
      }
    }
    throw bad("the line is cut off");
  }

  /** Finds the words of the line that begins there, and says where it ends. */
  private int split(int from) throws BadInputException {
    int at = from;
    for (int word = 0; word < WORDS; word++) {
      while (at < text.length && text[at] == ' ') {
        at++;
      }
      if (at < text.length && text[at] == '\n') {
        throw bad(word + " words, not " + WORDS);
      }
      starts[word] = at;
      while (at < text.length && text[at] != ' ' && text[at] != '\n') {
        at++;
      }
      ends[word] = at;
    }
    return lineEnd(at);
  }

  private long decimal(int word) throws BadInputException {
    if (ends[word] - starts[word] > MAX_DIGITS) {
      throw bad("too large: \"" + Line.excerpt(word(word)) + "\"");
    }
    long number = 0;
    for (int i = starts[word]; i < ends[word]; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw bad("not a number: \"" + Line.excerpt(word(word)) + "\"");
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** The four hexadecimal digits behind the colon. */
  private int port(int word) throws BadInputException {
    int port = 0;
    for (int i = Math.max(starts[word], ends[word] - PORT_DIGITS); i < ends[word]; i++) {
      int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
      if (digit < 0) {
        throw bad("not a port: \"" + Line.excerpt(word(word)) + "\"");
      }
      port = 16 * port + digit;
    }
    return port;
  }

  private TcpRow row() throws IOException {
    Line line = line();
    Subflow subflow =
        new Subflow(
            OptionalLong.empty(),
            SocketText.addresses(line, word(LOCAL), word(REMOTE), order),
            TcpState.of(SocketText.smallHex(line, word(STATE))),
            OptionalInt.empty(),
            decimal(INODE),
            SocketText.receiveQueue(line, word(QUEUES)),
            SocketText.transmitQueue(line, word(QUEUES)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new TcpRow(subflow, decimal(USER_ID));
  }

  private String word(int word) {
    return new String(text, starts[word], ends[word] - starts[word], StandardCharsets.US_ASCII);
  }

  private Line line() {
    return new Line(file, lineNumber, "");
  }

  private BadInputException bad(String complaint) {
    return line().bad(complaint);
  }
}
