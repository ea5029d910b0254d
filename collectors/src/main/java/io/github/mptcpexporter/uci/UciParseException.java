package io.github.mptcpexporter.uci;

/** A statement that makes no sense; always caught within this package. */
final class UciParseException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason in libuci's words
   */
  UciParseException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
