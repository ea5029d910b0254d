package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.tracker.View;
import java.util.List;

/** What the pages for people show. Pure; on the worker thread, once for a view. */
public interface StatusPages {

  /**
   * The text of the status command; its first line says whether all is right.
   *
   * @param before an earlier view, for rates; the same one if there is none
   */
  String text(View before, View now);

  /** The same as JSON. */
  String json(View before, View now);

  /** Tables of the landing page: interfaces, the last events. */
  List<Table> tables(View before, View now);

  /**
   * A table of text, not of HTML.
   *
   * @param caption above it
   * @param headings of the columns
   * @param rows as many cells in each as there are headings
   */
  record Table(String caption, List<String> headings, List<List<String>> rows) {

    public Table {
      headings = List.copyOf(headings);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
