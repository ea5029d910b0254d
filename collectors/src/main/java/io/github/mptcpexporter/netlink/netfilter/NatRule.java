package io.github.mptcpexporter.netlink.netfilter;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.netlink.netfilter.NatChain.ChainId;
import java.util.Optional;

/**
 * A rule, as far as it says whose source address is rewritten.
 *
 * @param chain where it stands
 * @param source network it is for; empty for any
 * @param device pattern of the device by which packets leave; empty for any
 * @param narrowed whether it asks for more than that
 * @param rewrites whether it masquerades or sets a source address
 * @param jump chain that it goes on in; empty if it does not
 */
record NatRule(
    ChainId chain,
    Optional<Prefix> source,
    Optional<String> device,
    boolean narrowed,
    boolean rewrites,
    Optional<ChainId> jump) {

  /** This rule, reached by another that has its own conditions. */
  NatRule under(NatRule caller) {
    boolean twice = source.isPresent() && caller.source.isPresent();
    return new NatRule(
        chain,
        source.or(() -> caller.source),
        device.or(() -> caller.device),
        narrowed || caller.narrowed || twice,
        rewrites,
        jump);
  }
}
