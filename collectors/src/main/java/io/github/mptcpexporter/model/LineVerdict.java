package io.github.mptcpexporter.model;

import java.util.OptionalDouble;

/**
 * What another program that probes the lines of this router says of one.
 *
 * @param interfaceName OpenWrt's name
 * @param tracker which program: {@code mwan3} or {@code omr}
 * @param up whether it takes the line for usable
 * @param latencyMillis lowest round-trip time to a probed host; empty where not told, or none
 *     answers
 * @param lossRatio lowest share of lost probes of a probed host, 0 to 1; empty where not told
 */
public record LineVerdict(
    String interfaceName,
    String tracker,
    boolean up,
    OptionalDouble latencyMillis,
    OptionalDouble lossRatio) {}
