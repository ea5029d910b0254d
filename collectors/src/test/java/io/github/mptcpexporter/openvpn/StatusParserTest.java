package io.github.mptcpexporter.openvpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.OpenVpnStatus.Client;
import io.github.mptcpexporter.model.OpenVpnStatus.NeverConnected;
import io.github.mptcpexporter.model.OpenVpnStatus.RealAddress;
import io.github.mptcpexporter.model.OpenVpnStatus.Server;
import io.github.mptcpexporter.model.OpenVpnStatus.Statistics;
import io.github.mptcpexporter.model.OpenVpnStatus.VirtualAddress;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusParserTest {

  private static final Set<String> NAMES =
      Set.of("router-home", "router-office", "Router, Home 3", "cafxC3xA9 \"q\" 4");

  @ParameterizedTest
  @ValueSource(strings = {"tap-v1", "tap-v2", "tap-v3", "tun-v1", "tun-v2", "tun-v3"})
  void everyVersionNamesTheSameClients(String file) throws IOException {
    Server server = server("server/status-" + file + ".txt");

    assertEquals(4, server.clients().size());
    assertEquals(NAMES, names(server));
    Set<String> routed =
        server.addresses().stream()
            .map(address -> address.commonName().orElseThrow())
            .collect(Collectors.toSet());
    assertEquals(NAMES, routed);
  }

  /** Between tabs nothing is ambiguous: splitting at them is the oracle. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "server/status-tap-v3.txt",
        "server/status-tun-v3.txt",
        "edge/server-tap-v3-with-UNDEF.txt",
        "edge/server-tap-v3-after-server-exit.txt"
      })
  void valuesAreThoseBetweenTabs(String file) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Line line : RecordedFiles.lines(file)) {
      String[] words = line.text().split("\t", -1);
      if (words[0].equals("CLIENT_LIST")) {
        List<String> row = new ArrayList<>(Arrays.asList(words).subList(1, 13));
        expected.add(
            String.join("\t", row.get(0), row.get(1), row.get(2), row.get(4), row.get(5))
                + String.join("\t", "", row.get(7), row.get(11)));
      }
    }
    List<String> found = new ArrayList<>();
    for (Client client : server(file).clients()) {
      found.add(
          String.join(
              "\t",
              client.commonName().orElse("UNDEF"),
              client.realAddress().map(StatusParserTest::print).orElse(""),
              client.virtualAddress().orElse(""),
              String.valueOf(client.bytesReceived()),
              String.valueOf(client.bytesSent()),
              String.valueOf(client.connectedSinceEpochSeconds().orElseThrow()),
              client.dataCipher().orElse("")));
    }

    assertEquals(expected, found);
  }

  @Test
  void commasInANameAreTheNamesInVersion2() throws IOException {
    Server server = server("server/status-tap-v2.txt");

    assertEquals(
        new Client(
            Optional.of("Router, Home 3"),
            address("198.51.103.18", 37_710),
            Optional.of("10.9.10.4"),
            6040,
            9115,
            OptionalLong.of(1_795_340_893),
            Optional.of("AES-256-GCM")),
        server.clients().get(2));
    assertEquals(OptionalLong.of(1_795_341_626), server.writtenEpochSeconds());
    assertEquals(Optional.of(false), server.dataChannelOffload());
    assertEquals(
        new VirtualAddress("d2:d5:06:ca:7b:b8@0", Optional.of("Router, Home 3")),
        server.addresses().get(1));
  }

  @Test
  void version1SaysLess() throws IOException {
    Server server = server("server/status-tap-v1.txt");

    assertEquals(
        new Client(
            Optional.of("Router, Home 3"),
            address("198.51.103.18", 33_524),
            Optional.empty(),
            7248,
            10_825,
            OptionalLong.empty(),
            Optional.empty()),
        server.clients().get(0));
    assertEquals(OptionalLong.empty(), server.writtenEpochSeconds());
    assertEquals(Optional.empty(), server.dataChannelOffload());
    assertEquals("86:d8:5a:1c:0c:76@0", server.addresses().get(0).address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "v3"})
  void clientThatHasNotSaidWhoItIsHasNoName(String version) throws IOException {
    Server server = server("edge/server-tap-" + version + "-with-UNDEF.txt");

    List<Client> nameless =
        server.clients().stream().filter(client -> client.commonName().isEmpty()).toList();
    assertEquals(1, nameless.size());
    assertEquals(0, nameless.get(0).bytesReceived());
    assertEquals(5, server.clients().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "v3"})
  void serverWithoutClientsHasNone(String version) throws IOException {
    Server server = server("edge/empty-" + version + ".txt");

    assertEquals(List.of(), server.clients());
    assertEquals(List.of(), server.addresses());
  }

  @Test
  void clientsAllWriteTheSameWhateverTheVersion() throws IOException {
    for (String file : RecordedFiles.in("client")) {
      Statistics statistics = (Statistics) StatusParser.parse(RecordedFiles.lines(file));
      assertEquals(
          Set.of(
              "TUN/TAP read bytes",
              "TUN/TAP write bytes",
              "TCP/UDP read bytes",
              "TCP/UDP write bytes",
              "Auth read bytes"),
          statistics.counters().keySet(),
          file);
    }
  }

  @Test
  void statisticsStayWhenTheServerIsGone() throws IOException {
    assertEquals(
        new Statistics(
            Map.of(
                "TUN/TAP read bytes", 1006L,
                "TUN/TAP write bytes", 3508L,
                "TCP/UDP read bytes", 9273L,
                "TCP/UDP write bytes", 6216L,
                "Auth read bytes", 4516L)),
        StatusParser.parse(RecordedFiles.lines("edge/client1-tap-v3-server-gone.txt")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"edge/client-never-connected.txt", "edge/client-tcp-connecting-zero-bytes.txt"})
  void emptyFileMeansThatNothingWasEverConnected(String file) throws IOException {
    assertEquals(new NeverConnected(), StatusParser.parse(RecordedFiles.lines(file)));
  }

  /** Heads as OpenVPN 2.3 and 2.5 write them; addresses as 2.7 does. */
  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    Server old =
        (Server)
            StatusParser.parse(
                RecordedFiles.text(
                    "TITLE,OpenVPN 2.3.18",
                    "TIME,Thu Sep 18 14:03:02 2014,1411041782",
                    "HEADER,CLIENT_LIST,Common Name,Real Address,Virtual Address,Bytes"
                        + " Received,Bytes Sent,Connected Since,Connected Since"
                        + " (time_t),Username",
                    "CLIENT_LIST,a,b,192.0.2.7:4000,10.9.8.2,12,34,Thu Sep 18 14:00:00"
                        + " 2014,1411041600,UNDEF",
                    "HEADER,ROUTING_TABLE,Virtual Address,Common Name,Real Address,Last Ref,Last"
                        + " Ref (time_t)",
                    "GLOBAL_STATS,Max bcast/mcast queue length,0",
                    "END"));

    assertEquals(
        new Client(
            Optional.of("a,b"),
            address("192.0.2.7", 4000),
            Optional.of("10.9.8.2"),
            12,
            34,
            OptionalLong.of(1_411_041_600),
            Optional.empty()),
        old.clients().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.101.18:60048, '', 198.51.101.18, 60048",
    "2001:db8:2::2, '', 2001:db8:2::2, -1",
    "udp4:198.51.103.18:37031, udp4, 198.51.103.18, 37031",
    "tcp4-server:198.51.101.18:38078, tcp4-server, 198.51.101.18, 38078",
    "udp6:[2001:db8:2::2]:47442, udp6, 2001:db8:2::2, 47442",
    "tcp6-server:[2001:db8:2::2]:1, tcp6-server, 2001:db8:2::2, 1",
    "198.51.101.18, '', 198.51.101.18, -1",
  })
  void addressesOfOldAndNewOpenVpn(String text, String transport, String address, int port)
      throws IOException {
    RealAddress expected =
        new RealAddress(
            transport.isEmpty() ? Optional.empty() : Optional.of(transport),
            InetAddress.getByName(address),
            port < 0 ? OptionalInt.empty() : OptionalInt.of(port));

    assertEquals(Optional.of(expected), RealAddressText.parse(new Line("s", 1, ""), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"router", "198.51.101.18:", "198.51.101.18:70000", "1.2.3:4", "[::1]:x"})
  void whatIsNoAddressIsBadInput(String text) {
    assertThrows(BadInputException.class, () -> RealAddressText.parse(new Line("s", 1, ""), text));
  }

  /** OpenVPN writes line by line over the old text, then cuts the file (seen with strace). */
  @ParameterizedTest
  @CsvSource({
    "server/status-tap-v2.txt, edge/server-tap-v2-with-UNDEF.txt",
    "edge/server-tap-v2-with-UNDEF.txt, server/status-tap-v2.txt",
    "server/status-tap-v3.txt, edge/empty-v3.txt",
    "edge/server-tap-v1-with-UNDEF.txt, edge/empty-v1.txt",
    "server/status-tap-v1.txt, edge/server-tap-v1-with-UNDEF.txt",
  })
  void tornFileNeverInventsAClient(String before, String after) throws IOException {
    byte[] old = Files.readAllBytes(RecordedFiles.DIRECTORY.resolve(before));
    byte[] fresh = Files.readAllBytes(RecordedFiles.DIRECTORY.resolve(after));
    List<Client> real = new ArrayList<>(server(before).clients());
    real.addAll(server(after).clients());
    int refused = 0;
    for (int end = 1; end < fresh.length; end++) {
      if (fresh[end - 1] != '\n') {
        continue;
      }
      byte[] torn = Arrays.copyOf(fresh, Math.max(end, old.length));
      if (old.length > end) {
        System.arraycopy(old, end, torn, end, old.length - end);
      }
      try {
        Server read = (Server) StatusParser.parse(split(torn));
        assertTrue(
            real.containsAll(read.clients()), () -> new String(torn, StandardCharsets.UTF_8));
      } catch (IOException e) {
        refused++;
      }
    }

    assertTrue(refused > 0, "no torn file was ever refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server/status-tap-v1.txt",
        "server/status-tun-v2.txt",
        "edge/server-tap-v3-with-UNDEF.txt",
        "client/status-client1-tap-v1.txt"
      })
  @Timeout(60)
  void spoiltFileIsSurvived(String file) throws IOException {
    SpoiltFile.isSurvived(
        RecordedFiles.ROUTER, file, root -> StatusParser.parse(root.lines(file).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OpenVPN STATISTICS/Updated,x/TCP read bytes,7 | x:3: the last line is not END: the file was being written
          OpenVPN STATISTICS/END/TCP read bytes,7/END | x:2: END, and more follows: the file was being written
          OpenVPN STATISTICS/TCP read bytes;7/END | x:2: no comma
          OpenVPN STATISTICS/TCP read bytes,-7/END | 'x:2: not a number: "-7"'
          hello/END | x:1: no status of OpenVPN
          TITLE,x/END | x:1: a table is missing
          TITLE,x/CLIENT_LIST,a/END | x:2: a row without a head
          TITLE,x/HEADER,CLIENT_LIST,Real Address/END | 'x:2: no column "Common Name"'
          """)
  void complaintNamesFileAndLine(String text, String complaint) {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> StatusParser.parse(RecordedFiles.text(text.split("/"))));

    assertEquals("etc/openvpn/" + complaint, e.getMessage());
  }

  private static Server server(String file) throws IOException {
    return (Server) StatusParser.parse(RecordedFiles.lines(file));
  }

  private static Set<String> names(Server server) {
    return server.clients().stream()
        .map(client -> client.commonName().orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Optional<RealAddress> address(String address, int port) throws IOException {
    return Optional.of(
        new RealAddress(Optional.empty(), InetAddress.getByName(address), OptionalInt.of(port)));
  }

  private static String print(RealAddress real) {
    String address = real.address().getHostAddress();
    return real.port().isPresent()
        ? address + ":" + real.port().getAsInt()
        : address.replaceFirst("(:0)+:", "::");
  }

  private static List<Line> split(byte[] bytes) {
    String[] texts = new String(bytes, StandardCharsets.UTF_8).split("\n");
    return RecordedFiles.text(texts);
  }
}
