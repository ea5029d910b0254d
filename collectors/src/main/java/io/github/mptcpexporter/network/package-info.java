/**
 * The network underneath: links with their addresses, routes and rules.
 *
 * <p>Imports {@code netlink.route}, {@code source}, {@code model} and {@code collector}. Start with
 * {@link io.github.mptcpexporter.network.LinkCollector}; {@code Kernel…} read netlink, {@code
 * File…} read files.
 */
@NullMarked
package io.github.mptcpexporter.network;

import org.jspecify.annotations.NullMarked;
