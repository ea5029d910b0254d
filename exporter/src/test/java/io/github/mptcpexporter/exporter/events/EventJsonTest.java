package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.BundleEvent.Kind;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Written, it is what is documented; read, it is what was written. */
class EventJsonTest {

  private static final EventJson JSON = new EventJson();
  private static final LoggedEvent FAILOVER = new LoggedEvent(7, Events.BOOT, Events.failover(5));

  private static Line line(String text) {
    return new Line("events.ndjson", 3, text);
  }

  @Test
  void oneFlatObjectInOneLine() {
    assertEquals(
        "{\"id\":7,\"boot\":\"4a5e1d7c-8d0f-4d0a-9c53-1b8f0a6f2c11\","
            + "\"time\":\"2026-11-24T13:00:05.000Z\",\"monotonic_nanos\":1005000000000,"
            + "\"kind\":\"failover\",\"interface\":\"wan1\",\"to_interface\":\"wan2\","
            + "\"cause\":\"carrier_lost\",\"connections_moved\":14,\"blackout_seconds\":0.42,"
            + "\"sentence\":\"wan1 to wan2, carrier lost, nothing moved for 0.42 s\"}",
        JSON.line(FAILOVER));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    JsonObject read =
        new JsonObject(JSON.line(new LoggedEvent(1, "", Events.of(Kind.OUTAGE_BEGAN, 0))));

    assertEquals("", read.getString("boot"));
    for (String name : List.of("interface", "to_interface", "cause")) {
      assertFalse(read.containsKey(name), name);
    }
  }

  @Test
  void everyKindIsReadAsItWasWritten() throws IOException {
    for (Kind kind : Kind.values()) {
      LoggedEvent event = new LoggedEvent(9, "", Events.of(kind, 3, "wan1"));

      assertEquals(Optional.of(event), JSON.parse(line(JSON.line(event))));
    }
    assertEquals(Optional.of(FAILOVER), JSON.parse(line(JSON.line(FAILOVER))));
  }

  @Test
  void textOfAnyKindStaysOneLineAndItself() throws IOException {
    String odd = "a \"quote\", a \\, a\nline, a \u0000, \u2028 and \uD83D\uDCF6";
    LoggedEvent event =
        new LoggedEvent(
            1,
            "",
            new BundleEvent(
                Kind.FALLBACK,
                Instant.EPOCH,
                -5,
                Optional.of(odd),
                Optional.empty(),
                Optional.empty(),
                Map.of("tiny_ratio", 1e-9, "huge_bytes", 1e18, "small", -2.0),
                odd));
    String text = JSON.line(event);

    assertEquals(-1, text.indexOf('\n'));
    assertEquals(odd, new JsonObject(text).getString("sentence"));
    assertEquals(Optional.of(event), JSON.parse(line(text)));
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    LoggedEvent event =
        new LoggedEvent(
            1,
            "",
            new BundleEvent(
                Kind.BLACKOUT,
                Instant.EPOCH,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("blackout_seconds", Double.NaN),
                ""));

    assertFalse(new JsonObject(JSON.line(event)).containsKey("blackout_seconds"));
  }

  @Test
  void kindOfALaterReleaseAndNewFieldsAreSkipped() throws IOException {
    String text = JSON.line(FAILOVER);

    assertEquals(
        Optional.empty(), JSON.parse(line(text.replace("\"failover\"", "\"moon_landing\""))));
    assertEquals(
        Optional.of(FAILOVER),
        JSON.parse(line(text.replace("{\"id\"", "{\"new\":\"x\",\"deep\":{\"a\":[1]},\"id\""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no id | '\"id\":7,' | ''",
        "no sentence | '\"sentence\"' | '\"phrase\"'",
        "id is not above 0 | '\"id\":7' | '\"id\":0'",
        "id is no whole number | '\"id\":7' | '\"id\":\"7\"'",
        "id is no whole number | '\"id\":7' | '\"id\":7.5'",
        "id is too large | '\"id\":7' | '\"id\":99999999999999999999'",
        "kind is no text | '\"failover\"' | 'null'",
        "time is no time such as 2026-11-24T13:03:55Z | '2026-11-24T' | '2026-11-24 '",
        "Duplicate field 'id' | '{\"id\"' | '{\"id\":6,\"id\"'",
        "more than one JSON object | '0.42 s\"}' | '0.42 s\"}{}'",
        "no JSON object | '{\"id\"' | '[{\"id\"'",
      })
  void complaintNamesFileAndLine(String complaint, String part, String other) {
    String text = JSON.line(FAILOVER);
    assertEquals(
        text.length() - part.length() + other.length(), text.replace(part, other).length());

    BadInputException e =
        assertThrows(BadInputException.class, () -> JSON.parse(line(text.replace(part, other))));

    assertEquals("events.ndjson:3: " + complaint, e.getMessage());
  }

  @Test
  void everyTruncationIsAComplaint() {
    String text = JSON.line(FAILOVER);
    for (int end = 0; end < text.length(); end++) {
      Line torn = line(text.substring(0, end));
      assertThrows(BadInputException.class, () -> JSON.parse(torn), torn.text());
    }
  }

  @Test
  void damagedBytesAreReadOrAComplaint() {
    String text = JSON.line(FAILOVER);
    Random random = new Random(24);
    for (int i = 0; i < 5_000; i++) {
      char[] damaged = text.toCharArray();
      damaged[random.nextInt(damaged.length)] = (char) random.nextInt(128);
      try {
        JSON.parse(line(new String(damaged)));
      } catch (BadInputException e) {
        assertEquals(0, String.valueOf(e.getMessage()).indexOf("events.ndjson:3: "), e.toString());
      } catch (IOException e) {
        throw new AssertionError("seed 24, " + new String(damaged), e);
      }
    }
  }

  @Test
  void arrayIsReadAsItWasWritten() throws IOException {
    List<LoggedEvent> events =
        List.of(FAILOVER, new LoggedEvent(8, "", Events.recovered(9, "wan1")));

    assertEquals(events, array(JSON.array(events)));
    assertEquals(List.of(), array(JSON.array(List.of())));
  }

  @Test
  void whatIsNoArrayOfEventsIsAComplaint() {
    for (String text : List.of("", "{}", "[1]", "[{}]", "[", "<html>")) {
      assertThrows(BadInputException.class, () -> array(text), text);
    }
  }

  private static List<LoggedEvent> array(String text) throws IOException {
    return JSON.parseArray(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "http://x");
  }
}
