package io.github.mptcpexporter.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param check its id
 * @param level how bad it is
 * @param subject what it is about, such as an interface; empty if it is about the whole
 * @param sentence with the actual values, without a full stop
 * @param remedy one line; empty if there is nothing to be done
 */
public record Finding(
    String check, Level level, Optional<String> subject, String sentence, Optional<String> remedy) {

  /** How bad it is, from best to worst. */
  public enum Level {
    /** Could not be judged, or is not there to be judged. */
    SKIP,
    PASS,
    /** Worth knowing, and no fault. */
    INFO,
    WARN,
    FAIL;

    /** As in the JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether there is something to be done. */
  public boolean isFault() {
    return level == Level.WARN || level == Level.FAIL;
  }
}
