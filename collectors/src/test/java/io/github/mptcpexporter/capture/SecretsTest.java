package io.github.mptcpexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void optionsOfUciNamedLikeSecretsAreHidden() {
    assertHidden(
        "etc/config/network",
        """
        config interface 'wan'
        	option proto 'pppoe'
        	option username 'joe@isp.example'
        	option password 'hunter2'
        	option multipath 'on'
        config wireguard_wg0
        	list wpa_psk "two words"
        	option 'private_key' AbC=
        	option key_direction 1
        	option pincode 1234 # of the SIM
        	option keepalive '5'
        	option metric '10'; option token 'x'; option multipath 'off'
        # option password 'in a comment'
        """,
        """
        config interface 'wan'
        	option proto 'pppoe'
        	option username '***'
        	option password '***'
        	option multipath 'on'
        config wireguard_wg0
        	list wpa_psk "***"
        	option 'private_key' ***
        	option key_direction ***
        	option pincode *** *** *** *** ***
        	option keepalive '5'
        	option metric '10'; option token '***'; option multipath 'off'
        # option password '***'
        """);
  }

  @Test
  void quotesAndLinesOfAValueStay() {
    assertHidden(
        "etc/config/openvpn",
        """
        config openvpn 'vpn'
        	option secret 'line one
        line two; with "quotes"
        '
        	option passphrase 'a'"b\\"c"d
        	option key ''
        	option port '1194'
        """,
        """
        config openvpn 'vpn'
        	option secret '***
        ***
        ***'
        	option passphrase '***'"***"***
        	option key '***'
        	option port '1194'
        """);
  }

  @Test
  void valueWithoutItsClosingQuoteIsHiddenToTheEnd() {
    assertHidden(
        "etc/config/network",
        "config a\n option password 'x\n option b c\n",
        "config a\n option password '***\n***\n***");
  }

  @Test
  void changesThatUciHasNotSavedYetAreHidden() {
    assertHidden(
        "tmp/.uci/network",
        """
        network.wan.password='hunter2'
        network.wan.metric='10'
        +network.@wireguard_wg0[0].preshared_key='abc'
        |network.wan.tokens='a' 'b'
        """,
        """
        network.wan.password='***'
        network.wan.metric='10'
        +network.@wireguard_wg0[0].preshared_key='***'
        |network.wan.tokens='***' '***'
        """);
  }

  @Test
  void configurationOfOpenVpnShowsNoKeys() {
    assertHidden(
        "etc/openvpn/client.conf",
        """
        remote 192.0.2.1 1194
        auth-user-pass /etc/openvpn/login
        secret static.key 1
        verb 3
        <ca>
        public
        </ca>
        <key>
        -----BEGIN PRIVATE KEY-----
        MIIEvQ
        AgEAAo
        -----END PRIVATE KEY-----
        </key>
        <tls-crypt>
        # 2048 bit
        abcdef
        </tls-crypt>
        ping 10
        """,
        """
        remote 192.0.2.1 1194
        auth-user-pass ***
        secret *** ***
        verb 3
        <ca>
        public
        </ca>
        <key>
        ***
        ***
        ***
        ***
        </key>
        <tls-crypt>
        ***
        ***
        </tls-crypt>
        ping 10
        """);
  }

  @Test
  void encodedKeysAreHiddenInAnyFile() {
    assertHidden(
        "etc/ssl/router.pem",
        """
        -----BEGIN CERTIFICATE-----
        public
        -----END CERTIFICATE-----
        -----BEGIN RSA PRIVATE KEY-----
        MIIEvQ
        -----END RSA PRIVATE KEY-----
        """,
        """
        -----BEGIN CERTIFICATE-----
        public
        -----END CERTIFICATE-----
        -----BEGIN RSA PRIVATE KEY-----
        ***
        -----END RSA PRIVATE KEY-----
        """);
  }

  @Test
  void assignmentsAreHidden() {
    assertHidden(
        "etc/wireguard/wg0.conf",
        "[Interface]\nPrivateKey = AbC=\nAddress = 10.0.0.2/24\n# PresharedKey=x\n",
        "[Interface]\nPrivateKey = ***\nAddress = 10.0.0.2/24\n# PresharedKey=***\n");
  }

  @Test
  void membersOfJsonNamedLikeSecretsAreHidden() {
    assertHidden(
        "tmp/state.json",
        """
        {"interface": [{"name": "wan", "password": "a \\" b", "metric": 1, "pin_code": 1234},
          {"keys": ["a", {"deep": "b", "n": null}], "up": true, "token" : {"x": "y"}, "z": "w"}]}
        """,
        """
        {"interface": [{"name": "wan", "password": "***", "metric": 1, "pin_code": "***"},
          {"keys": ["***", {"deep": "***", "n": null}], "up": true, "token" : {"x": "***"}, "z": "w"}]}
        """);
  }

  @Test
  void loginInAnAddressIsHidden() {
    assertHidden(
        "etc/config/ddns",
        "\toption update_url 'https://joe:hunter2@dyn.example/update?ip=[IP]'\n",
        "\toption update_url 'https://***@dyn.example/update?ip=[IP]'\n");
  }

  @Test
  void filesOfTheKernelAreLeftAlone() {
    assertHidden("proc/net/netstat", "TcpExt: key password\n", "TcpExt: key password\n");
  }

  @Test
  void bytesThatAreNoTextStay() {
    byte[] content = new byte[256];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) i;
    }

    assertEquals(
        new String(content, StandardCharsets.ISO_8859_1),
        new String(Secrets.hide("etc/file", content), StandardCharsets.ISO_8859_1));
  }

  private static void assertHidden(String path, String before, String after) {
    byte[] hidden = Secrets.hide(path, before.getBytes(StandardCharsets.UTF_8));

    assertEquals(after, new String(hidden, StandardCharsets.UTF_8));
  }
}
