package io.github.mptcpexporter.exporter.lab.oracle;

import io.github.mptcpexporter.exporter.lab.Namespace;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the tools in one namespace. */
public final class Oracles {

  private final Namespace namespace;

  public Oracles(Namespace namespace) {
    this.namespace = namespace;
  }

  /** MPTCP connections and all TCP sockets but listening ones and TIME-WAIT. */
  public List<SsSocket> sockets() throws IOException {
    // -e warns on standard error where no cgroup2 is mounted
    return SsSocket.parse(
        output("ss", "-HOMtnie", "state", "all", "exclude", "listening", "exclude", "time-wait"));
  }

  /** {@code ip mptcp endpoint}. */
  public List<IpEndpoint> endpoints() throws IOException {
    return IpEndpoint.parse(json("mptcp", "endpoint"));
  }

  /** {@code ip mptcp limits}, which prints no JSON in iproute2 6.1 even when asked. */
  public IpLimits limits() throws IOException {
    return IpLimits.parse(output("ip", "mptcp", "limits"));
  }

  /** Routes of all tables, first of IPv4, then of IPv6. */
  public List<IpRoute> routes() throws IOException {
    // without -4, table all shows IPv6 too
    List<IpRoute> routes =
        new ArrayList<>(IpRoute.parse(false, json("-4", "route", "show", "table", "all")));
    routes.addAll(IpRoute.parse(true, json("-6", "route", "show", "table", "all")));
    return routes;
  }

  /** Rules, first of IPv4, then of IPv6. */
  public List<IpRule> rules() throws IOException {
    List<IpRule> rules = new ArrayList<>(IpRule.parse(false, json("-4", "rule")));
    rules.addAll(IpRule.parse(true, json("-6", "rule")));
    return rules;
  }

  /** Devices with all counters. */
  public List<IpLink> links() throws IOException {
    return IpLink.parse(json("-s", "-s", "link"));
  }

  /** Addresses of all devices. */
  public List<IpAddress> addresses() throws IOException {
    return IpAddress.parse(json("addr"));
  }

  /** Neighbours of both families. */
  public List<IpNeighbour> neighbours() throws IOException {
    return IpNeighbour.parse(json("neigh"));
  }

  /** Counters of MPTCP by the names in {@code /proc/net/netstat}, zeroes too. */
  public Map<String, Long> counters() throws IOException {
    // -s: leaves the user's history file alone
    return Nstat.parse("MPTcpExt", output("nstat", "-asz", "MPTcpExt*"));
  }

  /** One of these counters, which the kernel must have. */
  public long counter(String name) throws IOException {
    return Optional.ofNullable(counters().get(name))
        .orElseThrow(() -> new IOException("nstat shows no MPTcpExt" + name));
  }

  private JsonArray json(String... arguments) throws IOException {
    // -N: numbers instead of names that the host's files under /etc/iproute2 could change
    List<String> command = new ArrayList<>(List.of("ip", "-N", "-j", "-d"));
    command.addAll(List.of(arguments));
    String output = output(command.toArray(new String[0])).strip();
    // ip prints nothing at all for an empty list of some kinds
    return output.isEmpty() ? new JsonArray() : new JsonArray(output);
  }

  private String output(String... command) throws IOException {
    return namespace.run(command).output();
  }
}
