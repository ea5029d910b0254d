package io.github.mptcpexporter.exporter.failover;

import java.util.List;

/** Nothing is wrong, so nothing may be said: no event, no change of state. */
final class Calm {

  private Calm() {}

  /**
   * The rows.
   *
   * @param seconds how long each stays calm
   */
  static List<Situation> rows(int seconds) {
    return List.of(
        calm("bulk, then a trickle", "trickle", seconds),
        calm("load falls until one line goes quiet", "fall", seconds),
        calm("download ends", "stop traffic", seconds),
        calm("bulk, then nothing, still open", "idle", seconds));
  }

  /** Full load on healthy lines. */
  static Situation fullLoad(int seconds) {
    return calm("full load", "wait 0", seconds);
  }

  private static Situation calm(String name, String step, int seconds) {
    return Situation.of(name)
        .first("traffic both", "wait 5")
        .cause(step)
        .then("wait " + seconds)
        .state("wan1", "up")
        .state("wan2", "up")
        .state("lte", "standby")
        .bundle("full")
        .quiet()
        .build();
  }
}
