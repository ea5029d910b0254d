package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where files of a tunnel are that its options name, and those that only its starter knows. */
final class TunnelFile {

  private static final Path ROOT = Path.of("/");

  /** In seconds, of {@code status} ({@code options.c} of OpenVPN). */
  private static final int DEFAULT_INTERVAL = 60;

  private TunnelFile() {}

  /**
   * A path without a leading slash.
   *
   * @param directory that the process is started in
   */
  static String path(List<TunnelOption> options, String directory, String file) {
    Path base = ROOT.resolve(directory);
    for (TunnelOption option : options) {
      if (option.name().equals("cd")) {
        base = ROOT.resolve(option.argument(0));
      }
    }
    return ROOT.relativize(base.resolve(file).normalize()).toString();
  }

  /**
   * Where the status may be: where the options say, else where OpenWrt's and Debian's starters let
   * it be written. The first that is there is it.
   */
  static List<Tunnel.StatusFile> status(String name, List<TunnelOption> options, String directory) {
    Optional<TunnelOption> configured = Optional.empty();
    for (TunnelOption option : options) {
      if (option.name().equals("status") && !option.argument(0).isEmpty()) {
        configured = Optional.of(option);
      }
    }
    if (configured.isPresent()) {
      String path = path(options, directory, configured.get().argument(0));
      return List.of(new Tunnel.StatusFile(path, interval(configured.get().argument(1))));
    }
    List<Tunnel.StatusFile> places = new ArrayList<>();
    for (String path :
        List.of(
            "var/run/openvpn." + name + ".status",
            "run/openvpn-server/status-" + name + ".log",
            "run/openvpn-client/status-" + name + ".log",
            "run/openvpn/" + name + ".status")) {
      places.add(new Tunnel.StatusFile(path, DEFAULT_INTERVAL));
    }
    return places;
  }

  private static int interval(String text) {
    boolean number = text.matches("[0-9]{1,6}");
    return number ? Integer.parseInt(text) : DEFAULT_INTERVAL;
  }
}
