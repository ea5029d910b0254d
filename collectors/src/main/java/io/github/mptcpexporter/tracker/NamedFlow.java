package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
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

  private static final int MAX_PORT = 65_535;

  public NamedFlow {
    remotes = List.copyOf(remotes);
  }

  /**
   * The flows of the exporter's own configuration, the first {@link #MOST}. A section without a
   * remote and a port, or with one that makes no sense, says nothing.
   */
  public static List<NamedFlow> of(UciPackage own) {
    List<NamedFlow> flows = new ArrayList<>();
    for (UciSection section : own.ofType("flow")) {
      Optional<NamedFlow> flow = of(section);
      if (flow.isPresent() && flows.size() < MOST) {
        flows.add(flow.get());
      }
    }
    return List.copyOf(flows);
  }

  private static Optional<NamedFlow> of(UciSection section) {
    List<Prefix> remotes = new ArrayList<>();
    for (String text : section.list("remote")) {
      Optional<Prefix> remote = prefix(text);
      if (remote.isEmpty()) {
        return Optional.empty();
      }
      remotes.add(remote.get());
    }
    String text = section.option("port").orElse("");
    boolean number = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT;
    OptionalInt port = number ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    boolean sense = text.isEmpty() ? !remotes.isEmpty() : number;
    return sense ? Optional.of(new NamedFlow(section.label(), remotes, port)) : Optional.empty();
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
