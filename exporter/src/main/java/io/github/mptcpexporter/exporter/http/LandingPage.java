package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.metrics.BuildInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The page at {@code /}: complete in itself, without scripts, and all that varies is escaped. */
record LandingPage(StatusPages status, BuildInfo build, String telemetryPath) implements Page {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
      body{max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.4rem;margin:0}
      ul{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;padding:0;list-style:none}
      div{overflow-x:auto}
      table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
      caption{text-align:left;font-weight:600}
      th,td{text-align:left;padding:.2rem 1rem .2rem 0;border-bottom:1px solid #8886}
      """;

  @Override
  public String contentType() {
    return "text/html; charset=utf-8";
  }

  /** Allows the one style sheet above by its hash, and nothing else. */
  @Override
  public String contentSecurityPolicy() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return Answer.NOTHING_LOADED
          + "; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public void write(Moment moment, OutputStream out) throws IOException {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>mptcp-exporter</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>mptcp-exporter</h1>\n<p>");
    escape(html, firstLine(status.text(moment.before(), moment.now())));
    html.append("</p>\n<ul>\n");
    link(html, telemetryPath, "metrics");
    link(html, Router.STATUS, "status");
    link(html, Router.STATUS_JSON, "status as JSON");
    link(html, Router.EVENTS, "events as JSON");
    html.append("</ul>\n");
    for (StatusPages.Table table : status.tables(moment.before(), moment.now())) {
      table(html, table);
    }
    html.append("<p>Version ");
    escape(html, build.version() + ", revision " + build.revision());
    html.append(", Java ");
    escape(html, build.javaVersion());
    html.append("</p>\n</body>\n</html>\n");
    out.write(html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static void link(StringBuilder html, String path, String name) {
    html.append("<li><a href=\"");
    escape(html, path);
    html.append("\">");
    escape(html, name);
    html.append("</a></li>\n");
  }

  private static void table(StringBuilder html, StatusPages.Table table) {
    html.append("<div><table>\n<caption>");
    escape(html, table.caption());
    html.append("</caption>\n<thead>");
    row(html, "<th scope=\"col\">", table.headings(), "</th>");
    html.append("</thead>\n<tbody>\n");
    table.rows().forEach(cells -> row(html, "<td>", cells, "</td>"));
    html.append("</tbody>\n</table></div>\n");
  }

  private static void row(StringBuilder html, String open, List<String> cells, String close) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append(open);
      escape(html, cell);
      html.append(close);
    }
    html.append("</tr>\n");
  }

  private static void escape(StringBuilder html, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
  }
}
