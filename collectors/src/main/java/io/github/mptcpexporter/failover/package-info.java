/**
 * What happens to the bundle of uplinks: who is lost, why, where the traffic went and for how long
 * nothing moved.
 *
 * <p>Trackers and pure functions over views, as in {@code tracker}, which it may import beside
 * {@code mptcp}, {@code network}, {@code collector} and {@code model}. Start with {@link
 * io.github.mptcpexporter.failover.BundleEvent}, which is what comes out of it.
 */
@NullMarked
package io.github.mptcpexporter.failover;

import org.jspecify.annotations.NullMarked;
