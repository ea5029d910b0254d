package io.github.mptcpexporter.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.ExporterConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExporterConfigParserTest {

  private static ExporterConfig parse(String text) {
    return ExporterConfigParser.parse(
        UciText.parse("mptcp-exporter", "config", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ExporterConfig.Line line(ExporterConfig config, String name) {
    return Optional.ofNullable(config.lines().get(name)).orElseThrow();
  }

  @Test
  void linesFlowsAndPeersAreReadByName() {
    ExporterConfig config =
        parse(
            """
            config mptcp-exporter 'main'
              option enabled '1'
              option state_file '/etc/mptcp-exporter.quota'
            config interface 'lte'
              option quota '50GB'
              option reset_day '15'
              option receive_rate '100mbit'
              option transmit_rate '20mbit'
            config interface 'wan1'
              option receive_rate '2.5gbit'
            config flow 'tunnel'
              list remote '203.0.113.10'
              list remote '2001:db8::/32'
              option port '1194'
            config peer 'home'
              option address '198.51.100.7'
              option colour 'blue'
            """);

    assertEquals(
        new ExporterConfig(
            Map.of(
                "lte",
                new ExporterConfig.Line(
                    OptionalLong.of(50_000_000_000L),
                    15,
                    OptionalDouble.of(12_500_000),
                    OptionalDouble.of(2_500_000)),
                "wan1",
                new ExporterConfig.Line(
                    OptionalLong.empty(),
                    1,
                    OptionalDouble.of(312_500_000),
                    OptionalDouble.empty())),
            List.of(
                new ExporterConfig.Flow(
                    "tunnel", List.of("203.0.113.10", "2001:db8::/32"), OptionalInt.of(1194))),
            List.of(new ExporterConfig.Peer("home", List.of("198.51.100.7"))),
            Optional.of("/etc/mptcp-exporter.quota"),
            List.of()),
        config);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1000, 1000
          1kB, 1000
          1.5 MB, 1500000
          50gb, 50000000000
          2TB, 2000000000000
          1KiB, 1024
          3GiB, 3221225472
          """)
  void bytesMayHaveAUnit(String text, long bytes) {
    assertEquals(
        OptionalLong.of(bytes),
        line(parse("config interface a\n option quota '" + text + "'\n"), "a").quotaBytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quota         | 5 apples | a number of bytes such as 50GB
          quota         | -1       | a number of bytes such as 50GB
          reset_day     | 32       | a day of the month
          reset_day     | 0        | a day of the month
          receive_rate  | 100MB    | a rate such as 100mbit
          transmit_rate | fast     | a rate such as 100mbit
          """)
  void whatMakesNoSenseIsAbsentAndTold(String option, String value, String what) {
    ExporterConfig config = parse("config interface lte\n option " + option + " '" + value + "'\n");

    assertEquals(
        List.of("lte." + option + ": \"" + value + "\" is not " + what), config.problems());
    assertEquals(
        new ExporterConfig.Line(
            OptionalLong.empty(), 1, OptionalDouble.empty(), OptionalDouble.empty()),
        line(config, "lte"));
  }

  @Test
  void lineOfTheFileThatUciRefusesIsTold() {
    assertEquals(List.of("config:1: invalid command"), parse("interface lte\n").problems());
  }
}
