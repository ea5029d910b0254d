package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One network namespace of a sandbox: a host of the lab. One thread. */
public final class Namespace {

  private static final Duration SHORT = Duration.ofSeconds(15);

  private final Sandbox sandbox;
  private final String name;
  private final LineProcess tools;

  private Namespace(Sandbox sandbox, String name, LineProcess tools) {
    this.sandbox = sandbox;
    this.name = name;
    this.tools = tools;
  }

  /** Makes it: loopback up, IPv4 and IPv6 forwarded, no duplicate address detection, MPTCP on. */
  static Namespace create(Sandbox sandbox, String name) throws IOException {
    sandbox.run(SHORT, "", List.of("ip", "netns", "add", name)).succeeded();
    LineProcess tools = sandbox.start(inside(name, Python.command(sandbox, "tools.py")));
    Namespace namespace = new Namespace(sandbox, name, tools);
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
    return run("", List.of(command));
  }

  private CommandResult run(String input, List<String> command) throws IOException {
    JsonObject request = new JsonObject().put("command", command).put("input", input);
    JsonObject done = new JsonObject(tools.ask(request.encode()));
    return new CommandResult(
            command,
            done.getInteger("exitCode"),
            done.getString("output"),
            done.getString("errors"))
        .succeeded();
  }

  /** Runs a command that may take longer to its end, whatever that is. */
  public CommandResult run(Duration limit, List<String> command) throws IOException {
    return sandbox.run(limit, "", inside(name, command));
  }

  /** Starts a command. */
  public LineProcess start(List<String> command) throws IOException {
    return sandbox.start(inside(name, command));
  }

  /** Runs {@code ip}, for one change. */
  public void ip(String arguments) throws IOException {
    ip(List.of(arguments));
  }

  /** Runs one {@code ip} for many changes, of which each must succeed. */
  public void ip(List<String> lines) throws IOException {
    run(text(lines), List.of("ip", "-batch", "-"));
  }

  /** The same for routes and rules of IPv6, where their words do not tell the family. */
  public void ip6(List<String> lines) throws IOException {
    run(text(lines), List.of("ip", "-6", "-batch", "-"));
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  // ip also mounts the namespace's own /sys, without which /sys/class/net shows the host's links
  private static List<String> inside(String name, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(command);
    return whole;
  }
}
