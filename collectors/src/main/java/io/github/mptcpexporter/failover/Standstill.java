package io.github.mptcpexporter.failover;

/**
 * A time in which a connection did not move in one direction though it should have.
 *
 * @param receiving whether what it received stood still; else what it sent
 * @param from monotonic nanoseconds of the last move
 * @param to of the next one
 * @param hole whether bytes behind a missing one came in meanwhile
 */
public record Standstill(boolean receiving, long from, long to, boolean hole) {

  long nanos() {
    return to - from;
  }
}
