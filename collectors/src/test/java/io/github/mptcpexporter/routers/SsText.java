package io.github.mptcpexporter.routers;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ss -tanie} printed: an oracle for sockets. */
public final class SsText {

  /**
   * One socket.
   *
   * @param userId 0 where ss prints none, which is what it does for root
   */
  public record Socket(TcpState state, FourTuple addresses, long inode, long userId) {}

  private static final Pattern ROW =
      Pattern.compile("(\\S+)\\s+\\d+\\s+\\d+\\s+(\\S+):(\\d+|\\*)\\s+(\\S+):(\\d+|\\*)\\s(.*)");
  private static final Pattern INODE = Pattern.compile("\\bino:(\\d+)");
  private static final Pattern USER_ID = Pattern.compile("\\buid:(\\d+)");

  private static final Map<String, TcpState> ABBREVIATED =
      new HashMap<>(
          Map.of(
              "ESTAB", TcpState.ESTABLISHED, "UNCONN", TcpState.CLOSE, "LISTEN", TcpState.LISTEN));

  private SsText() {}

  /** All sockets but those that listen. */
  public static List<Socket> connected(List<String> output) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (String line : output) {
      Matcher row = ROW.matcher(line);
      if (row.lookingAt() && !row.group(1).equals("LISTEN")) {
        sockets.add(
            new Socket(
                state(row.group(1)),
                new FourTuple(
                    address(row.group(2)),
                    Integer.parseInt(row.group(3)),
                    address(row.group(4)),
                    Integer.parseInt(row.group(5))),
                number(INODE, row.group(6)),
                number(USER_ID, row.group(6))));
      }
    }
    return sockets;
  }

  private static TcpState state(String word) {
    TcpState known = ABBREVIATED.get(word);
    return known != null
        ? known
        : TcpState.valueOf(
            word.toUpperCase(Locale.ROOT).replaceAll("-(?!\\d)", "_").replace("-", ""));
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text.replaceAll("[\\[\\]]|%.*", ""));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
