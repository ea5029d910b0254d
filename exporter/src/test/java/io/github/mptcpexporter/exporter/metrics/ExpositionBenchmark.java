package io.github.mptcpexporter.exporter.metrics;

import com.sun.management.ThreadMXBean;
import io.github.mptcpexporter.collector.MetricDesc;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * What a sample costs, in CPU time and garbage: our text against simpleclient's. No test; run it by
 *
 * <pre>
 * mvn -q -pl exporter -am test-compile
 * mvn -q -pl exporter dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -Xmn2m \
 *   -cp exporter/target/test-classes:exporter/target/classes:$(cat exporter/target/classpath) \
 *   io.github.mptcpexporter.exporter.metrics.ExpositionBenchmark
 * </pre>
 */
final class ExpositionBenchmark {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 9;
  private static final int FAMILIES = 130;

  private record Family(MetricDesc metric, List<String[]> labels, List<Double> values) {}

  private ExpositionBenchmark() {}

  private interface Work {
    void run(OutputStream out) throws IOException;
  }

  public static void main(String[] args) throws IOException {
    System.out.println("samples  bytes/sample  what                           ns/sample  B/sample");
    for (int samples : new int[] {400, 20_000}) {
      List<Family> families = families(samples);
      MetricCatalogue catalogue = catalogue(families);
      for (Format format : Format.values()) {
        measure(samples, format + " samples", out -> fill(catalogue, families));
        measure(
            samples,
            format + " samples and text",
            out -> fill(catalogue, families).writeTo(new TextWriter(format, out)));
        SimpleclientSink filled = fill(catalogue, families);
        measure(samples, format + " text", out -> filled.writeTo(new TextWriter(format, out)));
        measure(
            samples,
            format + " text, gzip -6",
            out -> {
              try (OutputStream gzip = new GZIPOutputStream(out, 8192)) {
                filled.writeTo(new TextWriter(format, gzip));
              }
            });
        measure(
            samples,
            format + " simpleclient",
            out -> {
              Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
              TextFormat.writeFormat(
                  format.contentType(), writer, Collections.enumeration(filled.families()));
              writer.flush();
            });
      }
    }
  }

  private static void measure(int samples, String what, Work work) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(200 * samples);
    int times = Math.max(1, 400_000 / samples);
    double best = Double.MAX_VALUE;
    double garbage = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = allocated();
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        out.reset();
        work.run(out);
      }
      best = Math.min(best, (double) (THREADS.getCurrentThreadCpuTime() - start) / times / samples);
      garbage = (double) (allocated() - allocated) / times / samples;
    }
    System.out.printf(
        Locale.ROOT,
        "%7d  %12.0f  %-30s %9.0f  %8.0f%n",
        samples,
        (double) out.size() / samples,
        what,
        best,
        garbage);
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** As a router with four uplinks has them: 130 families, one value of ten a fraction. */
  private static List<Family> families(int samples) {
    List<Family> families = new ArrayList<>();
    for (int i = 0; i < FAMILIES; i++) {
      String name = "mptcp_interface_subflow_transmit_" + i + "_bytes";
      String help = "Payload bytes sent by subflows on the interface, retransmissions included.";
      MetricDesc metric =
          i % 2 == 0
              ? MetricDesc.counter(name + "_total", help, "interface", "priority")
              : MetricDesc.gauge(name, help, "interface", "priority");
      List<String[]> labels = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (int k = i; k < samples; k += FAMILIES) {
        labels.add(new String[] {"wan" + k, k % 2 == 0 ? "normal" : "backup"});
        values.add(k % 10 == 9 ? k / 1e6 : Math.rint(Math.pow(7, k % 15)));
      }
      families.add(new Family(metric, labels, values));
    }
    return families;
  }

  private static MetricCatalogue catalogue(List<Family> families) {
    List<MetricDesc> metrics = families.stream().map(Family::metric).toList();
    return MetricCatalogue.of(List.of(new Fixed(metrics)));
  }

  private static SimpleclientSink fill(MetricCatalogue catalogue, List<Family> families) {
    SimpleclientSink sink = new SimpleclientSink(catalogue);
    for (Family family : families) {
      for (int i = 0; i < family.labels.size(); i++) {
        sink.sample(family.metric, family.values.get(i), family.labels.get(i));
      }
    }
    return sink;
  }
}
