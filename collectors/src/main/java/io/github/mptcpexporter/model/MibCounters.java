package io.github.mptcpexporter.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * MPTCP's own counters since boot, of one network namespace.
 *
 * <p>Kernel: {@code net/mptcp/mib.c}, {@code mptcp_seq_show()}; out-of-tree: {@code
 * mptcp_snmp_seq_show()}.
 *
 * @param values by the kernel's name, in the kernel's order
 */
public record MibCounters(Map<String, Long> values) {

  public MibCounters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Empty if this kernel does not know the counter. */
  public OptionalLong get(String kernelName) {
    Long value = values.get(kernelName);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
