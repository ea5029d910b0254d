package io.github.mptcpexporter.model;

/**
 * The kernel dropped messages since our buffer was full ({@code ENOBUFS}), or our own queue was:
 * how many is not known.
 *
 * @param source whose messages
 */
public record EventsLost(DataSource source) implements KernelEvent {}
