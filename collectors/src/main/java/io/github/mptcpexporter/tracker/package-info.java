/**
 * What must be remembered from round to round, and what joins several subjects: folds over views.
 *
 * <p>Imports the subjects' public types, {@code model} and {@code collector}, and the two
 * exceptions of {@code source} and {@code netlink} that tell bad input. Start with {@link
 * io.github.mptcpexporter.tracker.Tracker} and the list in {@link
 * io.github.mptcpexporter.tracker.Trackers}. States are immutable once a round is over; what is
 * filled while it is folded says so.
 */
@NullMarked
package io.github.mptcpexporter.tracker;

import org.jspecify.annotations.NullMarked;
