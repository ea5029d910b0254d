/**
 * The router's files: below one root, in lines that know their address.
 *
 * <p>Imports {@code java.*} only. Start with {@link io.github.mptcpexporter.source.RootFs}.
 */
@NullMarked
package io.github.mptcpexporter.source;

import org.jspecify.annotations.NullMarked;
