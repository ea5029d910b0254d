package io.github.mptcpexporter.mptcp;

import java.util.Arrays;

/** How far each connection of a round had come; without an object for each. */
final class Positions {

  private static final int LEAST_CAPACITY = 64;

  private final PlaceIndex places = new PlaceIndex(0);
  private long[] positions = new long[LEAST_CAPACITY];
  private long[] queues = new long[LEAST_CAPACITY];
  private long[] movedAt = new long[LEAST_CAPACITY];
  private int size;

  /** Forgets all, and makes room for as many. */
  void clear(int expected) {
    places.clear();
    size = 0;
    if (expected > positions.length) {
      int capacity = Integer.highestOneBit(expected) * 2;
      positions = new long[capacity];
      queues = new long[capacity];
      movedAt = new long[capacity];
    }
  }

  /**
   * Adds a connection.
   *
   * @param position sum of its sequence numbers
   * @param queueBytes in its receive queue
   * @param nanos when it last moved
   */
  void add(long token, long position, long queueBytes, long nanos) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * size);
      queues = Arrays.copyOf(queues, 2 * size);
      movedAt = Arrays.copyOf(movedAt, 2 * size);
    }
    positions[size] = position;
    queues[size] = queueBytes;
    movedAt[size] = nanos;
    places.put(token, size++);
  }

  /** Place of the connection; -1 if it was not there. */
  int find(long token) {
    return places.find(token);
  }

  /** Bytes that the connection there has moved up to now; 0 if its token is another's now. */
  long gain(int place, long position, long queueBytes) {
    long inOrder = Math.max(0, position - positions[place]);
    return inOrder + Math.max(0, queueBytes - queues[place]);
  }

  long movedAt(int place) {
    return movedAt[place];
  }
}
