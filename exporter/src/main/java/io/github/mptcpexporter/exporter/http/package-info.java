/**
 * The HTTP server: which page is where, who gets it, and how its bytes reach a slow client.
 *
 * <p>The event loop accepts, chooses and writes; one worker thread renders. Imports {@code
 * exporter.metrics}, {@code exporter.events}, {@code monitor} and {@code tracker}; the only package
 * that sees Vert.x. Start with {@link io.github.mptcpexporter.exporter.http.HttpServer}, then
 * {@code Router}.
 */
@NullMarked
package io.github.mptcpexporter.exporter.http;

import org.jspecify.annotations.NullMarked;
