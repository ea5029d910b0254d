package io.github.mptcpexporter.tracker;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which interfaces an operator wants to see ({@code --interfaces.include}, {@code
 * --interfaces.exclude}). A pattern must match the whole name.
 *
 * @param include only these; empty for all
 * @param exclude not these; empty for none
 */
public record InterfaceFilter(Optional<Pattern> include, Optional<Pattern> exclude) {

  /** Shows every interface. */
  public static InterfaceFilter all() {
    return new InterfaceFilter(Optional.empty(), Optional.empty());
  }

  boolean admits(String interfaceName) {
    return include.map(pattern -> pattern.matcher(interfaceName).matches()).orElse(true)
        && !exclude.map(pattern -> pattern.matcher(interfaceName).matches()).orElse(false);
  }
}
