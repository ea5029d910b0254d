package io.github.mptcpexporter.exporter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {

  private static final ListenAddress LOCAL = new ListenAddress("127.0.0.1", 10262);

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:10262, 127.0.0.1, 10262",
    "router.lan:80,   router.lan, 80",
    ":10262,          '', 10262",
    "[::1]:10262,     ::1, 10262",
    "[::]:0,          ::, 0",
    "[fe80::1%eth0]:65535, fe80::1%eth0, 65535"
  })
  void listenAddressIsHostAndPort(String text, String host, int port) {
    ListenAddress address = ListenAddress.parse(text);

    assertEquals(new ListenAddress(host, port), address);
    assertEquals(text, address.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10262",
        "127.0.0.1",
        "::1:10262",
        "[::1]",
        "host:http",
        "a b:1",
        "http://a:1",
        ""
      })
  void otherListenAddressesAreRefused(String text) {
    assertEquals(
        "\"" + text + "\" is none of HOST:PORT, [IPV6]:PORT and :PORT",
        assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text)).getMessage());
  }

  @Test
  void portHas16Bits() {
    assertEquals(
        "port 65536 is beyond 65535",
        assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(":65536"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "metrics,  '\"metrics\" is no path'",
    "/a?b,     '\"/a?b\" is no path'",
    "/status,  /status is the path of another page",
    "/-/ready, /-/ready is the path of another page"
  })
  void telemetryPathMustBeAPathOfItsOwn(String path, String complaint) {
    assertEquals(
        complaint,
        assertThrows(IllegalArgumentException.class, () -> options(path, 40)).getMessage());
  }

  @Test
  void metricsMayTakeThePlaceOfTheLandingPage() {
    assertEquals("/", options("/", 40).telemetryPath());
  }

  @Test
  void addressGivenTwiceIsRefused() {
    assertEquals(
        "an address to listen on is given twice",
        assertThrows(IllegalArgumentException.class, () -> HttpOptions.on(LOCAL, LOCAL))
            .getMessage());
  }

  @Test
  void negativeNumberOfRequestsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> options("/metrics", -1));
  }

  private static HttpOptions options(String telemetryPath, int maxRequests) {
    return new HttpOptions(
        List.of(LOCAL),
        telemetryPath,
        HttpOptions.MAX_AGE,
        maxRequests,
        HttpOptions.IDLE_TIMEOUT,
        Duration.ZERO);
  }
}
