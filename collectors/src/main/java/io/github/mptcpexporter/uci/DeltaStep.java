package io.github.mptcpexporter.uci;

import java.util.Optional;

/** Applies changes to a package ({@code uci_parse_delta_line()} in libuci's {@code delta.c}). */
final class DeltaStep {

  private DeltaStep() {}

  /** Applies one change of this package; what it does not fit is left as it is. */
  static void apply(UciDelta delta, PackageBuilder target) {
    Optional<SectionBuilder> section = target.section(delta.section());
    switch (delta.command()) {
      case CHANGE -> set(delta, target, section);
      case ADD -> {
        set(delta, target, section);
        if (delta.option().isEmpty()) {
          target.section(delta.section()).ifPresent(SectionBuilder::makeAnonymous);
        }
      }
      case REMOVE -> section.ifPresent(present -> remove(delta, target, present));
      case RENAME -> section.ifPresent(present -> rename(delta, target, present));
      case REORDER ->
          section.ifPresent(present -> target.move(present, place(delta.value().orElseThrow())));
      case LIST_ADD ->
          section.ifPresent(
              present -> present.add(delta.option().orElseThrow(), delta.value().orElseThrow()));
      case LIST_DELETE ->
          section.ifPresent(
              present ->
                  present.removeItem(delta.option().orElseThrow(), delta.value().orElseThrow()));
    }
  }

  private static void set(UciDelta delta, PackageBuilder target, Optional<SectionBuilder> section) {
    String value = delta.value().orElseThrow();
    if (value.isEmpty()) {
      section.ifPresent(present -> remove(delta, target, present));
    } else if (delta.option().isPresent()) {
      section.ifPresent(present -> present.set(delta.option().get(), value));
    } else if (UciName.isType(value)) {
      target.named(value, delta.section());
    }
  }

  private static void remove(UciDelta delta, PackageBuilder target, SectionBuilder section) {
    if (delta.option().isEmpty()) {
      target.remove(section);
      return;
    }
    String option = delta.option().get();
    String value = delta.value().orElse("");
    if (section.isList(option) && !value.isEmpty()) {
      if (Character.isDigit(value.charAt(0))) {
        section.removeItem(option, number(value));
      }
    } else {
      section.remove(option);
    }
  }

  private static void rename(UciDelta delta, PackageBuilder target, SectionBuilder section) {
    String to = delta.value().orElseThrow();
    if (delta.option().isEmpty()) {
      target.rename(section, to);
    } else if (section.has(delta.option().get())) {
      section.renameOption(delta.option().get(), to);
    }
  }

  /** A position; what is no number, or below 0, is the first, as strtoul(3) makes of it. */
  private static int place(String value) {
    return value.isEmpty() || !Character.isDigit(value.charAt(0))
        ? 0
        : (int) Math.min(number(value), Integer.MAX_VALUE);
  }

  private static long number(String value) {
    long number = 0;
    for (int i = 0; i < value.length() && Character.isDigit(value.charAt(i)); i++) {
      number = Math.min(number * 10 + (value.charAt(i) - '0'), Integer.MAX_VALUE);
    }
    return number;
  }
}
