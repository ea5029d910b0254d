package io.github.mptcpexporter.failover;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each situation again, told half-way through each round: all is decided as without that. */
class GlimpsedDecisionsTest extends DecisionsTest {

  @Override
  void prepare(Lines lines) {
    lines.withGlimpses();
  }

  @Test
  void cutLineIsToldBeforeTheSocketsAreReadAndNotAgain() {
    Lines lines = new Lines();
    Lines.Line wan1 = lines.line("wan1").carries(1_000_000);
    lines.line("wan2").carries(1_000_000);
    lines.pass(ofSeconds(10));

    wan1.breaks(LossCause.LINK_DOWN);
    lines.glimpse();
    assertEquals("down", lines.state("wan1"));
    assertEquals(List.of("wan1"), lines.losses());

    lines.glimpse().pass(ofSeconds(1));
    assertEquals(List.of("wan1"), lines.losses());
  }

  @Test
  void lastLineThatIsCutIsOneOutage() {
    Lines lines = new Lines();
    Lines.Line wan1 = lines.line("wan1").carries(1_000_000);
    lines.pass(ofSeconds(10));

    wan1.breaks(LossCause.CARRIER_LOST);
    lines.glimpse();
    assertEquals("outage", lines.bundle());
    assertEquals(1, lines.told(Kind.OUTAGE_BEGAN).size());

    lines.pass(ofSeconds(5));
    assertEquals(1, lines.told(Kind.OUTAGE_BEGAN).size());
  }
}
