package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.KernelSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kernel's settings: those of {@code multipath -k} in its words, then all as they are. */
final class SettingList {

  /** What it means, and its names upstream and in the out-of-tree kernel. */
  private static final Map<String, List<String>> WORDS = words();

  private SettingList() {}

  private static Map<String, List<String>> words() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put("enabled", List.of("enabled", "mptcp_enabled"));
    words.put("path manager", List.of("path_manager", "mptcp_path_manager", "pm_type"));
    words.put("checksum", List.of("checksum_enabled", "mptcp_checksum"));
    words.put("scheduler", List.of("scheduler", "mptcp_scheduler"));
    words.put("SYN retries", List.of("syn_retrans_before_tcp_fallback", "mptcp_syn_retries"));
    words.put("debug", List.of("mptcp_debug"));
    return words;
  }

  static List<String> lines(StatusModel model, boolean colour) {
    if (model.settings().isEmpty()) {
      return List.of("the kernel's settings can not be read");
    }
    KernelSettings settings = model.settings().get();
    if (settings.sysctls().isEmpty()) {
      return List.of("no setting of MPTCP is visible here");
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, List<String>> word : WORDS.entrySet()) {
      for (String name : word.getValue()) {
        if (settings.sysctl(name).isPresent()) {
          String label = word.getKey() + " ".repeat(13 - word.getKey().length());
          lines.add(Ink.HEAD.paint(label, colour) + value(name, settings.sysctl(name).get()));
          break;
        }
      }
    }
    lines.add("");
    settings
        .sysctls()
        .forEach((name, value) -> lines.add(("net.mptcp." + name + " = " + value).stripTrailing()));
    return lines;
  }

  private static String value(String name, String value) {
    return switch (name) {
      case "enabled", "mptcp_enabled", "checksum_enabled", "mptcp_checksum", "mptcp_debug" ->
          value.equals("0") ? "no" : value.equals("1") ? "yes" : value;
      default -> value;
    };
  }
}
