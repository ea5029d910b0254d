/**
 * OpenVPN: how its tunnels are configured, and what its processes say of themselves in files.
 *
 * <p>Imports {@code uci}'s value from {@code model}, the netlink family of sockets, {@code source},
 * {@code model} and {@code collector}. Start with {@link
 * io.github.mptcpexporter.openvpn.StatusParser}.
 */
@NullMarked
package io.github.mptcpexporter.openvpn;

import org.jspecify.annotations.NullMarked;
