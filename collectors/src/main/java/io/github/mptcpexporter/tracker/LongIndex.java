package io.github.mptcpexporter.tracker;

import java.util.Arrays;

/**
 * Numbers longs from 0 in the order in which they come, without a box for any: a hash table with
 * open addressing. It is filled while a round is folded and only read afterwards.
 */
public final class LongIndex {

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private long[] keys;
  private int[] places; // number + 1, or 0 where free; twice as many as keys at least
  private int shift;
  private int size;

  /**
   * @param expected how many keys there is room for before it has to grow
   */
  public LongIndex(int expected) {
    keys = new long[Math.max(8, expected)];
    makePlaces();
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The key with that number. */
  public long key(int number) {
    return keys[number];
  }

  /** The key's number; -1 if it was never added. */
  public int find(long key) {
    for (int place = placeOf(key); places[place] != 0; place = next(place)) {
      if (keys[places[place] - 1] == key) {
        return places[place] - 1;
      }
    }
    return -1;
  }

  public boolean contains(long key) {
    return find(key) >= 0;
  }

  /** Adds a key unless it is there, and returns its number. */
  public int add(long key) {
    int place = placeOf(key);
    for (; places[place] != 0; place = next(place)) {
      if (keys[places[place] - 1] == key) {
        return places[place] - 1;
      }
    }
    if (size == keys.length) {
      grow();
      place = freePlaceOf(key);
    }
    keys[size] = key;
    places[place] = ++size;
    return size - 1;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, keys.length * 2);
    makePlaces();
    for (int number = 0; number < size; number++) {
      places[freePlaceOf(keys[number])] = number + 1;
    }
  }

  private void makePlaces() {
    int bits = 64 - Long.numberOfLeadingZeros(2L * keys.length - 1);
    places = new int[1 << bits];
    shift = 64 - bits;
  }

  private int freePlaceOf(long key) {
    int place = placeOf(key);
    while (places[place] != 0) {
      place = next(place);
    }
    return place;
  }

  private int placeOf(long key) {
    return (int) ((key * GOLDEN_RATIO) >>> shift);
  }

  private int next(int place) {
    return (place + 1) & (places.length - 1);
  }
}
