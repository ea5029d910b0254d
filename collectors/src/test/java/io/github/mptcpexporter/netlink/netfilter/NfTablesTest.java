package io.github.mptcpexporter.netlink.netfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.SourceNat;
import io.github.mptcpexporter.netlink.FakeKernel;
import io.github.mptcpexporter.netlink.Mutations;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.ReplayTransport;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded while {@code rules.nft} was loaded, which stands beside the recording. */
class NfTablesTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/netlink/netfilter");

  /** Answers every request with one datagram. */
  private static final class SpoiltKernel extends FakeKernel {

    private byte[] datagram = new byte[0];

    SpoiltKernel() {
      super(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    protected List<byte[]> answer(Request request) {
      return List.of(datagram, done());
    }
  }

  private static SourceNat recorded() throws IOException {
    NetlinkRecording recording = NetlinkRecording.read(new RootFs(DIRECTORY)).orElseThrow();
    try (NetlinkConnection connection =
        new NetlinkConnection(new ReplayTransport(recording), NetlinkFamily.NETFILTER)) {
      return new NfTables(connection).sourceNat();
    }
  }

  @Test
  void readsWhatRewritesSourcesWithItsConditionsThroughJumps() throws IOException {
    List<String> rules =
        recorded().rules().stream()
            .map(
                rule ->
                    rule.place()
                        + rule.source().map(source -> " from " + source).orElse("")
                        + rule.device().map(device -> " by " + device).orElse("")
                        + (rule.narrowed() ? " if more" : ""))
            .toList();

    assertEquals(
        List.of(
            "inet fw4 srcnat_wan by wan1",
            "inet fw4 srcnat from 192.168.1.0/24 by wan*",
            "ip nat post from 10.9.8.0/23 if more",
            "ip nat post from 10.1.0.0/16",
            "ip nat post if more",
            "ip nat post if more"),
        rules);
  }

  @Test
  void ruleCoversANetworkThatLiesInItsOwnAndADeviceThatFits() throws IOException {
    SourceNat.Entry rule = recorded().rules().get(1);

    assertTrue(rule.mayCover(Prefix.parse("192.168.1.128/25"), "wan2"));
    assertFalse(rule.mayCover(Prefix.parse("192.168.0.0/16"), "wan2"));
    assertFalse(rule.mayCover(Prefix.parse("192.168.1.0/24"), "eth0"));
  }

  @Test
  void everySpoiltMessageIsReadOrRefused() throws IOException {
    SpoiltKernel kernel = new SpoiltKernel();
    List<byte[]> messages = messages();
    assertEquals(5 + 9, messages.size());
    try (NetlinkConnection connection = new NetlinkConnection(kernel, NetlinkFamily.NETFILTER)) {
      NfTables tables = new NfTables(connection);
      for (byte[] message : messages) {
        Mutations.spoil(
            message,
            spoilt -> {
              kernel.datagram = spoilt;
              tables.sourceNat();
            });
      }
    }
  }

  /** Chains and rules of the recording, one by one. */
  private static List<byte[]> messages() throws IOException {
    StringBuilder hex = new StringBuilder();
    boolean reply = false;
    for (String line : Files.readAllLines(DIRECTORY.resolve("netlink/netfilter.txt"))) {
      reply = line.startsWith("<") || (reply && line.startsWith(" "));
      hex.append(reply ? line.replaceAll("[< ]", "") : "");
    }
    byte[] all = HexFormat.of().parseHex(hex);
    List<byte[]> messages = new ArrayList<>();
    for (int at = 0; at < all.length; ) {
      int length = (all[at] & 0xff) | (all[at + 1] & 0xff) << 8;
      boolean tables = all[at + 5] == 10; // NFNL_SUBSYS_NFTABLES
      if (tables) {
        messages.add(Arrays.copyOfRange(all, at, at + length));
      }
      at += (length + 3) & ~3;
    }
    return messages;
  }
}
