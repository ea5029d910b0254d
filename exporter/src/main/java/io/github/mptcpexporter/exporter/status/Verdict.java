package io.github.mptcpexporter.exporter.status;

import java.util.List;

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
}
