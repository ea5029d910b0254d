/**
 * Recorded routers for tests, and ways to spoil their files.
 *
 * <p>Start with {@link io.github.mptcpexporter.routers.RecordedRouter}.
 */
@NullMarked
package io.github.mptcpexporter.routers;

import org.jspecify.annotations.NullMarked;
