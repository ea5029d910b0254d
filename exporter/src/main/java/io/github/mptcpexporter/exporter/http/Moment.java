package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.tracker.View;

/**
 * What a page is rendered from.
 *
 * @param before an earlier view, for rates; the same one if there is none
 * @param now the view that is shown
 */
record Moment(View before, View now) {

  static Moment of(View view) {
    return new Moment(view, view);
  }
}
