package io.github.mptcpexporter.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One section of a UCI package.
 *
 * <p>libuci: {@code struct uci_section}, {@code uci.h}.
 *
 * @param type such as {@code interface}
 * @param name internal, {@code cfgXXYYYY}, if it is anonymous
 * @param anonymous whether it was written without a name
 * @param index among all sections of its type, named ones too, from 0
 * @param options by name, in the order of the file
 */
public record UciSection(
    String type, String name, boolean anonymous, int index, Map<String, UciOption> options) {

  public UciSection {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** As {@code uci show} writes it: the name, or {@code @zone[1]}. */
  public String label() {
    return anonymous ? "@" + type + "[" + index + "]" : name;
  }

  /** The value of an option; items of a list are joined by a blank. */
  public Optional<String> option(String option) {
    return Optional.ofNullable(options.get(option)).map(UciOption::value);
  }

  /** The items of an option, the words of a string; none if there is no such option. */
  public List<String> list(String option) {
    return Optional.ofNullable(options.get(option)).map(UciOption::words).orElse(List.of());
  }
}
