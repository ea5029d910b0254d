package io.github.mptcpexporter.exporter.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mptcpexporter.model.MptcpInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatusJsonTest {

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  @Test
  void everyFieldIsDocumentedAndEveryDocumentedFieldIsWritten() throws Exception {
    Documented documented = Documented.read();
    Set<String> written = new TreeSet<>();
    for (StatusReport report : Scenes.ofEverything()) {
      read(report).keySet().forEach(path -> written.add(documented.canonical(path)));
    }

    assertEquals(Set.of(), minus(written, documented.fields), "written, not documented");
    assertEquals(Set.of(), minus(documented.fields, written), "documented, not written");
  }

  @Test
  void numbersAreRaw() throws Exception {
    Map<String, List<String>> fields =
        read(ScreenTest.sampled(Scenes.healthy(0), Scenes.healthy(1)));

    assertEquals(List.of("500000000"), fields.get("sampleNanos"));
    assertEquals(List.of("1400000", "840000", "0"), fields.get("uplinks[].sample.receiveBytes"));
    assertEquals(List.of("18200", "31400", "58000"), fields.get("uplinks[].rttMicros"));
    assertEquals("22", first(fields, "connections[].subflows[].tcpInfo.sndCwndSegments"));
    assertEquals("31", first(fields, "counters.*"));
    assertEquals(List.of("ok"), fields.get("verdict.level"));
  }

  @Test
  void tokensAndSequenceNumbersKeepAllDigits() throws Exception {
    Router router =
        Scenes.threeUplinks()
            .connection(
                Connection.of(0x503f869L, "10.1.0.2:51538 203.0.113.10:5201")
                    .set(MptcpInfo.Field.WRITE_SEQ, 0x98b98fc55232fef4L));

    Map<String, List<String>> fields = read(ScreenTest.once(router));

    assertEquals(List.of("0503f869"), fields.get("connections[].token"));
    assertEquals(List.of("98b98fc55232fef4"), fields.get("connections[].mptcpInfo.writeSeq"));
  }

  @Test
  void countersBeyondTheSignOfALongAreUnsigned() throws Exception {
    Router router = Scenes.threeUplinks().counter("MPTCPRetrans", -1);

    assertEquals(
        List.of("31", "62", "18446744073709551615"),
        read(ScreenTest.once(router)).get("counters.*"));
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws Exception {
    String json = json(ScreenTest.once(Scenes.outOfTree()));

    assertFalse(json.contains("null"), json);
    assertFalse(json.contains("tcpInfo"), json);
    assertFalse(json.contains("\"stalled\""), json);
    assertFalse(json.contains("\"rules\""), json);
    assertFalse(json.contains("\"share\""), json);
  }

  private static String first(Map<String, List<String>> fields, String path) {
    return fields.getOrDefault(path, List.of("absent")).get(0);
  }

  /** Paths of all leaves, {@code []} for any element, {@code *} for any name, with their values. */
  private static Map<String, List<String>> read(StatusReport report) throws IOException {
    Map<String, List<String>> leaves = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json(report))) {
      parser.nextToken();
      object(parser, "", leaves);
      assertEquals(null, parser.nextToken());
    }
    return leaves;
  }

  private static void object(JsonParser parser, String path, Map<String, List<String>> leaves)
      throws IOException {
    boolean map = path.equals("kernel.settings.") || path.equals("counters.");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = map ? "*" : parser.currentName();
      parser.nextToken();
      value(parser, path + name, leaves);
    }
  }

  private static void value(JsonParser parser, String path, Map<String, List<String>> leaves)
      throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path + ".", leaves);
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, path + "[]", leaves);
        }
      }
      default -> leaves.computeIfAbsent(path, p -> new ArrayList<>()).add(parser.getText());
    }
  }

  private static String json(StatusReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.writeJson(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Set<String> minus(Set<String> all, Set<String> others) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  /**
   * What the section of the README tells.
   *
   * @param fields names in its tables, behind the first object that their heading names
   * @param first of each other object of a heading, which has the same fields, the first
   */
  private record Documented(Set<String> fields, Map<String, String> first) {

    static Documented read() throws IOException {
      Documented documented = new Documented(new TreeSet<>(), new TreeMap<>());
      String object = "";
      boolean inSection = false;
      for (String line : Files.readAllLines(Path.of("README.md"))) {
        if (line.startsWith("## ")) {
          inSection = line.equals("## status --json");
        } else if (inSection && line.startsWith("### ")) {
          List<String> objects = quoted(line);
          object = objects.isEmpty() ? "" : objects.get(0) + ".";
          for (String other : objects) {
            documented.first.put(other + ".", object);
          }
        } else if (inSection && line.startsWith("| `")) {
          for (String name : quoted(line.substring(0, line.indexOf('|', 1)))) {
            documented.fields.add(object + name);
          }
        }
      }
      return documented;
    }

    /** The path of the same field in the first object of its kind. */
    String canonical(String path) {
      for (Map.Entry<String, String> kind : first.entrySet()) {
        if (path.startsWith(kind.getKey()) && !kind.getKey().equals(kind.getValue())) {
          String same = kind.getValue() + path.substring(kind.getKey().length());
          if (fields.contains(same)) {
            return same;
          }
        }
      }
      return path;
    }
  }

  private static List<String> quoted(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
