package io.github.mptcpexporter.exporter.http;

/** Why a request gets no page; the message is a sentence for who sent it. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  static Refusal badRequest(String sentence) {
    return new Refusal(400, sentence);
  }

  /** Status code of the answer. */
  int status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
