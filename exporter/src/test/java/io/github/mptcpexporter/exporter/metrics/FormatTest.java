package io.github.mptcpexporter.exporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.client.exporter.common.TextFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

  /** What Prometheus of several versions, curl and browsers send. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;"
            + "version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/"
            + "openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;"
            + "q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,"
            + "*/*;q=0.2",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.7,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
        "text/plain;version=0.0.4;q=1,*/*;q=0.1",
        "*/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        ""
      })
  void usualHeadersGetWhatSimpleclientChooses(String accept) {
    assertEquals(
        TextFormat.chooseContentType(accept), Format.of(new AcceptHeader(accept)).contentType());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/openmetrics-text;q=0, text/plain                | TEXT_004
          application/openmetrics-text;q=0                            | TEXT_004
          application/openmetrics-text;q=0.2, text/plain;q=0.3        | TEXT_004
          application/openmetrics-text;q=0.3, text/plain;q=0.3        | OPENMETRICS_100
          application/openmetrics-text;q=0.3, text/*;q=0.4            | TEXT_004
          application/openmetrics-text;q=0.3, */*;q=0.4               | TEXT_004
          application/openmetrics-text;q=0.3, text/plain;q=0.2, */*   | OPENMETRICS_100
          Application/OpenMetrics-Text ; Version=9 ; Q=0.9, text/plain;q=0.8 | OPENMETRICS_100
          image/png                                                   | TEXT_004
          application/openmetrics-text;q=high, text/plain;q=0.1       | TEXT_004
          """)
  void weightsDecide(String accept, Format expected) {
    assertEquals(expected, Format.of(new AcceptHeader(accept)));
  }

  @Test
  void contentTypesAreThoseOfSimpleclient() {
    assertEquals(TextFormat.CONTENT_TYPE_004, Format.TEXT_004.contentType());
    assertEquals(TextFormat.CONTENT_TYPE_OPENMETRICS_100, Format.OPENMETRICS_100.contentType());
  }
}
