package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The exporter's own configuration, {@code /etc/config/mptcp-exporter} or a file in the same
 * grammar.
 *
 * @param lines what is known of each interface's line, by name of the interface
 * @param flows connections to follow by name
 * @param peers hosts at the other end to follow by name
 * @param stateFile where the use of quotas is kept; empty if not configured
 * @param problems values that make no sense and are left out, each with its option
 */
public record ExporterConfig(
    Map<String, Line> lines,
    List<Flow> flows,
    List<Peer> peers,
    Optional<String> stateFile,
    List<String> problems) {

  /** Nothing configured. */
  public static final ExporterConfig NONE =
      new ExporterConfig(Map.of(), List.of(), List.of(), Optional.empty(), List.of());

  public ExporterConfig {
    lines = Map.copyOf(lines);
    flows = List.copyOf(flows);
    peers = List.copyOf(peers);
    problems = List.copyOf(problems);
  }

  /**
   * The line that an interface is.
   *
   * @param quotaBytes volume of one billing period
   * @param resetDay day of the month on which a period begins, 1 to 31
   * @param receiveBytesPerSecond nominal capacity
   * @param transmitBytesPerSecond nominal capacity
   */
  public record Line(
      OptionalLong quotaBytes,
      int resetDay,
      OptionalDouble receiveBytesPerSecond,
      OptionalDouble transmitBytesPerSecond) {}

  /**
   * Connections to follow.
   *
   * @param remotes addresses, or networks with a length
   * @param port of the other end; empty for any
   */
  public record Flow(String name, List<String> remotes, OptionalInt port) {
    public Flow {
      remotes = List.copyOf(remotes);
    }
  }

  /**
   * A host to follow.
   *
   * @param addresses addresses, or networks with a length
   */
  public record Peer(String name, List<String> addresses) {
    public Peer {
      addresses = List.copyOf(addresses);
    }
  }
}
