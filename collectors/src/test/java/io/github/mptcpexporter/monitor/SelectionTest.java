package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void allCollectorsAreOnUnlessSwitchedOff() {
    Selection selection = Selection.defaults().without("mib");

    assertFalse(selection.shows("mib"));
    assertFalse(selection.reads("mib"));
    assertTrue(
        Selection.NAMES.stream().filter(name -> !name.equals("mib")).allMatch(selection::shows));
  }

  @Test
  void noneIsOnUnlessSwitchedOnWhenDefaultsAreDisabled() {
    Selection selection = Selection.none().with("mib");

    assertEquals(Set.of("mib"), selection.collectors());
  }

  @Test
  void linksAreReadButNotShownForWhatIsJoinedWithThem() {
    Selection selection = Selection.defaults().without("links");

    assertFalse(selection.shows("links"));
    assertTrue(selection.reads("links"));
    assertFalse(Selection.none().with("mib").reads("links"));
  }

  @Test
  void unknownNameIsRefusedWithThoseThereAre() {
    Selection defaults = Selection.defaults();
    String complaint =
        "no collector is named netstat; there are connections, endpoints, settings, mib, links,"
            + " routes, pm-events, uci, interfaces, openvpn, trackers";

    for (Runnable wrong :
        List.<Runnable>of(() -> defaults.with("netstat"), () -> defaults.without("netstat"))) {
      assertEquals(
          complaint, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
  }
}
