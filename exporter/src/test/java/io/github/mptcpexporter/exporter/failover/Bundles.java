package io.github.mptcpexporter.exporter.failover;

import static io.github.mptcpexporter.exporter.failover.Expected.any;
import static io.github.mptcpexporter.exporter.failover.Expected.failback;
import static io.github.mptcpexporter.exporter.failover.Expected.failover;
import static io.github.mptcpexporter.exporter.failover.Expected.lost;
import static io.github.mptcpexporter.exporter.failover.Expected.on;
import static io.github.mptcpexporter.exporter.failover.Expected.problem;
import static io.github.mptcpexporter.exporter.failover.Expected.state;

import java.util.List;

/** What becomes of the whole bundle: states, failovers, failbacks and outages, counted exactly. */
final class Bundles {

  private static final String[] LOAD = {"traffic both", "wait 3"};
  private static final String DEAD1 = "loss wan1 1000";
  private static final String DEAD2 = "loss wan2 1000";

  private Bundles() {}

  static List<Situation> rows() {
    return List.of(
        oneHeirOfTwo(),
        severalHeirs(),
        reserveIsLeftAlone(),
        thenTheReserve(),
        thenNothing(),
        thenOneReturns(),
        twoAlone(),
        nobodyJoinsAgain(),
        lateReserve(),
        idleCable(),
        idleSilence(),
        deadServer(),
        single(),
        flapping());
  }

  private static Situation oneHeirOfTwo() {
    return Situation.of("1 of 3 dies, one takes 80 %")
        .with("wan1,wan2,wan3")
        .rates("20mbit,20mbit,4mbit")
        .first(LOAD)
        .cause(DEAD1)
        .shows(lost("wan1", "silent_loss"), failover("wan1", "wan2"))
        .state("wan1", "down")
        .bundle("reduced")
        .failovers("wan1>wan2")
        .build();
  }

  private static Situation severalHeirs() {
    return Situation.of("1 of 3 dies, two share")
        .with("wan1,wan2,wan3")
        .rates("15mbit")
        .first(LOAD)
        .cause(DEAD1)
        .shows(lost("wan1", "silent_loss"), failover("wan1", "several"))
        .state("wan1", "down")
        .bundle("reduced")
        .failovers("wan1>several")
        .build();
  }

  private static Situation reserveIsLeftAlone() {
    return Situation.of("1 of 2 dies, the backup is not needed")
        .first(LOAD)
        .cause(DEAD1)
        .shows(lost("wan1", "silent_loss"), failover("wan1", "wan2"))
        .state("wan1", "down")
        .state("wan2", "up")
        .state("lte", "standby")
        .bundle("reduced")
        .failovers("wan1>wan2")
        .build();
  }

  private static Situation thenTheReserve() {
    return Situation.of("then the other dies")
        .first(LOAD)
        .first(DEAD1, "wait 3")
        .cause(DEAD2)
        .shows(lost("wan2", "silent_loss"), failover("wan2", "lte"))
        .state("wan2", "down")
        .state("lte", "up")
        .problem("lte", "backup_active")
        .bundle("reserve")
        .failovers("wan1>wan2", "wan2>lte")
        .build();
  }

  private static Situation thenNothing() {
    return Situation.of("then the backup dies")
        .first(LOAD)
        .first(DEAD1, "wait 3", DEAD2, "wait 5")
        .cause("loss lte 1000")
        .then("wait 5")
        .shows(lost("lte", "silent_loss"), any("outage_began"))
        .state("wan1", "down")
        .state("wan2", "down")
        .state("lte", "down")
        .bundle("outage")
        .failovers("wan1>wan2", "wan2>lte")
        .outages(1)
        .build();
  }

  private static Situation thenOneReturns() {
    return Situation.of("70 s later 1 carries")
        .first(LOAD)
        .first(DEAD1, "wait 3", DEAD2, "wait 5", "loss lte 1000", "wait 70")
        .cause("loss wan1 0")
        // the retransmission timer has grown to a minute and more
        .then("wait 90")
        .shows(any("outage_ended"), failback("wan1"))
        .state("wan1", "up")
        .bundle("reduced")
        .failovers("wan1>wan2", "wan2>lte")
        .failbacks(1)
        .outages(1)
        .lengthy()
        .build();
  }

  private static Situation twoAlone() {
    return Situation.of("two alone, one dies")
        .with("wan1,wan2")
        .first(LOAD)
        .cause(DEAD2)
        .shows(lost("wan2", "silent_loss"), failover("wan2", "wan1"))
        .state("wan1", "up")
        .state("wan2", "down")
        .bundle("reduced")
        .failovers("wan2>wan1")
        .build();
  }

  private static Situation nobodyJoinsAgain() {
    return Situation.of("1 returns, nobody joins again")
        .with("wan1,wan2")
        .first(LOAD)
        .first("linkdown wan1", "killsubflow wan1", "wait 3")
        .cause("linkup wan1")
        .then("wait 65")
        .shows(problem("wan1", "not_joined"))
        .state("wan1", "degraded")
        .bundle("reduced")
        .failovers("wan1>wan2")
        .lengthy()
        .build();
  }

  private static Situation lateReserve() {
    return Situation.of("a backup that needs 15 s to come")
        .with("wan1,lte")
        .first("endpoint del lte", "linkdown lte")
        .first(LOAD)
        .cause("linkdown wan1")
        .then("wait 15", "linkup lte", "endpoint add lte", "wait 5")
        .shows(lost("wan1", "link_down"), any("outage_began"), failover("wan1", "lte"))
        .state("wan1", "down")
        .state("lte", "up")
        .bundle("reserve")
        .failovers("wan1>lte")
        .outages(1)
        .build();
  }

  private static Situation idleCable() {
    return Situation.of("idle, cable of 1 out")
        .first("open hold 1", "wait 6")
        .cause("carrier wan1 off")
        .shows(state("wan1"))
        .state("wan1", "down")
        .bundle("reduced")
        .build();
  }

  private static Situation idleSilence() {
    return Situation.of("idle, 1 silently dead")
        .first("open hold 1", "wait 6")
        .cause(DEAD1)
        .then("wait 10")
        .state("wan1", "up")
        .state("wan2", "up")
        .state("lte", "standby")
        .bundle("full")
        .quiet()
        .build();
  }

  private static Situation deadServer() {
    return Situation.of("server dies under load")
        .first(LOAD)
        .cause("serverdown")
        .then("wait 12")
        .shows(new Expected("outage_began", "", "", "peer_silent"))
        .state("wan1", "up")
        .state("wan2", "up")
        .bundle("outage")
        .outages(1)
        .build();
  }

  private static Situation single() {
    return Situation.of("single uplink dies")
        .with("wan1")
        .first(LOAD)
        .cause("linkdown wan1")
        .shows(any("outage_began"), on("uplink_lost", "wan1"))
        .state("wan1", "down")
        .bundle("outage")
        .outages(1)
        .build();
  }

  private static Situation flapping() {
    return Situation.of("1 flaps 4 times in 3 s")
        .first(LOAD)
        .cause("linkdown wan1")
        .then("wait 0.4", "linkup wan1", "wait 0.4", "linkdown wan1", "wait 0.4", "linkup wan1")
        .then("wait 0.4", "linkdown wan1", "wait 0.4", "linkup wan1", "wait 0.4", "linkdown wan1")
        .shows(lost("wan1", "link_down"), failover("wan1", "wan2"))
        .state("wan1", "down")
        .problem("wan1", "flapping")
        .bundle("reduced")
        .failovers("wan1>wan2")
        .build();
  }
}
