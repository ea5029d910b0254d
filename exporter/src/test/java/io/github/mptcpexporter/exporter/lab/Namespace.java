package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One network namespace of a sandbox: a host of the lab. */
public final class Namespace {

  private static final Duration SHORT = Duration.ofSeconds(15);

  private final Sandbox sandbox;
  private final String name;

  private Namespace(Sandbox sandbox, String name) {
    this.sandbox = sandbox;
    this.name = name;
  }

  /** Makes it: loopback up, IPv4 and IPv6 forwarded, no duplicate address detection, MPTCP on. */
  static Namespace create(Sandbox sandbox, String name) throws IOException {
    sandbox.run(SHORT, "", List.of("ip", "netns", "add", name)).succeeded();
    Namespace namespace = new Namespace(sandbox, name);
    namespace.run(
        "sh",
        "-ec",
        """
        ip link set lo up
        cd /proc/sys/net
        for all in all default; do
          echo 0 >ipv4/conf/$all/rp_filter
          echo 0 >ipv6/conf/$all/accept_dad
          echo 1 >ipv6/conf/$all/forwarding
        done
        echo 1 >ipv4/ip_forward
        echo 1 >mptcp/enabled
        """);
    return namespace;
  }

  public String name() {
    return name;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  /** Runs a short command, which must succeed. */
  public CommandResult run(String... command) throws IOException {
    return run(SHORT, List.of(command)).succeeded();
  }

  /** Runs a command to its end, whatever that is. */
  public CommandResult run(Duration limit, List<String> command) throws IOException {
    return sandbox.run(limit, "", inside(command));
  }

  /** Starts a command. */
  public LineProcess start(List<String> command) throws IOException {
    return sandbox.start(inside(command));
  }

  /** Runs {@code ip}, for one change. */
  public void ip(String arguments) throws IOException {
    ip(List.of(arguments));
  }

  /** Runs one {@code ip} for many changes, of which each must succeed. */
  public void ip(List<String> lines) throws IOException {
    batch(List.of("ip", "-n", name, "-batch", "-"), lines);
  }

  /** The same for routes and rules of IPv6, where their words do not tell the family. */
  public void ip6(List<String> lines) throws IOException {
    batch(List.of("ip", "-6", "-n", name, "-batch", "-"), lines);
  }

  private void batch(List<String> command, List<String> lines) throws IOException {
    sandbox.run(SHORT, String.join("\n", lines) + "\n", command).succeeded();
  }

  // ip also mounts the namespace's own /sys, without which /sys/class/net shows the host's links
  private List<String> inside(List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(command);
    return whole;
  }
}
