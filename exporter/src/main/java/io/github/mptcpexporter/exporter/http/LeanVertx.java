package io.github.mptcpexporter.exporter.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Vert.x with what one small server needs: no file cache, no DNS client, no idle wake-ups. */
final class LeanVertx {

  /** Read by Vert.x when its classes are loaded; it has no options for these. */
  private static final List<String> SWITCHES =
      List.of("vertx.disableDnsResolver", "vertx.disableMetrics", "vertx.disableWebsockets");

  private LeanVertx() {}

  static Vertx create() {
    for (String property : SWITCHES) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, "true");
      }
    }
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setBlockedThreadCheckInterval(1)
            .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }
}
