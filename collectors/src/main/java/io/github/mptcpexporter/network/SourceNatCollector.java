package io.github.mptcpexporter.network;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.SourceNat;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.netfilter.NfTables;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Source NAT of nf_tables; for doctor, without metrics.
 *
 * <p>The tables of the older {@code ip_tables} can not be read this way. Where they hold NAT, as
 * {@code /proc/net/ip_tables_names} says, nothing is known.
 */
public final class SourceNatCollector implements Collector<SourceNat>, Closeable {

  private static final String LEGACY = "proc/net/ip_tables_names";

  private final NetlinkConnection connection;
  private final RootFs rootFs;

  public SourceNatCollector(NetlinkTransport transport, RootFs rootFs) {
    this.connection = new NetlinkConnection(transport, NetlinkFamily.NETFILTER);
    this.rootFs = rootFs;
  }

  @Override
  public String name() {
    return "nat";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<SourceNat> collect() throws IOException {
    try {
      SourceNat nat = new NfTables(connection).sourceNat();
      if (nat.rules().isEmpty() && legacy()) {
        throw new IOException("the nat table is one of legacy iptables, which is not read here");
      }
      return Optional.of(nat);
    } catch (NetlinkErrnoException e) {
      if (e.is(Errno.EPROTONOSUPPORT) || e.is(Errno.ENOENT) || e.is(Errno.EINVAL)) {
        return Optional.empty(); // no nfnetlink, or no nf_tables behind it
      }
      throw e.is(Errno.EPERM) ? new IOException(e.getMessage() + "; wants CAP_NET_ADMIN", e) : e;
    }
  }

  @Override
  public void expose(SourceNat value, MetricSink sink) {}

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private boolean legacy() throws IOException {
    for (Line line : rootFs.lines(LEGACY).orElse(List.of())) {
      if (line.text().strip().equals("nat")) {
        return true;
      }
    }
    return false;
  }
}
