package io.github.mptcpexporter.openvpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.Tunnel.DeviceType;
import io.github.mptcpexporter.model.Tunnel.Remote;
import io.github.mptcpexporter.model.Tunnel.Role;
import io.github.mptcpexporter.model.TunnelReading;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.model.Tunnels;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenVpnCollectorTest {

  private static final Path OPTIONS = Path.of("src", "test", "resources", "openvpn", "options");

  @TempDir Path root;

  private final List<String> asked = new ArrayList<>();

  /** The wiki page's client, typed into UCI. */
  @Test
  void sectionOfTheWikiPage() throws IOException {
    UciConfig uci =
        config(
            "openvpn",
            section(
                "openvpn",
                "mptcp",
                "enabled=1",
                "client=1",
                "dev=tap1337",
                "proto=tcp",
                "remote=192.0.2.10 1194",
                "resolv_retry=infinite",
                "nobind=1",
                "persist_key=1",
                "cipher=none",
                "verb=3",
                "link_mtu=1480",
                "script_security=2",
                "up=/etc/openvpn/up.sh"),
            section("openvpn", "sample_client", "client=1", "remote=my_server_1 1194"));
    write("var/run/openvpn.mptcp.status", "");

    Tunnels tunnels = collect(uci);

    assertEquals(List.of(), tunnels.complaints());
    assertEquals(1, tunnels.all().size());
    TunnelReading reading = tunnels.all().get(0);
    Tunnel tunnel = reading.tunnel();
    assertEquals("mptcp", tunnel.name());
    assertEquals("openvpn.mptcp", tunnel.origin());
    assertEquals(Role.CLIENT, tunnel.role());
    assertTrue(tunnel.overTcp());
    assertEquals(List.of(new Remote("192.0.2.10", 1194, "tcp")), tunnel.remotes());
    assertEquals(Optional.of("tap1337"), tunnel.device());
    assertEquals(Optional.of(DeviceType.TAP), tunnel.deviceType());
    assertEquals(Optional.of("none"), tunnel.value("cipher"));
    assertEquals(OptionalLong.of(1480), tunnel.number("link-mtu"));
    assertTrue(tunnel.has("persist-key"));
    assertEquals(
        Optional.of(new OpenVpnStatus.NeverConnected()), reading.status().orElseThrow().content());
    assertEquals(List.of("0:1194"), asked);
  }

  @Test
  void interfaceOfNetifd() throws IOException {
    UciConfig uci =
        config(
            "network",
            section("interface", "lan", "proto=static"),
            section(
                "interface",
                "vpn",
                "proto=openvpn",
                "ovpnproto=tcp-client",
                "dev=tun0",
                "remote=vpn.example.net 443",
                "client=yes",
                "persist_tun=0"));

    Tunnel tunnel = collect(uci).all().get(0).tunnel();

    assertEquals("network.vpn", tunnel.origin());
    assertEquals("tcp-client", tunnel.protocol());
    assertEquals(List.of(new Remote("vpn.example.net", 443, "tcp-client")), tunnel.remotes());
    assertFalse(tunnel.has("persist-tun"));
  }

  /** The wiki page's server, as on Debian. */
  @Test
  void filesOfDebian() throws IOException {
    copy(OPTIONS.resolve("server.conf"), "etc/openvpn/server/server.conf");
    copy(OPTIONS.resolve("client.ovpn"), "etc/openvpn/client/home.conf");
    copy(RecordedFiles.DIRECTORY.resolve("server/status-tap-v1.txt"), "var/log/openvpn-status.log");
    copy(RecordedFiles.DIRECTORY.resolve("ipp/ipp-tap.txt"), "etc/openvpn/server/ipp.txt");
    Instant before =
        Files.getLastModifiedTime(root.resolve("var/log/openvpn-status.log")).toInstant();

    List<TunnelReading> all = collect(UciConfig.NONE).all();

    assertEquals(2, all.size());
    Tunnel server = all.get(0).tunnel();
    assertEquals("server", server.name());
    assertEquals(Role.SERVER, server.role());
    assertEquals(List.of(1194), server.localPorts());
    assertFalse(server.deviceNamed());
    assertEquals(OptionalLong.of(240), server.restartSeconds());
    TunnelStatus status = all.get(0).status().orElseThrow();
    assertEquals(4, ((OpenVpnStatus.Server) status.content().orElseThrow()).clients().size());
    assertEquals(Optional.of(before), status.written());
    assertEquals(4, all.get(0).pool().orElseThrow().size());
    Tunnel client = all.get(1).tunnel();
    assertEquals(
        List.of(
            new Remote("vpn.example.net", 1194, "tcp"),
            new Remote("192.0.2.10", 443, "tcp-client")),
        client.remotes());
    assertEquals(List.of("AES-256-GCM", "none"), client.dataCiphers());
    assertEquals(Optional.empty(), all.get(1).status());
    assertEquals(List.of("1194:0", "0:1194", "0:443"), asked);
  }

  @Test
  void serverSaysItselfWhenItWrote() throws IOException {
    write("etc/openvpn/a.conf", "server 10.9.8.0 255.255.255.0\nproto tcp\ndev tun7\n");
    copy(RecordedFiles.DIRECTORY.resolve("server/status-tun-v3.txt"), "run/openvpn/a.status");

    TunnelReading reading = collect(UciConfig.NONE).all().get(0);

    assertEquals(
        Optional.of(Instant.ofEpochSecond(1_795_341_624)),
        reading.status().orElseThrow().written());
    assertEquals(
        Optional.of(new Tunnel.StatusFile("run/openvpn/a.status", 60)),
        reading.tunnel().statusFile());
  }

  @Test
  void sectionMayNameAFileThatIsThenNoTunnelOfItsOwn() throws IOException {
    write("etc/openvpn/x.conf", "client\ndev tun\nremote 192.0.2.1 1195 tcp\nstatus s.log 10\n");
    write("etc/openvpn/s.log", "OpenVPN STATISTICS\nUpdated,x\nTUN/TAP read bytes,7\nEND\n");

    List<TunnelReading> all =
        collect(
                config(
                    "openvpn",
                    section(
                        "openvpn",
                        "office",
                        "enabled=1",
                        "config=/etc/openvpn/x.conf",
                        "script_security=2")))
            .all();

    assertEquals(1, all.size());
    assertEquals("office", all.get(0).tunnel().name());
    assertEquals(OptionalLong.of(2), all.get(0).tunnel().number("script-security"));
    assertEquals(
        Optional.of(new Tunnel.StatusFile("etc/openvpn/s.log", 10)),
        all.get(0).tunnel().statusFile());
    assertEquals(
        Optional.of(new OpenVpnStatus.Statistics(Map.of("TUN/TAP read bytes", 7L))),
        all.get(0).status().orElseThrow().content());
  }

  @Test
  void oneThatIsBadTakesNothingFromTheOthers() throws IOException {
    write("etc/openvpn/bad.conf", "dev tun\nup \"/etc/up.sh\n");
    write("etc/openvpn/good.conf", "dev tun\nstatus /tmp/status\nremote 192.0.2.1\n");
    write("tmp/status", "OpenVPN STATISTICS\nUpdated,x\n");

    Tunnels tunnels = collect(UciConfig.NONE);

    assertEquals(List.of("etc/openvpn/bad.conf:2: a quote without its end"), tunnels.complaints());
    assertEquals(1, tunnels.all().size());
    assertEquals(
        Optional.of("tmp/status:2: the last line is not END: the file was being written"),
        tunnels.all().get(0).status().orElseThrow().complaint());
    assertEquals(Optional.empty(), tunnels.all().get(0).status().orElseThrow().content());
    assertEquals(List.of(), asked); // it runs over UDP
  }

  /** Another process rewrites the file while it is read. */
  @Test
  void tornStatusIsReadAgain() throws IOException {
    write("etc/openvpn/a.conf", "dev tun\nstatus /tmp/status\nremote 192.0.2.1\n");
    RootFs files =
        new RootFs(root) {
          private int reads;

          @Override
          public Optional<byte[]> read(String path) throws IOException {
            if (!path.equals("tmp/status")) {
              return super.read(path);
            }
            String torn = reads++ == 0 ? "" : "END\n";
            return Optional.of(
                ("OpenVPN STATISTICS\nUpdated,x\n" + torn).getBytes(StandardCharsets.UTF_8));
          }
        };

    Tunnels tunnels = collector(files, UciConfig.NONE).collect().orElseThrow();

    assertEquals(
        Optional.of(new OpenVpnStatus.Statistics(Map.of())),
        tunnels.all().get(0).status().orElseThrow().content());
  }

  @Test
  void routerWithoutTunnelsHasNone() throws IOException {
    assertEquals(Optional.empty(), collector(new RootFs(root), UciConfig.NONE).collect());
  }

  @Test
  void equalNamesAreToldApart() throws IOException {
    write("etc/openvpn/server/x.conf", "dev tun\nserver 10.0.0.0 255.255.255.0\n");
    write("etc/openvpn/client/x.conf", "dev tun\nremote 192.0.2.1\n");

    assertEquals(
        List.of("x", "etc/openvpn/client/x.conf"),
        collect(UciConfig.NONE).all().stream().map(one -> one.tunnel().name()).toList());
  }

  private Tunnels collect(UciConfig uci) throws IOException {
    return collector(new RootFs(root), uci).collect().orElseThrow();
  }

  private OpenVpnCollector collector(RootFs files, UciConfig uci) {
    return new OpenVpnCollector(
        files,
        () -> Optional.of(uci),
        (local, remote) -> {
          asked.add(local + ":" + remote);
          return Optional.<List<Subflow>>of(List.of());
        });
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void copy(Path from, String path) throws IOException {
    write(path, Files.readString(from));
  }

  private static UciConfig config(String name, UciSection... sections) {
    return new UciConfig(
        Map.of(
            name,
            new UciPackage(
                name, "etc/config/" + name, Arrays.asList(sections), List.of(), List.of())),
        Map.of(),
        Map.of());
  }

  private static UciSection section(String type, String name, String... options) {
    Map<String, UciOption> all = new LinkedHashMap<>();
    for (String option : options) {
      String[] parts = option.split("=", 2);
      all.put(parts[0], UciOption.string(parts[0], parts[1]));
    }
    return new UciSection(type, name, false, 0, all);
  }
}
