/**
 * What the kernel's usual tools say: {@code ss}, {@code ip} and {@code nstat}, run inside a lab's
 * namespace and read into records.
 *
 * <p>Start at {@link io.github.mptcpexporter.exporter.lab.oracle.Oracles}. The parsers are written
 * for iproute2 6.1, that of Debian 12, and skip what they do not know. May import {@code lab}, the
 * JDK and Vert.x' JSON, and nothing of the program under test.
 */
@NullMarked
package io.github.mptcpexporter.exporter.lab.oracle;

import org.jspecify.annotations.NullMarked;
