package io.github.mptcpexporter.exporter.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From what is to whether it is right. */
final class Judge {

  private Judge() {}

  static Verdict judge(StatusModel model) {
    List<Finding> findings = new ArrayList<>(KernelFindings.of(model));
    if (!model.withoutMptcp()) {
      findings.addAll(DefaultRouteFindings.of(model));
      addUplinks(model, findings);
    }
    // By level, and within a level in the order of finding; the sort is stable.
    findings.sort(Comparator.comparing((Finding f) -> f.problem().level()).reversed());
    Level level = findings.isEmpty() ? Level.OK : findings.get(0).problem().level();
    return new Verdict(level, Summary.sentence(model, findings), findings);
  }

  private static void addUplinks(StatusModel model, List<Finding> findings) {
    int participants = 0;
    int usable = 0;
    List<Finding> faults = new ArrayList<>();
    for (UplinkStatus uplink : model.uplinks()) {
      participants += uplink.off() ? 0 : 1;
      usable += !uplink.off() && uplink.usable() ? 1 : 0;
      UplinkFindings.of(model, uplink).ifPresent(faults::add);
    }
    if (participants > 0 && usable == 0 && model.links().isPresent()) {
      List<String> briefs = faults.stream().map(Finding::brief).toList();
      findings.add(
          Finding.of(
              Problem.NO_UPLINK,
              "no uplink is usable",
              String.join(", ", briefs),
              faults.get(0).advice()));
    }
    findings.addAll(faults);
  }
}
