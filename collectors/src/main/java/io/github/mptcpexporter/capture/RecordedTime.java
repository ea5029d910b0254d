package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code clock} of a recording: what time it was when its first file was read.
 *
 * @param wall for display
 * @param monotonicNanos on the scale of the recorded events
 */
record RecordedTime(Instant wall, long monotonicNanos) {

  static final String NAME = "clock";

  private static final String WALL = "wall:";
  private static final String MONOTONIC = "monotonic-nanos:";

  /** The time below {@code files}; the epoch and 0 if there is none. */
  static RecordedTime read(RootFs files) throws IOException {
    Optional<List<Line>> lines = files.lines(NAME);
    return lines.isEmpty() ? new RecordedTime(Instant.EPOCH, 0) : parse(lines.get());
  }

  static RecordedTime parse(List<Line> lines) throws BadInputException {
    Instant wall = Instant.EPOCH;
    long nanos = 0;
    for (Line line : lines) {
      if (line.text().startsWith(WALL)) {
        wall = instant(line, line.text().substring(WALL.length()).strip());
      } else if (line.text().startsWith(MONOTONIC)) {
        nanos = line.signed(line.text().substring(MONOTONIC.length()).strip());
      }
    }
    return new RecordedTime(wall, nanos);
  }

  private static Instant instant(Line line, String text) throws BadInputException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw line.bad("no time as 2026-01-01T00:00:00Z: " + Line.excerpt(text));
    }
  }

  String text() {
    return WALL + " " + wall + "\n" + MONOTONIC + " " + monotonicNanos + "\n";
  }
}
