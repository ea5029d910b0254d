package io.github.mptcpexporter.exporter.failover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Measurements of the same thing in ms. */
final class Series {

  private final List<Double> millis = new ArrayList<>();

  void add(double one) {
    millis.add(one);
  }

  /** In whole ms, the upper one of two in the middle; a dash without any. */
  String median() {
    return text(Comparator.naturalOrder(), millis.size() / 2);
  }

  /** The one that is farthest from 0. */
  String farthest() {
    return text(Comparator.comparingDouble(Math::abs), millis.size() - 1);
  }

  private String text(Comparator<Double> order, int place) {
    if (millis.isEmpty()) {
      return "–";
    }
    double one = millis.stream().sorted(order).toList().get(place);
    return String.format(Locale.ROOT, one < 100 ? "%.1f" : "%.0f", one);
  }
}
