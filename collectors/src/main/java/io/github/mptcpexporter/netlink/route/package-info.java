/**
 * Links, addresses, routes, rules and neighbours as {@code NETLINK_ROUTE} shows them, and what it
 * tells when they change.
 *
 * <p>Imports {@code netlink} and {@code model}. Start with {@link
 * io.github.mptcpexporter.netlink.route.Rtnetlink}; {@code FooMessage} knows the layout of a foo.
 */
@NullMarked
package io.github.mptcpexporter.netlink.route;

import org.jspecify.annotations.NullMarked;
