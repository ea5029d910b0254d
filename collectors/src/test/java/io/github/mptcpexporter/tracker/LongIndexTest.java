package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIndexTest {

  @Test
  void numbersKeysInTheOrderOfTheirFirstAppearanceAsAMapWould() {
    Random random = new Random(20_261_124);
    LongIndex index = new LongIndex(3);
    Map<Long, Integer> model = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      // Small ones collide with each other as keys, large ones as places.
      long key = random.nextBoolean() ? random.nextInt(5_000) : random.nextLong() << 40;
      assertEquals(model.computeIfAbsent(key, k -> model.size()), index.add(key));
    }

    assertEquals(model.size(), index.size());
    model.forEach(
        (key, number) -> {
          assertEquals(number, index.find(key));
          assertEquals(key, index.key(number));
        });
  }

  @Test
  void keysThatWereNeverAddedHaveNoNumber() {
    LongIndex index = new LongIndex(0);
    index.add(0);
    index.add(-1);

    assertEquals(-1, index.find(1));
    assertEquals(0, index.find(0));
    assertEquals(1, index.find(-1));
  }
}
