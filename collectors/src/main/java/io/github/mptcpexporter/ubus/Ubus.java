package io.github.mptcpexporter.ubus;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls methods on OpenWrt's bus, or replays what was recorded. One thread; a call is over within
 * half a second, or two where the command {@code ubus} has to be asked.
 *
 * <p>Users other than root are denied every method unless a file in {@code /usr/share/acl.d} allows
 * it.
 */
public final class Ubus {

  private static final List<String> SOCKETS =
      List.of("var/run/ubus/ubus.sock", "var/run/ubus.sock");
  private static final Duration MOST = Duration.ofMillis(500);
  private static final Duration MOST_OF_COMMAND = Duration.ofSeconds(2);

  private final RootFs files;
  private final Clock clock;

  public Ubus(RootFs files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * Calls a method that takes no arguments.
   *
   * @param object such as {@code network.interface}
   * @return members of its answer; empty if there is no bus, no such object, or we may not
   * @throws IOException if the answer makes no sense or does not come in time
   */
  public Optional<Map<String, Object>> call(String object, String method) throws IOException {
    String record = "ubus/" + object + "." + method + ".json";
    for (String socket : SOCKETS) {
      Optional<Path> path = files.socket(socket);
      if (path.isPresent()) {
        Optional<Map<String, Object>> answer = ask(path.get(), object, method, record);
        if (answer.isPresent()) {
          byte[] text = JsonText.write(answer.get()).getBytes(StandardCharsets.UTF_8);
          files.note(record, text);
        }
        return answer;
      }
    }
    Optional<byte[]> recorded = files.read(record);
    return recorded.isEmpty()
        ? Optional.empty()
        : Optional.of(JsonText.parse(record, new String(recorded.get(), StandardCharsets.UTF_8)));
  }

  private Optional<Map<String, Object>> ask(Path path, String object, String method, String record)
      throws IOException {
    UbusSocket socket;
    try {
      socket = new UbusSocket(path, MOST, clock::monotonicNanos);
    } catch (IOException refused) {
      // The command speaks to the machine's own bus, so it must be that one.
      if (!path.startsWith("/var/run")) {
        throw refused;
      }
      Optional<String> said =
          new UbusCommand(MOST_OF_COMMAND, clock::monotonicNanos).call(object, method);
      return said.isEmpty() ? Optional.empty() : Optional.of(JsonText.parse(record, said.get()));
    }
    try (socket) {
      return socket.call(object, method);
    }
  }
}
