package io.github.mptcpexporter.collector;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Does as the test says; counts how often. */
public final class FakeCollector implements Collector<String> {

  /** What it does. */
  public interface Act {
    Optional<String> collect() throws IOException, InterruptedException;
  }

  private final String name;
  private final Pace pace;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Act act;
  private boolean steers;
  private Optional<String> glance = Optional.empty();

  public FakeCollector(String name, Pace pace, Act act) {
    this.name = name;
    this.pace = pace;
    this.act = act;
  }

  /** Reads its name and the number of the call, such as {@code a1}, in each round. */
  public FakeCollector(String name) {
    this(name, Pace.EVERY_ROUND, Optional::empty);
    reads();
  }

  /** From now on it reads its name and the number of the call. */
  public FakeCollector reads() {
    act = () -> Optional.of(name + calls());
    return this;
  }

  /** From now on it does that. */
  public FakeCollector does(Act act) {
    this.act = act;
    return this;
  }

  /** Is read first after a change. */
  public FakeCollector steering() {
    steers = true;
    return this;
  }

  /** Has that to say half-way. */
  public FakeCollector glances(String value) {
    glance = Optional.of(value);
    return this;
  }

  public int calls() {
    return calls.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public boolean steers() {
    return steers;
  }

  @Override
  public Optional<String> glance() {
    return glance;
  }

  @Override
  public Optional<String> collect() throws IOException {
    calls.incrementAndGet();
    try {
      return act.collect();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void expose(String value, MetricSink sink) {}
}
