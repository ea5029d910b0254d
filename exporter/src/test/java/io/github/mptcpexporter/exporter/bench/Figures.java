package io.github.mptcpexporter.exporter.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures of the same thing, measured again and again. */
final class Figures {

  private final List<Double> sorted = new ArrayList<>();

  void add(double figure) {
    int place = Collections.binarySearch(sorted, figure);
    sorted.add(place < 0 ? -place - 1 : place, figure);
  }

  /** The upper one of two in the middle. */
  double median() {
    return sorted.get(sorted.size() / 2);
  }

  double least() {
    return sorted.get(0);
  }
}
