package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.FileStamp;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a status file that its process may be writing at the same time. */
final class StatusReader {

  /** Times to read before a file that makes no sense is said to make none. */
  private static final int ATTEMPTS = 3;

  /** Of a thousand clients and more. */
  private static final long MOST_BYTES = 4 << 20;

  private final RootFs rootFs;

  StatusReader(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  /**
   * The status.
   *
   * @return empty if there is no such file
   */
  Optional<TunnelStatus> read(Tunnel.StatusFile file) {
    String path = file.path();
    try {
      Optional<FileStamp> stamp = rootFs.stamp(path);
      if (stamp.isPresent() && stamp.get().size() > MOST_BYTES) {
        throw new BadInputException(path + ":1: larger than " + MOST_BYTES + " bytes");
      }
      Optional<OpenVpnStatus> content = content(path);
      return content.map(
          status ->
              new TunnelStatus(
                  path, written(status, stamp), Optional.of(status), Optional.empty()));
    } catch (IOException e) {
      return Optional.of(
          new TunnelStatus(
              path,
              Optional.empty(),
              Optional.empty(),
              Optional.of(String.valueOf(e.getMessage()))));
    }
  }

  /** What was read twice alike, or makes no sense however often it is read. */
  private Optional<OpenVpnStatus> content(String path) throws IOException {
    Optional<List<Line>> lines = rootFs.lines(path);
    for (int attempt = 1; lines.isPresent(); attempt++) {
      Optional<List<Line>> again = rootFs.lines(path);
      if (again.equals(lines) || attempt >= ATTEMPTS) {
        try {
          return Optional.of(StatusParser.parse(lines.get()));
        } catch (BadInputException e) {
          if (attempt >= ATTEMPTS) {
            throw e;
          }
        }
      }
      lines = again;
    }
    return Optional.empty();
  }

  private static Optional<Instant> written(OpenVpnStatus status, Optional<FileStamp> stamp) {
    if (status instanceof OpenVpnStatus.Server server && server.writtenEpochSeconds().isPresent()) {
      return instant(server.writtenEpochSeconds().getAsLong());
    }
    return stamp.flatMap(StatusReader::modified);
  }

  private static Optional<Instant> modified(FileStamp stamp) {
    try {
      return Optional.of(Instant.parse(stamp.modified()));
    } catch (DateTimeException e) {
      return Optional.empty(); // a file system that does not know
    }
  }

  private static Optional<Instant> instant(long epochSeconds) {
    try {
      return Optional.of(Instant.ofEpochSecond(epochSeconds));
    } catch (DateTimeException e) {
      return Optional.empty(); // beyond all time
    }
  }
}
