package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /proc/net/fib_trie}: the kernel's own look-up trees of IPv4, one per table ({@code
 * fib_trie_seq_show()} in {@code net/ipv4/fib_trie.c}). A leaf line {@code |-- ADDRESS} is followed
 * by the routes to it, {@code /LENGTH SCOPE TYPE}.
 *
 * <p>From 4.1 on, and while there are no rules of one's own, local and main are one tree that
 * stands under both names.
 */
final class FibTrieParser {

  private static final String LEAF = "|--";

  /**
   * What tables main and local hold.
   *
   * @param local addresses of this host (length 32), and networks all of whose addresses are: those
   *     of the loopback
   * @param broadcast broadcast addresses; the kernel makes them with each address of a network
   */
  record Entries(Set<Prefix> local, Set<InetAddress> broadcast) {}

  private FibTrieParser() {}

  static Entries parse(List<Line> lines) throws IOException {
    Entries entries = new Entries(new LinkedHashSet<>(), new LinkedHashSet<>());
    boolean wanted = false;
    Optional<InetAddress> leaf = Optional.empty();
    for (Line line : lines) {
      List<String> words = line.words();
      if (words.isEmpty()) {
        throw line.bad("an empty line");
      }
      if (!Character.isWhitespace(line.text().charAt(0))) {
        wanted = words.get(0).equals("Main:") || words.get(0).equals("Local:");
        leaf = Optional.empty();
      } else if (words.get(0).equals(LEAF) && words.size() == 2) {
        leaf = Optional.of(AddressText.ofLiteral(line, words.get(1)));
      } else if (wanted && words.get(0).startsWith("/")) {
        if (leaf.isEmpty() || words.size() < 3) {
          throw line.bad("not a route of a leaf");
        }
        add(entries, new Prefix(leaf.get(), length(line, words.get(0))), words.get(2));
      }
    }
    return entries;
  }

  private static void add(Entries entries, Prefix prefix, String type) {
    if (type.equals("LOCAL")) {
      entries.local().add(prefix);
    } else if (type.equals("BROADCAST")) {
      entries.broadcast().add(prefix.address());
    }
  }

  private static int length(Line line, String word) throws IOException {
    long length = line.unsigned(word.substring(1));
    if (length < 0 || length > 32) {
      throw line.bad("not a length of a prefix: \"" + Line.excerpt(word) + "\"");
    }
    return (int) length;
  }
}
