package io.github.mptcpexporter.exporter.metrics;

import static io.github.mptcpexporter.exporter.metrics.Generated.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.exporter.metrics.Generated.Family;
import io.github.mptcpexporter.exporter.metrics.Generated.Sample;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our text against simpleclient's {@link TextFormat}, byte by byte. */
class TextWriterTest {

  private static final List<Double> VALUES =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.0,
          9_999_999.0,
          -9_999_999.0,
          1e7,
          -1e7,
          10_000_001.0,
          12_345_678.0,
          99_999_999.0,
          1e8,
          100_000_001.0,
          1.2e10,
          4_294_967_295.0,
          9_007_199_254_740_991.0,
          -9_007_199_254_740_991.0,
          9_007_199_254_740_992.0,
          9_007_199_254_740_994.0,
          0x1p64,
          (double) Long.MAX_VALUE,
          (double) Long.MIN_VALUE,
          0.001,
          1e-3,
          9.99e-4,
          0.018,
          -0.5,
          1.0e22,
          -0x1p53 + 1,
          0x1p53 + 2,
          2.0e-3,
          1_700_000_000.123,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  @ParameterizedTest
  @EnumSource
  void everyKindOfNumberIsWrittenAsSimpleclientWritesIt(Format format) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (double value : VALUES) {
      samples.add(sample(value, Integer.toString(samples.size())));
    }

    assertSame(format, new Family(MetricDesc.gauge("mptcp_number", "A number.", "nth"), samples));
  }

  @ParameterizedTest
  @EnumSource
  void wholeNumbersOfEveryLengthAreWrittenAsSimpleclientWritesThem(Format format)
      throws IOException {
    Random random = new Random(20260101);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      long whole = random.nextLong() >> random.nextInt(64);
      long rounded = i % 3 == 0 ? whole / 100_000 * 100_000 : whole;
      samples.add(sample((double) rounded, Integer.toString(i)));
    }

    assertSame(
        format, new Family(MetricDesc.counter("mptcp_number_total", "A number.", "nth"), samples));
  }

  @ParameterizedTest
  @EnumSource
  void labelsAndHelpAreEscapedAsSimpleclientEscapesThem(Format format) throws IOException {
    assertSame(
        format,
        new Family(
            MetricDesc.untyped(
                "mptcp_odd", "A \"quoted\" back\\slash, Straße, 線 and 🛰.", "left", "right"),
            sample(1, "", "back\\slash \"quote\" line\nend"),
            sample(2, "é\\\"\n", "線路 wan1"),
            sample(3, "🛰", "unpaired \ud83d surrogate"),
            sample(4, "\t\r\u0000\u007f", "{}=,# "),
            sample(5, "x".repeat(20_000), "\"".repeat(20_001) + "é".repeat(20_001))));
  }

  @ParameterizedTest
  @EnumSource
  void generatedFamiliesAreWrittenAsSimpleclientWritesThem(Format format) throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      assertSame(format, Generated.families(new Random(seed)).toArray(new Family[0]));
    }
  }

  @ParameterizedTest
  @EnumSource
  void histogramIsWrittenAsSimpleclientWritesItsOwn(Format format) throws IOException {
    double[] bounds = {0.05, 0.5, 5, 10, 100};
    double[] observed = {0.01, 0.5, 0.51, 4, 7, 1e9, 0};
    Histogram theirs =
        Histogram.build("mptcp_blackout_seconds", "A \"quoted\" help.")
            .unit("seconds")
            .buckets(bounds)
            .labelNames("from", "to")
            .create();
    MetricDesc metric =
        MetricDesc.histogram(
            "mptcp_blackout_seconds",
            "A \"quoted\" help.",
            List.of(0.05, 0.5, 5.0, 10.0, 100.0),
            "from",
            "to");
    SimpleclientSink sink =
        new SimpleclientSink(MetricCatalogue.of(List.of(new Fixed(List.of(metric)))));
    for (String[] labels : List.of(new String[] {"wan1", "w\"2"}, new String[] {"lte", "10"})) {
      double sum = 0;
      for (double value : observed) {
        theirs.labels(labels).observe(value);
        sum += value;
      }
      sink.histogram(metric, new long[] {2, 1, 2, 1, 0, 1}, sum, labels);
    }

    byte[] ours = write(sink, format);

    List<String> expected = lines(theirText(format, new ArrayList<>(theirs.collect())), "");
    // the time when a child was made, which we do not tell
    expected = expected.stream().filter(line -> !line.contains("_created")).toList();
    assertEquals(sorted(expected), sorted(lines(ours, "")));
    assertEquals(
        lines(theirText(format, sink.families()), ""), lines(ours, ""), "in the same order");
    assertEquals(2 * (6 + 2), lines(ours, "mptcp_blackout_seconds").size());
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  @Test
  void openMetricsNamesAUnitOnlyWhereItIsTheSuffixOfTheName() throws IOException {
    SimpleclientSink sink =
        Generated.sink(
            List.of(
                new Family(MetricDesc.counter("mptcp_sent_bytes_total", "Bytes."), sample(1)),
                new Family(MetricDesc.gauge("mptcp_rtt_seconds", "Seconds."), sample(1)),
                new Family(MetricDesc.counter("mptcp_rx_packets_total", "Packets."), sample(1)),
                new Family(MetricDesc.gauge("mptcp_loss_ratio", "Ratio."), sample(1)),
                new Family(MetricDesc.gauge("mptcp_bytes_per_second", "Rate."), sample(1)),
                new Family(MetricDesc.counter("mptcp_bytes_lost_total", "Losses."), sample(1)),
                new Family(MetricDesc.untyped("mptcp_pause_seconds_sum", "Sum."), sample(1)),
                new Family(MetricDesc.gauge("mptcp_subflows", "Subflows."), sample(1))));

    assertEquals(
        List.of(
            "# UNIT mptcp_loss_ratio ratio",
            "# UNIT mptcp_rtt_seconds seconds",
            "# UNIT mptcp_rx_packets packets",
            "# UNIT mptcp_sent_bytes bytes"),
        lines(write(sink, Format.OPENMETRICS_100), "# UNIT"));
    assertEquals(List.of(), lines(write(sink, Format.TEXT_004), "# UNIT"));
  }

  private static void assertSame(Format format, Family... families) throws IOException {
    byte[] ours = write(Generated.sink(List.of(families)), format);
    byte[] theirs = theirText(format, Generated.sink(List.of(families)).families());

    // as lines first, so that a failure shows the one that differs
    assertEquals(lines(theirs, ""), lines(ours, ""));
    assertArrayEquals(theirs, ours);
  }

  private static byte[] theirText(Format format, List<MetricFamilySamples> families)
      throws IOException {
    StringWriter writer = new StringWriter();
    TextFormat.writeFormat(format.contentType(), writer, Collections.enumeration(families));
    return writer.toString().getBytes(UTF_8);
  }

  private static List<String> lines(byte[] text, String start) {
    return new String(text, UTF_8).lines().filter(line -> line.startsWith(start)).toList();
  }

  private static byte[] write(SimpleclientSink sink, Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sink.writeTo(new TextWriter(format, out));
    return out.toByteArray();
  }
}
