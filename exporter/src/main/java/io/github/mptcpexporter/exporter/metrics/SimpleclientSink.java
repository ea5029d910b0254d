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
import java.util.List;

/**
 * Takes the samples of one exposition, in simpleclient's model: new ones each time, so that what is
 * gone leaves no series behind. Not thread-safe.
 *
 * <p>The only class that knows simpleclient.
 */
public final class SimpleclientSink implements MetricSink {

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
    checkLabels(metric, labels);
    samples
        .get(catalogue.position(metric))
        .add(new Sample(metric.name(), metric.labels(), Arrays.asList(labels), value));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the catalogue lacks the metric, or it has other labels or
   *     buckets
   */
  @Override
  public void histogram(MetricDesc metric, long[] counts, double sum, String... labels) {
    checkLabels(metric, labels);
    List<Double> buckets = metric.buckets();
    if (buckets.isEmpty() || counts.length != buckets.size() + 1) {
      throw new IllegalArgumentException(
          metric.name() + " has " + buckets.size() + " buckets, not " + (counts.length - 1));
    }
    List<Sample> family = samples.get(catalogue.position(metric));
    List<String> names = appended(metric.labels(), MetricDesc.BUCKET_LABEL);
    List<String> values = Arrays.asList(labels);
    String bucket = metric.name() + "_bucket";
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += counts[i];
      double bound = i < buckets.size() ? buckets.get(i) : Double.POSITIVE_INFINITY;
      String upTo = Collector.doubleToGoString(bound);
      family.add(new Sample(bucket, names, appended(values, upTo), count));
    }
    family.add(new Sample(metric.name() + "_count", metric.labels(), values, count));
    family.add(new Sample(metric.name() + "_sum", metric.labels(), values, sum));
  }

  private static void checkLabels(MetricDesc metric, String[] labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.name() + " has " + metric.labels().size() + " labels, not " + labels.length);
    }
  }

  private static List<String> appended(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(last);
    return longer;
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
          case HISTOGRAM -> Collector.Type.HISTOGRAM;
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

  /** A histogram's samples stay together, in the order in which they came: sorting is stable. */
  private List<Sample> sorted(int position) {
    MetricDesc metric = catalogue.all().get(position);
    int labels = metric.labels().size();
    // A sample for each bucket, the one above them all included, then the count and the sum.
    int step = metric.type() == MetricDesc.Type.HISTOGRAM ? metric.buckets().size() + 3 : 1;
    List<Sample> family = samples.get(position);
    family.sort((a, b) -> compare(a, b, labels));
    for (int i = family.size() - step; i > 0; i -= step) {
      if (compare(family.get(i - step), family.get(i), labels) == 0) {
        duplicates.add(metric.name() + family.get(i).labelValues.subList(0, labels));
        family.subList(i, i + step).clear();
      }
    }
    return family;
  }

  private static int compare(Sample a, Sample b, int labels) {
    for (int i = 0; i < labels; i++) {
      int order = a.labelValues.get(i).compareTo(b.labelValues.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
