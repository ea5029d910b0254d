package io.github.mptcpexporter.mptcp.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracles are {@code multipath -f} and {@code ip addr} on the recorded routers. */
class FullmeshEndpointsTest {

  static Stream<RecordedRouter> routers() throws IOException {
    return RecordedRouter.outOfTree();
  }

  private static PathManager read(RecordedRouter router) throws IOException {
    return new FullmeshEndpoints(router.rootFs()).read().orElseThrow();
  }

  /** The output of {@code multipath -f}; where it was not kept, the file that it copies. */
  private static List<Endpoint> multipathF(RecordedRouter router) throws IOException {
    List<String> output = router.output("multipath-f");
    List<Endpoint> endpoints = new ArrayList<>();
    for (String line : output.isEmpty() ? router.lines("proc/net/mptcp_fullmesh") : output) {
      if (Character.isDigit(line.charAt(0))) {
        String[] cells = line.split(", ", -1);
        Set<Endpoint.Flag> flags = EnumSet.of(Endpoint.Flag.SUBFLOW, Endpoint.Flag.FULLMESH);
        if (cells[2].equals("1")) {
          flags.add(Endpoint.Flag.BACKUP);
        }
        endpoints.add(
            new Endpoint(
                Integer.parseInt(cells[1]),
                InetAddress.getByName(cells[3]),
                0,
                cells.length > 4 ? OptionalInt.of(Integer.parseInt(cells[4])) : OptionalInt.empty(),
                flags.stream().mapToInt(Endpoint.Flag::mask).sum()));
      }
    }
    return endpoints;
  }

  @ParameterizedTest
  @MethodSource("routers")
  void endpointsAreThoseOfMultipathF(RecordedRouter router) throws IOException {
    PathManager pathManager = read(router);

    assertEquals(multipathF(router), pathManager.endpoints());
    assertEquals(Optional.empty(), pathManager.limits());
  }

  /** Global addresses of the devices that are up and take part, in {@code ip addr}. */
  @ParameterizedTest
  @MethodSource("routers")
  void endpointsAreTheAddressesThatTakePart(RecordedRouter router) throws IOException {
    List<String> expected = new ArrayList<>();
    boolean takesPart = false;
    for (String line : router.output("ip-addr")) {
      if (Character.isDigit(line.charAt(0))) {
        takesPart = line.matches(".*[<,]UP[,>].*") && !line.matches(".*<.*80000>.*");
      } else if (takesPart && line.contains("scope global")) {
        String address = line.strip().split("\\s+", -1)[1].replaceFirst("/.*", "");
        expected.add(InetAddress.getByName(address).getHostAddress());
      }
    }

    assertEquals(
        expected.stream().sorted().toList(),
        read(router).endpoints().stream()
            .map(endpoint -> endpoint.address().getHostAddress())
            .sorted()
            .toList());
  }

  @Test
  void endpointsOfABackupDeviceAreBackups() throws IOException {
    for (String kernel : List.of("3.14", "5.4")) {
      for (Endpoint endpoint :
          read(RecordedRouter.named("out-of-tree-" + kernel + "-04-wan2-backup")).endpoints()) {
        boolean wan2 =
            endpoint.address().equals(InetAddress.getByName("198.51.100.2"))
                || endpoint.address().equals(InetAddress.getByName("2001:db8:2::2"));
        assertEquals(wan2, endpoint.has(Endpoint.Flag.BACKUP), endpoint::toString);
      }
    }
  }

  @Test
  void handoverIsNoBackup() throws IOException {
    assertTrue(
        read(RecordedRouter.named("out-of-tree-5.4-06-wan2-handover-attempt")).endpoints().stream()
            .noneMatch(endpoint -> endpoint.has(Endpoint.Flag.BACKUP)));
  }

  @Test
  void kernelWithoutTheFileIsAbsent(@TempDir Path empty) throws IOException {
    assertEquals(Optional.empty(), new FullmeshEndpoints(new RootFs(empty)).read());
  }
}
