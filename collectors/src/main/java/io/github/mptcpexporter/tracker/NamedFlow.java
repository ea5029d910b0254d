package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.ExporterConfig;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Connections that are followed by name: a section {@code config flow 'NAME'} of {@code
 * /etc/config/mptcp-exporter}.
 *
 * @param name its label
 * @param remotes networks that its connections lead to; any if there is none
 * @param port of the other end; any if empty
 */
public record NamedFlow(String name, List<Prefix> remotes, OptionalInt port) {

  /** Flows that are followed at most. */
  public static final int MOST = 16;

  public NamedFlow {
    remotes = List.copyOf(remotes);
  }

  /**
   * Those that are configured, the first {@link #MOST}. One without a remote and a port, or with a
   * remote that is no address, is left out.
   */
  static List<NamedFlow> of(ExporterConfig config) {
    List<NamedFlow> flows = new ArrayList<>();
    for (ExporterConfig.Flow configured : config.flows()) {
      Optional<NamedFlow> flow = of(configured);
      if (flow.isPresent() && flows.size() < MOST) {
        flows.add(flow.get());
      }
    }
    return List.copyOf(flows);
  }

  private static Optional<NamedFlow> of(ExporterConfig.Flow configured) {
    List<Prefix> remotes = new ArrayList<>();
    for (String text : configured.remotes()) {
      prefix(text).ifPresent(remotes::add);
    }
    boolean all = remotes.size() == configured.remotes().size();
    boolean any = !remotes.isEmpty() || configured.port().isPresent();
    return all && any
        ? Optional.of(new NamedFlow(configured.name(), remotes, configured.port()))
        : Optional.empty();
  }

  private static Optional<Prefix> prefix(String text) {
    try {
      return Optional.of(Prefix.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name, or nothing that we know
    }
  }

  /** Whether a connection is one of them. */
  boolean has(FourTuple ends) {
    return (port.isEmpty() || port.getAsInt() == ends.remotePort())
        && (remotes.isEmpty()
            || remotes.stream().anyMatch(remote -> remote.contains(ends.remote())));
  }
}
