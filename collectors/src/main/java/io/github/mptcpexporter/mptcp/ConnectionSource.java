package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.MptcpSockets;
import java.io.IOException;
import java.util.Optional;

/** Where connections and subflows are read: socket dumps, or the out-of-tree kernel's files. */
public interface ConnectionSource {

  /**
   * Reads them now.
   *
   * @return empty if this kernel has none of it
   * @throws IOException if it has, and they could not be read or made sense of
   */
  Optional<MptcpSockets> read() throws IOException;
}
