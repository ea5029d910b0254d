/**
 * What must be remembered from round to round, and what joins several subjects: folds over views.
 *
 * <p>Imports the subjects' public types, {@code model} and {@code collector}. Start with {@link
 * io.github.mptcpexporter.tracker.Tracker}.
 */
@NullMarked
package io.github.mptcpexporter.tracker;

import org.jspecify.annotations.NullMarked;
