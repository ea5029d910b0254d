package io.github.mptcpexporter.exporter.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final String TEXT =
      """
      # HELP bytes_total Bytes.
      # TYPE bytes_total counter
      bytes_total{interface="wan1",priority="normal"} 12.0
      bytes_total{interface="a,b \\"c\\"",priority="backup"} 3.5E3
      bytes_total_more 7
      up 1.0
      limit +Inf
      # EOF
      """;

  @Test
  void samplesAreFoundByNameAndLabelsInAnyOrder() throws IOException {
    Samples samples = Samples.parse(TEXT);

    assertEquals(
        12, samples.value("bytes_total", Map.of("priority", "normal", "interface", "wan1")));
    assertEquals(1, samples.value("up", Map.of()));
    assertEquals(Double.POSITIVE_INFINITY, samples.value("limit", Map.of()));
    assertTrue(
        samples.has("bytes_total", Map.of("interface", "a,b \\\"c\\\"", "priority", "backup")));
    assertFalse(samples.has("bytes_total", Map.of("interface", "wan1")));
    assertThrows(IOException.class, () -> samples.value("down", Map.of()));
  }

  @Test
  void sumCountsTheNameAloneAndNoLongerOne() throws IOException {
    assertEquals(3512, Samples.parse(TEXT).sum("bytes_total"));
  }

  @Test
  void sampleThatComesTwiceIsAnError() {
    assertThrows(IOException.class, () -> Samples.parse("up 1\nup 1\n"));
  }
}
