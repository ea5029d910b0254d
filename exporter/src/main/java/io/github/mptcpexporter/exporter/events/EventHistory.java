package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an event file tells of earlier runs.
 *
 * @param events oldest first, without those of a kind that is not known here
 * @param lastId the highest id of all of them, known or not; 0 if there are none
 * @param complaints about lines that are no events, each with {@code file:line}
 */
public record EventHistory(
    List<LoggedEvent> events, long lastId, List<BadInputException> complaints) {

  /** Nothing has happened. */
  public static final EventHistory NONE = new EventHistory(List.of(), 0, List.of());

  public EventHistory {
    events = List.copyOf(events);
    complaints = List.copyOf(complaints);
  }

  /**
   * Of the file and the one that it followed, if they exist. What stands behind the last end of a
   * line is being written, or was torn by a crash: it is left out.
   *
   * @throws IOException if one of them can not be read
   */
  public static EventHistory read(Path file) throws IOException {
    Reader reader = new Reader();
    reader.read(EventFile.previous(file));
    reader.read(file);
    return new EventHistory(reader.events, reader.lastId, reader.complaints);
  }

  /**
   * The same, and no complaints.
   *
   * @throws BadInputException the first of them
   */
  public EventHistory strict() throws BadInputException {
    if (!complaints.isEmpty()) {
      throw complaints.get(0);
    }
    return this;
  }

  private static final class Reader {

    private final EventJson json = new EventJson();
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<BadInputException> complaints = new ArrayList<>();
    private long lastId;

    void read(Path file) throws IOException {
      String text;
      try {
        text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      } catch (NoSuchFileException e) {
        return;
      } catch (IOException e) {
        throw new IOException("event file " + file + " can not be read: " + e.getMessage(), e);
      }
      int number = 1;
      int begin = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        read(new Line(file.toString(), number++, text.substring(begin, end)));
        begin = end + 1;
      }
    }

    private void read(Line line) throws IOException {
      try {
        EventFields fields = json.fields(line);
        Optional<LoggedEvent> event = fields.toEvent();
        event.ifPresent(events::add);
        lastId = Math.max(lastId, fields.id());
      } catch (BadInputException e) {
        complaints.add(e);
      }
    }
  }
}
