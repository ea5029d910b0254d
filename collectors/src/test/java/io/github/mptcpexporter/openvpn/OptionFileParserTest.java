package io.github.mptcpexporter.openvpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.routers.RecordedRouter;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionFileParserTest {

  private static final RecordedRouter FILES =
      new RecordedRouter(Path.of("src", "test", "resources", "openvpn", "options"));

  @Test
  void serverOfTheWikiPage() throws IOException {
    List<TunnelOption> options = parse("server.conf");

    assertEquals(19, options.size());
    assertEquals(option("ca", "/etc/openvpn/keys/ca.crt"), options.get(3));
    assertEquals(option("server", "10.9.8.0", "255.255.255.0"), options.get(7));
    assertEquals(option("persist-key"), options.get(10));
    assertEquals(option("cipher", "none"), options.get(12));
    assertEquals(option("up", "/etc/openvpn/up.sh"), options.get(18));
  }

  @Test
  void quotesDashesAndWhatStandsInline() throws IOException {
    assertEquals(
        List.of(
            option("client"),
            option("dev", "tap1337"),
            option("remote", "vpn.example.net", "1194", "tcp"),
            option("remote", "192.0.2.10", "443", "tcp-client"),
            option("setenv", "NOTE", "it", "s \\ raw"),
            option("push", "route 192.168.1.0 255.255.255.0"),
            option("up", "/etc/open vpn/up.sh"),
            option("ca"),
            option("data-ciphers", "AES-256-GCM:none")),
        parse("client.ovpn"));
  }

  /** Each of these OpenVPN 2.6.14 refuses, too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'up "/etc/up.sh' | a quote without its end
          'up ''/etc/up.sh' | a quote without its end
          'up C:\\Program' | a backslash before P
          '<ca>' | no </ca> follows
          """)
  void whatOpenVpnRefusesIsBadInput(String text, String complaint) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> OptionFileParser.parse(RecordedFiles.text("dev tun", text)));

    assertEquals("etc/openvpn/x:2: " + complaint, e.getMessage());
  }

  @Test
  void windowsLineEndsAndByteOrderMarkDoNotMatter() throws IOException {
    assertEquals(
        List.of(option("dev", "tun"), option("verb", "3")),
        OptionFileParser.parse(RecordedFiles.text("\ufeffdev tun\r", "verb 3\r", "\r")));
  }

  @Test
  @Timeout(60)
  void spoiltFileIsSurvived() throws IOException {
    SpoiltFile.isSurvived(
        FILES,
        "client.ovpn",
        root -> OptionFileParser.parse(root.lines("client.ovpn").orElseThrow()));
  }

  private static List<TunnelOption> parse(String file) throws IOException {
    return OptionFileParser.parse(FILES.rootFs().lines(file).orElseThrow());
  }

  private static TunnelOption option(String name, String... arguments) {
    return new TunnelOption(name, List.of(arguments));
  }
}
