package io.github.mptcpexporter.uci;

import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file, and what the {@code uci} command of libuci 66127cd made of it.
 *
 * @param name of the case
 * @param input bytes, a character each, of {@code /etc/config/network}
 * @param strictShow what {@code uci show} printed; nothing if it complained
 * @param strictError its complaint, or nothing
 * @param lenientShow what it printed without {@code UCI_FLAG_STRICT}, as netifd reads
 * @param showInternal what {@code uci -X show} printed
 * @param export what {@code uci export} printed
 */
record UciCase(
    String name,
    String input,
    String strictShow,
    String strictError,
    String lenientShow,
    String showInternal,
    String export) {

  static final Path DIRECTORY = Path.of("src", "test", "resources", "uci");

  static List<UciCase> all() throws IOException {
    return Json.objects(Json.read(DIRECTORY.resolve("corpus.json"))).stream()
        .map(UciCase::of)
        .toList();
  }

  private static UciCase of(Map<String, Object> json) {
    return new UciCase(
        Json.text(json, "case"),
        Json.text(json, "input_latin1"),
        Json.text(json, "strict_show"),
        Json.text(json, "strict_error"),
        Json.text(json, "lenient_show"),
        Json.text(json, "show_X"),
        Json.text(json, "export"));
  }

  byte[] inputBytes() {
    return input.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As the oracle's text is written: a byte, a character. */
  static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
