package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.netlink.CapturedKernel;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.oracle.SsText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Captures of kernel 6.18 (lab router with two uplinks, {@code ext=0xff}, all states), as they are
 * and turned into those of a big-endian machine. What confirms them is the JSON beside, decoded by
 * another program on the router itself, and {@code ss}.
 */
class DiagConnectionsTest {

  static Stream<Arguments> kernels() {
    return Captures.STATES.stream()
        .flatMap(
            state ->
                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    .map(order -> Arguments.of(state, order)));
  }

  private static MptcpSockets read(String state, ByteOrder order) throws IOException {
    try (DiagConnections source =
        new DiagConnections(new CapturedKernel(directory(state), order))) {
      return source.read().orElseThrow();
    }
  }

  private static Path directory(String state) {
    return Captures.UPSTREAM_6_18.resolve(state);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyValueOfEveryConnectionIsThatOfTheDecodedJson(String state, ByteOrder order)
      throws Exception {
    MptcpSockets sockets = read(state, order);

    assertEquals(DataSource.SOCK_DIAG, sockets.origin());
    List<Map<String, Object>> expected = new DiagOracle(directory(state)).connections();
    assertFalse(expected.isEmpty());
    assertEquals(expected.size(), sockets.connections().size());
    for (int i = 0; i < expected.size(); i++) {
      DiagOracle.compare(expected.get(i), sockets.connections().get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyValueOfEverySubflowIsThatOfTheDecodedJson(String state, ByteOrder order)
      throws Exception {
    MptcpSockets sockets = read(state, order);

    List<Subflow> subflows = new ArrayList<>(sockets.strays());
    sockets.connections().forEach(connection -> subflows.addAll(connection.subflows()));
    Map<Long, Subflow> byCookie =
        subflows.stream()
            .collect(Collectors.toMap(subflow -> subflow.cookie().getAsLong(), subflow -> subflow));
    List<Map<String, Object>> expected = new DiagOracle(directory(state)).subflows();
    assertFalse(expected.isEmpty());
    assertEquals(expected.size(), subflows.size());
    for (Map<String, Object> row : expected) {
      Optional<Subflow> subflow = Optional.ofNullable(byCookie.remove(DiagOracle.cookie(row)));
      DiagOracle.compare(row, subflow.orElseThrow(() -> new AssertionError("no subflow " + row)));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void eachConnectionHasTheSubflowsWithItsToken(String state, ByteOrder order) throws Exception {
    List<Map<String, Object>> rows = new DiagOracle(directory(state)).subflows();

    for (MptcpConnection connection : read(state, order).connections()) {
      List<Long> expected =
          rows.stream()
              .filter(row -> DiagOracle.token(row) == connection.token().orElseThrow())
              .map(DiagOracle::cookie)
              .sorted()
              .toList();
      List<Long> found =
          connection.subflows().stream()
              .map(subflow -> subflow.cookie().getAsLong())
              .sorted()
              .toList();
      assertEquals(expected, found);
      assertEquals(connection.subflowCount().getAsInt(), found.size());
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void ssSeesTheSameSubflows(String state, ByteOrder order) throws Exception {
    MptcpSockets sockets = read(state, order);
    Set<String> seen = new TreeSet<>();

    sockets.connections().forEach(c -> c.subflows().forEach(s -> seen.add(SsFormat.subflow(s))));

    Set<String> expected = SsText.subflows(directory(state).resolve("ss-tneit.txt"));
    assertFalse(expected.isEmpty());
    assertEquals(expected, seen);
  }
}
