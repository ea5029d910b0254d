package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.mptcp.EndpointSource;
import io.github.mptcpexporter.source.Line;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that the out-of-tree kernel's full mesh uses now, from {@code
 * /proc/net/mptcp_fullmesh} (v0.88 and later): those of every device that is up, not the loopback
 * and not excluded from MPTCP, of global scope.
 *
 * <p>Each is an endpoint with the flags subflow and fullmesh, and backup where its device is a
 * backup. An endpoint has its device from v0.96 on. The file exists also while another path manager
 * is in use. There are no limits.
 */
public final class FullmeshEndpoints implements EndpointSource {

  private static final String FILE = "proc/net/mptcp_fullmesh";

  private final RootFs rootFs;

  public FullmeshEndpoints(RootFs rootFs) {
    this.rootFs = rootFs;
  }

  @Override
  public Optional<PathManager> read() throws IOException {
    Optional<List<Line>> lines = rootFs.lines(FILE);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<Endpoint> endpoints = new ArrayList<>(FullmeshParser.parse(FILE, lines.get()));
    endpoints.sort(Comparator.comparingInt(Endpoint::id));
    return Optional.of(new PathManager(endpoints, Optional.empty()));
  }
}
