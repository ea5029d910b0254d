package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Takes the samples of one exposition, in simpleclient's model: new ones each time, so that what is
 * gone leaves no series behind. Not thread-safe.
 *
 * <p>The only class that knows simpleclient.
 */
public final class SimpleclientSink implements MetricSink {

  private static final Comparator<Sample> BY_LABELS =
      (a, b) -> compare(a.labelValues, b.labelValues);

  private final MetricCatalogue catalogue;
  private final List<List<Sample>> samples; // at the metric's position in the catalogue
  private final List<String> duplicates = new ArrayList<>();

  /**
   * @param catalogue what may come
   */
  public SimpleclientSink(MetricCatalogue catalogue) {
    this.catalogue = catalogue;
    this.samples = new ArrayList<>(catalogue.all().size());
    for (int i = 0; i < catalogue.all().size(); i++) {
      samples.add(new ArrayList<>());
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the catalogue lacks the metric, or it has other labels
   */
  @Override
  public void sample(MetricDesc metric, double value, String... labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.name() + " has " + metric.labels().size() + " labels, not " + labels.length);
    }
    samples
        .get(catalogue.position(metric))
        .add(new Sample(metric.name(), metric.labels(), Arrays.asList(labels), value));
  }

  /**
   * All families that have samples, by name; their samples by the values of their labels. Of
   * samples with the same labels the first stays.
   */
  public List<MetricFamilySamples> families() {
    List<MetricFamilySamples> families = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isEmpty()) {
        families.add(family(catalogue.all().get(i), sorted(i)));
      }
    }
    return Collections.unmodifiableList(families);
  }

  private static MetricFamilySamples family(MetricDesc metric, List<Sample> samples) {
    Collector.Type type =
        switch (metric.type()) {
          case COUNTER -> Collector.Type.COUNTER;
          case GAUGE -> Collector.Type.GAUGE;
          case UNTYPED -> Collector.Type.UNKNOWN;
        };
    return new MetricFamilySamples(
        MetricCatalogue.familyName(metric),
        MetricCatalogue.unit(metric),
        type,
        metric.help(),
        samples);
  }

  /** Writes what {@link #families} has, without the copies that simpleclient makes on the way. */
  void writeTo(TextWriter writer) throws IOException {
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isEmpty()) {
        writer.family(catalogue.all().get(i));
        for (Sample sample : sorted(i)) {
          writer.sample(sample.name, sample.labelNames, sample.labelValues, sample.value);
        }
      }
    }
    writer.end();
  }

  /** Series that came twice, with their labels, once all is written: mistakes of who exposed. */
  public List<String> duplicates() {
    return Collections.unmodifiableList(duplicates);
  }

  private List<Sample> sorted(int position) {
    List<Sample> family = samples.get(position);
    family.sort(BY_LABELS);
    for (int i = family.size() - 1; i > 0; i--) {
      if (compare(family.get(i - 1).labelValues, family.get(i).labelValues) == 0) {
        Sample later = family.remove(i);
        duplicates.add(later.name + later.labelValues);
      }
    }
    return family;
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
