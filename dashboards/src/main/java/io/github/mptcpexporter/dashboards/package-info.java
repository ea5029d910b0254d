/**
 * Grafana dashboards, recording and alerting rules, and the checks that each metric they query is
 * declared.
 *
 * <p>May import the metric descriptors of {@code collectors} and {@code exporter}. Ships only JSON
 * and YAML.
 */
@NullMarked
package io.github.mptcpexporter.dashboards;

import org.jspecify.annotations.NullMarked;
