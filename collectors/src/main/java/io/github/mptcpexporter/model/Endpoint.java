package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An address that the in-kernel path manager may use.
 *
 * <p>Kernel: {@code MPTCP_PM_CMD_GET_ADDR}, {@code mptcp_nl_fill_addr()} in {@code
 * net/mptcp/pm_netlink.c} (5.7); out-of-tree: a row of {@code /proc/net/mptcp_fullmesh}.
 *
 * @param id address id, 1 to 255
 * @param address of this host
 * @param port 0 if none was given
 * @param link index of the link it is bound to; empty if none
 * @param flagBits see {@link Flag}; bits that we do not know are kept
 */
public record Endpoint(int id, InetAddress address, int port, OptionalInt link, int flagBits) {

  /**
   * A flag of an endpoint ({@code MPTCP_PM_ADDR_FLAG_*}, {@code include/uapi/linux/mptcp_pm.h}).
   */
  public enum Flag {
    SIGNAL(0x1),
    SUBFLOW(0x2),
    BACKUP(0x4),
    /** Since 5.15. */
    FULLMESH(0x8),
    /** Since 6.1. */
    IMPLICIT(0x10),
    /** Since 6.18. */
    LAMINAR(0x20);

    private final int mask;

    Flag(int mask) {
      this.mask = mask;
    }

    /** Bit in the kernel's word. */
    public int mask() {
      return mask;
    }
  }

  /** Whether the flag is set. */
  public boolean has(Flag flag) {
    return (flagBits & flag.mask) != 0;
  }

  /** The known flags that are set. */
  public Set<Flag> flags() {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : Flag.values()) {
      if (has(flag)) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
