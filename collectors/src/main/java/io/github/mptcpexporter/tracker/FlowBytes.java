package io.github.mptcpexporter.tracker;

/**
 * What flows have moved.
 *
 * @param transmit payload sent, retransmissions included
 * @param receive payload received
 */
public record FlowBytes(long transmit, long receive) {}
