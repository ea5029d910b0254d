package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.source.AddressText;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;

/** The words that {@code /proc/net/tcp}, {@code tcp6} and {@code mptcp} have in common. */
final class SocketText {

  private static final int MAX_U16 = 0xffff;

  private SocketText() {}

  /** Both ends, each as {@code 0A0200C0:1389}. Ports are in natural order on every machine. */
  static FourTuple addresses(Line line, String local, String remote, ByteOrder order)
      throws IOException {
    return new FourTuple(
        address(line, local, order), port(line, local),
        address(line, remote, order), port(line, remote));
  }

  /** A hexadecimal number of at most 16 bits: a state, a count. */
  static int smallHex(Line line, String word) throws BadInputException {
    long number = line.hex(word);
    if (number < 0 || number > MAX_U16) {
      throw line.bad("too large: \"" + Line.excerpt(word) + "\"");
    }
    return (int) number;
  }

  /** Bytes before the colon of {@code tx_queue:rx_queue}. */
  static long transmitQueue(Line line, String queues) throws BadInputException {
    return line.hex(queues.substring(0, colon(line, queues)));
  }

  /** Bytes behind the colon of {@code tx_queue:rx_queue}. */
  static long receiveQueue(Line line, String queues) throws BadInputException {
    return line.hex(queues.substring(colon(line, queues) + 1));
  }

  private static InetAddress address(Line line, String word, ByteOrder order) throws IOException {
    return AddressText.ofHex(line, word.substring(0, colon(line, word)), order);
  }

  private static int port(Line line, String word) throws BadInputException {
    return smallHex(line, word.substring(colon(line, word) + 1));
  }

  private static int colon(Line line, String word) throws BadInputException {
    int colon = word.indexOf(':');
    if (colon < 0) {
      throw line.bad("no colon in \"" + Line.excerpt(word) + "\"");
    }
    return colon;
  }
}
