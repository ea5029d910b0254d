package io.github.mptcpexporter.source;

import java.io.IOException;

/** A file whose content makes no sense; the message begins with {@code file:line}. */
public final class BadInputException extends IOException {

  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
