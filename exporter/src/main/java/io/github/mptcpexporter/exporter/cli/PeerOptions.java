package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.failover.Peers;
import io.github.mptcpexporter.model.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Options that name the hosts at the other end. */
final class PeerOptions {

  private static final String PEER = "--peer";
  private static final String PATH = "--peer-path";
  private static final Pattern PEER_SHAPE = Pattern.compile("([^=]+)=([^=]+)");
  private static final Pattern PATH_SHAPE = Pattern.compile("([^:=]+):(\\d{1,9})=([^=]+)");

  private PeerOptions() {}

  static void add(CommandSpec spec) {
    spec.addOption(
        Options.texts(
            PEER,
            "NAME=ADDRESS[/BITS]",
            "Show connections from there as those of the peer NAME, such as a router that connects"
                + " to this server; may be given several times, for one peer too."));
    spec.addOption(
        Options.texts(
            PATH,
            "NAME:ID=PATH",
            "Name of the peer's path with that address id (default idID); may be given several"
                + " times."));
  }

  static Peers peers(ParseResult options) throws UsageException {
    Map<String, List<Prefix>> prefixes = new LinkedHashMap<>();
    for (String text : options.matchedOptionValue(PEER, new String[0])) {
      Matcher shape = shape(PEER, PEER_SHAPE, text, "NAME=ADDRESS[/BITS]");
      try {
        Prefix prefix = Prefix.parse(shape.group(2));
        prefixes.computeIfAbsent(shape.group(1), name -> new ArrayList<>()).add(prefix);
      } catch (IllegalArgumentException e) {
        throw bad(PEER + "=" + text, e);
      }
    }
    Map<String, Map<Integer, String>> paths = paths(options, prefixes);
    List<Peers.Peer> all = new ArrayList<>();
    for (Map.Entry<String, List<Prefix>> peer : prefixes.entrySet()) {
      String name = peer.getKey();
      try {
        all.add(new Peers.Peer(name, peer.getValue(), paths.getOrDefault(name, Map.of())));
      } catch (IllegalArgumentException e) {
        throw bad(PEER + "=" + name, e);
      }
    }
    try {
      return new Peers(all);
    } catch (IllegalArgumentException e) {
      throw bad(PEER, e);
    }
  }

  private static Map<String, Map<Integer, String>> paths(
      ParseResult options, Map<String, List<Prefix>> prefixes) throws UsageException {
    Map<String, Map<Integer, String>> paths = new LinkedHashMap<>();
    for (String text : options.matchedOptionValue(PATH, new String[0])) {
      Matcher shape = shape(PATH, PATH_SHAPE, text, "NAME:ID=PATH");
      String peer = shape.group(1);
      if (!prefixes.containsKey(peer)) {
        throw new UsageException(
            PATH + "=" + text + ": no peer is named " + peer + "; add --peer=" + peer + "=ADDRESS");
      }
      Map<Integer, String> names = paths.computeIfAbsent(peer, name -> new LinkedHashMap<>());
      if (names.put(Integer.valueOf(shape.group(2)), shape.group(3)) != null) {
        throw new UsageException(
            PATH + "=" + text + ": address id " + shape.group(2) + " has two names; choose one");
      }
    }
    return paths;
  }

  private static Matcher shape(String option, Pattern pattern, String text, String shape)
      throws UsageException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(option + ": \"" + text + "\" is not of the form " + shape);
    }
    return matcher;
  }

  private static UsageException bad(String place, IllegalArgumentException e) {
    UsageException usage = new UsageException(place + ": " + e.getMessage());
    usage.initCause(e);
    return usage;
  }
}
