package io.github.mptcpexporter.mptcp.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyRobustnessTest {

  private static final RecordedRouter OLD = RecordedRouter.named("out-of-tree-3.14-01-steady");
  private static final RecordedRouter NEW = RecordedRouter.named("out-of-tree-5.4-01-steady");

  @ParameterizedTest
  @ValueSource(strings = {"proc/net/mptcp", "proc/net/tcp", "proc/net/tcp6"})
  @Timeout(60)
  void spoiltTableIsSurvived(String file) throws IOException {
    SpoiltFile.isSurvived(
        OLD, file, root -> new LegacyConnections(root, ByteOrder.LITTLE_ENDIAN).read());
  }

  @Test
  @Timeout(60)
  void spoiltFullmeshIsSurvived() throws IOException {
    for (RecordedRouter router : List.of(OLD, NEW)) {
      SpoiltFile.isSurvived(
          router, "proc/net/mptcp_fullmesh", root -> new FullmeshEndpoints(root).read());
    }
  }

  /** Regular expression, replacement, complaint. The second row of each table is line 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proc/net/mptcp | loc_tok | token | proc/net/mptcp:1: not the header of MPTCP's connection table
          proc/net/mptcp | ' 644\\n' | '\\n' | proc/net/mptcp:3: 9 words, not 10
          proc/net/mptcp | CBA974DE | CBA97?DE | 'proc/net/mptcp:3: not a number: "CBA97?DE"'
          proc/net/mptcp | 027100CB:8D3B | 027100CB8D3B | 'proc/net/mptcp:3: no colon in "027100CB8D3B"'
          proc/net/mptcp | 027100CB:8D3B | 027100C:8D3B | 'proc/net/mptcp:3: not an address: "027100C"'
          proc/net/mptcp | 027100CB:8D3B | 027100CB:18D3B | 'proc/net/mptcp:3: too large: "18D3B"'
          proc/net/tcp | '^ *sl' | sk | proc/net/tcp:1: not the header of a table of sockets
          proc/net/tcp | ' 631 2 ffff88001e008e80' | ' x31 2 ffff88001e008e80' | 'proc/net/tcp:3: not a number: "x31"'
          proc/net/tcp | '0        0 631 2 ffff88001e008e80.*' | '0' | 'proc/net/tcp:3: 8 words, not 10'
          proc/net/tcp | 00004898:00000000 | 0000489800000000 | 'proc/net/tcp:3: no colon in "0000489800000000"'
          """)
  void complaintNamesFileAndLine(String file, String what, String by, String complaint)
      throws IOException {
    UnaryOperator<String> spoil =
        text -> text.replaceFirst(what.replace("\\n", "\n"), by.replace("\\n", "\n"));
    EditedRoot root = new EditedRoot(OLD.directory()).edit(file, spoil);

    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> new LegacyConnections(root, ByteOrder.LITTLE_ENDIAN).read());

    assertEquals(complaint, e.getMessage());
  }

  @Test
  void socketsThatAreCutOffAreBadInput() throws IOException {
    EditedRoot root =
        new EditedRoot(OLD.directory())
            .edit("proc/net/tcp", text -> text.substring(0, text.indexOf(" 631 ") + 3));

    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> new LegacyConnections(root, ByteOrder.LITTLE_ENDIAN).read());

    assertEquals("proc/net/tcp:3: the line is cut off", e.getMessage());
  }

  @Test
  void fullmeshComplaintNamesFileAndLine() throws IOException {
    EditedRoot root =
        new EditedRoot(OLD.directory())
            .edit("proc/net/mptcp_fullmesh", text -> text.replace("3, 4, 0, ", "3, 4, "));

    BadInputException e =
        assertThrows(BadInputException.class, () -> new FullmeshEndpoints(root).read());

    assertEquals("proc/net/mptcp_fullmesh:4: 3 values for 4 names", e.getMessage());
  }

  /** On a busy server nearly all rows are somebody else's: they must cost no objects. */
  @Test
  void rowsThatNobodyWantsLeaveNoGarbage() throws IOException {
    String row = OLD.lines("proc/net/tcp").get(2) + "\n";
    byte[] table =
        (OLD.lines("proc/net/tcp").get(0) + "\n" + row.repeat(10_000))
            .getBytes(StandardCharsets.US_ASCII);
    long[] inodes = {0, 7, 1_000_000};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TcpFileParser.parse("proc/net/tcp", table, ByteOrder.LITTLE_ENDIAN, inodes); // load classes

    long before = threads.getCurrentThreadAllocatedBytes();
    List<TcpRow> rows = TcpFileParser.parse("proc/net/tcp", table, ByteOrder.LITTLE_ENDIAN, inodes);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertEquals(List.of(), rows);
    assertTrue(allocated < 10_000, () -> allocated + " bytes for 10,000 rows");
  }
}
