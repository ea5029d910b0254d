package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.ConnectionSource;
import io.github.mptcpexporter.mptcp.SubflowDetails;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Connections of the out-of-tree kernel and their subflows, from files; what TCP says of a subflow
 * comes from where it is told, if it is.
 *
 * <p>Connections are the rows of {@code /proc/net/mptcp} (v0.87 to v0.89) or {@code
 * /proc/net/mptcp_net/mptcp} (v0.90 and later); their subflows are rows of {@code /proc/net/tcp}
 * and {@code /proc/net/tcp6}, of either family whatever the connection's. The three files are read
 * one after the other: a subflow that opens or closes meanwhile makes {@link
 * MptcpConnection#subflowCount} differ from the subflows found.
 *
 * <p>The kernel shows neither cookies, nor address ids, nor which subflow is a backup. A subflow is
 * a backup if its device is ({@link io.github.mptcpexporter.model.Link#FLAG_MPBACKUP}), or the
 * endpoint of its local address.
 */
public final class LegacyConnections implements ConnectionSource {

  private static final List<String> TABLES = List.of("proc/net/mptcp", "proc/net/mptcp_net/mptcp");
  private static final List<String> SOCKETS = List.of("proc/net/tcp", "proc/net/tcp6");

  /** IPv4 first. */
  private static final Comparator<Subflow> BY_LOCAL_END =
      Comparator.comparing((Subflow subflow) -> AddressFamily.of(subflow.addresses().local()))
          .thenComparing(
              subflow -> subflow.addresses().local().getAddress(), Arrays::compareUnsigned)
          .thenComparing(subflow -> subflow.addresses().localPort());

  private final RootFs rootFs;
  private final ByteOrder order;
  private final SubflowDetails details;

  /**
   * From files alone.
   *
   * @param order byte order of the machine whose files these are
   */
  public LegacyConnections(RootFs rootFs, ByteOrder order) {
    this(rootFs, order, SubflowDetails.none());
  }

  /**
   * @param order byte order of the machine whose files these are
   * @param details what TCP says of subflows
   */
  public LegacyConnections(RootFs rootFs, ByteOrder order, SubflowDetails details) {
    this.rootFs = rootFs;
    this.order = order;
    this.details = details;
  }

  @Override
  public Optional<MptcpSockets> read() throws IOException {
    for (String table : TABLES) {
      Optional<List<Line>> lines = rootFs.lines(table);
      if (lines.isPresent()) {
        List<MptcpRow> rows = MptcpFileParser.parse(table, lines.get(), order);
        return Optional.of(new MptcpSockets(DataSource.PROC_MPTCP, connections(rows), List.of()));
      }
    }
    return Optional.empty();
  }

  private List<MptcpConnection> connections(List<MptcpRow> rows) throws IOException {
    if (rows.isEmpty()) {
      return List.of();
    }
    SubflowJoin join = new SubflowJoin(rows);
    List<List<TcpRow>> subflows = join.join(sockets(join.wantedInodes()));
    Map<FourTuple, Subflow> told = details.of(ends(subflows));
    List<MptcpConnection> connections = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      connections.add(connection(rows.get(i), subflows.get(i), told));
    }
    return connections;
  }

  private static Set<FourTuple> ends(List<List<TcpRow>> subflows) {
    Set<FourTuple> ends = new HashSet<>();
    for (List<TcpRow> mine : subflows) {
      for (TcpRow row : mine) {
        ends.add(row.subflow().addresses());
      }
    }
    return ends;
  }

  private List<TcpRow> sockets(long[] inodes) throws IOException {
    List<TcpRow> sockets = new ArrayList<>();
    for (String file : SOCKETS) {
      Optional<byte[]> text = rootFs.read(file);
      if (text.isPresent()) { // a kernel without IPv6 has no tcp6
        sockets.addAll(TcpFileParser.parse(file, text.get(), order, inodes));
      }
    }
    return sockets;
  }

  private static MptcpConnection connection(
      MptcpRow row, List<TcpRow> sockets, Map<FourTuple, Subflow> told) {
    List<Subflow> subflows = new ArrayList<>(sockets.size());
    for (TcpRow socket : sockets) {
      Subflow flow = socket.subflow();
      subflows.add(told.getOrDefault(flow.addresses(), flow));
    }
    subflows.sort(BY_LOCAL_END);
    return new MptcpConnection(
        row.token(),
        row.remoteToken(),
        OptionalLong.empty(),
        row.addresses(),
        row.state(),
        row.inode(),
        owner(row, sockets),
        row.receiveQueueBytes(),
        row.transmitQueueBytes(),
        OptionalInt.of(row.subflowCount()),
        Optional.empty(),
        subflows);
  }

  /** The user that the rows of its subflows name; a socket that nobody holds names none. */
  private static OptionalLong owner(MptcpRow row, List<TcpRow> sockets) {
    return row.inode() == 0 || sockets.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(sockets.get(0).userId());
  }
}
