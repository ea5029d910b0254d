/**
 * What has happened, kept: numbered, in memory, in a file, told to those who follow and to the
 * operator's own program.
 *
 * <p>Rounds find events ({@code failover}); {@link
 * io.github.mptcpexporter.exporter.events.EventRecorder} takes them from the round's thread into
 * one of its own, numbers them in the {@link io.github.mptcpexporter.exporter.events.EventLog} and
 * hands them to its outlets. May import {@code failover}, {@code tracker}, {@code source}, {@code
 * collector} and {@code model}, and sees Jackson. Start with {@link
 * io.github.mptcpexporter.exporter.events.LoggedEvent}.
 */
@NullMarked
package io.github.mptcpexporter.exporter.events;

import org.jspecify.annotations.NullMarked;
