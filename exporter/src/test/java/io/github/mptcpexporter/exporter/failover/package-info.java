/**
 * Uplinks that die in every way there is, on a real kernel, and what the program says of it.
 *
 * <p>Start at {@link io.github.mptcpexporter.exporter.failover.Situation}: a network, the steps
 * that lead to a fault, the fault, and what must come of it; {@code Faults}, {@code Bundles} and
 * {@code Calm} list them. {@code FailoverIT} plays each once and judges events, states and
 * counters, never times; {@code FailoverMeasurements}, run by {@code mvn -Pfailover-lab verify}
 * alone, plays each twenty times and prints how long detection took and how near the reported
 * standstill is to the one that the application felt. {@code FailoverLabIT} tests the lab itself,
 * without the program.
 *
 * <p>The lab is {@code failoverlab.py}, whose head lists its commands: one process in namespaces of
 * its own, which end with it, even if the JVM is killed. Times are of the monotonic clock, which
 * all processes of a machine share. Needs root, {@code unshare}, {@code ip}, {@code tc}, {@code
 * ss}, {@code nft}, {@code nstat}, {@code python3}, {@code gcc} and {@code /dev/net/tun}.
 *
 * <p>May import the JDK, JUnit, Vert.x' JSON and {@code lab}; no code of the program.
 */
@NullMarked
package io.github.mptcpexporter.exporter.failover;

import org.jspecify.annotations.NullMarked;
