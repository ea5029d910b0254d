package io.github.mptcpexporter.exporter.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Options as they are declared and read: without annotations, whose reflection costs start-up. */
final class Options {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|)");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB|)");

  private Options() {}

  static OptionSpec text(String name, String label, String help) {
    return OptionSpec.builder(name).type(String.class).paramLabel(label).description(help).build();
  }

  /** May be given several times. */
  static OptionSpec texts(String name, String label, String help) {
    return OptionSpec.builder(name)
        .type(String[].class)
        .paramLabel(label)
        .description(help)
        .build();
  }

  static OptionSpec oneOf(String name, String help, String... words) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(String.join("|", words))
        .description(help + " " + String.join(", ", words) + ".")
        .converters(new OneOf(List.of(words)))
        .build();
  }

  // No lambda: to make one of picocli's old class files keeps them out of a class-data archive.
  private record OneOf(List<String> words) implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      if (!words.contains(word)) {
        throw new TypeConversionException(
            "\"" + word + "\" is none of " + String.join(", ", words));
      }
      return word;
    }
  }

  static OptionSpec flag(String name, String help) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(help).build();
  }

  static Optional<String> value(ParseResult options, String name) {
    return Optional.ofNullable(options.<String>matchedOptionValue(name, null));
  }

  static String value(ParseResult options, String name, String otherwise) {
    return value(options, name).orElse(otherwise);
  }

  /**
   * A time such as {@code 250ms}, {@code 5s}, {@code 2m}; a bare number is seconds.
   *
   * @throws UsageException if it is none
   */
  static Duration duration(ParseResult options, String name, Duration otherwise)
      throws UsageException {
    Optional<String> given = value(options, name);
    return given.isEmpty() ? otherwise : duration(name, given.get());
  }

  static Duration duration(String name, String text) throws UsageException {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(name + ": \"" + text + "\" is no time such as 250ms, 5s or 2m");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  /**
   * A number of bytes such as {@code 512KiB} or {@code 1MiB}.
   *
   * @throws UsageException if it is none
   */
  static long bytes(ParseResult options, String name, long otherwise) throws UsageException {
    Optional<String> given = value(options, name);
    if (given.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = SIZE.matcher(given.get());
    if (!matcher.matches()) {
      throw new UsageException(
          name + ": \"" + given.get() + "\" is no size such as 512KiB or 1MiB");
    }
    int shift = matcher.group(2).equals("MiB") ? 20 : matcher.group(2).equals("KiB") ? 10 : 0;
    return Long.parseLong(matcher.group(1)) << shift;
  }

  /**
   * A share such as {@code 1%} or {@code 0.01}.
   *
   * @throws UsageException if it is none, or not above 0 and at most 1
   */
  static double share(ParseResult options, String name, double otherwise) throws UsageException {
    Optional<String> given = value(options, name);
    if (given.isEmpty()) {
      return otherwise;
    }
    String text = given.get();
    boolean percent = text.endsWith("%");
    try {
      double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
      double share = percent ? number / 100 : number;
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      throw notAShare(name, text, e);
    }
    throw notAShare(name, text, null);
  }

  private static UsageException notAShare(
      String name, String text, @org.jspecify.annotations.Nullable Throwable cause) {
    UsageException e =
        new UsageException(
            name + ": \"" + text + "\" is no share of a core such as 1% or 0.01, at most 100%");
    e.initCause(cause);
    return e;
  }

  /**
   * A whole number.
   *
   * @throws UsageException if it is none
   */
  static int count(ParseResult options, String name, int otherwise) throws UsageException {
    Optional<String> given = value(options, name);
    try {
      return given.isEmpty() ? otherwise : Integer.parseUnsignedInt(given.get());
    } catch (NumberFormatException e) {
      throw new UsageException(name + ": \"" + given.get() + "\" is no whole number");
    }
  }
}
