package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Gives views. Any thread. */
public interface ViewSource {

  /**
   * A view no older than {@code maxAge}, from a new round if need be. Never blocks. Those who ask
   * during a round share it; with {@code maxAge} zero they wait for the next one.
   *
   * @param deadline most time that a new round may take; collectors that overrun it are failed
   * @return fails with a {@link java.util.concurrent.TimeoutException} if no round ended in time
   */
  CompletionStage<View> view(Duration maxAge, Duration deadline);
}
