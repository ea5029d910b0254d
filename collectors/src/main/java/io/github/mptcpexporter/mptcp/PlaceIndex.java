package io.github.mptcpexporter.mptcp;

import java.util.Arrays;

/**
 * From cookies, tokens or inodes to places in a list; without an object for each, since each round
 * makes one.
 */
final class PlaceIndex {

  private static final int LEAST_CAPACITY = 64;

  private long[] keys;
  private int[] values; // place + 1; 0 if free
  private int size;

  /**
   * @param expected how many keys there is room for before it has to grow
   */
  PlaceIndex(int expected) {
    int capacity = Math.max(LEAST_CAPACITY, Integer.highestOneBit(Math.max(1, expected)) * 4);
    keys = new long[capacity];
    values = new int[capacity];
  }

  /** Sets the place of {@code key}. */
  void put(long key, int place) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int slot = slot(key);
    if (values[slot] == 0) {
      keys[slot] = key;
      size++;
    }
    values[slot] = place + 1;
  }

  /** Place of {@code key}, or -1. */
  int find(long key) {
    return values[slot(key)] - 1;
  }

  /** Forgets all, and keeps the room. */
  void clear() {
    Arrays.fill(values, 0);
    size = 0;
  }

  /** Where {@code key} is, or would be. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask; // inodes come in sequence
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[2 * oldValues.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        put(oldKeys[i], oldValues[i] - 1);
      }
    }
  }
}
