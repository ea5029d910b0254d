package io.github.mptcpexporter.exporter.events;

/** Where events go besides memory. All methods are called by the recorder's thread alone. */
public interface EventOutlet {

  /** One more event. Throws nothing: what does not work is said in the log, once. */
  void accept(LoggedEvent event);

  /** Called now and then, while nothing happens: time to try again what did not work. */
  default void retry() {}

  /** There will be no more events; returns within a moment. */
  default void end() {}
}
