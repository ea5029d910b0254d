package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {

  @Test
  void linesBreakBetweenWordsAndAlign() {
    assertEquals(
        List.of(
            "ROUTES   " + "word ".repeat(14).strip(), // 9 + 14 × 5 − 1 = 78 columns
            "         word word"),
        Paragraph.lines("ROUTES", Ink.PLAIN, "word ".repeat(16).strip(), false));
  }

  @Test
  void wordsThatBelongTogetherStayTogether() {
    String text = "aaaa, " + Paragraph.keep("b b") + ", " + Paragraph.keep("c c");

    assertEquals(List.of("aaaa,", "b b, c c"), Paragraph.wrap(text, 8));
  }

  @Test
  void wordThatIsTooLongIsCut() {
    assertEquals(List.of("abcd", "ef g"), Paragraph.wrap("abcdef g", 4));
  }
}
