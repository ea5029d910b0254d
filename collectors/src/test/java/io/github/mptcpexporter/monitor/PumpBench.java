package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.ManualClock;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/** A pump that is worked by hand, and all that it is connected to. */
final class PumpBench {

  static final Set<DataSource> ALL =
      EnumSet.of(DataSource.PM_EVENTS, DataSource.TCP_DESTROY, DataSource.ROUTE_NETLINK);

  final ManualClock clock = new ManualClock();
  final FakeNetlink netlink =
      new FakeNetlink(RecordedEvents.read("steady/genl-getfamily-mptcp_pm.reply-00.bin"));
  final EventQueue queue = new EventQueue(65_536);
  int roundsAskedFor;
  long cpuNanos;
  boolean roundsOverBudget;

  final EventPump pump =
      new EventPump(
          netlink,
          EventSources.all(ByteOrder.LITTLE_ENDIAN),
          queue,
          clock.clock(),
          new EventBudget(0.01, () -> cpuNanos, () -> roundsOverBudget),
          () -> roundsAskedFor++);

  /** Lets a recorded datagram arrive, and the pump look. */
  void deliver(String file) {
    NetlinkFamily family =
        file.contains("genl-")
            ? NetlinkFamily.GENERIC
            : file.contains("rtnl-") ? NetlinkFamily.ROUTE : NetlinkFamily.SOCK_DIAG;
    deliver(family, RecordedEvents.read(file));
  }

  /** Lets a datagram arrive, and the pump look, twice: it may be resting the first time. */
  void deliver(NetlinkFamily family, byte[] datagram) {
    netlink.arrives(family, datagram);
    assertTrue(pump.pass());
    assertTrue(pump.pass());
  }
}
