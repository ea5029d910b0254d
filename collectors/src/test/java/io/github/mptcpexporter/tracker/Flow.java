package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.address;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpState;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A subflow at one moment: what a dump, an event or its last words say of it. */
record Flow(
    long cookie,
    String local,
    int localPort,
    OptionalInt link,
    boolean backup,
    TcpState state,
    Map<TcpInfo.Field, Long> fields) {

  private static final String SERVER = "192.0.2.10";
  private static final int SERVER_PORT = 5201;

  /** An established subflow that has moved nothing. */
  static Flow of(long cookie, String local) {
    return new Flow(
        cookie,
        local,
        (int) (40_000 + cookie),
        OptionalInt.empty(),
        false,
        TcpState.ESTABLISHED,
        Map.of());
  }

  Flow moved(long sent, long received) {
    return with(TcpInfo.Field.BYTES_SENT, sent).with(TcpInfo.Field.BYTES_RECEIVED, received);
  }

  Flow with(TcpInfo.Field field, long value) {
    return new Flow(
        cookie, local, localPort, link, backup, state, Structs.with(fields, field, value));
  }

  Flow in(TcpState other) {
    return new Flow(cookie, local, localPort, link, backup, other, fields);
  }

  Flow boundTo(int index) {
    return new Flow(cookie, local, localPort, OptionalInt.of(index), backup, state, fields);
  }

  Flow asBackup(boolean whether) {
    return new Flow(cookie, local, localPort, link, whether, state, fields);
  }

  FourTuple tuple() {
    return new FourTuple(address(local), localPort, address(SERVER), SERVER_PORT);
  }

  /** In a dump of the upstream kernel. */
  Subflow subflow(long token) {
    int flags = backup ? Subflow.Flag.BACKUP_LOCAL.mask() : 0;
    return subflow(Optional.of(new Subflow.Ulp(token, 0, flags, 0, 0)));
  }

  /** In a dump that tells nothing of MPTCP. */
  Subflow subflow() {
    return subflow(Optional.empty());
  }

  private Subflow subflow(Optional<Subflow.Ulp> ulp) {
    return new Subflow(
        OptionalLong.of(cookie),
        tuple(),
        Optional.of(state),
        link,
        0,
        0,
        0,
        ulp,
        Optional.of(Structs.tcpInfo(fields)),
        Optional.empty());
  }

  /** In files. */
  Subflow row() {
    return new Subflow(
        OptionalLong.empty(),
        tuple(),
        Optional.of(state),
        OptionalInt.empty(),
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Its last words. */
  KernelEvent last() {
    return new SocketDestroyed(cookie, tuple(), Optional.of(Structs.tcpInfo(fields)));
  }

  /** Its last words when the kernel has disconnected it first. */
  KernelEvent cleared() {
    FourTuple none = new FourTuple(address("0.0.0.0"), localPort, address("0.0.0.0"), 0);
    return new SocketDestroyed(cookie, none, Optional.of(Structs.tcpInfo(Map.of())));
  }

  MptcpEvent event(MptcpEvent.Kind kind, long token) {
    return event(kind, token, OptionalInt.empty(), OptionalInt.empty());
  }

  MptcpEvent closed(long token, int error) {
    return event(MptcpEvent.Kind.SUB_CLOSED, token, OptionalInt.of(error), OptionalInt.empty());
  }

  MptcpEvent event(MptcpEvent.Kind kind, long token, OptionalInt error, OptionalInt resetReason) {
    return new MptcpEvent(
        kind,
        OptionalLong.of(token),
        Optional.of(tuple()),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.of(false),
        link,
        error,
        resetReason,
        Optional.empty());
  }
}
