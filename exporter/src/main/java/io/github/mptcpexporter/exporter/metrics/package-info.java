/**
 * From a view to the text that Prometheus reads, and the exporter's metrics about itself.
 *
 * <p>Imports {@code tracker} and {@code collector}; the only package that sees simpleclient. Start
 * with {@link io.github.mptcpexporter.exporter.metrics.Exposition}.
 */
@NullMarked
package io.github.mptcpexporter.exporter.metrics;

import org.jspecify.annotations.NullMarked;
