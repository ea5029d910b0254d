/**
 * Chains and rules of nf_tables, as far as source NAT goes, as {@code NETLINK_NETFILTER} shows them
 * to those with {@code CAP_NET_ADMIN}.
 *
 * <p>Imports {@code netlink} and {@code model}. Start with {@link
 * io.github.mptcpexporter.netlink.netfilter.NfTables}.
 */
@NullMarked
package io.github.mptcpexporter.netlink.netfilter;

import org.jspecify.annotations.NullMarked;
