package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.metrics.CollectorFilter;
import io.github.mptcpexporter.exporter.metrics.Format;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which metrics a request asks for, as node_exporter is asked. */
final class MetricsQuery {

  private static final String COLLECT = "collect[]";
  private static final String EXCLUDE = "exclude[]";

  private MetricsQuery() {}

  /**
   * The page.
   *
   * @throws Refusal if the query names a collector that does not run, or asks for some and against
   *     others
   */
  static Page page(HttpServerRequest request, Site site) throws Refusal {
    MultiMap query = query(request);
    List<String> collect = query.getAll(COLLECT);
    List<String> exclude = query.getAll(EXCLUDE);
    if (!collect.isEmpty() && !exclude.isEmpty()) {
      throw Refusal.badRequest("collect[] and exclude[] can not be combined");
    }
    CollectorFilter filter =
        new CollectorFilter(
            known(COLLECT, collect, site.collectors()), known(EXCLUDE, exclude, site.collectors()));
    Format format = Format.of(Router.accept(request, HttpHeaders.ACCEPT));
    return new Page.Metrics(site.exposition(), filter, format);
  }

  /** The parameters of the request. */
  static MultiMap query(HttpServerRequest request) throws Refusal {
    try {
      return request.params();
    } catch (IllegalArgumentException e) { // how Vert.x says that % is not followed by two digits
      throw Refusal.badRequest("the query can not be decoded");
    }
  }

  /** The names are not repeated in the answer: they may be anything. */
  private static Set<String> known(String parameter, List<String> names, Set<String> collectors)
      throws Refusal {
    if (!collectors.containsAll(names)) {
      throw Refusal.badRequest(
          parameter
              + " names a collector that does not exist or is switched off; there are "
              + String.join(" ", new TreeSet<>(collectors)));
    }
    return new HashSet<>(names);
  }
}
