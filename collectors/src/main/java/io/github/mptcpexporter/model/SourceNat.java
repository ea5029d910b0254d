package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * What rewrites the source address of packets that leave.
 *
 * <p>Kernel: {@code net/netfilter/nf_tables_api.c} (3.13), rules of chains of type {@code nat} at
 * the hook {@code postrouting} and of the chains that they jump to.
 *
 * @param rules in the order in which the kernel looks at them
 */
public record SourceNat(List<Entry> rules) {

  public SourceNat {
    rules = List.copyOf(rules);
  }

  /**
   * A rule that masquerades or rewrites.
   *
   * @param place family, table and chain, such as {@code inet fw4 srcnat}
   * @param source network that it is for; empty for any
   * @param device name of the device by which packets leave, {@code *} at its end for any name that
   *     begins so; empty for any
   * @param narrowed whether it asks for more than is kept here: sets, marks, negations …
   */
  public record Entry(
      String place, Optional<Prefix> source, Optional<String> device, boolean narrowed) {

    /** Whether packets from that network by that device may be meant. */
    public boolean mayCover(Prefix network, String leavesBy) {
      return source.map(prefix -> holds(prefix, network)).orElse(true)
          && device.map(pattern -> fits(pattern, leavesBy)).orElse(true);
    }

    private static boolean holds(Prefix prefix, Prefix network) {
      return prefix.length() <= network.length() && prefix.contains(network.address());
    }

    private static boolean fits(String pattern, String name) {
      return pattern.endsWith("*")
          ? name.startsWith(pattern.substring(0, pattern.length() - 1))
          : name.equals(pattern);
    }
  }
}
