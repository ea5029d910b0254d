package io.github.mptcpexporter.exporter.metrics;

/** The two texts that Prometheus reads. */
public enum Format {
  /** What every client understands. */
  TEXT_004("text/plain; version=0.0.4; charset=utf-8"),
  /** What Prometheus asks for since 2.5; also names units, and says where it ends. */
  OPENMETRICS_100("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /** The value of {@code Content-Type}. */
  public String contentType() {
    return contentType;
  }

  /**
   * The format that a client likes best: OpenMetrics if it names that and gives it at least the
   * weight of plain text, whatever version it writes; else plain text, also if it wants neither.
   */
  public static Format of(AcceptHeader accept) {
    double openMetrics = accept.weight("application/openmetrics-text").orElse(0);
    double text =
        accept
            .weight("text/plain")
            .orElseGet(
                () -> accept.weight("text/*").orElseGet(() -> accept.weight("*/*").orElse(0)));
    return openMetrics > 0 && openMetrics >= text ? OPENMETRICS_100 : TEXT_004;
  }
}
