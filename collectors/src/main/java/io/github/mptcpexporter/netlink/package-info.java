/**
 * Netlink: messages, attributes, requests and replies, errors; the socket is an interface.
 *
 * <p>Imports {@code java.*} only; what the bytes mean is known below, one package for each kernel
 * family. Start with {@link io.github.mptcpexporter.netlink.NetlinkConnection}.
 */
@NullMarked
package io.github.mptcpexporter.netlink;

import org.jspecify.annotations.NullMarked;
