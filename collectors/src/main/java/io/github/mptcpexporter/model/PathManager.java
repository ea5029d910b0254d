package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * What the in-kernel path manager is told to do.
 *
 * @param endpoints ordered by id
 * @param limits empty on the out-of-tree kernel, which has none
 */
public record PathManager(List<Endpoint> endpoints, Optional<MptcpLimits> limits) {

  public PathManager {
    endpoints = List.copyOf(endpoints);
  }
}
