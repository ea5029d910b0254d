/**
 * What the {@code status} command shows: one view, or two half a second apart, made into a screen,
 * lists, or one JSON document; and the report that sums up events. Nothing here reads a file, a
 * socket or a clock.
 *
 * <p>Derivation comes first ({@code StatusModel}, {@code Judge}), then the showing ({@code Screen},
 * the lists, {@code StatusJson}), so that text and JSON can not differ. May import {@code
 * collector}, {@code model}, {@code mptcp}, {@code network}, {@code tracker} and {@code
 * exporter.events}, and sees Jackson. Start with {@link
 * io.github.mptcpexporter.exporter.status.StatusReport}.
 */
@NullMarked
package io.github.mptcpexporter.exporter.status;

import org.jspecify.annotations.NullMarked;
