package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.exporter.http.HttpOptions;
import io.github.mptcpexporter.exporter.http.ListenAddress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code serve}: runs until it is told to end. */
final class ServeCommand implements Command {

  private static final Logger LOG = System.getLogger(ServeCommand.class.getName());

  private static final String LISTEN = "--web.listen-address";
  private static final String PATH = "--web.telemetry-path";
  private static final String MAX_REQUESTS = "--web.max-requests";
  private static final String NO_OWN_METRICS = "--web.disable-exporter-metrics";
  private static final String MAX_AGE = "--scrape.max-age";
  private static final String BUDGET = "--sampler.budget";
  private static final String DEFAULT_ADDRESS = Daemon.DEFAULT_ADDRESS;
  private static final double DEFAULT_BUDGET = 0.01;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description("Serves metrics and a status page until it is told to end.");
    spec.addOption(
        Options.texts(
            LISTEN,
            "HOST:PORT",
            "Where to listen (default " + DEFAULT_ADDRESS + "); may be given several times."));
    spec.addOption(
        Options.text(
            PATH, "PATH", "Where the metrics are (default " + HttpOptions.TELEMETRY_PATH + ")."));
    spec.addOption(
        Options.text(
            MAX_REQUESTS,
            "N",
            "Most requests under way (default " + HttpOptions.MAX_REQUESTS + "; 0 = any)."));
    spec.addOption(
        Options.flag(NO_OWN_METRICS, "Leave out process_* and jvm_*, the exporter's own process."));
    spec.addOption(
        Options.text(
            MAX_AGE, "TIME", "Oldest view that a scrape shows (default 250ms; 0 = a new one)."));
    spec.addOption(
        Options.text(BUDGET, "SHARE", "Share of a core for rounds between scrapes (default 1%%)."));
    EventKeeping.addOptions(spec);
    SourceOptions.addCollectors(spec);
    SourceOptions.addInterfaces(spec);
    PeerOptions.add(spec);
    SourceOptions.addPlaces(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) throws UsageException, IOException {
    HttpOptions http = httpOptions(options);
    double budget = Options.share(options, BUDGET, DEFAULT_BUDGET);
    Input input = Input.open(options);
    EventKeeping events = EventKeeping.of(options, input);
    Running running =
        Running.start(input, http, budget, !options.hasMatchedOption(NO_OWN_METRICS), events);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(running), "farewell"));
    for (InetSocketAddress address : running.addresses()) {
      LOG.log(Level.INFO, "listening on " + url(address));
    }
    try {
      new CountDownLatch(1).await(); // SIGTERM and SIGINT end the process, not this wait
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  /** Java ends with 143 after SIGTERM; what was asked for and done is no failure. */
  private static void farewell(Running running) {
    running.stop();
    LOG.log(Level.INFO, "ended");
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  private static HttpOptions httpOptions(ParseResult options) throws UsageException {
    String[] addresses = options.matchedOptionValue(LISTEN, new String[] {DEFAULT_ADDRESS});
    try {
      List<ListenAddress> listen = new ArrayList<>();
      for (String address : addresses) {
        listen.add(ListenAddress.parse(address));
      }
      return new HttpOptions(
          listen,
          Options.value(options, PATH, HttpOptions.TELEMETRY_PATH),
          Options.duration(options, MAX_AGE, HttpOptions.MAX_AGE),
          Options.count(options, MAX_REQUESTS, HttpOptions.MAX_REQUESTS),
          HttpOptions.IDLE_TIMEOUT,
          HttpOptions.RATE_INTERVAL);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String url(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
