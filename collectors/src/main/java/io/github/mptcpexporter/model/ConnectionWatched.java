package io.github.mptcpexporter.model;

import java.util.OptionalLong;

/**
 * A busy connection as the watch between two rounds saw it. No message of the kernel: an answer to
 * a request for one connection alone.
 *
 * <p>Kernel: {@code struct mptcp_info} and {@code struct inet_diag_msg}, as {@link
 * MptcpConnection}.
 *
 * @param token of this host
 * @param writeSequence next byte that the application will write ({@code mptcpi_write_seq})
 * @param acknowledged first byte that the peer has not acknowledged ({@code mptcpi_snd_una})
 * @param received first byte that is missing from what was received ({@code mptcpi_rcv_nxt})
 * @param receiveQueueBytes received and not yet read, what is out of order included
 * @param transmitQueueBytes written and not yet acknowledged
 * @param lastDataReceivedMillis age of the last data; empty before Linux 6.10
 */
public record ConnectionWatched(
    long token,
    long writeSequence,
    long acknowledged,
    long received,
    long receiveQueueBytes,
    long transmitQueueBytes,
    OptionalLong lastDataReceivedMillis)
    implements KernelEvent {}
