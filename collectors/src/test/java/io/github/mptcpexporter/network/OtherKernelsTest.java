package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.netlink.Captures;
import io.github.mptcpexporter.netlink.Edit;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.FakeKernel;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Kernels that lack something, and routers that have too much of it. */
class OtherKernelsTest {

  private static final int GET_ROUTE = 26;
  private static final int GET_NEIGHBOUR = 30;
  private static final int GET_RULE = 34;
  private static final Path STEADY = Captures.UPSTREAM_6_18.resolve("steady");

  /** Answers as the captured router does, but for some requests. */
  private abstract static class Router extends FakeKernel {

    Router() {
      super(ByteOrder.LITTLE_ENDIAN);
    }

    List<byte[]> rows(String name) throws IOException {
      List<byte[]> rows = new ArrayList<>(Captures.messages(STEADY, name));
      rows.add(done());
      return rows;
    }

    String name(Request request) {
      String family = request.u8(0) == 2 ? "v4" : "v6";
      return switch (request.type()) {
        case GET_ROUTE -> "rtnl-route-" + family;
        case GET_RULE -> "rtnl-rule-" + family;
        case GET_NEIGHBOUR -> "rtnl-neigh-" + family;
        default -> throw new AssertionError(request.type());
      };
    }

    Routing read() throws IOException {
      try (KernelRouting source = new KernelRouting(this)) {
        return source.read().orElseThrow();
      }
    }
  }

  @Test
  void withoutIpv6TheAnswerToARequestForItIsThatOfIpv4AndCountsOnce() throws Exception {
    // rtnl_dump_all(): what no family has registered for is asked of all.
    Router router =
        new Router() {
          @Override
          protected List<byte[]> answer(Request request) throws IOException {
            return request.type() == GET_RULE && request.u8(0) == 10
                ? List.of(error(Errno.EAFNOSUPPORT))
                : rows(name(request).replace("v6", "v4"));
          }
        };

    Routing routing = router.read();

    assertEquals(Captures.messages(STEADY, "rtnl-route-v4").size(), routing.routes().size());
    assertEquals(
        Captures.messages(STEADY, "rtnl-rule-v4").size(), routing.rules().orElseThrow().size());
    assertTrue(routing.routes().stream().allMatch(route -> route.family() == AddressFamily.IPV4));
  }

  @Test
  void withoutPolicyRoutingThereAreNoRulesWhichIsNotUnknown() throws Exception {
    Router router =
        new Router() {
          @Override
          protected List<byte[]> answer(Request request) throws IOException {
            return request.type() == GET_RULE
                ? List.of(error(Errno.EOPNOTSUPP))
                : rows(name(request));
          }
        };

    Routing routing = router.read();

    assertEquals(Optional.of(List.of()), routing.rules());
    int routes =
        Captures.messages(STEADY, "rtnl-route-v4").size()
            + Captures.messages(STEADY, "rtnl-route-v6").size();
    assertEquals(routes, routing.routes().size());
  }

  @Test
  void aRefusalThatMeansNothingElseIsTold() {
    Router router =
        new Router() {
          @Override
          protected List<byte[]> answer(Request request) {
            return List.of(error(Errno.EBUSY));
          }
        };

    IOException e = assertThrows(IOException.class, router::read);

    assertEquals("netlink RTM_GETROUTE ipv4 dump: EBUSY (Device or resource busy)", e.getMessage());
  }

  @Test
  void cachedResultsOfLookingUpARouteAreNoRoutes() throws Exception {
    byte rtmFlagCloned = 0x2; // of the second byte
    Router router =
        new Router() {
          @Override
          protected List<byte[]> answer(Request request) throws IOException {
            List<byte[]> rows = rows(name(request));
            if (request.type() == GET_ROUTE) {
              rows.replaceAll(row -> row.length > 20 ? Edit.patched(row, 9, rtmFlagCloned) : row);
            }
            return rows;
          }
        };

    assertEquals(List.of(), router.read().routes());
  }

  @Test
  void ofATableOfTheWholeInternetTheRoutesOfTheUplinksRemain() throws Exception {
    int internet = 20_000;
    Router router =
        new Router() {
          @Override
          protected List<byte[]> answer(Request request) throws IOException {
            List<byte[]> rows = new ArrayList<>();
            if (request.type() == GET_ROUTE && request.u8(0) == 2) {
              byte[] one = connectedRouteOfTable1001();
              for (int i = 0; i < internet; i++) {
                byte[] network = {(byte) (1 + (i >> 16)), (byte) (i >> 8), (byte) i, 0};
                byte[] main = {(byte) 254, 0, 0, 0};
                // Behind the head: RTA_TABLE, then RTA_DST.
                rows.add(Edit.patched(Edit.patched(one, 16, main), 24, network));
              }
            }
            rows.addAll(rows(name(request)));
            return rows;
          }
        };

    Routing routing = router.read();

    Routing without =
        new Router() {
          @Override
          protected List<byte[]> answer(Request request) throws IOException {
            return rows(name(request));
          }
        }.read();
    List<Route> kept = new ArrayList<>(routing.routes());
    assertEquals(5000 + without.routes().size(), kept.size());
    assertTrue(kept.containsAll(without.routes()));
  }

  /** {@code 10.1.0.0/24 dev wan1 table 1001 proto boot scope link}, turned into one of main. */
  private static byte[] connectedRouteOfTable1001() throws IOException {
    byte[] row = Captures.messages(STEADY, "rtnl-route-v4").get(2);
    assertEquals(24, row[16 + 1]);
    assertEquals(15, row[16 + 12 + 2]);
    assertEquals(1, row[16 + 20 + 2]);
    return Edit.patched(row, 4, (byte) 254);
  }
}
