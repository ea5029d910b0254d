package io.github.mptcpexporter.exporter.status;

import java.util.Optional;

/**
 * Something that is not right.
 *
 * @param interfaceName uplink that it is about; empty if it is about the whole
 * @param brief for the first line, such as {@code wan1 has no carrier}
 * @param reason what was seen
 * @param advice what to do
 */
public record Finding(
    Problem problem, Optional<String> interfaceName, String brief, String reason, String advice) {

  static Finding of(Problem problem, String brief, String reason, String advice) {
    return new Finding(problem, Optional.empty(), brief, reason, advice);
  }

  static Finding of(
      Problem problem, String interfaceName, String brief, String reason, String advice) {
    return new Finding(problem, Optional.of(interfaceName), brief, reason, advice);
  }
}
