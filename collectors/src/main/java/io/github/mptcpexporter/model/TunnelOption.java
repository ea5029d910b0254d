package io.github.mptcpexporter.model;

import java.util.List;

/**
 * One option of OpenVPN, as on its command line.
 *
 * @param name without dashes in front, such as {@code script-security}
 * @param arguments as OpenVPN takes them, quotes removed; none of those that stand inline in the
 *     file, such as a certificate
 */
public record TunnelOption(String name, List<String> arguments) {

  public TunnelOption {
    arguments = List.copyOf(arguments);
  }

  /** The argument at that place, from 0; empty text if it is not there. */
  public String argument(int place) {
    return place < arguments.size() ? arguments.get(place) : "";
  }
}
