package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.PathManager;
import java.io.IOException;
import java.util.Optional;

/** Where endpoints and limits are read: the path manager, or the out-of-tree kernel's files. */
public interface EndpointSource {

  /**
   * Reads them now.
   *
   * @return empty if this kernel has none of it
   * @throws IOException if it has, and they could not be read or made sense of
   */
  Optional<PathManager> read() throws IOException;
}
