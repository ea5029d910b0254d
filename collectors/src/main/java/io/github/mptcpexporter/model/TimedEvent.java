package io.github.mptcpexporter.model;

/**
 * An event and when we received it; netlink carries no time of the kernel.
 *
 * @param monotonicNanos as {@link System#nanoTime()}
 */
public record TimedEvent(long monotonicNanos, KernelEvent event) {}
