package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import java.util.HashMap;
import java.util.Map;

/**
 * Stands in for cookies where only files are read: the addresses and ports of a socket get a number
 * of their own, below zero as no cookie is, for as long as each dump shows them. Filled while a
 * round is folded and only read afterwards.
 */
final class StandIns {

  private final Map<FourTuple, Long> before;
  private final Map<FourTuple, Long> numbers = new HashMap<>();
  private long last;

  /** Starts with none. */
  StandIns() {
    before = Map.of();
  }

  /** Goes on from the round before. */
  StandIns(StandIns other) {
    before = other.numbers;
    last = other.last;
  }

  static boolean isStandIn(long cookie) {
    return cookie < 0;
  }

  long of(FourTuple tuple) {
    Long number = numbers.get(tuple);
    if (number == null) {
      number = before.get(tuple);
      if (number == null) {
        number = --last;
      }
      numbers.put(tuple, number);
    }
    return number;
  }
}
