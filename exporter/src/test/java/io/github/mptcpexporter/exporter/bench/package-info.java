/**
 * Benchmarks of the packaged program: what it costs on this machine, not whether it is right.
 *
 * <p>Run by {@code mvn -Pbench verify}, as root, and by nothing else; they print tables in Markdown
 * and assert no figure. May import the JDK and JUnit alone. Start with {@link
 * io.github.mptcpexporter.exporter.bench.ScrapeBenchmark}.
 */
@NullMarked
package io.github.mptcpexporter.exporter.bench;

import org.jspecify.annotations.NullMarked;
