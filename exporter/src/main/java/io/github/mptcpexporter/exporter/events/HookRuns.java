package io.github.mptcpexporter.exporter.events;

/**
 * How runs of the event hook ended, since the program started.
 *
 * @param ok with exit code 0
 * @param failed with another one, or it could not be started
 * @param timeouts killed, for they took too long
 * @param dropped never begun, for too many events waited
 */
public record HookRuns(long ok, long failed, long timeouts, long dropped) {}
