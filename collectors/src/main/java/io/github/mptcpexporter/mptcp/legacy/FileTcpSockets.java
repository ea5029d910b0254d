package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.mptcp.TcpSockets;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From {@code /proc/net/tcp} and {@code /proc/net/tcp6}, which do not tell whether a socket is a
 * subflow.
 */
public final class FileTcpSockets implements TcpSockets {

  private static final List<String> FILES = List.of("proc/net/tcp", "proc/net/tcp6");

  private final RootFs rootFs;
  private final ByteOrder order;

  /**
   * @param order byte order of the machine whose files these are
   */
  public FileTcpSockets(RootFs rootFs, ByteOrder order) {
    this.rootFs = rootFs;
    this.order = order;
  }

  @Override
  public Optional<List<Subflow>> at(int localPort, int remotePort) throws IOException {
    List<Subflow> found = new ArrayList<>();
    boolean told = false;
    for (String file : FILES) {
      Optional<byte[]> text = rootFs.read(file);
      told |= text.isPresent();
      if (text.isPresent()) {
        for (TcpRow row : TcpFileParser.parse(file, text.get(), order, localPort, remotePort)) {
          found.add(row.subflow());
        }
      }
    }
    return told ? Optional.of(found) : Optional.empty();
  }
}
