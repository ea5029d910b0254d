package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.Subflow;

/**
 * One socket, as a row of {@code /proc/net/tcp} or {@code tcp6} has it.
 *
 * @param subflow what the row says of the flow
 * @param userId owner of the application's socket; no owner's, and 0, once that is closed
 */
record TcpRow(Subflow subflow, long userId) {}
