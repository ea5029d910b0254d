package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaceIndexTest {

  @Test
  void findsWhatAMapFinds() {
    Map<Long, Integer> map = new HashMap<>();
    PlaceIndex index = new PlaceIndex(0);
    Random random = new Random(7);

    for (int place = 0; place < 20_000; place++) {
      // Tokens are any u32, inodes come in sequence, and some come again.
      long key = place % 2 == 0 ? random.nextInt() & 0xffff_ffffL : 50_000 + place / 4;
      map.put(key, place);
      index.put(key, place);
    }

    map.forEach((key, place) -> assertEquals(place, index.find(key)));
    for (long key = -100; key < 0; key++) {
      assertEquals(-1, index.find(key));
    }
  }

  @Test
  void zeroIsAKeyLikeAnyOther() {
    PlaceIndex index = new PlaceIndex(0);

    assertEquals(-1, index.find(0));
    index.put(0, 0);
    assertEquals(0, index.find(0));
  }
}
