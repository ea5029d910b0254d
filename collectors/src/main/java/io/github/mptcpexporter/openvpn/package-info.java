/**
 * OpenVPN: how its tunnels are configured, and what its processes say of themselves in files.
 *
 * <p>Imports {@code mptcp} for TCP sockets, {@code source}, {@code model} and {@code collector}.
 * Start with {@link io.github.mptcpexporter.openvpn.OpenVpnCollector}.
 */
@NullMarked
package io.github.mptcpexporter.openvpn;

import org.jspecify.annotations.NullMarked;
