package io.github.mptcpexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysClassNetTest {

  /** A file that answers EINVAL on every Linux: the loopback has no speed. */
  private static final Path EINVAL = Path.of("/sys/class/net/lo/speed");

  @TempDir Path root;

  private SysClassNet device() {
    return new SysClassNet(new DeviceDirectory(root).rootFs(), "wan1");
  }

  @Test
  void carrierThatTheKernelRefusesToTellIsNotTold() throws IOException {
    assumeTrue(Files.exists(EINVAL), "no /sys here");
    IOException refusal = assertThrows(IOException.class, () -> Files.readString(EINVAL));
    assumeTrue("Invalid argument".equals(refusal.getMessage()), refusal::toString);
    Path link = new DeviceDirectory(root).link("wan1/carrier", EINVAL);

    assertEquals(Optional.empty(), device().carrier(Link.FLAG_UP));
    Files.delete(link); // else the clean-up warns of a way out of its directory
  }

  @Test
  void carrierOfADeviceThatIsDownIsNotAskedFor() throws IOException {
    new DeviceDirectory(root).file("wan1/carrier", "no number");

    assertEquals(Optional.empty(), device().carrier(0x1002));
  }

  @Test
  void carrierIsToldWhileTheDeviceIsUp() throws IOException {
    new DeviceDirectory(root).file("wan1/carrier", "0");

    assertEquals(Optional.of(false), device().carrier(0x1003));
  }

  @ParameterizedTest
  @CsvSource({
    "lowerlayerdown, LOWERLAYERDOWN",
    "dormant, DORMANT",
    "up, UP",
    "unknown, UNKNOWN",
    "levitating, UNKNOWN"
  })
  void operationalStateOfANewerKernelIsUnknown(String word, Link.OperState state)
      throws IOException {
    new DeviceDirectory(root).file("wan1/operstate", word);

    assertEquals(state, device().operState());
  }

  @ParameterizedTest
  @CsvSource({
    "ifindex, x, 'not a number: \"x\"'",
    "ifindex, 4294967296, 'too large: \"4294967296\"'",
    "flags, 0xZZ, 'not a number: \"ZZ\"'",
    "flags, '1\n2', '2 lines, not 1'",
    "mtu, -1, 'not a number: \"-1\"'",
    "carrier_changes, '', 'not a number: \"\"'"
  })
  void complaintNamesFileAndLine(String file, String content, String complaint) throws IOException {
    new DeviceDirectory(root).file("wan1/" + file, content);

    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> {
              device().index();
              device().flagBits();
              device().mtuBytes();
              device().carrierChanges();
            });

    assertEquals("sys/class/net/wan1/" + file + ":1: " + complaint, e.getMessage());
  }

  @Test
  void deviceThatIsNotThereHasNoIndex() throws IOException {
    assertEquals(true, device().index().isEmpty() && device().flagBits().isEmpty());
  }
}
