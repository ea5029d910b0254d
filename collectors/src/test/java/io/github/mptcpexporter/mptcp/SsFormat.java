package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.Subflow.Flag;
import io.github.mptcpexporter.oracle.IpFormat;
import io.github.mptcpexporter.oracle.SsText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.stream.Collectors;

/** A subflow as {@link SsText} has it. */
final class SsFormat {

  private static final Map<Flag, String> LETTERS =
      Map.of(
          Flag.CAPABLE_REMOTE, "M",
          Flag.CAPABLE_LOCAL, "m",
          Flag.JOIN_REMOTE, "J",
          Flag.JOIN_LOCAL, "j",
          Flag.BACKUP_REMOTE, "B",
          Flag.BACKUP_LOCAL, "b",
          Flag.FULLY_ESTABLISHED, "e",
          Flag.CONNECTED, "c");

  /** Devices of the lab router, by index. */
  private static final Map<Integer, String> DEVICES = Map.of(4, "wan1", 5, "wan2");

  private SsFormat() {}

  static String subflow(Subflow subflow) {
    Subflow.Ulp ulp = subflow.ulp().orElseThrow();
    String device =
        subflow.boundLink().isPresent() ? "%" + DEVICES.get(subflow.boundLink().getAsInt()) : "";
    return String.join(
        " ",
        address(subflow.addresses().local()) + device + ":" + subflow.addresses().localPort(),
        address(subflow.addresses().remote()) + ":" + subflow.addresses().remotePort(),
        ulp.flags().stream().map(LETTERS::get).collect(Collectors.joining()),
        String.format(
            "%04x(id:%d)/%x(id:%d)",
            ulp.remoteToken(), ulp.remoteAddressId(), ulp.token(), ulp.localAddressId()));
  }

  private static String address(InetAddress address) {
    return address instanceof Inet6Address ipv6
        ? "[" + IpFormat.address(ipv6) + "]"
        : address.getHostAddress();
  }
}
