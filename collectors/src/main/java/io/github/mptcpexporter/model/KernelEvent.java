package io.github.mptcpexporter.model;

/** Something the kernel told us unasked. It says when to look; dumps say what is. */
public sealed interface KernelEvent
    permits MptcpEvent,
        SocketDestroyed,
        NetworkChanged,
        EventsLost,
        EventSkipped,
        ConnectionWatched {}
