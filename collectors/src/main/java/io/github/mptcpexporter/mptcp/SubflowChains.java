package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.Subflow;
import java.util.Arrays;

/**
 * The subflows of each connection while rows come in; no list for each, since a round makes many.
 */
final class SubflowChains {

  private static final int NONE = -1;
  private static final int INITIAL_CAPACITY = 64;

  private Subflow[] subflows = new Subflow[INITIAL_CAPACITY];
  private long[] cookies = new long[INITIAL_CAPACITY];
  private int[] next = new int[INITIAL_CAPACITY]; // of the same connection
  private int size;
  private int[] first = new int[0]; // of each connection

  /** Adds a subflow to a connection, or sets it anew if its socket is there already. */
  void put(int connection, long cookie, Subflow subflow) {
    int place = first(connection);
    while (place != NONE && cookies[place] != cookie) {
      place = next[place];
    }
    if (place != NONE) {
      subflows[place] = subflow;
      return;
    }
    if (size == subflows.length) {
      subflows = Arrays.copyOf(subflows, 2 * size);
      cookies = Arrays.copyOf(cookies, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
    }
    subflows[size] = subflow;
    cookies[size] = cookie;
    next[size] = first[connection];
    first[connection] = size++;
  }

  /** The subflows of a connection, in the order in which they came. */
  Subflow[] get(int connection) {
    int count = 0;
    for (int place = first(connection); place != NONE; place = next[place]) {
      count++;
    }
    Subflow[] chain = new Subflow[count];
    for (int place = first(connection); place != NONE; place = next[place]) {
      chain[--count] = subflows[place];
    }
    return chain;
  }

  private int first(int connection) {
    if (connection >= first.length) {
      int known = first.length;
      first = Arrays.copyOf(first, Math.max(INITIAL_CAPACITY, 2 * connection));
      Arrays.fill(first, known, first.length, NONE);
    }
    return first[connection];
  }
}
