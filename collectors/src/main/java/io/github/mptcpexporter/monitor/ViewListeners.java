package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.tracker.View;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who are shown each view. Added by any thread, called by the one that runs the rounds. */
final class ViewListeners {

  private static final Logger LOG = System.getLogger(Monitor.class.getName());

  private final List<Consumer<View>> all = new CopyOnWriteArrayList<>();
  private volatile boolean failed; // so that it is said once

  void add(Consumer<View> listener) {
    all.add(listener);
  }

  void show(View view) {
    for (Consumer<View> listener : all) {
      try {
        listener.accept(view);
      } catch (RuntimeException | Error e) { // a border: who looks on must not end the rounds
        if (!failed) {
          failed = true;
          LOG.log(Level.ERROR, "a listener to views failed", e);
        }
      }
    }
  }
}
