package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.monitor.ViewSource;
import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The end of a recording, which never ages.
 *
 * @param view shown to all
 */
record StillView(View view) implements ViewSource {

  @Override
  public CompletionStage<View> view(Duration maxAge, Duration deadline) {
    return CompletableFuture.completedFuture(view);
  }
}
