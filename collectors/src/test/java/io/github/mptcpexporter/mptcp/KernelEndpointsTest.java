package io.github.mptcpexporter.mptcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.netlink.CapturedKernel;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.FakeKernel;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.oracle.IpJson;
import io.github.mptcpexporter.oracle.IpText;
import io.github.mptcpexporter.oracle.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Captures of kernel 6.18, as they are and turned into those of a big-endian machine; confirmed by
 * another program's decoding and by {@code ip mptcp}.
 */
class KernelEndpointsTest {

  private static final int GET_FAMILY = 16;

  static Stream<Arguments> kernels() {
    return Captures.STATES.stream()
        .flatMap(state -> orders().map(order -> Arguments.of(state, order)));
  }

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static PathManager read(FakeKernel kernel) throws IOException {
    try (KernelEndpoints source = new KernelEndpoints(kernel)) {
      return source.read().orElseThrow();
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void endpointsAndLimitsAreThoseOfTheDecodedJson(String state, ByteOrder order) throws Exception {
    Path directory = Captures.UPSTREAM_6_18.resolve(state);

    PathManager pathManager = read(new CapturedKernel(directory, order));

    List<Endpoint> expected = new ArrayList<>();
    for (Map<String, Object> endpoint :
        Json.objects(decoded(directory.resolve("genl-mptcp_pm-endpoints.json")))) {
      Object address = endpoint.getOrDefault("addr4", endpoint.get("addr6"));
      expected.add(
          new Endpoint(
              (int) Json.number(endpoint, "id"),
              InetAddress.getByName(String.valueOf(address)),
              (int) Json.number(endpoint, "port"),
              OptionalInt.of((int) Json.number(endpoint, "if_idx")),
              (int) Json.number(endpoint, "flags")));
    }
    assertEquals(expected, pathManager.endpoints());
    Map<String, Object> limits =
        Json.object(decoded(directory.resolve("genl-mptcp_pm-limits.json")));
    assertEquals(
        Optional.of(
            new MptcpLimits((int) Json.number(limits, "3"), (int) Json.number(limits, "2"))),
        pathManager.limits());
  }

  private static Object decoded(Path file) throws IOException {
    return Json.get(Json.object(Json.read(file)), "decoded");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void endpointsOfAllKindsAndLimitsAreThoseOfIp(ByteOrder order) throws Exception {
    Path directory = Captures.UPSTREAM_6_18.resolve("all-kinds-of-routes");
    IpJson ip = new IpJson(Json.read(directory.resolve("ip-link.json")));

    PathManager pathManager = read(new CapturedKernel(directory, order));

    assertEquals(
        ip.endpoints(Json.read(directory.resolve("ip-mptcp-endpoint.json"))),
        pathManager.endpoints());
    MptcpLimits limits = pathManager.limits().orElseThrow();
    assertEquals(
        IpText.lines(directory.resolve("ip-mptcp-limits.txt")).get(0),
        "add_addr_accepted %d subflows %d"
            .formatted(limits.acceptedAddresses(), limits.extraSubflows()));
  }

  /** A kernel that refuses some request. */
  private static final class Refusal extends FakeKernel {

    private final boolean family;
    private final Errno errno;

    Refusal(boolean family, Errno errno) {
      super(ByteOrder.LITTLE_ENDIAN);
      this.family = family;
      this.errno = errno;
    }

    @Override
    protected List<byte[]> answer(Request request) throws IOException {
      return (request.type() == GET_FAMILY) == family
          ? List.of(error(errno))
          : Captures.messages(Captures.UPSTREAM_6_18.resolve("steady"), "genl-getfamily-mptcp_pm");
    }
  }

  @Test
  void kernelWithoutMptcpHasNoPathManager() throws Exception {
    try (KernelEndpoints source = new KernelEndpoints(new Refusal(true, Errno.ENOENT))) {
      assertEquals(Optional.empty(), source.read());
    }
  }

  @Test
  void kernelThatWantsACapabilitySaysWhichAndWhatToDo() throws Exception {
    try (KernelEndpoints source = new KernelEndpoints(new Refusal(false, Errno.EPERM))) {
      IOException e = assertThrows(IOException.class, source::read);

      assertEquals(
          "netlink MPTCP_PM_CMD_GET_ADDR dump: EPERM (Operation not permitted);"
              + " this kernel wants CAP_NET_ADMIN for it: run as root",
          e.getMessage());
      assertTrue(e.getCause() instanceof NetlinkErrnoException);
    }
  }
}
