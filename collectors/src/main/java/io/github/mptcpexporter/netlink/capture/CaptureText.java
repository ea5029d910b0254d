package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a recording into entries; what these mean is known by who asked. */
final class CaptureText {

  static final char REQUEST = '>';
  static final char REPLY = '<';
  static final char EVENT = '!';

  /** In the place of bytes, followed by a number. */
  static final String ERRNO = "errno";

  private static final String BYTE_ORDER = "byte-order";
  private static final int EVENT_WORDS = 2;

  private final String file;
  private final Map<String, Line> heads = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  // Bytes of the entry that is being read; null before the first one and after an errno.
  private @Nullable ByteArrayOutputStream bytes;

  private CaptureText(String file) {
    this.file = file;
  }

  /**
   * A marker and what follows it.
   *
   * @param line where it stands
   * @param words before the bytes: source and time of an event
   */
  record Entry(Line line, char marker, List<String> words, Reply content) {}

  static CaptureText read(String file, List<Line> lines) throws BadInputException {
    CaptureText text = new CaptureText(file);
    for (Line line : lines) {
      text.take(line);
    }
    text.end();
    return text;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The value of a {@code key: value} line. */
  Optional<Line> head(String key) {
    return Optional.ofNullable(heads.get(key));
  }

  ByteOrder byteOrder() throws BadInputException {
    Line head =
        head(BYTE_ORDER)
            .orElseThrow(() -> new Line(file, 1, "").bad("no \"" + BYTE_ORDER + ":\" line"));
    return switch (head.text()) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw head.bad("byte order " + Line.excerpt(head.text()));
    };
  }

  static String byteOrderLine(ByteOrder order) {
    return BYTE_ORDER + ": " + (order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "\n";
  }

  private void take(Line line) throws BadInputException {
    String text = line.text();
    if (text.isBlank() || text.startsWith("#")) {
      return;
    }
    char marker = text.charAt(0);
    switch (marker) {
      case ' ', '\t' -> append(line, new ArrayDeque<>(line.words()));
      case REQUEST, REPLY, EVENT -> begin(line, marker);
      default -> takeHead(line);
    }
  }

  private void takeHead(Line line) throws BadInputException {
    int colon = line.text().indexOf(':');
    if (colon <= 0) {
      throw line.bad("neither head, request, reply nor event: " + Line.excerpt(line.text()));
    }
    String value = line.text().substring(colon + 1).strip();
    heads.put(line.text().substring(0, colon), new Line(line.file(), line.number(), value));
  }

  private void begin(Line line, char marker) throws BadInputException {
    end();
    Deque<String> rest =
        new ArrayDeque<>(new Line(line.file(), line.number(), line.text().substring(1)).words());
    List<String> words = new ArrayList<>();
    for (int i = 0; marker == EVENT && i < EVENT_WORDS; i++) {
      words.add(next(line, rest));
    }
    if (ERRNO.equals(rest.peek()) && marker != REQUEST) {
      rest.remove();
      int number = errno(line, next(line, rest));
      entries.add(new Entry(line, marker, words, new Reply.Errno(number)));
    } else {
      entries.add(new Entry(line, marker, words, new Datagram(new byte[0])));
      bytes = new ByteArrayOutputStream();
      append(line, rest);
    }
  }

  private static String next(Line line, Deque<String> words) throws BadInputException {
    if (words.isEmpty()) {
      throw line.bad("ends too early");
    }
    return words.remove();
  }

  static int errno(Line line, String word) throws BadInputException {
    long number = line.unsigned(word);
    if (number < 1 || number > 4095) { // MAX_ERRNO of the kernel
      throw line.bad("no errno: " + Line.excerpt(word));
    }
    return (int) number;
  }

  private void append(Line line, Deque<String> words) throws BadInputException {
    if (bytes == null) {
      throw line.bad("bytes that belong to nothing");
    }
    for (String word : words) {
      if (word.length() % 2 != 0) {
        throw line.bad("half a byte: " + Line.excerpt(word));
      }
      for (int i = 0; i < word.length(); i += 2) {
        bytes.write(hexDigit(line, word, i) << 4 | hexDigit(line, word, i + 1));
      }
    }
    if (bytes.size() > NetlinkConnection.BUFFER_BYTES) {
      throw line.bad("more bytes than the kernel sends at once");
    }
  }

  private static int hexDigit(Line line, String word, int index) throws BadInputException {
    char c = word.charAt(index);
    int digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw line.bad("not hexadecimal: " + Line.excerpt(word));
    }
    return digit;
  }

  private void end() throws BadInputException {
    if (bytes == null) {
      return;
    }
    int last = entries.size() - 1;
    Entry entry = entries.get(last);
    if (bytes.size() < NetlinkMessage.HEADER_BYTES) {
      throw entry.line.bad(bytes.size() + " bytes are no netlink message");
    }
    entries.set(
        last, new Entry(entry.line, entry.marker, entry.words, new Datagram(bytes.toByteArray())));
    bytes = null;
  }
}
