package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.tracker.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Those who wait for a view. Not for two threads at once. */
final class Askers {

  /** One of them. */
  private record Asker(CompletableFuture<View> view, long askedNanos, Duration deadline) {
    long deadlineNanos() {
      return askedNanos + deadline.toNanos();
    }
  }

  private final List<Asker> all = new ArrayList<>();

  CompletionStage<View> add(long now, Duration deadline) {
    Asker asker = new Asker(new CompletableFuture<>(), now, deadline);
    all.add(asker);
    return asker.view.minimalCompletionStage();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Time that the most impatient has left; {@code most} if all have more, or there is none. */
  long nanosLeft(long now, long most) {
    long least = most;
    for (Asker asker : all) {
      least = Math.min(least, asker.deadlineNanos() - now);
    }
    return least;
  }

  /** Moves all to {@code others}. */
  void moveTo(Askers others) {
    others.all.addAll(all);
    all.clear();
  }

  /** Those who can not wait any longer leave for {@code others}. */
  void expire(long now, Askers others) {
    for (Iterator<Asker> askers = all.iterator(); askers.hasNext(); ) {
      Asker asker = askers.next();
      if (now - asker.deadlineNanos() >= 0) {
        askers.remove();
        others.all.add(asker);
      }
    }
  }

  /** Gives all of them the view. What they do with it happens here and now: hold no lock. */
  void give(View view) {
    all.forEach(asker -> asker.view.complete(view));
  }

  /** Tells all of them that there will be none. Hold no lock. */
  void fail(Throwable reason) {
    all.forEach(asker -> asker.view.completeExceptionally(reason));
  }

  /** Tells all of them that they have waited long enough. Hold no lock. */
  void timeOut() {
    for (Asker asker : all) {
      String complaint = "no round ended within " + asker.deadline.toMillis() + " ms";
      asker.view.completeExceptionally(new TimeoutException(complaint));
    }
  }
}
