package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the findings of one check as it makes them. */
public final class Findings {

  private final String check;
  private final List<Finding> all = new ArrayList<>();

  Findings(String check) {
    this.check = check;
  }

  void fail(String subject, String sentence, String remedy) {
    add(Level.FAIL, Optional.of(subject), sentence, Optional.of(remedy));
  }

  void fail(String sentence, String remedy) {
    add(Level.FAIL, Optional.empty(), sentence, Optional.of(remedy));
  }

  void warn(String subject, String sentence, String remedy) {
    add(Level.WARN, Optional.of(subject), sentence, Optional.of(remedy));
  }

  void warn(String sentence, String remedy) {
    add(Level.WARN, Optional.empty(), sentence, Optional.of(remedy));
  }

  void info(String subject, String sentence) {
    add(Level.INFO, Optional.of(subject), sentence, Optional.empty());
  }

  void info(String sentence) {
    add(Level.INFO, Optional.empty(), sentence, Optional.empty());
  }

  void pass(String sentence) {
    add(Level.PASS, Optional.empty(), sentence, Optional.empty());
  }

  void skip(String sentence) {
    add(Level.SKIP, Optional.empty(), sentence, Optional.empty());
  }

  /** All is well, unless something was found before. */
  void passOtherwise(String sentence) {
    if (all.isEmpty()) {
      pass(sentence);
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  private void add(
      Level level, Optional<String> subject, String sentence, Optional<String> remedy) {
    all.add(new Finding(check, level, subject, sentence, remedy));
  }
}
