package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Rule;
import java.util.List;

/** Whether another program steers the same traffic by rules of its own. */
final class ConflictChecks {

  private static final int MWAN3_IIF = 1000;
  private static final int MWAN3_MARK = 2000;
  private static final int MWAN3_MOST = 250;
  private static final int MULTIWAN_TABLE = 170;
  private static final long PBR_MASK = 0xff0000;
  private static final int PBR_LAST = 30_000;
  private static final int PBR_MOST = 1000;

  private ConflictChecks() {}

  static void mwan3(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Rule> rules = evidence.rules();
    List<Rule> own =
        rules.stream()
            .filter(rule -> rule.table() > 0 && rule.table() <= MWAN3_MOST)
            .filter(rule -> rule.mark().isPresent())
            .filter(rule -> rule.priority() == MWAN3_MARK + rule.table())
            .filter(rule -> rules.stream().anyMatch(other -> entry(other, rule.table())))
            .toList();
    if (!own.isEmpty()) {
      findings.fail(
          "mwan3 steers this router: "
              + Words.count(own.size(), "uplink")
              + " by marks (rules "
              + own.get(0).priority()
              + " and on) into tables "
              + tables(own)
              + ", which are those of MPTCP's scripts too",
          "/etc/init.d/mwan3 stop; /etc/init.d/mwan3 disable");
    }
    evidence.configuredOnly("mwan3", findings);
    findings.passOtherwise("no rules of mwan3");
  }

  private static boolean entry(Rule rule, long table) {
    return rule.priority() == MWAN3_IIF + table
        && rule.table() == table
        && rule.incomingDevice().isPresent();
  }

  static void multiwan(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Rule> own =
        evidence.rules().stream()
            .filter(rule -> rule.table() >= MULTIWAN_TABLE)
            .filter(ConflictChecks::isMultiwan)
            .toList();
    if (!own.isEmpty()) {
      findings.fail(
          "multiwan steers this router by "
              + Words.count(own.size(), "rule")
              + " into tables "
              + tables(own)
              + "; at each change it deletes all rules, MPTCP's too",
          "/etc/init.d/multiwan stop; /etc/init.d/multiwan disable");
    }
    findings.passOtherwise("no rules of multiwan");
  }

  /** Uplink i has table 170 + i and rules of priority 10 i (source) and 10 i + 1 (mark). */
  private static boolean isMultiwan(Rule rule) {
    long uplink = rule.table() - MULTIWAN_TABLE;
    if (uplink == 0) {
      return rule.mark().orElse(0) == 1;
    }
    return rule.priority() / 10 == uplink && rule.priority() % 10 < 2;
  }

  static void pbr(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Rule> own =
        evidence.rules().stream()
            .filter(rule -> rule.markMask().orElse(0) == PBR_MASK)
            .filter(rule -> rule.action() == Rule.Action.LOOKUP)
            .filter(rule -> rule.priority() <= PBR_LAST && rule.priority() > PBR_LAST - PBR_MOST)
            .toList();
    if (!own.isEmpty()) {
      findings.fail(
          "pbr steers marked traffic by "
              + Words.count(own.size(), "rule")
              + " into tables "
              + tables(own),
          "/etc/init.d/pbr stop; /etc/init.d/pbr disable");
    }
    evidence.configuredOnly("pbr", findings);
    findings.passOtherwise("no rules of pbr");
  }

  private static String tables(List<Rule> rules) {
    return Words.join(rules.stream().map(rule -> Long.toString(rule.table())).distinct().toList());
  }
}
