/**
 * What a router has, as records and enums: connections, subflows, endpoints, links, routes, rules.
 *
 * <p>No behaviour but derivation; units are the kernel's. Imports {@code java.*} only. Start with
 * {@link io.github.mptcpexporter.model.MptcpConnection}.
 */
@NullMarked
package io.github.mptcpexporter.model;

import org.jspecify.annotations.NullMarked;
