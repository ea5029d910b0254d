package io.github.mptcpexporter.exporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.lab.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The failover lab itself, without the program: faults happen, and the traffic feels them. */
@Tag("kernel")
class FailoverLabIT {

  private static final String ESTABLISHED = "ss -tnOiH state established dport = 5201";

  @TempDir private static Path directory;
  private FailoverLab lab;

  @BeforeAll
  static void prepare() throws IOException {
    FailoverLab.prepare(directory);
  }

  @BeforeEach
  void open() throws IOException {
    lab = FailoverLab.open(directory, "wan1,wan2,lte", "8mbit");
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void linesAreAsSlowAndAsLongAsTold() throws IOException {
    lab.act("traffic down");
    lab.act("wait 1");
    JsonObject before = lab.object("bytes");
    lab.act("wait 2");
    JsonObject after = lab.object("bytes");

    for (String uplink : List.of("wan1", "wan2")) {
      long moved = rx(after, uplink) - rx(before, uplink);
      // two seconds at 8 Mbit/s, and what the machine needed to ask
      assertTrue(moved > 1_000_000 && moved < 3_000_000, uplink + " moved " + moved);
    }
    assertTrue(rx(after, "lte") < 100_000, "a backup rests");
    // twice the delay that each line has, by the kernel's own measure
    assertTrue(minRtt("10.1.0.2") >= 20, "wan1");
    assertTrue(minRtt("10.2.0.2") >= 60, "wan2");
    assertTrue(minRtt("10.3.0.2") >= 100, "lte");
  }

  private double minRtt(String address) throws IOException {
    String subflow = subflow(address);
    return Double.parseDouble(subflow.replaceAll(".* minrtt:([0-9.]+) .*", "$1"));
  }

  private String subflow(String address) throws IOException {
    return lab.run(ESTABLISHED)
        .lines()
        .filter(line -> line.contains(" " + address))
        .findFirst()
        .orElseThrow();
  }

  private static long rx(JsonObject bytes, String uplink) {
    return bytes.getJsonObject(uplink).getLong("rx");
  }

  @Test
  void silentLineLosesAllAndTheApplicationFeelsIt() throws IOException {
    lab.act("traffic both");
    lab.act("wait 2");
    FailoverLab.Moment cause = lab.act("loss wan1 1000");
    lab.act("wait 0.5"); // for what was under way
    long dead = rx(lab.object("bytes"), "wan1");
    lab.act("wait 1.5");

    assertEquals(dead, rx(lab.object("bytes"), "wan1"));
    List<Stall> felt = lab.stalls().stream().filter(stall -> stall.end() > cause.before()).toList();
    for (String direction : List.of("down", "up")) {
      assertTrue(
          felt.stream().anyMatch(stall -> stall.direction().equals(direction)),
          direction + " stalls: " + felt);
    }
    lab.act("loss wan1 0");
    Await.until("wan1 moves again", () -> rx(lab.object("bytes"), "wan1") > dead + 100_000);
  }

  @Test
  void lossyLineLosesItsShare() throws IOException {
    lab.act("traffic up 200000");
    lab.act("loss wan1 100 5");
    lab.act("wait 5");

    String subflow = subflow("10.1.0.2");
    double sent = Double.parseDouble(subflow.replaceAll(".* bytes_sent:(\\d+) .*", "$1"));
    double again = Double.parseDouble(subflow.replaceAll(".* bytes_retrans:(\\d+) .*", "$1"));
    assertTrue(again / sent > 0.02 && again / sent < 0.3, again + " of " + sent);
  }

  @Test
  void actionsDoWhatTheySay() throws IOException {
    lab.act("linkdown wan1");
    assertFalse(lab.run("ip route show table 1001").contains("default"));
    lab.act("linkup wan1");
    assertTrue(lab.run("ip route show table 1001").contains("default via 10.1.0.1 dev wan1"));
    assertTrue(lab.run("ip route show default").contains("dev wan1"));
    lab.act("main wan2");
    assertTrue(lab.run("ip route show default").contains("dev wan2"));
    lab.act("carrier wan1 off");
    Await.until(
        "wan1 misses it", () -> lab.run("ip link show wan1").contains("NO-CARRIER,BROADCAST"));
    lab.act("carrier wan1 on");
    lab.act("addr del wan2");
    assertFalse(lab.run("ip addr show wan2").contains("10.2.0.2"));
    lab.act("addr add wan2");
    assertTrue(lab.run("ip route show table 1002").contains("default"));
    lab.act("route del wan2");
    assertEquals("", lab.run("ip route show table 1002"));
    lab.act("rule del wan2");
    assertFalse(lab.run("ip rule show").contains("1002"));
    lab.act("rule add wan2");
    assertTrue(lab.run("ip rule show").contains("from 10.2.0.2 lookup 1002"));
    lab.act("endpoint backup wan2");
    assertTrue(lab.run("ip mptcp endpoint show id 2").contains("backup"));
    lab.act("endpoint del wan2");
    assertFalse(lab.run("ip mptcp endpoint show").contains("10.2.0.2"));
  }

  @Test
  void subflowsEndAndJoinsFailAsTold() throws IOException {
    lab.act("traffic up");
    lab.act("open hold 1");
    awaitSubflows(2, 2, 2);
    lab.act("endpoint del lte");
    awaitSubflows(2, 2, 0);
    lab.act("killsubflow wan2");
    awaitSubflows(2, 0, 0);
    // only what speaks is reset
    lab.act("resetsubflow wan1");
    awaitSubflows(1, 0, 0);

    lab.act("joinblackhole wan2 on");
    lab.act("open hold 1");
    awaitSubflows(2, 0, 0);
    assertTrue(lab.run("ss -tnH state syn-sent").contains("10.2.0.2"));
    lab.act("joinblackhole wan2 off");
    lab.act("joinreject on");
    lab.act("open hold 1");
    Await.until("the server rejects", () -> counter("MPTcpExtMPJoinRejected", true) > 0);
    lab.act("open fallback 1");
    assertEquals(1, counter("MPTcpExtMPCapableFallbackSYNACK", false));
  }

  private void awaitSubflows(int wan1, int wan2, int lte) throws IOException {
    JsonObject wanted = new JsonObject().put("wan1", wan1).put("wan2", wan2).put("lte", lte);
    Await.until("subflows are " + wanted, () -> lab.object("subflows").equals(wanted));
  }

  private long counter(String name, boolean server) throws IOException {
    String nstat = lab.run((server ? "ip netns exec server " : "") + "nstat -asz " + name);
    return Long.parseLong(nstat.replaceAll("(?s).*" + name + " +(\\d+).*", "$1"));
  }

  @Test
  void peerAsksForPriorityAndFallsSilent() throws IOException {
    lab.act("traffic both 200000");
    lab.act("wait 1");
    lab.act("peerprio backup");
    Await.until("we are told", () -> counter("MPTcpExtMPPrioRx", false) > 0);

    lab.act("serverdown");
    lab.act("wait 0.5");
    JsonObject received = lab.object("received");
    lab.act("wait 0.5");
    assertEquals(received, lab.object("received"));
    lab.act("serverup");
    Await.until("it speaks again", () -> !lab.object("received").equals(received));
  }

  @Test
  void thousandConnectionsHaveTwoThousandSubflows() throws IOException {
    lab.act("endpoint del lte");
    lab.act("open hold 1000");

    awaitSubflows(1000, 1000, 0);
  }

  @Test
  void unknownCommandIsAnErrorAndTheLabGoesOn() throws IOException {
    IOException e = assertThrows(IOException.class, () -> lab.act("explode wan1"));

    assertTrue(e.toString().contains("explode wan1: "), e.toString());
    assertEquals("ok\n", lab.run("echo ok"));
  }

  @Test
  void nothingIsLeftWhenItEnds() throws IOException {
    String inside = lab.run("readlink /proc/self/ns/net").trim();
    assertTrue(somethingIn(inside));

    lab.close();

    Await.until("no process is left in its namespace", () -> !somethingIn(inside));
  }

  private static boolean somethingIn(String namespace) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> namespace.equals(namespaceOf(process.pid())));
  }

  private static String namespaceOf(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
