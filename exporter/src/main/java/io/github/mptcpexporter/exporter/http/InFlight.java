package io.github.mptcpexporter.exporter.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Counts the answers under way. On the event loop alone. */
final class InFlight {

  private final Promise<Void> none = Promise.promise();
  private int count;
  private boolean closing;
  private Runnable atClose = () -> {};

  /** One more request; returns how many there are now. */
  int begin() {
    return ++count;
  }

  /** The answer to one of them has been sent, or its client is gone. */
  void end() {
    count--;
    completeIfNone();
  }

  /** What ends answers that would not end by themselves. */
  void atClose(Runnable action) {
    atClose = action;
  }

  boolean isClosing() {
    return closing;
  }

  /** From now on no request is welcome; completes when the answers under way have been sent. */
  Future<Void> close() {
    closing = true;
    atClose.run();
    completeIfNone();
    return none.future();
  }

  private void completeIfNone() {
    if (closing && count == 0) {
      none.tryComplete();
    }
  }
}
