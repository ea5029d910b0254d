package io.github.mptcpexporter.model;

/**
 * The kernel sent a message that made no sense to us.
 *
 * @param source whose message
 */
public record EventSkipped(DataSource source) implements KernelEvent {}
