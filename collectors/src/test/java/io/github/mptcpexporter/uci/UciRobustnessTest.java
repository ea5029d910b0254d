package io.github.mptcpexporter.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.mptcpexporter.model.UciPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, they are read, and in bounded time. */
@Timeout(60)
class UciRobustnessTest {

  private static final int RANDOM_FILES = 4000;
  private static final int LARGE = 1 << 18;

  /** What the grammar is made of, so that noise gets beyond the first word. */
  private static final String ALPHABET =
      "package config option list pcol wan1 network.wan1.x = ' \" \\ # ; \n"
          + " \r"
          + " \t \0 . @ [ ] - + ~ |";

  @Test
  void everyTruncationOfEveryCaseIsRead() throws IOException {
    for (UciCase each : UciCase.all()) {
      byte[] whole = each.inputBytes();
      byte[] shown = each.strictShow().getBytes(StandardCharsets.ISO_8859_1);
      for (int length = 0; length < whole.length; length += 1 + length / 500) {
        read(Arrays.copyOf(whole, length), each.name() + " cut to " + length);
      }
      for (int length = 0; length < shown.length; length += 1 + length / 500) {
        read(Arrays.copyOf(shown, length), each.name() + ", shown, cut to " + length);
      }
    }
  }

  @Test
  void noiseIsRead() {
    String[] parts = ALPHABET.split("(?<=\\S)(?=[ \n\r\t])|(?<= )", -1);
    for (int seed = 0; seed < RANDOM_FILES; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
        text.append(random.nextInt(8) == 0 ? (char) random.nextInt(256) : ' ');
      }
      read(text.toString().getBytes(StandardCharsets.ISO_8859_1), "seed " + seed);
    }
  }

  /**
   * A quarter of a megabyte each of what costs most: joined lines, NUL bytes, statements, sections,
   * changes.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "'\n",
        "\\\n",
        "x\0\n",
        "x\0",
        "\0",
        "o a 'b' ;",
        ";",
        "c a b\n",
        "c a\n",
        "l a b\n",
        "c a 'x' ; l a b\n",
        "network.a='b'\n",
        "|network.a.b='c'\n",
        "network.@a[0]=a\n",
        "network.a.b='\n"
      })
  void muchOfTheSameIsReadInTime(String part) {
    byte[] bytes =
        ("c a a\n" + part.repeat(LARGE / part.length())).getBytes(StandardCharsets.UTF_8);

    read(bytes, "much of " + part);
  }

  @Test
  void aFileOfNothingButCommentsHasNoSection() {
    assertEquals(List.of(), parsed("# one\n\t# two\n").sections());
  }

  private static void read(byte[] bytes, String how) {
    try {
      PackageBuilder builder = UciFileParser.parse("network", "etc/config/network", bytes);
      for (UciDelta delta : UciDelta.parse(bytes)) {
        delta.text();
        DeltaStep.apply(delta, builder);
      }
      UciShow.text(builder.build("etc/config/network"), false);
      UciFileParser.parseExport("export", bytes);
      UciShowParser.parse("show", bytes);
    } catch (RuntimeException e) { // the very thing that must not happen
      fail(how + ": " + e, e);
    }
  }

  private static UciPackage parsed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return UciFileParser.parse("network", "etc/config/network", bytes).build("etc/config/network");
  }
}
