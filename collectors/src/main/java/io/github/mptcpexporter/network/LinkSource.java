package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.Links;
import java.io.IOException;
import java.util.Optional;

/** Where links are read: rtnetlink or files. */
public interface LinkSource {

  /**
   * Reads them now.
   *
   * @return empty if this kernel has none of it
   * @throws IOException if it has, and they could not be read or made sense of
   */
  Optional<Links> read() throws IOException;
}
