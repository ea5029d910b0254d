package io.github.mptcpexporter.netlink.netfilter;

import io.github.mptcpexporter.model.SourceNat;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.ReplyHandler;
import io.github.mptcpexporter.netlink.netfilter.NatChain.ChainId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Source NAT of nf_tables. Reading it needs {@code CAP_NET_ADMIN}.
 *
 * <p>Kernel: {@code nfnetlink_rcv()} in {@code net/netfilter/nfnetlink.c}, {@code
 * nf_tables_dump_chains()} and {@code nf_tables_dump_rules()} in {@code
 * net/netfilter/nf_tables_api.c} (3.13).
 */
public final class NfTables {

  /** {@code struct nfgenmsg}. */
  static final int HEADER_BYTES = 4;

  private static final int SUBSYSTEM = 10 << 8;
  private static final int NEW_CHAIN = SUBSYSTEM | 3;
  private static final int GET_CHAIN = SUBSYSTEM | 4;
  private static final int NEW_RULE = SUBSYSTEM | 6;
  private static final int GET_RULE = SUBSYSTEM | 7;

  private static final int RULE_TABLE = 1;
  private static final int RULE_CHAIN = 2;
  private static final int RULE_EXPRESSIONS = 4;

  /** Most chains that a packet is followed through, one below the other. */
  private static final int DEPTH = 16;

  private final NetlinkConnection connection;
  private final AttributeReader attributes;
  private final AttributeReader nested;
  private final RuleExpressions expressions;

  /**
   * @param connection of {@code NETFILTER}
   */
  public NfTables(NetlinkConnection connection) {
    this.connection = connection;
    this.attributes = new AttributeReader(connection.byteOrder());
    this.nested = new AttributeReader(connection.byteOrder());
    this.expressions = new RuleExpressions(connection.byteOrder());
  }

  /** What rewrites sources of IPv4 packets that leave. */
  public SourceNat sourceNat() throws IOException {
    List<NatChain> chains =
        dump("NFT_MSG_GETCHAIN", GET_CHAIN, NEW_CHAIN, m -> NatChain.parse(m, attributes, nested));
    Map<ChainId, List<NatRule>> rules = new LinkedHashMap<>();
    for (NatRule rule : dump("NFT_MSG_GETRULE", GET_RULE, NEW_RULE, this::rule)) {
      rules.computeIfAbsent(rule.chain(), chain -> new ArrayList<>()).add(rule);
    }
    List<SourceNat.Entry> entries = new ArrayList<>();
    chains.stream()
        .filter(NatChain::postrouting)
        .sorted(Comparator.comparingInt(NatChain::priority))
        .forEach(chain -> follow(rules, chain.id(), Optional.empty(), DEPTH, entries));
    return new SourceNat(entries);
  }

  private static void follow(
      Map<ChainId, List<NatRule>> rules,
      ChainId chain,
      Optional<NatRule> caller,
      int depth,
      List<SourceNat.Entry> into) {
    if (depth == 0) {
      return; // the kernel allows no more jumps either (NFT_JUMP_STACK_SIZE)
    }
    for (NatRule own : rules.getOrDefault(chain, List.of())) {
      NatRule rule = caller.map(own::under).orElse(own);
      if (rule.rewrites()) {
        into.add(
            new SourceNat.Entry(chain.toString(), rule.source(), rule.device(), rule.narrowed()));
      }
      rule.jump().ifPresent(next -> follow(rules, next, Optional.of(rule), depth - 1, into));
    }
  }

  private Optional<NatRule> rule(NetlinkMessage message) throws NetlinkFormatException {
    String table = "";
    String chain = "";
    Optional<NatRule> rule = Optional.empty();
    attributes.over(message, HEADER_BYTES);
    while (attributes.next()) {
      switch (attributes.type()) {
        case RULE_TABLE -> table = attributes.text(0);
        case RULE_CHAIN -> chain = attributes.text(0);
        case RULE_EXPRESSIONS ->
            rule =
                Optional.of(expressions.rule(new ChainId(message.u8(0), table, chain), attributes));
        default -> {}
      }
    }
    return rule;
  }

  /** A number in network order. */
  static long u32be(ByteView view, int offset) throws NetlinkFormatException {
    return (long) view.u16be(offset) << 16 | view.u16be(offset + 2);
  }

  /** What one message of a dump is. */
  private interface Parser<T> {
    Optional<T> parse(NetlinkMessage message) throws IOException;
  }

  private <T> List<T> dump(String name, int request, int answer, Parser<T> parser)
      throws IOException {
    List<T> rows = new ArrayList<>();
    connection.ask(
        NetlinkRequest.dump(name, request, connection.byteOrder()).zeroes(HEADER_BYTES),
        new ReplyHandler() {
          @Override
          public void begin() {
            rows.clear();
          }

          @Override
          public void message(NetlinkMessage message) throws IOException {
            if (message.type() == answer) {
              parser.parse(message).ifPresent(rows::add);
            }
          }
        });
    return rows;
  }
}
