package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.doctor.Finding.Level;
import io.github.mptcpexporter.tracker.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What all checks have found in one view.
 *
 * @param takenAt wall clock of the round
 * @param findings in the order of the checks; at least one of each
 * @param blind whether something could not be read that everybody may read, so that silence is no
 *     health
 */
public record Diagnosis(Instant takenAt, List<Finding> findings, boolean blind) {

  /** The command's exit code where nothing could be judged. */
  private static final int UNKNOWN = 3;

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Asks all these checks. */
  public static Diagnosis of(View view, List<Check> checks) {
    Evidence evidence = new Evidence(view);
    List<Finding> findings = new ArrayList<>();
    boolean blind = false;
    for (Check check : checks) {
      Findings own = new Findings(check.id());
      try {
        check.judgement().judge(evidence, own);
        findings.addAll(own.all());
      } catch (MissingSourceException e) {
        blind |= e.basic();
        findings.addAll(own.all());
        findings.add(skipped(check, e.reason()));
      } catch (RuntimeException e) { // a border: a bug in one check must not cost the others
        blind = true;
        findings.add(skipped(check, "this check failed by itself: " + e));
      }
    }
    return new Diagnosis(view.snapshot().takenAt(), findings, blind);
  }

  private static Finding skipped(Check check, String why) {
    Findings findings = new Findings(check.id());
    findings.skip(why);
    return findings.all().get(0);
  }

  public long count(Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  /** How many checks found at least that. */
  long checks(Level level) {
    return findings.stream()
        .filter(finding -> finding.level() == level)
        .map(Finding::check)
        .distinct()
        .count();
  }

  /** 0 all is well, 1 warning, 2 failure, 3 could not judge. */
  public int exitCode() {
    if (count(Level.FAIL) > 0) {
      return 2;
    }
    if (count(Level.WARN) > 0) {
      return 1;
    }
    return blind || count(Level.SKIP) == findings.size() ? UNKNOWN : 0;
  }
}
