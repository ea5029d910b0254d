package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by status code. Any thread. */
public final class HttpRequests implements Exposed<SortedMap<Integer, Long>> {

  private static final MetricDesc REQUESTS =
      MetricDesc.counter("mptcp_http_requests_total", "HTTP requests answered.", "code");

  /** There from the start, so that the first of them is an increase. */
  private static final List<Integer> EXPECTED = List.of(200, 500, 503);

  private final Map<Integer, LongAdder> byCode = new ConcurrentHashMap<>();

  /** None so far. */
  public HttpRequests() {
    EXPECTED.forEach(code -> byCode.put(code, new LongAdder()));
  }

  /** One more answer with that code. */
  public void count(int code) {
    byCode.computeIfAbsent(code, first -> new LongAdder()).increment();
  }

  /** So far, by code. */
  public SortedMap<Integer, Long> counts() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    byCode.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }

  /** These counts, as they stand when they are shown. */
  public OwnMetrics<?> asOwnMetrics() {
    return new OwnMetrics<>(this, this::counts);
  }

  @Override
  public String name() {
    return Exposition.EXPORTER;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(REQUESTS);
  }

  @Override
  public void expose(SortedMap<Integer, Long> counts, MetricSink sink) {
    counts.forEach((code, count) -> sink.sample(REQUESTS, (double) count, Integer.toString(code)));
  }
}
