package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.util.Arrays;
import java.util.HexFormat;

/** The bytes sent or received at once: one or more messages. */
public final class Datagram implements Reply {

  private final byte[] bytes;

  public Datagram(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /** The first {@code length} bytes. */
  public Datagram(byte[] bytes, int length) {
    this.bytes = Arrays.copyOf(bytes, length);
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  Datagram with(NetlinkFamily family, DatagramChange.Kind kind, DatagramChange change)
      throws NetlinkFormatException {
    return new Datagram(change.change(family, kind, bytes()));
  }

  /** The bytes themselves, for those here who do not change them. */
  byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Datagram datagram && Arrays.equals(bytes, datagram.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
