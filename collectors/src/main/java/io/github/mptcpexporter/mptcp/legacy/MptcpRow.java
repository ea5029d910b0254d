package io.github.mptcpexporter.mptcp.legacy;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.TcpState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One connection, as a row of {@code /proc/net/mptcp} has it.
 *
 * @param token of this host; empty where it is hidden from readers without CAP_NET_ADMIN
 * @param remoteToken of the peer; empty likewise
 * @param addresses of the initial subflow, which may be gone
 * @param state of the connection's own socket
 * @param subflowCount as the kernel counts them, 0 if all are lost
 * @param transmitQueueBytes written and not yet acknowledged
 * @param receiveQueueBytes received and not yet read
 * @param inode of the application's socket; 0 once that is closed, or before it is accepted
 */
record MptcpRow(
    OptionalLong token,
    OptionalLong remoteToken,
    FourTuple addresses,
    Optional<TcpState> state,
    int subflowCount,
    long transmitQueueBytes,
    long receiveQueueBytes,
    long inode) {}
