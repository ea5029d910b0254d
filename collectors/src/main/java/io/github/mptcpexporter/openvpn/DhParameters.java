package io.github.mptcpexporter.openvpn;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;

/** How long the prime of Diffie-Hellman parameters is (PKCS #3, in PEM). */
final class DhParameters {

  private static final String BEGIN = "-----BEGIN DH PARAMETERS-----";
  private static final String END = "-----END DH PARAMETERS-----";
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private DhParameters() {}

  /** Empty if these are none. */
  static OptionalInt bits(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      return OptionalInt.empty();
    }
    byte[] der = decode(text.substring(begin + BEGIN.length(), end));
    int at = der.length > 0 && der[0] == SEQUENCE ? afterLength(der, 1) : -1;
    if (at < 0 || at + 1 >= der.length || der[at] != INTEGER) {
      return OptionalInt.empty();
    }
    int start = afterLength(der, at + 1);
    int length = start < 0 ? 0 : length(der, at + 1);
    while (length > 0 && start < der.length && der[start] == 0) {
      start++;
      length--;
    }
    return length <= 0 || start >= der.length
        ? OptionalInt.empty()
        : OptionalInt.of(length * Byte.SIZE - Integer.numberOfLeadingZeros(der[start] & 0xff) + 24);
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // no parameters then
    }
  }

  /** Where the content begins whose length stands at {@code at}; −1 beyond the end. */
  private static int afterLength(byte[] der, int at) {
    if (at >= der.length) {
      return -1;
    }
    int first = der[at] & 0xff;
    int next = first < 0x80 ? at + 1 : at + 1 + (first & 0x7f);
    return next < der.length ? next : -1;
  }

  private static int length(byte[] der, int at) {
    int first = der[at] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 1; i <= (first & 0x7f) && i <= 3; i++) {
      length = length << 8 | (der[at + i] & 0xff);
    }
    return length;
  }
}
