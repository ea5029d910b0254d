package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundBudgetTest {

  @ParameterizedTest(name = "{0} of a core, {1} ms a round: every {2} ms, over budget: {3}")
  @CsvSource({
    // as fast as it may
    "0.01,    0,    250, false",
    "0.01,    2,    250, false",
    // as fast as one hundredth of a core allows
    "0.01,    3,    300, false",
    "0.01,   20,   2000, false",
    "0.01,   50,   5000, false",
    // no slower, up to a twentieth
    "0.01,  200,   5000, false",
    "0.01,  250,   5000, false",
    // a twentieth
    "0.01,  251,   5020, true",
    "0.01, 1000,  20000, true",
    // a larger share is kept to, too
    "0.10,   25,    250, false",
    "0.10,  500,   5000, false",
    "0.10, 1000,  10000, true",
    // and so is a smaller one
    "0.001,   1,   1000, false",
    "0.001, 100,   5000, false"
  })
  void intervalKeepsTheCostOfRoundsWithinTheBudget(
      double share, int costMillis, int intervalMillis, boolean over) {
    RoundBudget budget = new RoundBudget(share);

    budget.spent(Duration.ofMillis(costMillis).toNanos());

    assertEquals(Duration.ofMillis(intervalMillis), Duration.ofNanos(budget.intervalNanos()));
    assertEquals(over, budget.isOver());
  }

  @Test
  void oneDearRoundIsForgottenAfterADozen() {
    RoundBudget budget = new RoundBudget(0.01);
    budget.spent(Duration.ofMillis(2).toNanos());
    budget.spent(Duration.ofMillis(82).toNanos()); // the mean is 22 now

    assertEquals(Duration.ofMillis(2200), Duration.ofNanos(budget.intervalNanos()));
    for (int i = 0; i < 12; i++) {
      budget.spent(Duration.ofMillis(2).toNanos());
    }

    assertTrue(budget.intervalNanos() < Duration.ofMillis(270).toNanos());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.01, 1.01, Double.NaN})
  void nonsenseIsRefused(double share) {
    String complaint =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> new RoundBudget(share))
                .getMessage());

    assertTrue(complaint.endsWith("not " + share), complaint);
  }
}
