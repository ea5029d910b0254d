package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.MetricDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Families as a seed makes them, in no order. */
final class Generated {

  private static final List<String> LETTERS =
      List.of("a", "Z", "0", " ", "\\", "\"", "\n", "é", "線", "🛰", "{", ",", "");

  private Generated() {}

  record Sample(double value, List<String> labels) {}

  record Family(MetricDesc metric, List<Sample> samples) {
    Family(MetricDesc metric, Sample... samples) {
      this(metric, List.of(samples));
    }
  }

  /** All of them, emitted in that order. */
  static SimpleclientSink sink(List<Family> families) {
    List<MetricDesc> metrics = families.stream().map(Family::metric).toList();
    SimpleclientSink sink = new SimpleclientSink(MetricCatalogue.of(List.of(new Fixed(metrics))));
    for (Family family : families) {
      for (Sample sample : family.samples()) {
        sink.sample(family.metric(), sample.value(), sample.labels().toArray(new String[0]));
      }
    }
    return sink;
  }

  static Sample sample(double value, String... labels) {
    return new Sample(value, List.of(labels));
  }

  static List<Family> families(Random random) {
    List<Family> families = new ArrayList<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      families.add(family(random, "mptcp_" + i));
    }
    return families;
  }

  private static Family family(Random random, String stem) {
    String help = text(random).replace('\n', ' ') + ".";
    String[] labels = new String[random.nextInt(4)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = "label" + i;
    }
    String unit = List.of("", "_bytes", "_seconds", "_flows").get(random.nextInt(4));
    MetricDesc metric =
        switch (random.nextInt(3)) {
          case 0 -> MetricDesc.counter(stem + unit + "_total", help, labels);
          case 1 -> MetricDesc.gauge(stem + unit, help, labels);
          default -> MetricDesc.untyped(stem + unit, help, labels);
        };
    List<Sample> samples = new ArrayList<>();
    int many = labels.length == 0 ? random.nextInt(2) : random.nextInt(50);
    for (int i = 0; i < many; i++) {
      samples.add(new Sample(value(random), values(random, i, labels.length)));
    }
    return new Family(metric, samples);
  }

  private static List<String> values(Random random, int nth, int many) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      values.add((i == 0 ? Integer.toString(nth) : "") + text(random));
    }
    return values;
  }

  private static double value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(2);
      case 1 -> (double) (random.nextLong() >>> random.nextInt(64));
      case 2 -> Double.longBitsToDouble(random.nextLong());
      default -> random.nextInt(1_000_000) / 1e6;
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }
}
