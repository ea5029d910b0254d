package io.github.mptcpexporter.model;

import java.util.List;

/**
 * All multipath connections of a round.
 *
 * @param origin {@link DataSource#SOCK_DIAG} or {@link DataSource#PROC_MPTCP}
 * @param connections each with its subflows
 * @param strays subflows whose connection was in no dump of this round: it opened or closed between
 *     two dumps
 */
public record MptcpSockets(
    DataSource origin, List<MptcpConnection> connections, List<Subflow> strays) {

  public MptcpSockets {
    connections = List.copyOf(connections);
    strays = List.copyOf(strays);
  }
}
