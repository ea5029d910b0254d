package io.github.mptcpexporter.model;

import java.util.List;

/**
 * All tunnels of a router.
 *
 * @param all each name once
 * @param complaints about configurations that could not be read or made sense of, with their files
 */
public record Tunnels(List<TunnelReading> all, List<String> complaints) {

  public Tunnels {
    all = List.copyOf(all);
    complaints = List.copyOf(complaints);
  }
}
