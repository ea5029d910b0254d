package io.github.mptcpexporter.mptcp.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded routers are little-endian. Here each is made into the big-endian machine that would
 * have printed the same sockets: the bytes of every word of an address the other way round.
 */
class ByteOrderTest {

  private static final Pattern ADDRESS =
      Pattern.compile("\\b(?:[0-9A-F]{8}|[0-9A-F]{32})(?=:[0-9A-F]{4} )");
  private static final Pattern WORD = Pattern.compile("(..)(..)(..)(..)");

  static Stream<RecordedRouter> routers() throws IOException {
    return RecordedRouter.outOfTree();
  }

  private static String swapped(String text) {
    return ADDRESS
        .matcher(text)
        .replaceAll(address -> WORD.matcher(address.group()).replaceAll("$4$3$2$1"));
  }

  @ParameterizedTest
  @MethodSource("routers")
  void bigEndianRouterShowsTheSameConnections(RecordedRouter router) throws IOException {
    EditedRoot bigEndian = new EditedRoot(router.directory());
    for (String file :
        List.of("proc/net/mptcp", "proc/net/mptcp_net/mptcp", "proc/net/tcp", "proc/net/tcp6")) {
      bigEndian.edit(file, ByteOrderTest::swapped);
    }

    assertEquals(
        new LegacyConnections(router.rootFs(), ByteOrder.LITTLE_ENDIAN).read(),
        new LegacyConnections(bigEndian, ByteOrder.BIG_ENDIAN).read());
    assertNotEquals(
        new LegacyConnections(router.rootFs(), ByteOrder.LITTLE_ENDIAN).read(),
        new LegacyConnections(router.rootFs(), ByteOrder.BIG_ENDIAN).read());
  }
}
