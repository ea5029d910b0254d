package io.github.mptcpexporter.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void numbersWithinNamesAreOrderedByValue() {
    List<String> ordered =
        List.of(
            "br-lan",
            "eth0",
            "eth0.1",
            "eth0.2",
            "eth0.10",
            "eth1",
            "lte",
            "wan",
            "wan1",
            "wan2",
            "wan10",
            "wan99999999999999999999");
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.reverse(shuffled);

    shuffled.sort(new NaturalOrder());

    assertEquals(ordered, shuffled);
  }

  @Test
  void differentNamesAreNeverEqual() {
    assertNotEquals(0, new NaturalOrder().compare("wan1", "wan01"));
    assertEquals(0, new NaturalOrder().compare("wan1", "wan1"));
  }
}
