package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.PathManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The main screen: at most 22 lines of 80 columns with four uplinks. */
final class Screen {

  /** Lines of the smallest terminal, less those of the prompt. */
  private static final int HEIGHT = 22;

  /** Tunnels with a line of their own. */
  private static final int MOST_TUNNELS = 2;

  private final StatusModel model;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  private Screen(StatusModel model, boolean colour) {
    this.model = model;
    this.colour = colour;
  }

  static List<String> lines(StatusModel model, Verdict verdict, boolean colour) {
    Screen screen = new Screen(model, colour);
    screen.lines.addAll(head(verdict, colour));
    verdict
        .danger()
        .filter(danger -> !verdict.sentence().startsWith(danger))
        .ifPresent(screen::addDanger);
    screen.lines.add("");
    screen.addTable();
    screen.addTunnels();
    screen.addRoutes();
    screen.addConnections();
    screen.addLimits();
    screen.addKernel();
    screen.addSources();
    screen.addLast();
    screen.addFindings(verdict);
    return List.copyOf(screen.lines);
  }

  /** The first line. */
  static List<String> head(Verdict verdict, boolean colour) {
    Level level = verdict.level();
    return Paragraph.lines(level.name(), level.ink(), verdict.sentence(), colour);
  }

  /** Existing connections may hide it, so it stands apart from what is wrong with uplinks. */
  private void addDanger(String text) {
    lines.addAll(Paragraph.lines("DANGER", Ink.BAD, text, colour));
  }

  private void addTable() {
    List<String> table = UplinkTable.lines(model, colour);
    if (!table.isEmpty()) {
      lines.addAll(table);
      lines.add("");
    }
  }

  private void addTunnels() {
    for (int i = 0; i < Math.min(MOST_TUNNELS, model.tunnels().size()); i++) {
      add(i == 0 ? "TUNNEL" : "", TunnelLine.of(model, model.tunnels().get(i)));
    }
    int others = model.tunnels().size() - MOST_TUNNELS;
    if (others > 0) {
      add("", "and " + others + " more, see status --json");
    }
  }

  private void addRoutes() {
    if (model.plan().isPresent() && model.routing().isPresent() && !model.withoutMptcp()) {
      List<String> families = new ArrayList<>();
      for (AddressFamily family : AddressFamily.values()) {
        RouteLine.of(model, model.plan().get(), family).ifPresent(families::add);
      }
      for (int i = 0; i < families.size(); i++) {
        add(i == 0 ? "ROUTES" : "", families.get(i));
      }
    }
  }

  private void addConnections() {
    if (model.counts().isEmpty()) {
      return;
    }
    ConnectionCounts counts = model.counts().get();
    StringBuilder text = new StringBuilder().append(counts.established()).append(" established");
    text.append(spread(counts));
    if (counts.inDetail()) {
      text.append("; ").append(counts.fellBack()).append(" fell back to TCP, ");
      text.append(counts.stalled()).append(" stalled");
    } else if (counts.stalled() > 0) { // all that files tell of it
      text.append("; ").append(counts.stalled()).append(" without a subflow");
    }
    text.append(counts.opening() > 0 ? ", " + Paragraph.keep(counts.opening() + " opening") : "");
    text.append(counts.closing() > 0 ? ", " + Paragraph.keep(counts.closing() + " closing") : "");
    add("CONNS", text.toString());
  }

  private static String spread(ConnectionCounts counts) {
    if (counts.fewestInterfaces().isEmpty()) {
      return "";
    }
    int fewest = counts.fewestInterfaces().getAsInt();
    int most = counts.mostInterfaces().orElse(fewest);
    if (fewest != most) {
      return " on " + fewest + " to " + Amounts.count(most, "uplink");
    }
    boolean several = counts.established() - counts.fellBack() > 1;
    return (several ? ", each on " : " on ") + Amounts.count(most, "uplink");
  }

  private void addLimits() {
    if (model.pathManager().isEmpty()) {
      return;
    }
    PathManager manager = model.pathManager().get();
    String endpoints = Amounts.count(manager.endpoints().size(), "endpoint");
    if (manager.limits().isEmpty()) {
      add("LIMITS", endpoints + "; this kernel has no limits to set");
      return;
    }
    MptcpLimits limits = manager.limits().get();
    Optional<ConnectionCounts> counts = model.counts();
    add(
        "LIMITS",
        of(counts.map(ConnectionCounts::mostExtraSubflows), limits.extraSubflows())
            + " extra subflows, "
            + of(counts.map(ConnectionCounts::mostAcceptedAddresses), limits.acceptedAddresses())
            + " announced addresses, "
            + endpoints);
  }

  private static String of(Optional<OptionalInt> used, int limit) {
    OptionalInt most = used.orElse(OptionalInt.empty());
    return most.isPresent() ? most.getAsInt() + " of " + limit : "at most " + limit;
  }

  private void addKernel() {
    if (model.settings().isEmpty()) {
      return;
    }
    KernelSettings settings = model.settings().get();
    List<String> facts = new ArrayList<>();
    settings.release().ifPresent(facts::add);
    facts.add(
        switch (settings.implementation()) {
          case UPSTREAM -> "upstream MPTCP";
          case OUT_OF_TREE -> "out-of-tree MPTCP";
          case NONE -> "no MPTCP";
        });
    settings.pathManager().ifPresent(name -> facts.add(pathManager(name)));
    settings.scheduler().ifPresent(name -> facts.add("scheduler " + name));
    add("KERNEL", String.join(", ", facts));
  }

  private static String pathManager(String name) {
    return switch (name) {
      case "kernel" -> "in-kernel path manager";
      case "userspace" -> "user-space path manager";
      default -> "path manager " + name;
    };
  }

  /** What can not be read, unless the findings say it already. */
  private void addSources() {
    List<String> lacks = new ArrayList<>();
    for (SourceStatus source : model.sources()) {
      if (source.available() || !KernelFindings.listsConnections(source.source())) {
        source
            .lack()
            .ifPresent(
                lack -> lacks.add(lack + source.remedy().map(r -> " (" + r + ")").orElse("")));
      }
    }
    if (!lacks.isEmpty()) {
      add("SOURCES", String.join("; ", lacks));
    }
  }

  /** The last failover that was seen, which takes a daemon or a recording. */
  private void addLast() {
    Optional<BundleEvent> last = model.failover().flatMap(Failover::last);
    if (last.isEmpty()) {
      return;
    }
    BundleEvent event = last.get();
    Duration ago = Duration.between(event.time(), model.takenAt());
    StringBuilder text = new StringBuilder(Amounts.age(ago.toMillis())).append(" ago: ");
    text.append(event.interfaceName().orElse("")).append(" to ");
    text.append(event.toInterface().orElse("")).append(", ");
    text.append(event.cause().orElse("").replace('_', ' '));
    Double blackout = event.numbers().get("blackout_seconds");
    if (blackout != null) {
      text.append(", nothing moved for ").append(Paragraph.keep(blackout + " s"));
    }
    Double displaced = event.numbers().get("displaced_seconds");
    if (displaced != null) {
      text.append("; back after ").append(Amounts.age(Math.round(displaced * 1e3)));
    }
    add("LAST", text.toString());
  }

  /** Explains the findings, as many as there is room for and at least the worst. */
  private void addFindings(Verdict verdict) {
    List<Finding> findings = verdict.findings();
    for (int i = 0; i < findings.size(); i++) {
      List<String> explained = explained(findings.get(i));
      int others = findings.size() - i;
      int line = others > 1 ? 1 : 0; // for those that follow
      if (i > 0 && lines.size() + explained.size() + line > HEIGHT) {
        add("", "and " + others + " more, see status --json");
        return;
      }
      if (i == 0) {
        lines.add("");
      }
      lines.addAll(explained);
    }
  }

  private List<String> explained(Finding finding) {
    Ink ink = finding.problem().level().ink();
    List<String> explained = new ArrayList<>(Paragraph.lines("WHY", ink, finding.reason(), colour));
    explained.addAll(Paragraph.lines("DO", Ink.HEAD, finding.advice(), colour));
    return explained;
  }

  private void add(String word, String text) {
    lines.addAll(Paragraph.lines(word, Ink.HEAD, text, colour));
  }
}
