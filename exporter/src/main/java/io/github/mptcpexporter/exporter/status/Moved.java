package io.github.mptcpexporter.exporter.status;

/**
 * Payload bytes of subflows.
 *
 * @param transmitBytes retransmissions included
 * @param retransmitBytes of them
 */
record Moved(long receiveBytes, long transmitBytes, long retransmitBytes) {

  static final Moved NOTHING = new Moved(0, 0, 0);

  long bothWays() {
    return receiveBytes + transmitBytes;
  }

  Moved plus(Moved other) {
    return new Moved(
        receiveBytes + other.receiveBytes,
        transmitBytes + other.transmitBytes,
        retransmitBytes + other.retransmitBytes);
  }
}
