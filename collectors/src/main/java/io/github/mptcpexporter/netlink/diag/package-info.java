/**
 * Sockets as {@code NETLINK_SOCK_DIAG} shows them: connections, their subflows, last words of
 * closed ones.
 *
 * <p>Imports {@code netlink} and {@code model}. Which subflow belongs to which connection is not
 * known here but in {@code mptcp}. Start with {@link
 * io.github.mptcpexporter.netlink.diag.SockDiag}.
 */
@NullMarked
package io.github.mptcpexporter.netlink.diag;

import org.jspecify.annotations.NullMarked;
