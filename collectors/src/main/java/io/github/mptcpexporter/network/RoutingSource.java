package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Routing;
import java.io.IOException;
import java.util.Optional;

/** Where routes and rules are read: rtnetlink or files. */
public interface RoutingSource {

  /**
   * Reads them now.
   *
   * @return empty if this kernel has none of it
   * @throws IOException if it has, and they could not be read or made sense of
   */
  Optional<Routing> read() throws IOException;
}
