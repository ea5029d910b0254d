package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Connections from the client to the server. One thread. */
public final class Traffic {

  /** Where the server speaks MPTCP. */
  public static final int MPTCP_PORT = 5201;

  /** Where the server speaks plain TCP only. */
  public static final int TCP_PORT = 5202;

  private final Peer client;
  private final Peer server;
  private int opened;

  private Traffic(Peer client, Peer server) {
    this.client = client;
    this.server = server;
  }

  static Traffic between(Namespace client, Namespace server) throws IOException {
    Peer serving = Peer.start(server);
    for (String address : List.of(Lab.SERVER4, Lab.SERVER6)) {
      serving.ask("listen mptcp " + address + " " + MPTCP_PORT);
      serving.ask("listen tcp " + address + " " + TCP_PORT);
    }
    return new Traffic(Peer.start(client), serving);
  }

  /** What the client asks for and what the server makes of it. */
  public enum Kind {
    /** Both speak MPTCP. */
    MPTCP("mptcp", MPTCP_PORT),
    /** The client asks for MPTCP, the server knows plain TCP only. */
    FALLBACK("mptcp", TCP_PORT),
    /** Neither speaks MPTCP. */
    TCP("tcp", TCP_PORT);

    private final String clientProtocol;
    private final int port;

    Kind(String clientProtocol, int port) {
      this.clientProtocol = clientProtocol;
      this.port = port;
    }

    /** Whether it is a connection of MPTCP, be it fallen back. */
    public boolean multipath() {
      return this != TCP;
    }
  }

  /**
   * Opens a connection over IPv4, or IPv6. Further subflows join when the first byte has passed.
   */
  public Conversation open(Kind kind, boolean ipv6) throws IOException {
    String name = "c" + ++opened;
    String remote = ipv6 ? Lab.SERVER6 : Lab.SERVER4;
    JsonObject local =
        client.ask("open " + name + " " + kind.clientProtocol + " " + remote + " " + kind.port);
    int port = local.getInteger("port");
    server.ask("accept " + name + " " + kind.port + " " + port);
    return new Conversation(
        client,
        server,
        name,
        kind,
        InetAddress.getByName(local.getString("address")),
        port,
        InetAddress.getByName(remote),
        kind.port);
  }
}
