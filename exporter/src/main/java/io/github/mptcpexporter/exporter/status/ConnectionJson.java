package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelStruct;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import io.github.mptcpexporter.tracker.Uplinks;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Connections and subflows; of the kernel's structs all that the kernel sent. */
final class ConnectionJson {

  private static final int U64_DIGITS = 16;

  private final Uplinks.Placement placement;
  private final Json json;

  ConnectionJson(Uplinks.Placement placement, Json json) {
    this.placement = placement;
    this.json = json;
  }

  void write(ConnectionCounts counts) throws IOException {
    json.number("established", counts.established());
    json.number("opening", counts.opening());
    json.number("closing", counts.closing());
    if (counts.inDetail()) {
      json.number("fellBack", counts.fellBack());
      json.number("stalled", counts.stalled());
    }
    json.number("fewestInterfaces", counts.fewestInterfaces());
    json.number("mostInterfaces", counts.mostInterfaces());
  }

  void write(MptcpConnection connection) throws IOException {
    json.object(
        () -> {
          json.text("token", token(connection.token()));
          json.text("remoteToken", Tokens.remote(connection));
          json.text("cookie", cookie(connection.cookie()));
          write(connection.addresses());
          json.text("state", connection.state().map(TcpState::label));
          if (connection.info().isPresent()) {
            json.flag("fellBack", connection.fellBack());
            json.flag("stalled", Subflows.stalled(connection));
          }
          json.number("inode", connection.inode());
          json.number("userId", connection.userId());
          json.number("receiveQueueBytes", connection.receiveQueueBytes());
          json.number("transmitQueueBytes", connection.transmitQueueBytes());
          json.number("subflowCount", connection.subflowCount());
          if (connection.info().isPresent()) {
            json.object("mptcpInfo", () -> write(connection.info().get()));
          }
          json.array("subflows", () -> writeSubflows(connection));
        });
  }

  private void writeSubflows(MptcpConnection connection) throws IOException {
    for (Subflow subflow : connection.subflows()) {
      write(subflow);
    }
  }

  void write(Subflow subflow) throws IOException {
    json.object(
        () -> {
          String name = placement.interfaceOf(subflow);
          json.text(
              "interface", name.equals(Uplinks.UNKNOWN) ? Optional.empty() : Optional.of(name));
          json.text("cookie", cookie(subflow.cookie()));
          write(subflow.addresses());
          json.text("state", subflow.state().map(TcpState::label));
          if (subflow.info().isPresent()) {
            json.flag("stalled", Subflows.stalled(subflow));
          }
          json.number("boundLink", subflow.boundLink());
          json.number("inode", subflow.inode());
          json.number("receiveQueueBytes", subflow.receiveQueueBytes());
          json.number("transmitQueueBytes", subflow.transmitQueueBytes());
          json.text("congestionControl", subflow.congestionControl());
          if (subflow.ulp().isPresent()) {
            json.object("mptcp", () -> write(subflow.ulp().get()));
          }
          if (subflow.info().isPresent()) {
            json.object("tcpInfo", () -> write(subflow.info().get()));
          }
        });
  }

  private void write(FourTuple addresses) throws IOException {
    json.text("local", Addresses.text(addresses.local()));
    json.number("localPort", addresses.localPort());
    json.text("remote", Addresses.text(addresses.remote()));
    json.number("remotePort", addresses.remotePort());
  }

  private void write(Subflow.Ulp ulp) throws IOException {
    json.text("token", Tokens.hex(ulp.token()));
    json.text("remoteToken", Tokens.hex(ulp.remoteToken()));
    json.number("localAddressId", ulp.localAddressId());
    json.number("remoteAddressId", ulp.remoteAddressId());
    json.number("flagBits", ulp.flagBits());
    json.array(
        "flags",
        () -> {
          for (Subflow.Flag flag : ulp.flags()) {
            json.text(flag.name().toLowerCase(Locale.ROOT));
          }
        });
  }

  private void write(MptcpInfo info) throws IOException {
    for (MptcpInfo.Field field : MptcpInfo.Field.values()) {
      switch (field) {
        case TOKEN -> {} // stands above
        case WRITE_SEQ, SND_UNA, RCV_NXT -> {
          // positions that start at random, and more digits than a double keeps
          if (info.has(field)) {
            json.text(JsonNames.of(field), Tokens.hex(info.get(field), U64_DIGITS));
          }
        }
        default -> write(info, field, JsonNames.of(field));
      }
    }
  }

  private void write(TcpInfo info) throws IOException {
    for (TcpInfo.Field field : TcpInfo.Field.values()) {
      if (field != TcpInfo.Field.STATE) { // stands above
        write(info, field, JsonNames.of(field));
      }
    }
  }

  private <F extends KernelStruct.Field> void write(KernelStruct<F> info, F field, String name)
      throws IOException {
    if (info.has(field)) {
      json.unsigned(name, info.get(field));
    }
  }

  private static Optional<String> token(OptionalLong token) {
    return token.isPresent() ? Optional.of(Tokens.hex(token.getAsLong())) : Optional.empty();
  }

  private static Optional<String> cookie(OptionalLong cookie) {
    return cookie.isPresent()
        ? Optional.of(Tokens.hex(cookie.getAsLong(), U64_DIGITS))
        : Optional.empty();
  }
}
