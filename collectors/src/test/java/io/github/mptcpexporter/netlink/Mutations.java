package io.github.mptcpexporter.netlink;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/**
 * Spoils good input in every way that we can think of, to see that a reader answers with an {@link
 * IOException} or with values, and never with anything else.
 *
 * <p>What is random is so by a seed, {@value #SEED} or the system property {@code mutations.seed};
 * a failure names it.
 */
public final class Mutations {

  private static final long SEED = 1;
  private static final int RANDOM_ROUNDS = 40;
  private static final int MOST_BYTES_CHANGED = 8;

  private Mutations() {}

  /** Reads one input. */
  public interface Reader {
    void read(byte[] input) throws IOException;
  }

  /** Feeds the message to the reader: cut short, with each length in it wrong, with noise. */
  public static void spoil(byte[] message, Reader reader) {
    feed(message, reader, "the message as it is");
    truncate(message, reader);
    spoilLengths(message, reader);
    addNoise(message, reader);
  }

  /** Each shorter message, the length in its head both as it was and as it is. */
  public static void truncate(byte[] message, Reader reader) {
    for (int length = 0; length < message.length; length++) {
      byte[] cut = Arrays.copyOf(message, length);
      feed(cut, reader, "cut to " + length);
      if (length >= NetlinkMessage.HEADER_BYTES) {
        put(cut, 0, length);
        put(cut, 2, length >> 16);
        feed(cut, reader, "cut to " + length + ", and so it says");
      }
    }
  }

  /** Each place where the length of an attribute, a next hop or the message may stand. */
  public static void spoilLengths(byte[] message, Reader reader) {
    for (int at = 0; at + 2 <= message.length; at += 4) {
      int length = (message[at] & 0xff) | (message[at + 1] & 0xff) << 8;
      for (int wrong : new int[] {length - 1, length + 1, 0, 0xffff}) {
        byte[] spoilt = message.clone();
        put(spoilt, at, wrong);
        feed(spoilt, reader, "length " + wrong + " instead of " + length + " at " + at);
      }
    }
  }

  private static void addNoise(byte[] message, Reader reader) {
    long seed = Long.getLong("mutations.seed", SEED);
    Random random = new Random(seed);
    for (int round = 0; round < RANDOM_ROUNDS; round++) {
      byte[] noisy = message.clone();
      for (int i = random.nextInt(MOST_BYTES_CHANGED); i >= 0; i--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      }
      feed(noisy, reader, "noise, round " + round + " of seed " + seed);
      random.nextBytes(noisy);
      put(noisy, 0, noisy.length);
      put(noisy, 2, 0);
      System.arraycopy(message, 4, noisy, 4, 4); // else the type is never one that we read
      feed(noisy, reader, "nothing but noise, round " + round + " of seed " + seed);
    }
  }

  private static void feed(byte[] input, Reader reader, String what) {
    try {
      reader.read(input);
    } catch (IOException e) {
      if (e.getMessage() == null || e.getMessage().isEmpty()) {
        throw new AssertionError(what + ": a complaint without a word", e);
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + " of " + input.length + " bytes", e);
    }
  }

  private static void put(byte[] bytes, int at, int u16) {
    bytes[at] = (byte) u16;
    bytes[at + 1] = (byte) (u16 >> 8);
  }
}
