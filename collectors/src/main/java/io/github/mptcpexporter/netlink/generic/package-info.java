/**
 * Generic netlink: families that have a name, and a number that the kernel gives them at boot.
 *
 * <p>Imports {@code netlink}. Start with {@link
 * io.github.mptcpexporter.netlink.generic.GenericFamily}.
 */
@NullMarked
package io.github.mptcpexporter.netlink.generic;

import org.jspecify.annotations.NullMarked;
