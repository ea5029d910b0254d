package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AmountsTest {

  @Test
  void ratesHaveThreeDigitsAtMostAndADecimalScale() {
    assertEquals("0", Amounts.scaled(0));
    assertEquals("999", Amounts.scaled(999.4));
    assertEquals("1.0 k", Amounts.scaled(999.6));
    assertEquals("31.0 M", Amounts.scaled(31_000_000));
    assertEquals("99.9 M", Amounts.scaled(99_940_000));
    assertEquals("100 M", Amounts.scaled(99_960_000));
    assertEquals("1.2 G", Amounts.scaled(1_240_000_000));
  }

  @Test
  void bytesAreUnsigned() {
    assertEquals("512 B", Amounts.bytes(512));
    assertEquals("1.9 MB", Amounts.bytes(1_949_000));
    assertEquals("18447 PB", Amounts.bytes(-1));
  }

  @Test
  void timesGrowWithTheirUnit() {
    assertEquals("0.4ms", Amounts.micros(412));
    assertEquals("18ms", Amounts.micros(18_200));
    assertEquals("18.2ms", Amounts.fineMicros(18_200));
    assertEquals("999ms", Amounts.micros(999_400));
    assertEquals("1.0s", Amounts.micros(999_600));
    assertEquals("12s", Amounts.micros(12_000_000));
  }

  @Test
  void agesHaveTwoUnitsAtMost() {
    assertEquals("8ms", Amounts.age(8));
    assertEquals("3.4s", Amounts.age(3_400));
    assertEquals("10s", Amounts.age(9_960));
    assertEquals("2m10s", Amounts.age(130_000));
    assertEquals("5h12m", Amounts.age((5 * 3600 + 12 * 60) * 1000L));
    assertEquals("9d4h", Amounts.age((9 * 24 + 4) * 3600 * 1000L));
  }

  @Test
  void shareThatRoundsToNothingIsNotNothing() {
    assertEquals("62%", Amounts.share(OptionalDouble.of(0.6204)));
    assertEquals("<1%", Amounts.share(OptionalDouble.of(0.0001)));
    assertEquals("0%", Amounts.share(OptionalDouble.of(0)));
    assertEquals("-", Amounts.share(OptionalDouble.empty()));
    assertEquals("0.3%", Amounts.smallShare(OptionalDouble.of(0.0031)));
    assertEquals("<0.1%", Amounts.smallShare(OptionalDouble.of(0.0001)));
    assertEquals("12%", Amounts.smallShare(OptionalDouble.of(0.123)));
  }
}
