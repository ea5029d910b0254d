package io.github.mptcpexporter.exporter.live;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** From the JSON's names of struct fields to the kernel's. */
final class KernelNames {

  private static final List<String> UNITS =
      List.of("_bytes_per_second", "_micros", "_millis", "_bytes", "_segments");

  /** The kernel says how long ago; they grow by themselves. */
  private static final Set<String> AGES =
      Set.of("last_data_sent", "last_data_recv", "last_ack_recv");

  /** Counters that only grow. */
  private static final Set<String> COUNTERS =
      Set.of(
          "bytes_sent",
          "bytes_received",
          "bytes_acked",
          "bytes_retrans",
          "segs_out",
          "segs_in",
          "data_segs_out",
          "data_segs_in",
          "delivered",
          "total_retrans",
          "busy_time",
          "rcv_ooopack",
          "reord_seen",
          "total_rto",
          "total_rto_recoveries",
          "total_rto_time");

  private KernelNames() {}

  /** {@code sndMssBytes} is {@code snd_mss}, {@code notsentBytes} is {@code notsent_bytes}. */
  static String of(String jsonName, Set<String> known) {
    String name = jsonName.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    if (known.contains(name)) {
      return name;
    }
    return UNITS.stream()
        .filter(name::endsWith)
        .map(unit -> name.substring(0, name.length() - unit.length()))
        .filter(known::contains)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the kernel has no " + jsonName));
  }

  static boolean age(String kernelName) {
    return AGES.contains(kernelName);
  }

  static boolean counter(String kernelName) {
    return COUNTERS.contains(kernelName);
  }
}
