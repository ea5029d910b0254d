/**
 * The one place with native code: netlink sockets by way of libc.
 *
 * <p>Imports {@code netlink} and jnr-ffi, which nothing else may import. If the native library can
 * not be loaded, the program goes on with what files show. Start with {@link
 * io.github.mptcpexporter.kernel.jnr.JnrNetlinkTransport}.
 */
@NullMarked
package io.github.mptcpexporter.kernel.jnr;

import org.jspecify.annotations.NullMarked;
