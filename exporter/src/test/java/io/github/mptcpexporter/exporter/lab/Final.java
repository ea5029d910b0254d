package io.github.mptcpexporter.exporter.lab;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;

/**
 * What the kernel said of a TCP socket when it destroyed it.
 *
 * @param cookie names the socket, as {@code sk:} of {@code ss -e} does
 * @param local unspecified if zeroed
 * @param bytesSent payload, retransmissions included
 * @param bytesReceived payload, and one more for a FIN
 * @param bytesRetransmitted payload sent again
 * @param zeroed whether the kernel had disconnected the socket before, so that it says nothing
 */
public record Final(
    long cookie,
    InetAddress local,
    int localPort,
    InetAddress remote,
    int remotePort,
    long bytesSent,
    long bytesReceived,
    long bytesRetransmitted,
    boolean zeroed) {

  static Final of(JsonObject line) throws IOException {
    return new Final(
        line.getLong("cookie"),
        InetAddress.getByName(line.getString("local")),
        line.getInteger("localPort"),
        InetAddress.getByName(line.getString("remote")),
        line.getInteger("remotePort"),
        line.getLong("bytesSent"),
        line.getLong("bytesReceived"),
        line.getLong("bytesRetransmitted"),
        line.getBoolean("zeroed"));
  }
}
