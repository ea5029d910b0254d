package io.github.mptcpexporter.exporter.events;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the operator's own program for each event, one at a time: no shell, no arguments, the event
 * as {@code MPTCP_EVENT_…} in an environment that is otherwise only {@code PATH}, nothing on
 * standard input, standard output thrown away, standard error that of this program.
 *
 * <p>A run that takes too long is killed together with its descendants; one that has detached
 * itself from its parent before is out of reach. At most 100 events wait; further ones are dropped
 * and counted.
 *
 * <p>Has a thread of its own, {@code mptcp-hook}, a daemon. On Linux privileges belong to threads,
 * and a program inherits those of the thread that starts it: that thread gives up its own.
 */
public final class EventHook implements EventOutlet {

  /** How long a run may take. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(EventHook.class.getName());
  private static final int WAITING = 100;

  /** Something that a thread does first, of which other threads notice nothing. */
  public interface Preparation {
    void run() throws IOException;
  }

  private final Path program;
  private final Duration limit;
  private final String path;
  private final Preparation dropPrivileges;
  private final BlockingQueue<LoggedEvent> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong ok = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong timeouts = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::work, "mptcp-hook");
  private boolean dropping; // the recorder's; so that it is said once
  private boolean failing; // the thread's; so that it is said once

  /**
   * Not yet started.
   *
   * @param program absolute
   * @param limit how long a run may take
   * @param path what programs see as {@code PATH}
   * @param dropPrivileges gives up the privileges of the thread that calls it
   */
  public EventHook(Path program, Duration limit, String path, Preparation dropPrivileges) {
    if (!program.isAbsolute()) {
      throw new IllegalArgumentException(program + " is no absolute path");
    }
    this.program = program;
    this.limit = limit;
    this.path = path;
    this.dropPrivileges = dropPrivileges;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Any thread. */
  public HookRuns runs() {
    return new HookRuns(ok.get(), failed.get(), timeouts.get(), dropped.get());
  }

  @Override
  public void accept(LoggedEvent event) {
    boolean full = !queue.offer(event);
    if (full) {
      dropped.incrementAndGet();
      if (!dropping) {
        LOG.log(Level.WARNING, "event hook " + program + " is too slow: events are dropped");
      }
    }
    dropping = full;
  }

  /** Kills the present run, and begins no other. */
  @Override
  public void end() {
    thread.interrupt();
  }

  private void work() {
    try {
      dropPrivileges.run();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "event hook " + program + " runs with all privileges: " + e);
    }
    try {
      while (true) {
        run(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end
    }
  }

  private void run(LoggedEvent event) throws InterruptedException {
    try {
      int code = await(builder(event).start());
      (code == 0 ? ok : failed).incrementAndGet();
      say(code == 0, "ended with exit code " + code);
    } catch (HookTimeout e) {
      timeouts.incrementAndGet();
      say(false, "was killed after " + limit.toMillis() + " ms");
    } catch (IOException e) {
      failed.incrementAndGet();
      say(false, "could not be run: " + e.getMessage());
    }
  }

  private ProcessBuilder builder(LoggedEvent event) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(program.toString()))
            .directory(new File("/"))
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(HookEnvironment.of(event));
    return builder;
  }

  private int await(Process process) throws HookTimeout, InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      if (!ended) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
      }
    }
    if (!ended) {
      throw new HookTimeout();
    }
    return process.exitValue();
  }

  private void say(boolean good, String what) {
    if (!good && !failing) {
      LOG.log(Level.WARNING, "event hook " + program + " " + what);
    } else if (good && failing) {
      LOG.log(Level.INFO, "event hook " + program + " works again");
    }
    failing = !good;
  }

  private static final class HookTimeout extends Exception {
    private static final long serialVersionUID = 1L;

    HookTimeout() {
      super("timeout", null, false, false);
    }
  }
}
