package io.github.mptcpexporter.openvpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.model.AddressPoolEntry;
import io.github.mptcpexporter.routers.SpoiltFile;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AddressPoolParserTest {

  @Test
  void nameWithACommaIsReadThoughOpenVpnCanNot() throws IOException {
    assertEquals(
        List.of(
            entry("router-home", "10.9.8.2", "", true),
            entry("router-office", "10.9.8.3", "", true),
            entry("Router, Home 3", "10.9.8.4", "", false),
            entry("cafxC3xA9 \"q\" 4", "10.9.8.5", "", true)),
        AddressPoolParser.parse(RecordedFiles.lines("ipp/ipp-tap.txt")));
  }

  @Test
  void bothFamilies() throws IOException {
    assertEquals(
        entry("Router, Home 3", "10.78.0.5", "fd00:78::1003", false),
        AddressPoolParser.parse(RecordedFiles.lines("ipp/ipp-tun2.txt")).get(3));
  }

  @Test
  void formsOfOtherVersions() throws IOException {
    assertEquals(
        List.of(entry("a", "10.9.8.2", "", true), entry("b", "", "fd00::2", true)),
        AddressPoolParser.parse(
            RecordedFiles.text("# by hand", "", "a,10.9.8.2", ";a,x", "b,,fd00::2")));
  }

  @Test
  void complaintNamesFileAndLine() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> AddressPoolParser.parse(RecordedFiles.text("a,10.9.8.2", "b,10.9.8")));

    assertEquals("etc/openvpn/x:2: not an address: \"10.9.8\"", e.getMessage());
  }

  @Test
  @Timeout(60)
  void spoiltFileIsSurvived() throws IOException {
    String file = "ipp/ipp-tun2.txt";

    SpoiltFile.isSurvived(
        RecordedFiles.ROUTER,
        file,
        root -> AddressPoolParser.parse(root.lines(file).orElseThrow()));
  }

  private static AddressPoolEntry entry(String name, String ipv4, String ipv6, boolean understood)
      throws IOException {
    return new AddressPoolEntry(name, address(ipv4), address(ipv6), understood);
  }

  private static Optional<InetAddress> address(String text) throws IOException {
    return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(text));
  }
}
