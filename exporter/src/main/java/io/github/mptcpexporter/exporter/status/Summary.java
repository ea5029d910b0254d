package io.github.mptcpexporter.exporter.status;

import java.util.List;

/** The first line's sentence: the worst finding, and who carries the traffic. */
final class Summary {

  private static final int WIDTH = Paragraph.WIDTH - Paragraph.MARGIN;

  private Summary() {}

  static String sentence(StatusModel model, List<Finding> findings) {
    Carriers carriers = Carriers.of(model, findings);
    if (findings.isEmpty()) {
      return fitting(carriers.full(true), carriers.full(false), carriers.brief(false));
    }
    List<Finding> told = findings;
    if (findings.get(0).problem() == Problem.DEFAULT_ROUTE_DEAD && findings.size() > 1) {
      told = findings.subList(1, findings.size()); // the line DANGER says the first
    }
    Finding worst = told.get(0);
    int others = told.size() - 1;
    String brief = worst.brief() + (others > 0 ? ", and " + others + " more" : "");
    if (worst.problem().level() != Level.WARNING) {
      return fitting(brief, worst.brief());
    }
    return fitting(
        brief + "; " + carriers.full(true),
        brief + "; " + carriers.brief(true),
        brief + "; " + carriers.brief(false),
        brief,
        worst.brief());
  }

  /** The first that fits on the line; the last is cut if none does. */
  private static String fitting(String... sentences) {
    for (String sentence : sentences) {
      if (sentence.length() <= WIDTH) {
        return sentence;
      }
    }
    return Names.shorten(sentences[sentences.length - 1], WIDTH);
  }
}
