package io.github.mptcpexporter.exporter.status;

import java.util.OptionalDouble;

/** Numbers as people read them: short, decimal, with their unit. */
final class Amounts {

  /** Where a number is not known. */
  static final String NONE = "-";

  private static final String[] SCALES = {"", "k", "M", "G", "T", "P"};

  private Amounts() {}

  /** Such as {@code 31.0 M}; the unit stands in the head of the column. */
  static String scaled(double value) {
    return scaled(value, "");
  }

  /** Such as {@code 1.9 MB}, {@code 512 B}. */
  static String bytes(long unsignedBytes) {
    return scaled(unsigned(unsignedBytes), "B");
  }

  private static String scaled(double value, String unit) {
    int scale = 0;
    double rest = value;
    while (rest >= 999.5 && scale < SCALES.length - 1) {
      rest /= 1000;
      scale++;
    }
    String number = scale == 0 ? whole(rest) : tenths(rest);
    String suffix = SCALES[scale] + unit;
    return suffix.isEmpty() ? number : number + " " + suffix;
  }

  /** Such as {@code 0.4ms}, {@code 18ms}, {@code 1.2s}. */
  static String micros(long micros) {
    return micros < 9_950 || micros >= 999_500 ? fineMicros(micros) : whole(micros / 1e3) + "ms";
  }

  /** The same with a digit more: {@code 18.2ms}. */
  static String fineMicros(long micros) {
    if (micros < 999_500) {
      return tenths(micros / 1e3) + "ms";
    }
    return micros < 9_950_000 ? tenths(micros / 1e6) + "s" : age(micros / 1000);
  }

  /** Such as {@code 0.5 s}. */
  static String seconds(long nanos) {
    return tenths(nanos / 1e9) + " s";
  }

  /** Such as {@code 8ms}, {@code 3.4s}, {@code 2m10s}, {@code 5h12m}, {@code 9d4h}. */
  static String age(long millis) {
    if (millis < 1_000) {
      return millis + "ms";
    }
    if (millis < 9_950) {
      return tenths(millis / 1e3) + "s";
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m" + seconds % 60 + "s";
    }
    if (seconds < 86_400) {
      return seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m";
    }
    return seconds / 86_400 + "d" + seconds % 86_400 / 3_600 + "h";
  }

  /** A share such as {@code 62%}; {@code <1%} for what rounds to nothing and is not. */
  static String share(OptionalDouble ratio) {
    if (ratio.isEmpty()) {
      return NONE;
    }
    double percent = ratio.getAsDouble() * 100;
    return percent > 0 && percent < 0.5 ? "<1%" : whole(percent) + "%";
  }

  /** A small share such as {@code 0.3%}. */
  static String smallShare(OptionalDouble ratio) {
    if (ratio.isEmpty()) {
      return NONE;
    }
    double percent = ratio.getAsDouble() * 100;
    if (percent == 0) {
      return "0%";
    }
    if (percent < 0.05) {
      return "<0.1%";
    }
    return (percent < 9.95 ? tenths(percent) : whole(percent)) + "%";
  }

  /** Such as {@code 1 connection}, {@code 14 connections}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The kernel's u64 as a number. */
  static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  /** One digit behind the point below 100, none above. */
  private static String tenths(double value) {
    if (value >= 99.95) {
      return whole(value);
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
