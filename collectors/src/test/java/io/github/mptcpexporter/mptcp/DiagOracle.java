package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelStruct;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What stands in the decoded JSON beside the captures of socket dumps. */
final class DiagOracle {

  /** Whether a subflow's last mapping is valid; comes and goes with each, so we leave it out. */
  private static final long FLAG_MAP_VALID = 0x100;

  private static final Map<String, String> STATES =
      Map.of("ESTABLISHED", "established", "SYN_SENT", "syn_sent", "FIN_WAIT2", "fin_wait2");

  private final Path directory;

  DiagOracle(Path directory) {
    this.directory = directory;
  }

  /** Multipath connections of both families. */
  List<Map<String, Object>> connections() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>(rows("sockdiag-mptcp-v4"));
    rows.addAll(rows("sockdiag-mptcp-v6"));
    rows.removeIf(row -> Json.text(row, "state").equals("LISTEN"));
    return rows;
  }

  /** TCP sockets of both families that are subflows, listening ones left out. */
  List<Map<String, Object>> subflows() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>(rows("sockdiag-tcp-v4"));
    rows.addAll(rows("sockdiag-tcp-v6"));
    rows.removeIf(row -> !row.containsKey("ulp") || Json.text(row, "state").equals("LISTEN"));
    return rows;
  }

  private List<Map<String, Object>> rows(String name) throws IOException {
    Map<String, Object> file = Json.object(Json.read(directory.resolve(name + ".json")));
    return Json.objects(Json.get(file, "decoded"));
  }

  static long cookie(Map<String, Object> row) {
    return Long.reverseBytes(Long.parseUnsignedLong(Json.text(row, "cookie"), 16));
  }

  static long token(Map<String, Object> subflow) {
    return Json.number(mptcp(subflow), "token_loc");
  }

  private static Map<String, Object> mptcp(Map<String, Object> subflow) {
    return Json.object(Json.get(Json.object(Json.get(subflow, "ulp")), "mptcp"));
  }

  private static FourTuple addresses(Map<String, Object> row) throws IOException {
    return new FourTuple(
        InetAddress.getByName(Json.text(row, "src")),
        (int) Json.number(row, "sport"),
        InetAddress.getByName(Json.text(row, "dst")),
        (int) Json.number(row, "dport"));
  }

  private static String state(Map<String, Object> row) {
    String state = Json.text(row, "state");
    return STATES.getOrDefault(state, state);
  }

  /** All fields of a connection, its subflows left out. */
  static void compare(Map<String, Object> row, MptcpConnection connection) throws IOException {
    assertEquals(OptionalLong.of(cookie(row)), connection.cookie());
    assertEquals(addresses(row), connection.addresses());
    assertEquals(state(row), connection.state().orElseThrow().label());
    assertEquals(Json.number(row, "inode"), connection.inode());
    assertEquals(OptionalLong.of(Json.number(row, "uid")), connection.userId());
    assertEquals(Json.number(row, "rqueue"), connection.receiveQueueBytes());
    assertEquals(Json.number(row, "wqueue"), connection.transmitQueueBytes());
    Map<String, Object> info = Json.object(Json.get(row, "info"));
    assertEquals(OptionalLong.of(Json.number(info, "token")), connection.token());
    assertEquals(
        OptionalInt.of((int) Json.number(info, "subflows_total")), connection.subflowCount());
    assertEquals((Json.number(info, "flags") & 1) != 0, connection.fellBack());
    compareInfo(info, connection.info().orElseThrow(), MptcpInfo.Field.values());
  }

  /** All fields of a subflow. */
  static void compare(Map<String, Object> row, Subflow subflow) throws IOException {
    assertEquals(OptionalLong.of(cookie(row)), subflow.cookie());
    assertEquals(addresses(row), subflow.addresses());
    assertEquals(state(row), subflow.state().orElseThrow().label());
    int link = (int) Json.number(row, "if_");
    assertEquals(link == 0 ? OptionalInt.empty() : OptionalInt.of(link), subflow.boundLink());
    assertEquals(Json.number(row, "inode"), subflow.inode());
    assertEquals(Json.number(row, "rqueue"), subflow.receiveQueueBytes());
    assertEquals(Json.number(row, "wqueue"), subflow.transmitQueueBytes());
    assertEquals(Optional.of(Json.text(row, "cong")), subflow.congestionControl());
    Map<String, Object> info = Json.object(Json.get(row, "info"));
    compareInfo(info, subflow.info().orElseThrow(), TcpInfo.Field.values());
    Map<String, Object> mptcp = mptcp(row);
    Subflow.Ulp ulp = subflow.ulp().orElseThrow();
    assertEquals(Json.number(mptcp, "token_loc"), ulp.token());
    assertEquals(Json.number(mptcp, "token_rem"), ulp.remoteToken());
    assertEquals(Json.number(mptcp, "flags") & ~FLAG_MAP_VALID, ulp.flagBits());
    assertEquals(Json.number(mptcp, "id_loc"), ulp.localAddressId());
    assertEquals(Json.number(mptcp, "id_rem"), ulp.remoteAddressId());
  }

  private static <F extends KernelStruct.Field> void compareInfo(
      Map<String, Object> json, KernelStruct<F> info, F[] fields) {
    for (F field : fields) {
      assertEquals(
          Json.number(json, field.kernelName()), info.get(field), () -> field.kernelName());
    }
  }
}
