package io.github.mptcpexporter.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.events.EventJson;
import io.github.mptcpexporter.exporter.events.Events;
import io.github.mptcpexporter.exporter.events.LoggedEvent;
import io.vertx.core.json.JsonArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as an array, and as a stream over a real socket. */
class EventPagesTest {

  private static final String EVENTS = "/api/v1/events";

  private static void fill(Served served, int count) {
    for (int i = 1; i <= count; i++) {
      served.events.add(Events.lost(i));
    }
  }

  private static List<Integer> ids(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    List<Integer> ids = new ArrayList<>();
    JsonArray array = new JsonArray(answer.body());
    for (int i = 0; i < array.size(); i++) {
      ids.add(array.getJsonObject(i).getInteger("id"));
    }
    return ids;
  }

  @Test
  void arrayHasTheNewestLast() throws Exception {
    try (Served served = Served.plan().start()) {
      assertEquals(List.of(), ids(served.get(EVENTS)));
      fill(served, 5);

      assertAll(
          () -> assertEquals(List.of(1, 2, 3, 4, 5), ids(served.get(EVENTS))),
          () -> assertEquals(List.of(4, 5), ids(served.get(EVENTS + "?limit=2"))),
          () -> assertEquals(List.of(3, 4), ids(served.get(EVENTS + "?since=2&limit=2"))),
          () ->
              assertEquals(
                  List.of(4, 5), ids(served.get(EVENTS + "?since=2026-11-24T13:00:04.000Z"))),
          () -> assertEquals(List.of(), ids(served.get(EVENTS + "?since=5&follow=false"))),
          () ->
              assertEquals(
                  "application/json",
                  served.get(EVENTS).headers().firstValue("Content-Type").orElseThrow()),
          () -> assertEquals("", served.send("HEAD", EVENTS + "?follow=true").body()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "since=soon | since is neither the id of an event nor a time such as 2026-11-24T13:03:55Z",
        "since=-1 | since is neither the id of an event nor a time such as 2026-11-24T13:03:55Z",
        "limit=all | limit is no whole number",
        "limit=-1 | limit is no whole number",
        "follow=yes | follow is neither true nor false",
        "since=%zz | the query can not be decoded",
      })
  void whatMakesNoSenseIsRefusedWithASentence(String query, String sentence) throws Exception {
    try (Served served = Served.plan().start()) {
      String answer = served.rawAnswer("GET " + EVENTS + "?" + query + " HTTP/1.0\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.0 400 "), answer);
      assertTrue(answer.endsWith("\r\n\r\n" + sentence + "\n"), answer);
    }
  }

  /** Reads a stream without decoding its chunks: lines that are events. */
  private record Stream(Socket socket, BufferedReader in) implements AutoCloseable {

    static final String END = "end";

    static Stream open(Served served, String query) throws IOException {
      Socket socket = served.raw("GET " + EVENTS + query + " HTTP/1.1\r\nHost: x\r\n\r\n");
      return new Stream(
          socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
    }

    /** Up to the blank line that shows that it has begun. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      return head.toString();
    }

    /**
     * {@code END} behind the last, which a chunk of no bytes or the end of the connection shows.
     */
    String nextEvent() throws IOException {
      String line = in.readLine();
      while (line != null && !line.equals("0")) {
        if (line.startsWith("{")) {
          return line;
        }
        line = in.readLine();
      }
      return END;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String line(LoggedEvent event) {
    return new EventJson().line(event);
  }

  @Test
  void streamBeginsBehindSinceAndGoesOn() throws Exception {
    try (Served served = Served.plan().start()) {
      fill(served, 3);
      try (Stream stream = Stream.open(served, "?follow=true&since=2")) {
        String head = stream.head();
        assertTrue(head.startsWith("HTTP/1.1 200 OK\n"), head);
        assertTrue(
            head.toLowerCase(Locale.ROOT).contains("content-type: application/x-ndjson\n"), head);
        assertTrue(head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked\n"), head);

        assertEquals(line(served.events.latest(1).get(0)), stream.nextEvent());
        assertEquals(line(served.events.add(Events.failover(9))), stream.nextEvent());
      }
    }
  }

  @Test
  void streamWithoutSinceBeginsWithAsManyAsAskedFor() throws Exception {
    try (Served served = Served.plan().start()) {
      fill(served, 3);
      try (Stream two = Stream.open(served, "?follow=true&limit=2");
          Stream none = Stream.open(served, "?follow=true")) {
        assertEquals(line(served.events.latest(2).get(0)), two.nextEvent());
        assertEquals(line(served.events.latest(1).get(0)), two.nextEvent());
        none.head();
        assertEquals("1", none.in().readLine(), "the chunk of one byte that shows the begin");

        assertEquals(line(served.events.add(Events.lost(9))), none.nextEvent());
      }
    }
  }

  @Test
  void streamEndsWithTheServer() throws Exception {
    try (Served served = Served.plan().start();
        Stream stream = Stream.open(served, "?follow=true")) {
      stream.head();
      LoggedEvent last = served.events.add(Events.lost(1));
      assertEquals(line(last), stream.nextEvent());

      served.server.close();

      assertEquals(Stream.END, stream.nextEvent());
    }
  }

  @Test
  void seventeenthFollowerIsRefusedUntilOneHasGone() throws Exception {
    List<Stream> streams = new ArrayList<>();
    try (Served served = Served.plan().start()) {
      for (int i = 0; i < EventPages.MOST_FOLLOWERS; i++) {
        Stream stream = Stream.open(served, "?follow=true");
        streams.add(stream);
        stream.head();
      }

      HttpResponse<String> refused = served.get(EVENTS + "?follow=true");
      assertEquals(503, refused.statusCode());
      assertEquals("16 others follow the events; that is the most\n", refused.body());

      streams.get(0).close();
      int status = 503;
      for (int i = 0; i < 500 && status == 503; i++) {
        try (Stream again = Stream.open(served, "?follow=true")) {
          status = again.head().startsWith("HTTP/1.1 200") ? 200 : 503;
        }
      }
      assertEquals(200, status);
    } finally {
      for (Stream stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void clientThatDoesNotReadIsDropped() throws Exception {
    try (Served served = Served.plan().start();
        Stream stream = Stream.open(served, "?follow=true")) {
      stream.head();
      int added = 100_000; // 20 MB, more than sockets hold
      fill(served, added);
      int read = 0;
      for (String next = stream.nextEvent(); !next.equals(Stream.END); next = stream.nextEvent()) {
        read++;
      }

      assertTrue(read < added, read + " of " + added);
    }
  }
}
