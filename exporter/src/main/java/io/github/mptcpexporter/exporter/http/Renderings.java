package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders each page once for a view, however many clients want it. On the worker thread alone. */
final class Renderings {

  /** Filters make pages that differ; there are more of them than any view is worth. */
  private static final int MOST_PAGES = 16;

  private final Map<String, Body> plain = new HashMap<>();
  private final Map<String, Body> gzipped = new HashMap<>();
  private @Nullable View view; // null before the first

  /** The page's bytes. */
  Body of(Moment moment, Page page, boolean gzip) throws IOException {
    if (view != moment.now()) {
      plain.clear();
      gzipped.clear();
      view = moment.now();
    }
    Map<String, Body> bodies = gzip ? gzipped : plain;
    Body known = bodies.get(page.key());
    if (known != null) {
      return known;
    }
    Body body = render(moment, page, gzip);
    if (bodies.size() < MOST_PAGES) {
      bodies.put(page.key(), body);
    }
    return body;
  }

  private static Body render(Moment moment, Page page, boolean gzip) throws IOException {
    Body.Output out = new Body.Output();
    if (gzip) {
      try (OutputStream compressed = new Gzip(out)) {
        page.write(moment, compressed);
      }
    } else {
      page.write(moment, out);
    }
    return out.toBody();
  }
}
