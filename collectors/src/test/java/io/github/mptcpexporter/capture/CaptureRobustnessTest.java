package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.capture.DatagramChange;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.ReplayTransport;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a recording or a file holds, nothing but an {@link IOException} comes of it. */
class CaptureRobustnessTest {

  private static final Path ROUTERS = Path.of("src/test/resources/routers");
  private static final long SEED = 20260102;
  private static final int ROUNDS = 2000;

  private static final String SOME_FILE =
      """
      config a
      	option key 'x\\" y'
      {"key": ["a\\"", {"b" : 1}], "c": "10.0.0.1"}
      <key>
      -----BEGIN PRIVATE KEY-----
      a
      </key>
      ce:3a:06:02:7a:b7 fd00::1/64
      """;

  private final AddressMask addresses = new AddressMask(new byte[] {1});

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upstream-6.18-steady/netlink/generic.txt",
        "upstream-6.18-steady/netlink/diag.txt",
        "upstream-6.18-endpoint-deleted/netlink/events.txt"
      })
  void everyTruncationOfARecordingIsReadOrRefused(String file) throws Exception {
    Path path = ROUTERS.resolve(file);
    byte[] text = Arrays.copyOf(Files.readAllBytes(path), 4096);
    int read = 0;
    for (int length = 0; length <= text.length; length++) {
      read += read("netlink/" + path.getFileName(), Arrays.copyOf(text, length));
    }

    assertTrue(read > 0 && read < text.length, read + " read");
  }

  @Test
  void randomChangesToARecordingAreReadOrRefused() throws Exception {
    byte[] text = Files.readAllBytes(ROUTERS.resolve("upstream-6.18-steady/netlink/generic.txt"));
    Random random = new Random(SEED);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = text.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      read += read("netlink/generic.txt", changed);
    }

    assertTrue(read < ROUNDS, "none was refused, seed " + SEED);
  }

  @Test
  void recordedGarbageIsReplayedOrRefused() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] datagram = new byte[16 + random.nextInt(64)];
      random.nextBytes(datagram);
      String reply = HexFormat.of().formatHex(datagram);
      String text =
          "byte-order: little\n> 11000000140001030000000000000000" + "02\n< " + reply + "\n";
      NetlinkRecording recording = parse("netlink/diag.txt", text.getBytes(StandardCharsets.UTF_8));

      ReplayTransport transport = new ReplayTransport(recording);
      NetlinkSocket socket = transport.open(NetlinkFamily.SOCK_DIAG);
      byte[] request = HexFormat.of().parseHex("1100000014000103070000000000000002");
      socket.send(request, request.length);
      assertEquals(datagram.length, socket.receive(new byte[32 * 1024], 1), "seed " + SEED);
      socket.close();
    }
  }

  @Test
  void masksTakeEveryTruncationOfEveryMessage() throws Exception {
    for (String router : List.of("upstream-6.18-steady", "upstream-6.18-endpoint-deleted")) {
      parse(router)
          .with(
              (family, kind, bytes) -> {
                NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);
                int length = bytes.length > 1024 ? 1024 : bytes.length;
                for (int end = 0; end < length; end++) {
                  mask(mask, family, kind, Arrays.copyOf(bytes, end));
                }
                return bytes;
              });
    }
  }

  @Test
  void masksTakeRandomBytes() throws Exception {
    Random random = new Random(SEED);
    NetlinkMask mask = new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN);
    NetlinkSecrets secrets = new NetlinkSecrets(ByteOrder.LITTLE_ENDIAN);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 7) { // a length that fits and a type that is known
        Arrays.fill(bytes, 0, 8, (byte) 0);
        bytes[0] = (byte) bytes.length;
        bytes[4] = (byte) List.of(2, 16, 20, 24, 28, 32, 28).get(random.nextInt(7)).intValue();
      }
      for (NetlinkFamily family : NetlinkFamily.values()) {
        for (DatagramChange.Kind kind : DatagramChange.Kind.values()) {
          mask(mask, family, kind, bytes.clone());
          secrets.change(family, kind, bytes.clone());
        }
      }
    }
  }

  @Test
  void offByOneLengthsOfAttributesAreMaskedOrRefused() throws Exception {
    parse("upstream-6.18-steady")
        .with(
            (family, kind, bytes) -> {
              for (int at = 16; at < Math.min(bytes.length, 512); at += 4) {
                for (int difference : new int[] {-1, 1}) {
                  byte[] changed = bytes.clone();
                  changed[at] += (byte) difference;
                  mask(new NetlinkMask(addresses, ByteOrder.LITTLE_ENDIAN), family, kind, changed);
                }
              }
              return bytes;
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proc/net/tcp",
        "proc/net/tcp6",
        "proc/net/route",
        "proc/net/if_inet6",
        "proc/net/ipv6_route",
        "proc/net/fib_trie",
        "proc/net/arp",
        "sys/class/net/wan1/address",
        "etc/config/network",
        "tmp/state.json",
        "etc/openvpn/client.conf"
      })
  void filesAreMaskedWhateverTheyHold(String path) throws Exception {
    FileMask mask = new FileMask(addresses, ByteOrder.LITTLE_ENDIAN);
    Path recorded = ROUTERS.resolve("upstream-6.18-steady").resolve(path);
    byte[] content =
        Files.exists(recorded)
            ? Files.readAllBytes(recorded)
            : SOME_FILE.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(SEED);
    for (int length = 0; length <= Math.min(content.length, 1024); length++) {
      byte[] part = Arrays.copyOf(content, length);
      mask.mask(path, Secrets.hide(path, part));
      byte[] changed = part.clone();
      for (int i = 0; i < changed.length; i += 1 + random.nextInt(40)) {
        changed[i] = (byte) random.nextInt(256);
      }
      mask.mask(path, Secrets.hide(path, changed));
    }
    byte[] twice = Secrets.hide(path, Secrets.hide(path, content));
    assertEquals(
        new String(Secrets.hide(path, content), StandardCharsets.ISO_8859_1),
        new String(twice, StandardCharsets.ISO_8859_1));
  }

  @Test
  void indexAndClockAreReadOrRefused() throws Exception {
    String text =
        "directory sys/class/net\n  lo\nunreadable a/b\n  Invalid argument\nwall: 1970-01-01T00:00:00Z\n";
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = text.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 3; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      byte[] bytes = Arrays.copyOf(changed, random.nextInt(changed.length));
      succeeds(() -> FileIndex.read(file(FileIndex.NAME, bytes)));
      succeeds(() -> RecordedTime.read(file(RecordedTime.NAME, bytes)));
      succeeds(() -> ByteOrderHint.read(file(ByteOrderHint.NAME, bytes)));
    }
  }

  private interface Reading {
    Object read() throws IOException;
  }

  private static int succeeds(Reading reading) {
    try {
      reading.read();
      return 1;
    } catch (IOException e) {
      return 0;
    }
  }

  private static int read(String file, byte[] content) {
    return succeeds(() -> NetlinkRecording.read(file(file, content)));
  }

  private static void mask(
      NetlinkMask mask, NetlinkFamily family, DatagramChange.Kind kind, byte[] bytes) {
    succeeds(() -> mask.change(family, kind, bytes));
  }

  private static NetlinkRecording parse(String router) throws IOException {
    return NetlinkRecording.read(new RootFs(ROUTERS.resolve(router))).orElseThrow();
  }

  private static NetlinkRecording parse(String file, byte[] content) throws IOException {
    return NetlinkRecording.read(file(file, content)).orElseThrow();
  }

  /** A root that holds one file. */
  private static RootFs file(String name, byte[] content) {
    return new RootFs(Path.of("/nowhere")) {
      @Override
      public Optional<byte[]> read(String path) {
        return path.equals(name) ? Optional.of(content) : Optional.empty();
      }
    };
  }
}
