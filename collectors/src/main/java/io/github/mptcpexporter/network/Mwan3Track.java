package io.github.mptcpexporter.network;

import io.github.mptcpexporter.model.LineVerdict;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@code mwan3track} writes into {@code /var/run/mwan3track/INTERFACE}: {@code STATUS}, {@code
 * TIME} (uptime at its last turn, seconds), and where it measures {@code LATENCY_HOST} (ms) and
 * {@code LOSS_HOST} (percent). Files of a tracker that has stopped are left out.
 */
final class Mwan3Track {

  private static final String DIRECTORY = "var/run/mwan3track";
  private static final String LATENCY = "LATENCY_";
  private static final String LOSS = "LOSS_";

  /** Its turns are 10 s apart by default, and seldom minutes. */
  private static final long STALE_SECONDS = 300;

  /** What it writes when no probe was answered. */
  private static final double NO_ANSWER_MILLIS = 999_999;

  private static final double PERCENT = 100;

  private final RootFs rootFs;

  Mwan3Track(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  /** One verdict for each interface that it tracks; none if it does not run. */
  List<LineVerdict> read() throws IOException {
    List<LineVerdict> verdicts = new ArrayList<>();
    for (String name : rootFs.list(DIRECTORY)) {
      read(name, DIRECTORY + "/" + name).ifPresent(verdicts::add);
    }
    return verdicts;
  }

  private Optional<LineVerdict> read(String name, String directory) throws IOException {
    Optional<Line> status = rootFs.firstLine(directory + "/STATUS");
    boolean known =
        status.isPresent()
            && (status.get().text().equals("online") || status.get().text().equals("offline"));
    if (!known || !runs(directory)) {
      return Optional.empty();
    }
    OptionalDouble latency = OptionalDouble.empty();
    OptionalDouble loss = OptionalDouble.empty();
    for (String file : rootFs.list(directory)) {
      if (file.startsWith(LATENCY)) {
        latency = lower(latency, number(directory + "/" + file), NO_ANSWER_MILLIS);
      } else if (file.startsWith(LOSS)) {
        loss = lower(loss, number(directory + "/" + file), PERCENT + 1);
      }
    }
    return Optional.of(
        new LineVerdict(
            name,
            "mwan3",
            status.orElseThrow().text().equals("online"),
            latency,
            loss.isPresent() ? OptionalDouble.of(loss.getAsDouble() / PERCENT) : loss));
  }

  private boolean runs(String directory) throws IOException {
    Optional<Line> started = rootFs.firstLine(directory + "/STARTED");
    if (started.isPresent() && started.get().text().equals("0")) {
      return false;
    }
    OptionalLong turn = number(directory + "/TIME");
    Optional<Line> uptime = rootFs.firstLine("proc/uptime");
    if (turn.isEmpty() || uptime.isEmpty()) {
      return true; // nothing tells
    }
    String text = uptime.get().text();
    int end = text.indexOf('.');
    return end < 0
        || uptime.get().unsigned(text.substring(0, end)) - turn.getAsLong() <= STALE_SECONDS;
  }

  /** Empty also for a file that is empty while it is written. */
  private OptionalLong number(String path) throws IOException {
    Optional<Line> line = rootFs.firstLine(path);
    if (line.isEmpty() || line.get().text().isEmpty()) {
      return OptionalLong.empty();
    }
    long number = line.get().unsigned(line.get().text());
    if (number < 0) {
      throw bad(line.get());
    }
    return OptionalLong.of(number);
  }

  private static BadInputException bad(Line line) {
    return line.bad("too large: \"" + Line.excerpt(line.text()) + "\"");
  }

  private static OptionalDouble lower(OptionalDouble one, OptionalLong other, double below) {
    if (other.isEmpty() || other.getAsLong() >= below) {
      return one;
    }
    return OptionalDouble.of(Math.min(one.orElse(Double.MAX_VALUE), (double) other.getAsLong()));
  }
}
