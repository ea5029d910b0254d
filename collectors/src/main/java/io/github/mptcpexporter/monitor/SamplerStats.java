package io.github.mptcpexporter.monitor;

import java.time.Duration;

/**
 * How the rounds themselves are doing.
 *
 * @param interval between two rounds of the timer, as its budget and the load allow
 * @param cpu time that all rounds have taken so far, and the looks between them
 * @param overBudget whether rounds cost more than they may, and the interval has grown for it
 */
public record SamplerStats(Duration interval, Duration cpu, boolean overBudget) {}
