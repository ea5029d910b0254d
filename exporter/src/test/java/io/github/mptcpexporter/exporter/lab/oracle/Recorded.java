package io.github.mptcpexporter.exporter.lab.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Output of the tools, recorded on kernel 6.18 with iproute2 6.1 in a lab with two uplinks and a
 * backup; {@code ss-Mneit-failover-to-backup.txt} and {@code nstat.txt} on a router.
 */
final class Recorded {

  private Recorded() {}

  static String text(String name) throws IOException {
    try (InputStream file = Recorded.class.getResourceAsStream("/lab/recorded/" + name)) {
      if (file == null) {
        throw new FileNotFoundException(name);
      }
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  static JsonArray json(String name) throws IOException {
    return new JsonArray(text(name));
  }
}
