package io.github.mptcpexporter.mptcp.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.SpoiltFile;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FileTcpSocketsTest {

  private static final RecordedRouter ROUTER = RecordedRouter.named("out-of-tree-3.14-01-steady");

  /** The hexadecimal text of each row is the oracle. */
  @Test
  void rowsOfThatPortAndNoOther() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String file : List.of("proc/net/tcp", "proc/net/tcp6")) {
      for (String line : ROUTER.lines(file)) {
        String[] words = line.strip().split(" +", -1);
        if (words[2].endsWith(":1389") && !words[3].equals("0A")) {
          expected.add(
              words[1].substring(words[1].indexOf(':'))
                  + words[2].substring(words[2].indexOf(':')));
        }
      }
    }
    List<String> found = new ArrayList<>();
    for (Subflow socket : read(0, 0x1389)) {
      found.add(hex(socket.addresses().localPort()) + hex(socket.addresses().remotePort()));
    }

    assertFalse(expected.isEmpty());
    assertEquals(expected, found);
    assertEquals(List.of(), read(7, 0x1389));
  }

  @Test
  void routerWithoutTheFilesTellsNothing() throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory()).without("proc/net/tcp").without("proc/net/tcp6");

    assertEquals(false, new FileTcpSockets(root, ByteOrder.LITTLE_ENDIAN).at(1194, 0).isPresent());
  }

  @Test
  @Timeout(60)
  void spoiltTableIsSurvived() throws IOException {
    SpoiltFile.isSurvived(
        ROUTER,
        "proc/net/tcp",
        root -> new FileTcpSockets(root, ByteOrder.LITTLE_ENDIAN).at(0, 0x1389));
  }

  private static List<Subflow> read(int localPort, int remotePort) throws IOException {
    return new FileTcpSockets(ROUTER.rootFs(), ByteOrder.LITTLE_ENDIAN)
        .at(localPort, remotePort)
        .orElseThrow();
  }

  private static String hex(int port) {
    return String.format(Locale.ROOT, ":%04X", port);
  }
}
