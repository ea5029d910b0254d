package io.github.mptcpexporter.exporter.http;

import io.github.mptcpexporter.exporter.metrics.AcceptHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses fast rather than well: metrics shrink to a seventh anyway, and routers are slow. */
final class Gzip extends GZIPOutputStream {

  Gzip(OutputStream out) throws IOException {
    super(out, 8192);
    def.setLevel(Deflater.BEST_SPEED);
  }

  /** Whether a client likes it at least as much as plain bytes. */
  static boolean isWelcome(AcceptHeader acceptEncoding) {
    double gzip =
        acceptEncoding.weight("gzip").orElseGet(() -> acceptEncoding.weight("*").orElse(0));
    return gzip > 0 && gzip >= acceptEncoding.weight("identity").orElse(0);
  }
}
