package io.github.mptcpexporter.netlink.capture;

/**
 * A datagram that came unasked.
 *
 * @param source whose event it is
 * @param monotonicNanos when it was received
 * @param received its bytes; {@code ENOBUFS} if the kernel dropped some
 */
public record RecordedEvent(EventSource source, long monotonicNanos, Reply received) {}
