package io.github.mptcpexporter.exporter.cli;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log: one line an entry, to standard error, without a time, which procd and journald add.
 *
 * <p>Public, with a public constructor, since {@link LogManager} makes one when something is logged
 * first; a command that logs nothing does not load the logging classes.
 */
public final class LogLines {

  private static final String LEVEL = "mptcp-exporter.log.level";

  /** Called by {@link LogManager} at the first use of a logger. */
  public LogLines() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LineHandler(System.err));
    root.setLevel(Level.INFO);
    Logger.getLogger("io.github.mptcpexporter").setLevel(level());
  }

  /** Makes this class the configuration of all logging to come. */
  static void install() {
    System.setProperty("java.util.logging.config.class", LogLines.class.getName());
  }

  /** Sets what is logged: error, warning, info or debug; before anything is. */
  static void level(String name) {
    System.setProperty(LEVEL, name);
  }

  private static Level level() {
    return switch (System.getProperty(LEVEL, "info")) {
      case "error" -> Level.SEVERE;
      case "warning" -> Level.WARNING;
      case "debug" -> Level.FINE;
      default -> Level.INFO;
    };
  }

  private static final class LineHandler extends Handler {

    private final PrintStream err;

    LineHandler(PrintStream err) {
      this.err = err;
    }

    @Override
    public void publish(LogRecord entry) {
      if (isLoggable(entry)) {
        String message = entry.getMessage();
        Throwable thrown = entry.getThrown();
        err.println(word(entry.getLevel()) + " " + message + (thrown == null ? "" : ": " + thrown));
      }
    }

    private static String word(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return "ERROR";
      }
      if (level.intValue() >= Level.WARNING.intValue()) {
        return "WARNING";
      }
      return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    @Override
    public void flush() {
      err.flush();
    }

    @Override
    public void close() {}
  }
}
