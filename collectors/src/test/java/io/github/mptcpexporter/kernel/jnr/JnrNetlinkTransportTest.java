package io.github.mptcpexporter.kernel.jnr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkRequest;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.ReplyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the running kernel; what needs no rights. {@code ip} is the oracle. */
class JnrNetlinkTransportTest {

  private static final int RTM_GETLINK = 18;
  private static final int RTM_GETROUTE = 26;
  private static final String NATIVE_JAR = ".*jffi-.*-native\\.jar";

  @Test
  void dumpOfLinksIsWhatIpShows() throws Exception {
    assertEquals(linksOfIp(), LinkNames.dump(JnrNetlinkTransport.load()));
  }

  @Test
  void aRequestAfterARefusalIsAnswered() throws Exception {
    JnrNetlinkTransport transport = JnrNetlinkTransport.load();
    try (NetlinkConnection connection = NetlinkConnection.open(transport, NetlinkFamily.ROUTE)) {
      NetlinkRequest noSuchLink =
          NetlinkRequest.one("RTM_GETLINK", RTM_GETLINK, transport.byteOrder())
              .u32(0)
              .u32(Integer.MAX_VALUE)
              .u32(0)
              .u32(0);

      NetlinkErrnoException refusal =
          assertThrows(NetlinkErrnoException.class, () -> connection.ask(noSuchLink, nothing()));

      assertTrue(refusal.is(Errno.ENODEV), refusal.getMessage());
      assertEquals(linksOfIp(), LinkNames.dump(transport, connection));
    }
  }

  @Test
  void refusalCarriesTheKernelsOwnWords() throws Exception {
    JnrNetlinkTransport transport = JnrNetlinkTransport.load();
    try (NetlinkConnection connection = NetlinkConnection.open(transport, NetlinkFamily.ROUTE)) {
      // A route lookup without the header that says for what.
      NetlinkRequest bare = NetlinkRequest.one("RTM_GETROUTE", RTM_GETROUTE, transport.byteOrder());
      NetlinkRequest half = bare.u8(2).u8(32).zeroes(10).u16(6).u16(1).u16(7).zeroes(2);

      NetlinkErrnoException refusal =
          assertThrows(NetlinkErrnoException.class, () -> connection.ask(half, nothing()));

      assertTrue(
          String.valueOf(refusal.getMessage()).matches("netlink RTM_GETROUTE: .*, \".*\""),
          refusal.getMessage());
    }
  }

  @Test
  void groupThatDoesNotExistIsRefused() throws Exception {
    try (NetlinkSocket socket = JnrNetlinkTransport.load().openForEvents(NetlinkFamily.ROUTE)) {
      NetlinkErrnoException refusal =
          assertThrows(NetlinkErrnoException.class, () -> socket.join(Integer.MAX_VALUE));

      assertTrue(refusal.is(Errno.EINVAL), refusal.getMessage());
    }
  }

  @Test
  void eventsOfThePathManagerNeedARight() throws Exception {
    boolean root = System.getProperty("user.name", "").equals("root");
    List<String> without = root ? List.of("setpriv", "--bounding-set", "-net_admin") : List.of();

    Tool child = ChildJvm.run("events", without, entry -> true);

    assumeFalse(child.output().contains("ENOENT"), "this kernel has no mptcp_pm");
    assertEquals(0, child.exitCode(), child.output());
    assertTrue(
        child
            .output()
            .matches(
                "NetlinkErrnoException: netlink GENERIC join group \\d+:"
                    + " EPERM \\(Operation not permitted\\)\n"),
        child.output());
  }

  @Test
  void nothingToReceiveIsSaidWhenTheTimeIsUp() throws Exception {
    JnrNetlinkTransport transport = JnrNetlinkTransport.load();
    try (NetlinkSocket socket = transport.open(NetlinkFamily.ROUTE)) {
      byte[] buffer = new byte[NetlinkConnection.BUFFER_BYTES];

      NetlinkErrnoException e =
          assertThrows(NetlinkErrnoException.class, () -> socket.receive(buffer, 1));

      assertTrue(e.is(Errno.EAGAIN), e.getMessage());
    }
  }

  @Test
  void waitingTellsTheSocketsThatHaveSomething() throws Exception {
    JnrNetlinkTransport transport = JnrNetlinkTransport.load();
    try (NetlinkSocket silent = transport.openForEvents(NetlinkFamily.SOCK_DIAG);
        NetlinkSocket asked = transport.open(NetlinkFamily.ROUTE)) {
      List<NetlinkSocket> both = List.of(silent, asked);
      assertArrayEquals(new boolean[] {false, false}, transport.await(both, 0));

      byte[] dumpOfLinks = dumpOfLinks();
      asked.send(dumpOfLinks, dumpOfLinks.length);

      assertArrayEquals(new boolean[] {false, true}, transport.await(both, 1000));
    }
  }

  @Test
  void closedSocketSaysSoAndMayBeClosedAgain() throws Exception {
    NetlinkSocket socket = JnrNetlinkTransport.load().open(NetlinkFamily.ROUTE);
    socket.close();
    socket.close();

    IOException e = assertThrows(IOException.class, () -> socket.join(1));

    assertEquals("netlink ROUTE socket is closed", e.getMessage());
  }

  @Test
  void worksWithoutGeneratedClasses() throws Exception {
    Tool child = ChildJvm.run("links", List.of(), entry -> true, "-Djnr.ffi.asm.enabled=false");

    assertEquals(new Tool(0, linksOfIp() + "\n"), child);
  }

  @Test
  void libraryMayLieInADirectoryInsteadOfTheJar(@TempDir Path directory) throws Exception {
    String machine = System.getProperty("os.arch", "").replace("amd64", "x86_64");
    try (InputStream library =
        ClassLoader.getSystemResourceAsStream("jni/" + machine + "-Linux/libjffi-1.2.so")) {
      assumeTrue(library != null, "jffi has no library for " + machine);
      Files.copy(library, directory.resolve("libjffi-1.2.so"));
    }

    Tool child =
        ChildJvm.run(
            "links",
            List.of(),
            entry -> !entry.matches(NATIVE_JAR),
            "-Djffi.boot.library.path=" + directory);

    assertEquals(new Tool(0, linksOfIp() + "\n"), child);
  }

  @Test
  void missingNativeLibraryIsASentence() throws Exception {
    Tool child = ChildJvm.run("links", List.of(), entry -> !entry.matches(NATIVE_JAR));

    assertEquals(0, child.exitCode(), child.output());
    assertTrue(
        child.output().matches("IOException: netlink needs the native library jffi: \\S.*\n"),
        child.output());
  }

  private static byte[] dumpOfLinks() {
    return ByteBuffer.allocate(32)
        .order(ByteOrder.nativeOrder())
        .putInt(32)
        .putShort((short) RTM_GETLINK)
        .putShort((short) 0x301)
        .array();
  }

  private static ReplyHandler nothing() {
    return new ReplyHandler() {
      @Override
      public void begin() {}

      @Override
      public void message(NetlinkMessage message) {}
    };
  }

  private static Map<Integer, String> linksOfIp() throws Exception {
    Tool ip = Tool.run(List.of("ip", "-j", "link"));
    Matcher link =
        Pattern.compile("\"ifindex\":(\\d+),(?:\"link\":[^,]*,)?\"ifname\":\"([^\"]*)\"")
            .matcher(ip.output());
    Map<Integer, String> names = new TreeMap<>();
    while (link.find()) {
      names.put(Integer.valueOf(link.group(1)), link.group(2));
    }
    assertFalse(names.isEmpty(), ip.output());
    return names;
  }
}
