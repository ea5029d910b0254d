package io.github.mptcpexporter.exporter.failover;

import io.github.mptcpexporter.exporter.lab.Samples;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What became of a situation.
 *
 * @param situation that was played
 * @param cause when its cause was
 * @param events since right before the cause, in the order in which they came
 * @param stalls of the application, from the start
 * @param metrics in the end
 * @param sockets what {@code ss} shows in the end, for the report of a failure
 */
record Outcome(
    Situation situation,
    FailoverLab.Moment cause,
    List<Heard> events,
    List<Stall> stalls,
    Samples metrics,
    String sockets) {

  // a standstill counts if it begins within so many ms of the loss
  private static final double CONCERNED_MILLIS = 5_000;

  Optional<Heard> first(Expected expected) {
    return events.stream().filter(expected::is).findFirst();
  }

  /** Longest stall that the application felt by the cause. */
  OptionalDouble stallMillis() {
    return stalls.stream()
        .filter(stall -> stall.end() >= cause.before())
        .filter(stall -> stall.start() <= cause.after() + CONCERNED_MILLIS)
        .mapToDouble(Stall::millis)
        .max();
  }

  /** The standstill that the program reports; empty if it reports none. */
  OptionalDouble blackoutMillis() {
    return events.stream()
        .filter(event -> event.kind().equals("blackout"))
        .map(event -> event.json().getDouble("blackout_seconds"))
        .filter(seconds -> seconds != null)
        .mapToDouble(seconds -> seconds * 1000)
        .max();
  }

  /** For the report of a failure. */
  String evidence() {
    return "cause at "
        + cause
        + "\nevents:\n"
        + events.stream()
            .sorted(Comparator.comparingDouble(Heard::arrival))
            .map(
                event ->
                    String.format("%+9.1f ms ", event.arrival() - cause.before()) + event.json())
            .collect(Collectors.joining("\n"))
        + "\nstalls: "
        + stalls.stream().filter(stall -> stall.end() >= cause.before()).toList()
        + "\n"
        + sockets;
  }
}
