package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.events.EventLog;
import io.github.mptcpexporter.exporter.events.EventRecorder;
import io.github.mptcpexporter.exporter.http.HttpOptions;
import io.github.mptcpexporter.exporter.http.HttpServer;
import io.github.mptcpexporter.exporter.http.Site;
import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import io.github.mptcpexporter.exporter.metrics.HttpRequests;
import io.github.mptcpexporter.exporter.metrics.OwnMetrics;
import io.github.mptcpexporter.exporter.metrics.ProcessMetrics;
import io.github.mptcpexporter.monitor.Monitor;
import io.github.mptcpexporter.monitor.SamplerMetrics;
import io.github.mptcpexporter.monitor.ViewSource;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exporter as it serves: rounds and web server. */
final class Running {

  /** What goes on besides serving. */
  private interface Rounds {
    void end();
  }

  private final Rounds rounds;
  private final HttpServer server;

  private Running(Rounds rounds, HttpServer server) {
    this.rounds = rounds;
    this.server = server;
  }

  /**
   * Listens, then begins to read.
   *
   * @param budget share of one core for rounds between scrapes
   * @param events where events go; ended with the rest
   * @param ownProcess whether to show process_* and jvm_*
   * @throws IOException if an address can not be listened on, or the recording makes no sense
   */
  static Running start(
      Input input, HttpOptions http, double budget, boolean ownProcess, EventKeeping events)
      throws IOException {
    HttpRequests requests = new HttpRequests();
    if (input.replay().isPresent()) {
      EventLog replayed = events.log();
      View end =
          new OneShot(input).look(Duration.ZERO, view -> EventRecorder.add(view, replayed)).now();
      ViewSource still = new StillView(end);
      return new Running(
          () -> {}, serve(input, http.withoutRates(), still, List.of(), replayed, requests));
    }
    List<OwnMetrics<?>> own = new ArrayList<>(List.of(requests.asOwnMetrics()));
    Monitor monitor = Monitor.of(input.sources(), input.selection(), budget, events.earlier());
    own.add(new OwnMetrics<>(new SamplerMetrics(), monitor::stats));
    own.add(events.asOwnMetrics());
    if (ownProcess) {
      own.add(ProcessMetrics.ofThisProcess());
    }
    HttpServer server = serve(input, http, monitor, own, events.log(), requests);
    events.start();
    monitor.onView(events::accept);
    Optional<QuotaKeeping> quotas =
        input
            .selection()
            .quotas()
            .file()
            .map(file -> new QuotaKeeping(file, input.sources().clock().monotonic()));
    quotas.ifPresent(
        keeping -> {
          keeping.start();
          monitor.onView(keeping::accept);
        });
    monitor.start();
    return new Running(
        () -> {
          monitor.close();
          events.close();
          quotas.ifPresent(QuotaKeeping::close);
        },
        server);
  }

  private static HttpServer serve(
      Input input,
      HttpOptions http,
      ViewSource views,
      List<OwnMetrics<?>> own,
      EventLog events,
      HttpRequests requests)
      throws IOException {
    Site site =
        new Site(
            views,
            input.selection().collectors(),
            Wiring.exposition(input, own),
            events,
            new ReportPages(events),
            BuildInfo.ofThisProgram(),
            requests);
    return HttpServer.start(http, site);
  }

  List<InetSocketAddress> addresses() {
    return server.addresses();
  }

  /** Finishes answers under way; through within 1 s. */
  void stop() {
    server.close();
    rounds.end();
  }
}
