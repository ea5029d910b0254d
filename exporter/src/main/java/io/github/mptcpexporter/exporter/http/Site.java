package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import io.github.mptcpexporter.exporter.metrics.Exposition;
import io.github.mptcpexporter.exporter.metrics.HttpRequests;
import io.github.mptcpexporter.monitor.ViewSource;
import java.util.Set;

/**
 * What there is to serve.
 *
 * @param views where views come from
 * @param collectors names of those that run: what {@code collect[]} and {@code exclude[]} may name
 * @param exposition views as metrics
 * @param events what has happened
 * @param status views as text, JSON and tables
 * @param build shown on the landing page
 * @param requests counts the answers
 */
public record Site(
    ViewSource views,
    Set<String> collectors,
    Exposition exposition,
    EventLog events,
    StatusPages status,
    BuildInfo build,
    HttpRequests requests) {

  public Site {
    collectors = Set.copyOf(collectors);
  }
}
