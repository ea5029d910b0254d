package io.github.mptcpexporter.exporter.failover;

import static io.github.mptcpexporter.exporter.failover.Expected.any;
import static io.github.mptcpexporter.exporter.failover.Expected.failback;
import static io.github.mptcpexporter.exporter.failover.Expected.failover;
import static io.github.mptcpexporter.exporter.failover.Expected.lost;
import static io.github.mptcpexporter.exporter.failover.Expected.on;
import static io.github.mptcpexporter.exporter.failover.Expected.problem;
import static io.github.mptcpexporter.exporter.failover.Expected.recovered;
import static io.github.mptcpexporter.exporter.failover.Expected.state;

import java.util.List;

/** One fault each, and how soon it must be known. */
final class Faults {

  private static final String[] LOAD = {"traffic both", "wait 3"};

  private Faults() {}

  static List<Situation> rows() {
    return List.of(
        hard("admin link down", "linkdown wan1", "wan1", "wan2", "link_down", 10),
        hard("carrier lost", "carrier wan1 off", "wan1", "wan2", "carrier_lost", 10),
        silent("silent loss, router sends", "traffic up", 700),
        silent("silent loss, router receives", "traffic down", 900),
        silent("silent loss, both ways", "traffic both", 700),
        hard("endpoint removed", "endpoint del wan1", "wan1", "wan2", "endpoint_removed", 20),
        hard("address removed", "addr del wan2", "wan2", "wan1", "address_removed", 20),
        hard("route withdrawn", "route del wan2", "wan2", "wan1", "route_withdrawn", 20),
        hard("rule deleted", "rule del wan2", "wan2", "wan1", "rule_removed", 20),
        backupTakesOver(),
        primaryReturns(),
        nobodyMovesTheDefaultRoute(),
        Situation.of("priority changed here")
            .first(LOAD)
            .cause("endpoint backup wan2")
            .shows(on("priority_changed", "wan2"))
            .within(1000)
            .state("wan1", "up")
            .state("wan2", "standby")
            .bundle("full")
            .build(),
        Situation.of("priority changed by the peer")
            .first(LOAD)
            .cause("peerprio backup")
            .shows(on("priority_changed", "wan1"))
            .within(1000)
            .state("wan1", "up")
            .state("wan2", "up")
            .bundle("full")
            .build(),
        ofSubflows("subflow reset by the peer", "resetsubflow wan1", "wan1"),
        ofSubflows("subflow killed", "killsubflow wan2", "wan2"),
        join("join rejected", "joinreject on", any("join_failed"), 1000),
        join("join into a black hole", "joinblackhole wan2 on", on("join_failed", "wan2"), 4000),
        join("fallback to TCP", "wait 0", any("fallback"), 1000));
  }

  private static Situation hard(
      String name, String step, String dead, String other, String cause, int limit) {
    return Situation.of(name)
        .first(LOAD)
        .cause(step)
        .shows(lost(dead, cause), failover(dead, other))
        .within(limit)
        .state(dead, "down")
        .state(other, "up")
        .bundle("reduced")
        .failovers(dead + ">" + other)
        .build();
  }

  private static Situation silent(String name, String traffic, int limit) {
    return Situation.of(name)
        .first(traffic, "wait 3")
        .cause("loss wan1 1000")
        .shows(lost("wan1", "silent_loss"), failover("wan1", "wan2"))
        .within(limit)
        .state("wan1", "down")
        .state("wan2", "up")
        .state("lte", "standby")
        .bundle("reduced")
        .failovers("wan1>wan2")
        .build();
  }

  private static Situation backupTakesOver() {
    return Situation.of("backup takes over")
        .with("wan1,lte")
        .first(LOAD)
        .cause("loss wan1 1000")
        .shows(
            lost("wan1", "silent_loss"), failover("wan1", "lte"), problem("lte", "backup_active"))
        .within(1000)
        .state("wan1", "down")
        .state("lte", "up")
        .problem("lte", "backup_active")
        .bundle("reserve")
        .failovers("wan1>lte")
        .build();
  }

  private static Situation primaryReturns() {
    return Situation.of("primary returns")
        .with("wan1,lte")
        .first(LOAD)
        .first("loss wan1 1000", "wait 4")
        .cause("loss wan1 0")
        .then("wait 5")
        .shows(recovered("wan1"), failback("wan1"))
        .within(1000)
        .state("wan1", "up")
        .state("lte", "standby")
        .bundle("full")
        .failovers("wan1>lte")
        .failbacks(1)
        .build();
  }

  private static Situation nobodyMovesTheDefaultRoute() {
    return Situation.of("master dies, nobody moves the default route")
        .first(LOAD)
        .cause("loss wan1 1000")
        .shows(
            lost("wan1", "silent_loss"),
            failover("wan1", "wan2"),
            problem("wan1", "default_route_dead"))
        .within(1000)
        .state("wan1", "down")
        .problem("wan1", "default_route_dead")
        .bundle("reduced")
        .failovers("wan1>wan2")
        .build();
  }

  /** What becomes of an uplink without subflows is another row's business. */
  private static Situation ofSubflows(String name, String step, String uplink) {
    return Situation.of(name)
        .first("open hold 1")
        .first(LOAD)
        .cause(step)
        .shows(on("subflow_reset", uplink))
        .within(1000)
        .tolerates("uplink_lost", "failover")
        .build();
  }

  private static Situation join(String name, String step, Expected event, int limit) {
    boolean fallback = event.kind().equals("fallback");
    return Situation.of(name)
        .with("wan1,wan2")
        .first("traffic up 100000", "wait 1", step)
        .cause(fallback ? "open fallback 1" : "open hold 1")
        .shows(event)
        .within(limit)
        .build();
  }

  /** The same lines, but lossy: a standstill of over 5 s may be a loss, all else is none. */
  static List<Situation> lossy() {
    return List.of(
        lossy("5 % loss", "loss wan1 50"),
        lossy("20 % loss", "loss wan1 200"),
        lossy("20 % loss in bursts of 20", "loss wan1 200 20"));
  }

  private static Situation lossy(String name, String step) {
    return Situation.of(name)
        .first(LOAD)
        .cause(step)
        .then("wait 45")
        .shows(state("wan1"))
        .within(35_000)
        .state("wan1", "degraded")
        .state("wan2", "up")
        .bundle("reduced")
        .lengthy()
        .build();
  }
}
