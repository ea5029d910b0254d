package io.github.mptcpexporter.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which MPTCP a kernel has and how it is set.
 *
 * @param implementation whose code it is
 * @param release such as {@code 6.12.71}; empty if {@code proc/sys/kernel/osrelease} is missing
 * @param sysctls names and values below {@code /proc/sys/net/mptcp}, ordered by name; on the
 *     out-of-tree kernel also parameters of path managers, such as {@code
 *     mptcp_fullmesh.num_subflows}
 */
public record KernelSettings(
    Implementation implementation, Optional<String> release, Map<String, String> sysctls) {

  /** Whose MPTCP the kernel has. */
  public enum Implementation {
    /** Protocol version 1, in Linux since 5.6. */
    UPSTREAM("upstream"),
    /** Protocol version 0, of multipath-tcp.org. */
    OUT_OF_TREE("out_of_tree"),
    NONE("none");

    private final String label;

    Implementation(String label) {
      this.label = label;
    }

    /** As in the label {@code implementation}. */
    public String label() {
      return label;
    }
  }

  public KernelSettings {
    sysctls = Collections.unmodifiableMap(new TreeMap<>(sysctls));
  }

  /** Whether MPTCP is switched on; empty if the kernel has none. */
  public Optional<Boolean> enabled() {
    return sysctl("enabled").or(() -> sysctl("mptcp_enabled")).map(value -> !value.equals("0"));
  }

  /** Scheduler of new connections; empty on kernels without the setting. */
  public Optional<String> scheduler() {
    return sysctl("scheduler").or(() -> sysctl("mptcp_scheduler"));
  }

  /** Path manager of new connections; empty on kernels without the setting. */
  public Optional<String> pathManager() {
    return sysctl("path_manager")
        .or(() -> sysctl("mptcp_path_manager"))
        // 6.1 to 6.14 name it by number alone.
        .or(() -> sysctl("pm_type").map(type -> type.equals("0") ? "kernel" : "userspace"));
  }

  public Optional<String> sysctl(String name) {
    return Optional.ofNullable(sysctls.get(name));
  }
}
