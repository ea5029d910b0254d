package io.github.mptcpexporter.exporter.lab;

import io.github.mptcpexporter.exporter.lab.oracle.Oracles;
import io.github.mptcpexporter.exporter.lab.oracle.SsSocket;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client with uplinks, a server, and all between them.
 *
 * <pre>
 *            wan1 10.1.0.2 ── 10.1.0.1 isp1 10.101.0.2 ── 10.101.0.1 isp1
 *   client   wan2 10.2.0.2 ── 10.2.0.1 isp2 10.102.0.2 ── 10.102.0.1 isp2   server 203.0.113.10
 *            lte  10.3.0.2 ── 10.3.0.1 isp3 10.103.0.2 ── 10.103.0.1 isp3          2001:db8:99::10
 * </pre>
 *
 * <p>The same in IPv6 with fd01::2 … fdc1::1. Each uplink has a table and two rules of its own, a
 * default route of its own metric in the main table, and an endpoint for each family. Opening takes
 * half a second.
 */
public final class Lab implements Closeable {

  static final String SERVER4 = "203.0.113.10";
  static final String SERVER6 = "2001:db8:99::10";

  private static final List<String> DEVICES = List.of("wan1", "wan2", "lte");

  private final Sandbox sandbox;
  private final Namespace client;
  private final Namespace server;
  private final List<LabUplink> uplinks;
  private final Oracles oracles;
  private final Traffic traffic;

  private Lab(
      Sandbox sandbox,
      Namespace client,
      Namespace server,
      List<LabUplink> uplinks,
      Traffic traffic) {
    this.sandbox = sandbox;
    this.client = client;
    this.server = server;
    this.uplinks = List.copyOf(uplinks);
    this.oracles = new Oracles(client);
    this.traffic = traffic;
  }

  /** Makes it all; skips the test if the machine lacks what that takes. */
  public static Lab open(LabPlan plan) throws IOException {
    Requires.needed(
        Files.exists(Path.of("/proc/sys/net/mptcp/enabled")), "the kernel has no Multipath TCP");
    for (String tool : List.of("ss", "nstat")) {
      Requires.tool(tool);
    }
    if (plan.piped()) {
      DelayPipe.required();
    }
    Sandbox sandbox = Sandbox.open();
    try {
      return build(plan, sandbox);
    } catch (IOException | RuntimeException | Error e) {
      // a failed assertion or a skipped test must not leave the sandbox behind either
      sandbox.close();
      throw e;
    }
  }

  private static Lab build(LabPlan plan, Sandbox sandbox) throws IOException {
    Namespace client = Namespace.create(sandbox, "client");
    Namespace server = Namespace.create(sandbox, "server");
    client.ip("mptcp limits set subflows 4 add_addr_accepted 4");
    server.ip(
        List.of(
            "addr add " + SERVER4 + "/32 dev lo",
            "addr add " + SERVER6 + "/128 dev lo",
            "mptcp limits set subflows 8 add_addr_accepted 8"));
    List<LabUplink> uplinks = new ArrayList<>();
    for (int i = 0; i < plan.uplinks(); i++) {
      boolean backup = i == 2;
      uplinks.add(LabUplink.create(i + 1, DEVICES.get(i), backup, plan.piped(), client, server));
    }
    return new Lab(sandbox, client, server, uplinks, Traffic.between(client, server));
  }

  public Namespace client() {
    return client;
  }

  public Namespace server() {
    return server;
  }

  public List<LabUplink> uplinks() {
    return uplinks;
  }

  /** By the name of its device. */
  public LabUplink uplink(String device) {
    Optional<LabUplink> found =
        uplinks.stream().filter(uplink -> uplink.device().equals(device)).findFirst();
    return found.orElseThrow();
  }

  /** What moves bytes between client and server. */
  public Traffic traffic() {
    return traffic;
  }

  /** What {@code ip}, {@code ss} and {@code nstat} say on the client. */
  public Oracles oracles() {
    return oracles;
  }

  /** The connection as {@code ss} shows it now. */
  public SsSocket connection(Conversation conversation) throws IOException {
    return oracles.sockets().stream()
        .filter(socket -> socket.multipath() && socket.localPort() == conversation.localPort())
        .findFirst()
        .orElseThrow(() -> new IOException("ss shows no " + conversation));
  }

  /** Its subflows, in the order of {@code ss}. */
  public List<SsSocket> subflows(Conversation conversation) throws IOException {
    long token = connection(conversation).token();
    return oracles.sockets().stream()
        .filter(socket -> socket.subflow() && socket.tokens().localToken() == token)
        .toList();
  }

  /** Waits until it has so many established subflows; some must have data before they join. */
  public void awaitSubflows(Conversation conversation, int count) throws IOException {
    Await.until(
        conversation + " has " + count + " subflows",
        () ->
            subflows(conversation).stream().filter(s -> s.state().equals("ESTAB")).count()
                == count);
  }

  /** What happens to the client's TCP sockets at their end, from now on. */
  public FinalsListener finals() throws IOException {
    return FinalsListener.start(client);
  }

  /** The program under test, on the client. */
  public Program program() throws IOException {
    return Program.in(client);
  }

  /** The program under test, on the server. */
  public Program programOnServer() throws IOException {
    return Program.in(server);
  }

  /** A web client, on the client. */
  public Fetcher fetcher() throws IOException {
    return Fetcher.start(client);
  }

  /**
   * Passes requests to a port of the client on to another one, with an Accept header of its own.
   */
  public LineProcess relay(int port, int target, String accept) throws IOException {
    LineProcess relay =
        Python.start(client, "relay.py", Integer.toString(port), Integer.toString(target), accept);
    relay.hear();
    return relay;
  }

  /** For files; gone with the lab. */
  public Path directory() {
    return sandbox.directory();
  }

  @Override
  public void close() throws IOException {
    sandbox.close();
  }
}
