package io.github.mptcpexporter.exporter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.doctor.Check;
import io.github.mptcpexporter.doctor.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of checks: that of all of them, which {@code -Dgolden.update=true} writes anew, and
 * that which leads from the wiki page to the tool.
 */
class CheckTableTest {

  private static final Path README = Path.of("README.md");
  private static final Path FRONT = Path.of("../README.md");

  /** Every option, command and file that the page names. */
  private static final List<String> PAGE =
      List.of(
          "make menuconfig",
          "make kernel_menuconfig",
          "network.globals.multipath",
          "network.NAME.multipath",
          "on",
          "master",
          "off",
          "backup",
          "handover",
          "uci commit",
          "/etc/init.d/network restart",
          "multiwan",
          "multipath -c",
          "netstat -m",
          "proxy",
          "VPN",
          "network.NAME.proto",
          "network.NAME.ifname",
          "network.NAME.macaddr",
          "network.tap1337",
          "firewall.@zone[1].name",
          ".network",
          ".input",
          ".output",
          ".forward",
          "firewall.@forwarding[0].src",
          ".dest",
          "openvpn.mptcp.enabled",
          "client",
          "openvpn.mptcp.dev",
          "openvpn.mptcp.proto",
          "openvpn.mptcp.remote",
          "openvpn.mptcp.resolv_retry",
          "nobind",
          "persist_key",
          "persist_tun",
          "openvpn.mptcp.ca",
          "cert",
          "key",
          "openvpn.mptcp.cipher",
          "verb",
          "openvpn.mptcp.link_mtu",
          "openvpn.mptcp.script_security",
          "up",
          "down",
          "/etc/openvpn/up.sh",
          "chmod +x",
          "ip rule add iif br-lan table 1",
          "ip route add 10.9.8.0/24",
          "ip route add default via 10.9.8.1 dev $1 table 1",
          "ip route flush cache",
          "/etc/openvpn/down.sh",
          "ip rule del table 1",
          "ip route flush table 1",
          "port",
          "dev tap",
          "dh",
          "dh1024.pem",
          "server 10.9.8.0 255.255.255.0",
          "ifconfig-pool-persist ipp.txt",
          "keepalive",
          "comp-lzo",
          "persist-key",
          "persist-tun",
          "status /var/log/openvpn-status.log",
          "client-to-client",
          "link-mtu",
          "script-security",
          "ip route add 192.168.1.0/24 via 10.9.8.2",
          "NAT");

  @Test
  void readmeListsEveryCheckWithWhatItReadsAndWhatToDo() throws IOException {
    StringBuilder table =
        new StringBuilder("| check | at worst | reads | remedy |\n|---|---|---|---|\n");
    for (Check check : Checks.all()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  check.id(),
                  check.worst().name().toLowerCase(Locale.ROOT),
                  check.reads(),
                  check.remedy()));
    }
    String readme = Files.readString(README);
    String begin = "<!-- checks: begin -->\n";
    int from = readme.indexOf(begin) + begin.length();
    int to = readme.indexOf("<!-- checks: end -->");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
      return;
    }
    assertEquals(
        table.toString(),
        readme.substring(from, to),
        "exporter/README.md differs; after a look, rewrite it with -Dgolden.update=true");
  }

  @Test
  void everyItemOfThePageLeadsToTheTool() throws IOException {
    List<String> rows = pageRows();
    for (String term : PAGE) {
      Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(term) + "(?![\\w-])");
      assertTrue(
          rows.stream().anyMatch(row -> word.matcher(row.split("\\|", -1)[1]).find()),
          "README.md has no row for " + term);
    }
  }

  @Test
  void everyCheckAndMetricThatThePageLeadsToExists() throws IOException {
    String rows = String.join("\n", pageRows());
    Set<String> ids = Checks.all().stream().map(Check::id).collect(Collectors.toSet());
    Set<String> groups = Checks.all().stream().map(Check::group).collect(Collectors.toSet());
    Matcher check = Pattern.compile("`([a-z]+(?:\\.[a-z0-9_]+)?)`").matcher(rows);
    Set<String> unknown = new TreeSet<>();
    while (check.find()) {
      String id = check.group(1);
      String group = id.split("\\.", -1)[0];
      if (id.contains(".") && groups.contains(group) && !ids.contains(id)) {
        unknown.add(id);
      }
    }
    assertEquals(Set.of(), unknown);
    String metrics = Files.readString(README);
    Matcher metric = Pattern.compile("`(mptcp_[a-z_]+)").matcher(rows);
    while (metric.find()) {
      if (!metric.group(1).equals("mptcp_mib_")) {
        assertTrue(metrics.contains("`" + metric.group(1) + "`"), metric.group(1));
      }
    }
  }

  private static List<String> pageRows() throws IOException {
    String readme = Files.readString(FRONT);
    int from = readme.indexOf("<!-- page: begin -->");
    int to = readme.indexOf("<!-- page: end -->");
    return readme
        .substring(from, to)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| on the page"))
        .toList();
  }
}
