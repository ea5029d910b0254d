package io.github.mptcpexporter.exporter.lab.oracle;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A socket as {@code ss -nie} shows it.
 *
 * @param multipath whether it is a connection of MPTCP, and not a TCP socket
 * @param state such as {@code ESTAB}
 * @param receiveQueue bytes
 * @param sendQueue bytes
 * @param local address of this host; one mapped into IPv6 stands here as IPv4
 * @param device that the socket is bound to
 * @param values {@code name:value}, and rates by the name before them; the {@code flags} and {@code
 *     token} of a subflow as they are
 * @param words that stand alone, such as {@code fallback}
 */
public record SsSocket(
    boolean multipath,
    String state,
    long receiveQueue,
    long sendQueue,
    InetAddress local,
    Optional<String> device,
    int localPort,
    InetAddress remote,
    int remotePort,
    Map<String, String> values,
    Set<String> words) {

  private static final Pattern END = Pattern.compile("(.+):(\\d+|\\*)");
  private static final Pattern TOKENS =
      Pattern.compile("([0-9a-f]+)\\(id:(\\d+)\\)/([0-9a-f]+)\\(id:(\\d+)\\)");
  private static final Set<String> RATES = Set.of("send", "pacing_rate", "delivery_rate");

  public SsSocket {
    values = Map.copyOf(values);
    words = Set.copyOf(words);
  }

  /**
   * Which connection a subflow belongs to.
   *
   * @param remoteToken 0 on the initial subflow
   * @param remoteId address id
   * @param localToken the connection's {@link #token}
   * @param localId address id
   */
  public record Tokens(long remoteToken, int remoteId, long localToken, int localId) {}

  /**
   * Reads the output of {@code ss -nie}, of one kind of sockets or of {@code -M -t} together, with
   * or without header and {@code -O}.
   */
  public static List<SsSocket> parse(String text) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      boolean header = line.startsWith("Netid") || line.startsWith("State");
      if (line.startsWith("\t")) {
        rows.set(rows.size() - 1, rows.get(rows.size() - 1) + line);
      } else if (!line.isBlank() && !header && !line.startsWith("$ ")) {
        rows.add(line);
      }
    }
    List<SsSocket> sockets = new ArrayList<>();
    for (String row : rows) {
      sockets.add(row(row));
    }
    return sockets;
  }

  private static SsSocket row(String row) throws IOException {
    List<String> columns = new ArrayList<>(Arrays.asList(row.strip().split("\\s+", -1)));
    // a column of its own, only where more than one kind was asked for
    boolean kind = columns.get(0).equals("tcp") || columns.get(0).equals("mptcp");
    String netid = kind ? columns.remove(0) : "";
    Matcher local = end(columns.get(3));
    Matcher remote = end(columns.get(4));
    String[] address = local.group(1).split("%", 2);
    Map<String, String> values = new HashMap<>();
    Set<String> words = new HashSet<>();
    details(columns.subList(5, columns.size()), values, words);
    return new SsSocket(
        kind ? netid.equals("mptcp") : values.containsKey("write_seq"),
        columns.get(0),
        Long.parseLong(columns.get(1)),
        Long.parseLong(columns.get(2)),
        address(address[0]),
        address.length > 1 ? Optional.of(address[1]) : Optional.empty(),
        Integer.parseInt(local.group(2)),
        address(remote.group(1)),
        Integer.parseInt(remote.group(2)),
        values,
        words);
  }

  private static Matcher end(String column) throws IOException {
    // [fd01::2]%wan1:54736: the brackets say nothing that the last colon does not
    Matcher end = END.matcher(column.replace("[", "").replace("]", ""));
    if (!end.matches()) {
      throw new IOException("ss: no address and port: " + column);
    }
    return end;
  }

  private static InetAddress address(String literal) throws IOException {
    return InetAddress.getByName(literal);
  }

  private static void details(List<String> columns, Map<String, String> values, Set<String> words) {
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      int colon = column.indexOf(':');
      if (RATES.contains(column) && i + 1 < columns.size()) {
        values.put(column, columns.get(++i));
      } else if (colon > 0) {
        values.put(column.substring(0, colon), column.substring(colon + 1));
      } else {
        words.add(column);
      }
    }
  }

  /** A TCP socket that is a subflow of a connection. */
  public boolean subflow() {
    return words.contains("tcp-ulp-mptcp");
  }

  /** A number; 0 where ss prints none, as it does for most counters that are 0. */
  public long number(String name) {
    return Long.parseUnsignedLong(values.getOrDefault(name, "0"));
  }

  /** A number printed in hexadecimal, such as {@code sk} (the cookie) or {@code rcv_nxt}. */
  public long hex(String name) {
    return Long.parseUnsignedLong(values.getOrDefault(name, "0"), 16);
  }

  /** Bits per second; 0 where ss prints none. */
  public long bitsPerSecond(String name) {
    return Long.parseLong(values.getOrDefault(name, "0bps").replace("bps", ""));
  }

  /** Microseconds of a time printed in milliseconds; 0 where ss prints none. */
  public long micros(String name) {
    return micros(values.getOrDefault(name, "0"), 0);
  }

  /** Smoothed round-trip time in µs. */
  public long rttMicros() {
    return micros(values.getOrDefault("rtt", "0/0"), 0);
  }

  /** Its mean deviation in µs. */
  public long rttVarianceMicros() {
    return micros(values.getOrDefault("rtt", "0/0"), 1);
  }

  private static long micros(String text, int part) {
    return new BigDecimal(text.split("/", -1)[part]).movePointRight(3).longValueExact();
  }

  /** Segments sent again since the socket was made: the second number of {@code retrans}. */
  public long totalRetransmissions() {
    return Long.parseLong(values.getOrDefault("retrans", "0/0").split("/", -1)[1]);
  }

  /** Of a connection: its token. */
  public long token() {
    return hex("token");
  }

  /** Of a subflow: its connection. */
  public Tokens tokens() {
    Matcher tokens = TOKENS.matcher(values.getOrDefault("token", ""));
    if (!tokens.matches()) {
      throw new IllegalStateException("no subflow: " + this);
    }
    return new Tokens(
        Long.parseLong(tokens.group(1), 16),
        Integer.parseInt(tokens.group(2)),
        Long.parseLong(tokens.group(3), 16),
        Integer.parseInt(tokens.group(4)));
  }

  /** Letters of a subflow's flags, such as {@code Jjbec}; empty for none. */
  public String flags() {
    return values.getOrDefault("flags", "");
  }
}
