/**
 * A network of the kernel's own for integration tests: a client with two or three uplinks, the
 * lines behind them, a server, and Multipath TCP between the two.
 *
 * <p>Start at {@link io.github.mptcpexporter.exporter.lab.Lab}: a test opens one, moves bytes
 * through {@code traffic()}, runs the packaged program inside through {@code program()}, and
 * compares what it says with {@code lab.oracle}, which asks {@code ip}, {@code ss} and {@code
 * nstat}, and with {@code FinalsListener}, which asks the kernel by itself. Nothing here uses code
 * of the program: an error that both shared would not be seen.
 *
 * <p>All runs in namespaces that belong to one process ({@code Sandbox}) and end with it, even if
 * the test's JVM is killed: nothing of the host is touched but a directory for temporary files. As
 * another user than root it runs in a user namespace where the system allows that; by default the
 * build leaves such tests out without root, {@code -Dtest.excludedGroups=none} asks for them. Needs
 * {@code unshare}, {@code nsenter}, {@code ip}, {@code ss}, {@code nstat} and {@code python3};
 * {@code gcc} and {@code /dev/net/tun} for lines with delay and loss. What is missing skips the
 * test, or fails it with {@code -Dstrict.tools=true}.
 *
 * <p>May import the JDK, JUnit and Vert.x' JSON.
 */
@NullMarked
package io.github.mptcpexporter.exporter.lab;

import org.jspecify.annotations.NullMarked;
