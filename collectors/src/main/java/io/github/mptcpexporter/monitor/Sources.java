package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.source.RootFs;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What everything is read from: this machine, a mounted host, or a recording.
 *
 * @param rootFs files
 * @param netlink sockets; empty if there is no native library, or the files are another machine's
 * @param byteOrder of the machine whose files these are
 * @param clock of the rounds
 * @param replay whether this is a recording, whose output must be the same bytes each time
 */
public record Sources(
    RootFs rootFs,
    Optional<NetlinkTransport> netlink,
    ByteOrder byteOrder,
    Clock clock,
    boolean replay) {}
