package io.github.mptcpexporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeersTest {

  private static Peers.Peer peer(String name, String... prefixes) {
    return new Peers.Peer(name, List.of(prefixes).stream().map(Prefix::parse).toList(), Map.of());
  }

  private static void assertRefused(String complaint, Runnable making) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, making::run).getMessage());
    assertTrue(message.contains(complaint), message);
  }

  @Test
  void pathsWithoutANameAreNamedByTheirId() {
    Peers.Peer office = new Peers.Peer("office", List.of(), Map.of(1, "dsl"));

    assertEquals("dsl", office.path(1));
    assertEquals("id0", office.path(0));
  }

  @Test
  void namesThatAreNoLabelsAreRefused() {
    assertRefused("\"my office\" is no name", () -> peer("my office"));
    assertRefused("is no name", () -> peer("a".repeat(64)));
    assertRefused("\"\" is no name", () -> new Peers.Peer("office", List.of(), Map.of(1, "")));
  }

  @Test
  void addressIdsAreOneByte() {
    assertRefused(
        "256 is no address id", () -> new Peers.Peer("office", List.of(), Map.of(256, "dsl")));
  }

  @Test
  void tooManyAreRefused() {
    Map<Integer, String> paths = new HashMap<>();
    IntStream.range(0, 9).forEach(id -> paths.put(id, "p" + id));
    List<Peers.Peer> many =
        IntStream.rangeClosed(0, Peers.MOST).mapToObj(i -> peer("p" + i)).toList();

    assertRefused("at most 8", () -> new Peers.Peer("office", List.of(), paths));
    assertRefused("201 peers are too many", () -> new Peers(many));
  }

  @Test
  void aNetworkHasOneOwner() {
    assertRefused(
        "10.0.0.0/8 is both of a and of b: choose one",
        () -> new Peers(List.of(peer("a", "10.1.2.3/8"), peer("b", "10.0.0.0/8"))));
    assertRefused("two peers are named a", () -> new Peers(List.of(peer("a"), peer("a"))));
  }

  @Test
  void anAddressBelongsToTheLongestPrefixOfItsFamily() {
    Peers peers = new Peers(List.of(peer("a", "::/0"), peer("b", "2001:db8::/32", "10.0.0.0/8")));

    assertEquals(0, peers.of(Server.address("2001:db9::1")));
    assertEquals(1, peers.of(Server.address("2001:db8::1")));
    assertEquals(1, peers.of(Server.address("10.9.9.9")));
    assertEquals(-1, peers.of(Server.address("11.9.9.9")));
  }
}
