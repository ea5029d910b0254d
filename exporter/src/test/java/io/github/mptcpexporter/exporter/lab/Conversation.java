package io.github.mptcpexporter.exporter.lab;

import java.io.IOException;
import java.net.InetAddress;

/** One connection between client and server, seen from both ends. */
public final class Conversation {

  private final Peer client;
  private final Peer server;
  private final String name;
  private final Traffic.Kind kind;
  private final InetAddress local;
  private final int localPort;
  private final InetAddress remote;
  private final int remotePort;

  Conversation(
      Peer client,
      Peer server,
      String name,
      Traffic.Kind kind,
      InetAddress local,
      int localPort,
      InetAddress remote,
      int remotePort) {
    this.client = client;
    this.server = server;
    this.name = name;
    this.kind = kind;
    this.local = local;
    this.localPort = localPort;
    this.remote = remote;
    this.remotePort = remotePort;
  }

  public Traffic.Kind kind() {
    return kind;
  }

  /** The client's address, of the initial subflow. */
  public InetAddress local() {
    return local;
  }

  public int localPort() {
    return localPort;
  }

  public InetAddress remote() {
    return remote;
  }

  public int remotePort() {
    return remotePort;
  }

  /** From client to server, until the last byte is there. */
  public void send(long bytes) throws IOException {
    move(client, server, bytes);
  }

  /** From server to client, until the last byte is there. */
  public void receive(long bytes) throws IOException {
    move(server, client, bytes);
  }

  private void move(Peer from, Peer to, long bytes) throws IOException {
    from.begin("send " + name + " " + bytes);
    to.begin("receive " + name + " " + bytes);
    from.finish();
    to.finish();
  }

  /** The client closes, the server reads the end and closes too. */
  public void closeClientFirst() throws IOException {
    close(client, server);
  }

  /** The server closes, the client reads the end and closes too. */
  public void closePeerFirst() throws IOException {
    close(server, client);
  }

  private void close(Peer first, Peer second) throws IOException {
    first.ask("close " + name);
    second.ask("eof " + name);
    second.ask("close " + name);
  }

  /** Bytes from client to server that do not stop: so many a second, 0 for as many as may be. */
  public void upload(long bytesPerSecond) throws IOException {
    stream(client, server, bytesPerSecond);
  }

  /** Bytes from server to client that do not stop: so many a second, 0 for as many as may be. */
  public void download(long bytesPerSecond) throws IOException {
    stream(server, client, bytesPerSecond);
  }

  private void stream(Peer from, Peer to, long bytesPerSecond) throws IOException {
    to.ask("drain " + name);
    from.ask("stream " + name + " " + bytesPerSecond);
  }

  /** Ends {@link #upload} or {@link #download}. What is under way then is not read any more. */
  public void stop() throws IOException {
    client.ask("stop " + name);
    server.ask("stop " + name);
  }

  /** What the kernel tells the client's application of this socket, which must be MPTCP. */
  public SocketInfo info() throws IOException {
    return SocketInfo.of(client.ask("info " + name));
  }

  @Override
  public String toString() {
    return kind + " from " + local.getHostAddress() + " port " + localPort;
  }
}
