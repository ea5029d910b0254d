package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a drill has shown so far: the first event of each kind that is about its uplink. */
final class DrillReport {

  private static final List<Kind> KINDS =
      List.of(Kind.UPLINK_LOST, Kind.FAILOVER, Kind.BLACKOUT, Kind.UPLINK_RECOVERED, Kind.FAILBACK);

  private final String uplink;
  private final Map<Kind, BundleEvent> seen = new EnumMap<>(Kind.class);

  DrillReport(String uplink) {
    this.uplink = uplink;
  }

  /** Takes an event; returns the line that tells of it, if it is about this uplink or all. */
  Optional<String> take(BundleEvent event) {
    boolean own = event.interfaceName().filter(uplink::equals).isPresent();
    boolean after = seen.containsKey(Kind.UPLINK_LOST) || event.kind() == Kind.UPLINK_LOST;
    if (own && after && KINDS.contains(event.kind())) {
      seen.putIfAbsent(event.kind(), event);
    }
    return own || event.interfaceName().isEmpty()
        ? Optional.of(event.time() + "  " + event.sentence())
        : Optional.empty();
  }

  /** Whether nothing more is to be expected. */
  boolean complete() {
    return seen.keySet().containsAll(KINDS);
  }

  /** The report, to be pasted. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("DRILL      " + uplink);
    if (!seen.containsKey(Kind.UPLINK_LOST)) {
      lines.add("RESULT     not lost while it carried traffic: nothing to report");
      return lines;
    }
    add(lines, "LOST", Kind.UPLINK_LOST, "detection_seconds", "found after");
    add(lines, "TRAFFIC", Kind.FAILOVER, "", "");
    add(lines, "BLACKOUT", Kind.BLACKOUT, "connections", "connections looked at:");
    add(lines, "RETURNED", Kind.UPLINK_RECOVERED, "", "");
    add(lines, "BACK", Kind.FAILBACK, "", "");
    lines.add(
        "RESULT     "
            + (seen.containsKey(Kind.FAILOVER)
                ? "the traffic went elsewhere"
                : "nothing took over"));
    return lines;
  }

  private void add(List<String> lines, String word, Kind kind, String number, String text) {
    BundleEvent event = seen.get(kind);
    if (event == null) {
      return;
    }
    Double value = event.numbers().get(number);
    String more = value == null ? "" : "; " + text + " " + trimmed(value);
    lines.add(String.format("%-11s%s%s", word, event.sentence(), more));
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : value + " s";
  }

  /** As the command ends. */
  int exitCode() {
    if (!seen.containsKey(Kind.UPLINK_LOST)) {
      return ExitCode.WARNING;
    }
    return seen.containsKey(Kind.FAILOVER) ? ExitCode.OK : ExitCode.FAILURE;
  }
}
