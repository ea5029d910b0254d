package io.github.mptcpexporter.model;

import java.util.List;

/**
 * Proxies that run on this host, another way than a tunnel to bring traffic onto MPTCP.
 *
 * @param names of their processes, in order
 */
public record Proxies(List<String> names) {

  public Proxies {
    names = List.copyOf(names);
  }
}
