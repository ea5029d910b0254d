package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Masks all that a recording holds, files and netlink alike, so that what matched before matches
 * after. Keeps its key: all steps of a recording need the same mask.
 */
final class RecordingMask {

  private final FileMask files;
  private final NetlinkMask messages;

  /**
   * @param key secret and random
   * @param order of the machine that is recorded
   */
  RecordingMask(byte[] key, ByteOrder order) {
    AddressMask addresses = new AddressMask(key);
    files = new FileMask(addresses, order);
    messages = new NetlinkMask(addresses, order);
  }

  byte[] file(String path, byte[] content) {
    return files.mask(path, content);
  }

  NetlinkRecording netlink(NetlinkRecording recording) throws IOException {
    try {
      return recording.with(messages);
    } catch (NetlinkFormatException e) {
      throw new IOException("can not be masked: " + e.getMessage(), e);
    }
  }
}
