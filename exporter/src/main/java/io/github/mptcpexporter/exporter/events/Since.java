package io.github.mptcpexporter.exporter.events;

import java.time.Instant;

/** From where on events are wanted. */
public sealed interface Since {

  /** Whether the event is wanted. */
  boolean admits(LoggedEvent event);

  /** As in a request. */
  String text();

  /** Those behind the event of that id, which one has seen. */
  record Id(long id) implements Since {
    @Override
    public boolean admits(LoggedEvent event) {
      return event.id() > id;
    }

    @Override
    public String text() {
      return Long.toString(id);
    }
  }

  /** Those that happened then or later. */
  record Time(Instant time) implements Since {
    @Override
    public boolean admits(LoggedEvent event) {
      return !event.event().time().isBefore(time);
    }

    @Override
    public String text() {
      return Timestamp.text(time);
    }
  }

  /**
   * The id of an event or a time of RFC 3339.
   *
   * @throws IllegalArgumentException if it is neither; the message is a sentence without the text
   */
  static Since parse(String text) {
    if (text.matches("\\d{1,18}")) {
      return new Id(Long.parseLong(text));
    }
    try {
      return new Time(Timestamp.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "since is neither the id of an event nor a time such as 2026-11-24T13:03:55Z", e);
    }
  }
}
