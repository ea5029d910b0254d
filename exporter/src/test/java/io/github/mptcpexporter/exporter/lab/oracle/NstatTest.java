package io.github.mptcpexporter.exporter.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NstatTest {

  @Test
  void countersAreNamedAsInTheKernelsFile() throws IOException {
    Map<String, Long> counters = Nstat.parse("MPTcpExt", Recorded.text("nstat.txt"));

    assertEquals(28, counters.size());
    assertEquals(43, counters.get("MPCapableSYNTX"));
    assertEquals(0, counters.get("MPCapableSYNRX"));
    assertEquals(53, counters.get("MPJoinSynAckRx"));
  }
}
