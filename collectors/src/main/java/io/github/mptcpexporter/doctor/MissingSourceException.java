package io.github.mptcpexporter.doctor;

/**
 * What a check needs could not be read, or is not there. Its message names the source and says why.
 */
public final class MissingSourceException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean basic;

  /**
   * @param source in words
   * @param why as a clause
   * @param basic whether everybody may read it on a router that is well, so that without it there
   *     is no judgement
   */
  MissingSourceException(String source, String why, boolean basic) {
    super(source + ": " + why);
    this.reason = source + ": " + why;
    this.basic = basic;
  }

  /** The message. */
  String reason() {
    return reason;
  }

  boolean basic() {
    return basic;
  }
}
