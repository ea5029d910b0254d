package io.github.mptcpexporter.exporter.lab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * OpenVPN between the client and the server of a lab, as on the wiki page: tap, TCP, with
 * certificates that live as long as the lab. Each end has a root of its own, in which its
 * configuration is where Debian has it; {@code /proc} and {@code /sys} in it are the real ones.
 */
public final class VpnTunnel implements Closeable {

  /** Where the server listens. */
  public static final int PORT = 1194;

  private final Lab lab;
  private final Deque<LineProcess> running = new ArrayDeque<>();

  private VpnTunnel(Lab lab) {
    this.lab = lab;
  }

  /** Configures both ends; skips the test if the machine lacks what that takes. */
  public static VpnTunnel configured(Lab lab) throws IOException {
    for (String tool : List.of("openvpn", "mptcpize", "openssl", "busybox")) {
      Requires.tool(tool);
    }
    Requires.needed(Files.exists(Path.of("/dev/net/tun")), "there is no /dev/net/tun");
    certificates(lab);
    configure(
        root(lab, "server"),
        "server",
        "port "
            + PORT
            + "\nproto tcp\ndev tap\nserver 10.9.8.0 255.255.255.0\ndh none\n"
            + "ifconfig-pool-persist ipp.txt\nclient-to-client\n");
    configure(
        root(lab, "client"),
        "client",
        "client\nproto tcp\ndev tap1337\nnobind\nremote "
            + Lab.SERVER4
            + " "
            + PORT
            + "\n"
            + "connect-retry 1 1\n");
    return new VpnTunnel(lab);
  }

  /** Starts both ends. */
  public void start() throws IOException {
    start(lab.server(), "server", true);
    start(lab.client(), "client", true);
  }

  /** Root of the client's files. */
  public Path clientRoot() {
    return root(lab, "client");
  }

  /** Root of the server's files. */
  public Path serverRoot() {
    return root(lab, "server");
  }

  /** Ends the client and starts it without {@code mptcpize}. */
  public void restartClientWithoutMptcp() throws IOException {
    running.pop().close();
    start(lab.client(), "client", false);
  }

  /** Sends packets through the tunnel until one comes back. */
  public void awaitPassage() throws IOException {
    Await.until(
        "the tunnel passes packets",
        () ->
            lab.client()
                    .run(
                        Duration.ofSeconds(10),
                        List.of("busybox", "ping", "-q", "-c", "2", "-W", "1", "10.9.8.1"))
                    .exitCode()
                == 0);
  }

  private static Path root(Lab lab, String end) {
    return lab.directory().resolve("root-" + end);
  }

  private void start(Namespace namespace, String end, boolean multipath) throws IOException {
    Path directory = root(lab, end).resolve("etc/openvpn/" + end);
    List<String> command = new ArrayList<>();
    if (multipath) {
      command.addAll(List.of("mptcpize", "run"));
    }
    command.addAll(
        List.of("openvpn", "--cd", directory.toString(), "--config", end + ".conf", "--verb", "3"));
    running.push(namespace.start(command));
  }

  private static void configure(Path root, String end, String options) throws IOException {
    Path directory = Files.createDirectories(root.resolve("etc/openvpn/" + end));
    for (String real : List.of("proc", "sys")) {
      Files.createSymbolicLink(root.resolve(real), Path.of("/" + real));
    }
    Path keys = root.resolveSibling("keys");
    Files.writeString(
        directory.resolve(end + ".conf"),
        options
            + ("ca " + keys.resolve("ca.crt") + "\n")
            + ("cert " + keys.resolve(end + ".crt") + "\n")
            + ("key " + keys.resolve(end + ".key") + "\n")
            + "persist-key\npersist-tun\nkeepalive 10 120\nstatus status.log 1\n");
  }

  private static void certificates(Lab lab) throws IOException {
    Path keys = Files.createDirectories(lab.directory().resolve("keys"));
    openssl(
        lab,
        keys,
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            + " -subj /CN=ca -keyout ca.key -out ca.crt");
    for (String end : List.of("server", "client")) {
      openssl(
          lab,
          keys,
          "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
              + " -subj /CN="
              + end
              + " -keyout "
              + end
              + ".key -out "
              + end
              + ".csr");
      openssl(
          lab,
          keys,
          "x509 -req -days 2 -CA ca.crt -CAkey ca.key -CAcreateserial"
              + " -in "
              + end
              + ".csr -out "
              + end
              + ".crt");
    }
  }

  private static void openssl(Lab lab, Path keys, String arguments) throws IOException {
    lab.client().run("sh", "-ec", "cd " + keys + " && openssl " + arguments);
  }

  @Override
  public void close() throws IOException {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
