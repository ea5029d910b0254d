package io.github.mptcpexporter.exporter.status;

import java.util.List;
import java.util.Optional;

/**
 * Whether all is right, judged from one moment alone.
 *
 * @param level the worst of the findings
 * @param sentence plain English, for the first line
 * @param findings worst first
 */
public record Verdict(Level level, String sentence, List<Finding> findings) {

  public Verdict {
    findings = List.copyOf(findings);
  }

  /** What threatens connections that are yet to be made, while existing ones live on. */
  Optional<String> danger() {
    return findings.stream()
        .filter(finding -> finding.problem() == Problem.DEFAULT_ROUTE_DEAD)
        .map(Finding::brief)
        .findFirst();
  }
}
