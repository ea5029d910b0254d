package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a text exposition, as a scraper without our code would read them. */
public final class Samples {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: .*)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  // by name and sorted labels
  private final Map<String, Double> values;

  private Samples(Map<String, Double> values) {
    this.values = values;
  }

  /** Reads text format 0.0.4 or OpenMetrics; a sample that comes twice is an error. */
  public static Samples parse(String text) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw new IOException("no sample: " + line);
      }
      String labels = sample.group(2);
      String key = key(sample.group(1), labels == null ? Map.of() : labels(labels));
      if (values.put(key, Double.valueOf(sample.group(3).replace("Inf", "Infinity"))) != null) {
        throw new IOException("twice: " + line);
      }
    }
    return new Samples(values);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }

  private static String key(String name, Map<String, String> labels) {
    return labels.isEmpty() ? name : name + new TreeMap<>(labels);
  }

  /** The value of the one sample with this name and exactly these labels. */
  public double value(String name, Map<String, String> labels) throws IOException {
    Double value = values.get(key(name, labels));
    if (value == null) {
      throw new IOException("no " + key(name, labels) + " among " + names());
    }
    return value;
  }

  /** Whether there is such a sample. */
  public boolean has(String name, Map<String, String> labels) {
    return values.containsKey(key(name, labels));
  }

  /** Sum of all samples of the name; 0 if there is none. */
  public double sum(String name) {
    return values.entrySet().stream()
        .filter(sample -> sample.getKey().equals(name) || sample.getKey().startsWith(name + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** Every sample, as name and labels. */
  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }
}
