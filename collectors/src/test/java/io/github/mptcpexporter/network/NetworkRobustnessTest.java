package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.routers.EditedRoot;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRobustnessTest {

  private static final RecordedRouter ROUTER = RecordedRouter.named("out-of-tree-3.14-01-steady");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proc/net/dev",
        "proc/net/fib_trie",
        "proc/net/if_inet6",
        "proc/net/route",
        "sys/class/net/wan1/flags",
        "sys/class/net/wan1/ifindex",
        "sys/class/net/wan1/mtu",
        "sys/class/net/wan1/carrier"
      })
  @Timeout(60)
  void spoiltFileOfLinksIsSurvived(String file) throws IOException {
    SpoiltFile.isSurvived(
        ROUTER, file, root -> new FileLinks(root, ByteOrder.LITTLE_ENDIAN).read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"proc/net/route", "proc/net/ipv6_route"})
  @Timeout(60)
  void spoiltFileOfRoutesIsSurvived(String file) throws IOException {
    SpoiltFile.isSurvived(
        ROUTER, file, root -> new FileRouting(root, ByteOrder.LITTLE_ENDIAN).read());
  }

  /** Regular expression, replacement, complaint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proc/net/dev | multicast.bytes | multicast | proc/net/dev:2: not the header of a table of devices
          proc/net/dev | 'errs drop fifo frame' | 'errs fifo frame' | proc/net/dev:2: no column drop
          proc/net/dev | '  wan1: *221638' | 'wan1:' | proc/net/dev:5: 15 values for 16 names
          proc/net/dev | 'wan1:' | 'wan1 ' | proc/net/dev:5: no colon behind the name of a device
          proc/net/if_inet6 | '02 06 40' | '02 40' | proc/net/if_inet6:2: 5 words, not 6
          proc/net/if_inet6 | '02 06 40' | '02 06 81' | 'proc/net/if_inet6:2: too large: "81"'
          proc/net/if_inet6 | '0002 06 40' | '002 06 40' | 'proc/net/if_inet6:2: not an address: "20010db800020000000000000000002"'
          proc/net/fib_trie | '-- 198.51.100.2\n' | '-- 198.51.100\n' | 'proc/net/fib_trie:48: not an address: "198.51.100"'
          proc/net/fib_trie | 'Local:\\n.*\\n.*\\n.*\\n.*\\n' | 'Local:\\n' | proc/net/fib_trie:25: not a route of a leaf
          proc/net/route | Mask | Musk | proc/net/route:1: no column Mask
          proc/net/route | '0003\\t0' | '0003' | proc/net/route:2: 10 values for 11 names
          proc/net/route | 00FFFFFF | 00FF00FF | proc/net/route:3: not a mask: 255.0.255.0
          """)
  void complaintNamesFileAndLine(String file, String what, String by, String complaint)
      throws IOException {
    EditedRoot root =
        new EditedRoot(ROUTER.directory())
            .edit(file, text -> text.replaceFirst(what, by.replace("\\n", "\n")));

    BadInputException e =
        assertThrows(
            BadInputException.class, () -> new FileLinks(root, ByteOrder.LITTLE_ENDIAN).read());

    assertEquals(complaint, e.getMessage());
  }
}
