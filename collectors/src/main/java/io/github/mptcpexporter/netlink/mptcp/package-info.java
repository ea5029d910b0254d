/**
 * The path manager as its generic netlink family {@code mptcp_pm} shows it: endpoints, limits,
 * events.
 *
 * <p>Imports {@code netlink}, {@code netlink.generic} and {@code model}. Start with {@link
 * io.github.mptcpexporter.netlink.mptcp.MptcpPathManager}.
 */
@NullMarked
package io.github.mptcpexporter.netlink.mptcp;

import org.jspecify.annotations.NullMarked;
