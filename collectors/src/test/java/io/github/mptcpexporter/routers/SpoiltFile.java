package io.github.mptcpexporter.routers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils one file of a recorded router in every way that we can think of. A reader may read it all
 * the same or throw an {@link IOException}; anything else is an error.
 */
public final class SpoiltFile {

  /** What is put to the test. */
  @FunctionalInterface
  public interface Reader {
    void read(RootFs rootFs) throws IOException;
  }

  private static final int EVERY_BYTE_UP_TO = 4096;
  private static final int RANDOM_FILES = 300;

  private final EditedRoot root;
  private final String path;
  private final byte[] content;
  private final Reader reader;
  private int refused;

  private SpoiltFile(EditedRoot root, String path, byte[] content, Reader reader) {
    this.root = root;
    this.path = path;
    this.content = content;
    this.reader = reader;
  }

  /** Fails if the reader does anything but read or throw an {@link IOException}. */
  public static void isSurvived(RecordedRouter router, String path, Reader reader)
      throws IOException {
    EditedRoot root = new EditedRoot(router.directory());
    byte[] content =
        root.read(path).orElseThrow(() -> new AssertionError(router + " has no " + path));
    reader.read(root); // as it is
    SpoiltFile file = new SpoiltFile(root, path, content, reader);
    file.truncations();
    file.fields();
    file.noise();
    assertTrue(file.refused > 0, () -> path + " was never found to be spoilt");
  }

  private void truncations() {
    for (int length = 0; length < content.length; length++) {
      if (content.length <= EVERY_BYTE_UP_TO || nearLineEnd(length)) {
        check(Arrays.copyOf(content, length), "cut to " + length + " bytes");
      }
    }
  }

  private boolean nearLineEnd(int length) {
    for (int at = Math.max(0, length - 2); at <= Math.min(content.length - 1, length); at++) {
      if (content[at] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Each word left out, doubled, emptied, made longer, negative, huge. */
  private void fields() {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<int[]> words = words(text);
    int step = 1 + words.size() / 150;
    for (int i = 0; i < words.size(); i += step) {
      String before = text.substring(0, words.get(i)[0]);
      String word = text.substring(words.get(i)[0], words.get(i)[1]);
      String after = text.substring(words.get(i)[1]);
      for (String other :
          List.of(
              "",
              word + " " + word,
              word + "0",
              "-1",
              "+1",
              "99999999999999999999",
              "FFFFFFFFFF",
              word.substring(1),
              word + ":",
              ":",
              "/",
              "\u00e4")) {
        check(
            (before + other + after).getBytes(StandardCharsets.UTF_8),
            "word " + i + ", \"" + word + "\", replaced by \"" + other + "\"");
      }
    }
  }

  private static List<int[]> words(String text) {
    List<int[]> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || " \t\n".indexOf(text.charAt(i)) >= 0;
      if (blank && start >= 0) {
        words.add(new int[] {start, i});
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /** Bytes of the file overwritten, and files of nothing but noise. */
  private void noise() {
    for (int seed = 0; seed < RANDOM_FILES; seed++) {
      Random random = new Random(seed);
      byte[] flipped = content.clone();
      for (int i = random.nextInt(10); i >= 0 && flipped.length > 0; i--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
      }
      check(flipped, "bytes overwritten, seed " + seed);
      byte[] noise = new byte[random.nextInt(2000)];
      random.nextBytes(noise);
      check(noise, "noise, seed " + seed);
    }
  }

  private void check(byte[] spoilt, String how) {
    root.with(path, spoilt);
    try {
      reader.read(root);
    } catch (IOException e) {
      refused++;
    } catch (RuntimeException e) { // the very thing that must not happen
      fail(path + ", " + how + ": " + e, e);
    }
  }
}
