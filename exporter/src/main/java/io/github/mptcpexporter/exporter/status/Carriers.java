package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.PathManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who carries the traffic, who could, and who stands by; as clauses. */
final class Carriers {

  private final StatusModel model;

  /** Whether the kernel tells what subflows moved. */
  private final boolean told;

  private final List<String> carriers = new ArrayList<>();
  private final List<String> idle = new ArrayList<>();
  private final List<String> reserves = new ArrayList<>();

  private Carriers(StatusModel model) {
    this.model = model;
    this.told = model.uplinks().stream().anyMatch(uplink -> uplink.sofar().isPresent());
  }

  /** Uplinks that a finding is about are not said to be ready. */
  static Carriers of(StatusModel model, List<Finding> findings) {
    Set<String> faulty = new HashSet<>();
    for (Finding finding : findings) {
      finding.interfaceName().ifPresent(faulty::add);
    }
    Carriers all = new Carriers(model);
    for (UplinkStatus uplink : model.uplinks()) {
      if (all.told ? uplink.carries() : uplink.normal() > 0) {
        all.carriers.add(uplink.name() + (uplink.reserve() ? " (backup)" : ""));
      } else if (!uplink.off() && !faulty.contains(uplink.name())) {
        (uplink.reserve() ? all.reserves : all.idle).add(uplink.name());
      }
    }
    return all;
  }

  /** Such as {@code wan1 and wan2 share the traffic, lte stands ready}. */
  String full(boolean byName) {
    String ready =
        reserves.isEmpty() ? "" : ", " + clause(reserves, byName, " stands", " stand") + " ready";
    String waiting =
        idle.isEmpty() || carriers.isEmpty()
            ? ""
            : ", " + clause(idle, byName, " is", " are") + " idle";
    return brief(byName) + waiting + ready;
  }

  /** Such as {@code wan1 and wan2 share the traffic}. */
  String brief(boolean byName) {
    int established = model.counts().map(ConnectionCounts::established).orElse(0);
    if (established == 0) {
      String open = model.counts().isPresent() ? "no connection is open" : "connections unknown";
      return idle.isEmpty()
          ? open + endpoints()
          : open + "; " + clause(idle, byName, " is", " are") + " ready";
    }
    String connections = Amounts.count(established, "connection");
    if (!told) {
      return connections + (carriers.isEmpty() ? "" : " on " + names(carriers, byName));
    }
    if (carriers.isEmpty()) {
      String quiet = model.sample().isPresent() ? ", nothing moves" : ", nothing moved yet";
      return connections + quiet + (idle.isEmpty() ? "" : " on " + names(idle, byName));
    }
    // A single round knows what was, not what is.
    return model.sample().isPresent()
        ? clause(carriers, byName, " carries all", " share the traffic")
        : clause(carriers, byName, " has carried all", " have shared the traffic");
  }

  private String endpoints() {
    boolean none = model.pathManager().map(pm -> pm.endpoints().isEmpty()).orElse(false);
    boolean limited = model.pathManager().flatMap(PathManager::limits).isPresent();
    return none && limited ? ", no endpoint is set" : "";
  }

  private static String clause(List<String> names, boolean byName, String one, String several) {
    return names(names, byName) + (names.size() > 1 ? several : one);
  }

  private static String names(List<String> names, boolean byName) {
    return byName || names.size() < 2 ? Names.join(names) : Amounts.count(names.size(), "uplink");
  }
}
