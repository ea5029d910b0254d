package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.collector.MetricDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel's counters mean and which metric each is.
 *
 * <p>Kernel: {@code net/mptcp/mib.c} and {@code mib.h}; out-of-tree: {@code mptcp_snmp_list} in
 * {@code net/mptcp/mptcp_ctrl.c}, {@code include/net/mptcp.h}. The two implementations share most
 * names; where they spell one thing in two ways, both spellings are one metric.
 */
public final class MibNames {

  /**
   * A line per counter: {@code *} if it belongs to the core, the kernel's name, the metric without
   * {@code mptcp_mib_}, the meaning.
   *
   * <p>The core is what a panel, an alert or a check asks for: how many connections begin as MPTCP
   * and stay so, whether paths join, whether data is sent again or paths go stale, whether
   * addresses come and go, who resets. The rest is for those who debug the protocol.
   */
  private static final String UPSTREAM =
      """
      * MPCapableSYNRX mp_capable_syn_received_total SYN with MP_CAPABLE received
      * MPCapableSYNTX mp_capable_syn_sent_total SYN with MP_CAPABLE sent
      * MPCapableSYNACKRX mp_capable_synack_received_total SYN/ACK with MP_CAPABLE received
      * MPCapableACKRX mp_capable_ack_received_total third ACK with MP_CAPABLE received
      * MPCapableFallbackACK mp_capable_fallback_ack_total server fell back in the handshake
      * MPCapableFallbackSYNACK mp_capable_fallback_synack_total client fell back in the handshake
      * MPCapableSYNTXDrop mp_capable_syn_sent_dropped_total client fell back as SYNs got lost
      - MPCapableSYNTXDisabled mp_capable_syn_sent_disabled_total \
        client left MPTCP out after a blackhole
      - MPCapableEndpAttempt mp_capable_endpoint_attempts_total \
        MP_CAPABLE to an endpoint for joins only
      - MPFallbackTokenInit fallback_token_init_total no token could be made
      * MPTCPRetrans retransmitted_segments_total segments sent again at the level of MPTCP
      * MPJoinNoTokenFound mp_join_no_token_found_total MP_JOIN with an unknown token received
      - MPJoinNoIdFound mp_join_no_id_found_total join without a known address id
      * MPJoinSynRx mp_join_syn_received_total SYN with MP_JOIN received
      - MPJoinSynBackupRx mp_join_syn_backup_received_total SYN with MP_JOIN as backup received
      * MPJoinSynAckRx mp_join_synack_received_total SYN/ACK with MP_JOIN received
      - MPJoinSynAckBackupRx mp_join_synack_backup_received_total \
        SYN/ACK with MP_JOIN as backup received
      - MPJoinSynAckHMacFailure mp_join_synack_hmac_failures_total \
        wrong HMAC in SYN/ACK with MP_JOIN
      - MPJoinSynAckNoMPJoin mp_join_synack_without_option_total SYN/ACK to a join without MP_JOIN
      * MPJoinAckRx mp_join_ack_received_total ACK with MP_JOIN received
      * MPJoinAckHMacFailure mp_join_ack_hmac_failures_total wrong HMAC in ACK with MP_JOIN
      - MPJoinAckNoMPJoin mp_join_ack_without_option_total ACK to a join without MP_JOIN
      - MPJoinAckNoCtx mp_join_ack_no_context_total ACK to a join that is no longer known
      * MPJoinRejected mp_join_rejected_total join rejected by the path manager
      - MPJoinNotEstablished mp_join_not_established_total \
        join to a connection not fully established
      * MPJoinSynTx mp_join_syn_sent_total SYN with MP_JOIN sent
      - MPJoinSynTxCreatSkErr mp_join_syn_socket_errors_total no socket could be made for a join
      - MPJoinSynTxBindErr mp_join_syn_bind_errors_total \
        the local address of a join could not be bound
      * MPJoinSynTxConnectErr mp_join_syn_connect_errors_total connect for a join failed
      - DSSNotMatching dss_not_matching_total new mapping that did not match the one before
      * DSSCorruptionFallback dss_corruption_fallbacks_total corrupt mapping, fell back to TCP
      - DSSCorruptionReset dss_corruption_resets_total corrupt mapping, subflow reset
      - InfiniteMapTx infinite_mappings_sent_total infinite mapping sent
      * InfiniteMapRx infinite_mappings_received_total infinite mapping received, the peer fell back
      - DSSNoMatchTCP dss_no_match_tcp_total mapping that did not match TCP's sequence numbers
      * DataCsumErr data_checksum_errors_total wrong checksum of data
      - OFOQueueTail ofo_queue_tail_total segments put at the tail of the out-of-order queue
      - OFOQueue ofo_queue_total segments put into the out-of-order queue
      - OFOMerge ofo_merges_total segments merged in the out-of-order queue
      - NoDSSInWindow no_dss_in_window_total data outside the window, or without a mapping
      - DuplicateData duplicate_data_total segments discarded as duplicates
      * AddAddr add_addr_received_total ADD_ADDR received
      * AddAddrTx add_addr_sent_total ADD_ADDR sent
      - AddAddrTxDrop add_addr_sent_dropped_total ADD_ADDR not sent for want of room
      - EchoAdd add_addr_echo_received_total echo of ADD_ADDR received
      - EchoAddTx add_addr_echo_sent_total echo of ADD_ADDR sent
      - EchoAddTxDrop add_addr_echo_sent_dropped_total echo of ADD_ADDR not sent for want of room
      - PortAdd add_addr_port_received_total ADD_ADDR with a port received
      - AddAddrDrop add_addr_received_dropped_total received ADD_ADDR dropped
      - MPJoinPortSynRx mp_join_port_syn_received_total SYN with MP_JOIN to another port received
      - MPJoinPortSynAckRx mp_join_port_synack_received_total \
        SYN/ACK with MP_JOIN from another port received
      - MPJoinPortAckRx mp_join_port_ack_received_total ACK with MP_JOIN to another port received
      - MismatchPortSynRx mismatch_port_syn_received_total SYN with MP_JOIN to a wrong port received
      - MismatchPortAckRx mismatch_port_ack_received_total ACK with MP_JOIN to a wrong port received
      * RmAddr rm_addr_received_total RM_ADDR received
      - RmAddrDrop rm_addr_received_dropped_total received RM_ADDR dropped
      * RmAddrTx rm_addr_sent_total RM_ADDR sent
      - RmAddrTxDrop rm_addr_sent_dropped_total RM_ADDR not sent for want of room
      - RmSubflow subflows_removed_total subflows removed by the path manager
      - MPPrioTx mp_prio_sent_total MP_PRIO, a change of priority, sent
      - MPPrioRx mp_prio_received_total MP_PRIO, a change of priority, received
      - MPFailTx mp_fail_sent_total MP_FAIL, a complaint about a checksum, sent
      - MPFailRx mp_fail_received_total MP_FAIL, a complaint about a checksum, received
      * MPFastcloseTx mp_fastclose_sent_total MP_FASTCLOSE, the end of a connection at once, sent
      * MPFastcloseRx mp_fastclose_received_total \
        MP_FASTCLOSE, the end of a connection at once, received
      * MPRstTx mp_reset_sent_total reset of a subflow sent
      * MPRstRx mp_reset_received_total reset of a subflow received
      * SubflowStale subflows_stale_total subflows that went stale
      * SubflowRecover subflows_recovered_total subflows in use again after they were stale
      - SndWndShared send_window_shared_total send window of a subflow taken from the connection
      - RcvWndShared receive_window_shared_total \
        receive window of a subflow taken from the connection
      - RcvWndConflictUpdate receive_window_conflict_updates_total \
        receive window taken over from another subflow
      - RcvWndConflict receive_window_conflicts_total \
        conflict with another subflow over the receive window
      * MPCurrEstab current_established connections established now
      * Blackhole blackholes_total blackholes detected: SYNs pass without MPTCP alone
      * MPCapableDataFallback mp_capable_data_fallbacks_total \
        fell back as the first data had no mapping
      - MD5SigFallback md5sig_fallbacks_total fell back for the sake of TCP MD5 signatures
      - MD5SigReset md5sig_resets_total subflow reset for the sake of TCP MD5 signatures
      * DssFallback dss_fallbacks_total fell back for a bad or missing mapping
      - DssReset dss_resets_total subflow reset for a bad or missing mapping
      - SimultConnectFallback simultaneous_connect_fallbacks_total \
        fell back as both ends connected at once
      - FallbackFailed fallback_failures_total fallback impossible in the state of the connection
      - WinProbe window_probes_total probes of a zero window at the level of MPTCP
      - BacklogDrop backlog_drops_total segments dropped from a full backlog
      - RcvPruned receive_pruned_total receive queue pruned for want of memory
      - OFOPruned ofo_pruned_total out-of-order queue pruned for want of memory
      """;

  /** As {@link #UPSTREAM}: names that the out-of-tree kernel alone has. */
  private static final String OUT_OF_TREE =
      """
      * MPCapableRetransFallback mp_capable_retransmit_fallbacks_total \
        client fell back after SYNs sent again
      - MPTCPCsumEnabled checksum_enabled_connections_total connections opened with checksums
      - MPFailRX mp_fail_received_total MP_FAIL, a complaint about a checksum, received
      - MPCsumFail data_checksum_errors_total wrong checksum of data
      - MPFastcloseRX mp_fastclose_received_total MP_FASTCLOSE received
      - MPFastcloseTX mp_fastclose_sent_total MP_FASTCLOSE sent
      - MPFallbackAckSub fallback_ack_subflow_total \
        fell back for an ACK without DATA_ACK on a new subflow
      * MPFallbackAckInit fallback_ack_initial_total \
        fell back for an ACK without DATA_ACK on the initial subflow
      - MPFallbackDataSub fallback_data_subflow_total \
        fell back as a new subflow began without a mapping
      * MPFallbackDataInit fallback_data_initial_total \
        fell back as the initial subflow began without a mapping
      - MPRemoveAddrSubDelete rm_addr_subflows_removed_total \
        subflows removed as the peer removed an address
      - MPJoinAlreadyFallenback mp_join_already_fallen_back_total \
        MP_JOIN to a connection that fell back
      - MPJoinAckMissing mp_join_ack_missing_total third ACK of a join without MP_JOIN
      - MPJoinAckRTO mp_join_ack_rto_total timer of the third ACK of a join ran out
      - MPJoinAckRexmit mp_join_ack_retransmits_total ACK with MP_JOIN sent again
      - DSSTrimHead dss_trim_head_total segments trimmed at the head to fit their mapping
      - DSSSplitTail dss_split_tail_total segments split at the tail to fit their mapping
      - DSSPurgeOldSubSegs dss_purged_old_segments_total \
        old segments discarded for want of a mapping
      - AddAddrRx add_addr_received_total ADD_ADDR received
      - RemAddrRx rm_addr_received_total REMOVE_ADDR received
      - RemAddrTx rm_addr_sent_total REMOVE_ADDR sent
      """;

  private record Entry(String kernelName, String metric, boolean core, String meaning) {}

  private static final Map<String, Entry> ENTRIES = entries();

  private MibNames() {}

  /** What the counter counts, in a few words without a full stop; empty if we do not know it. */
  public static Optional<String> meaning(String kernelName) {
    return Optional.ofNullable(ENTRIES.get(kernelName)).map(Entry::meaning);
  }

  /**
   * The metric of each counter that we know, by the kernel's name.
   *
   * @param all false for the core alone
   */
  static Map<String, MetricDesc> metrics(boolean all) {
    Map<String, List<Entry>> byMetric = new LinkedHashMap<>();
    for (Entry entry : ENTRIES.values()) {
      byMetric.computeIfAbsent(entry.metric(), metric -> new ArrayList<>()).add(entry);
    }
    Map<String, MetricDesc> metrics = new LinkedHashMap<>();
    for (List<Entry> spellings : byMetric.values()) {
      if (all || spellings.get(0).core()) { // the upstream spelling decides for both
        MetricDesc metric = metric(spellings);
        spellings.forEach(spelling -> metrics.put(spelling.kernelName(), metric));
      }
    }
    return metrics;
  }

  private static MetricDesc metric(List<Entry> spellings) {
    List<String> names = new ArrayList<>();
    spellings.forEach(spelling -> names.add("`" + spelling.kernelName() + "`"));
    String name = "mptcp_mib_" + spellings.get(0).metric();
    String help =
        "Kernel counter " + String.join(" or ", names) + ": " + spellings.get(0).meaning() + ".";
    return name.endsWith("_total") ? MetricDesc.counter(name, help) : MetricDesc.gauge(name, help);
  }

  private static Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String line : (UPSTREAM + OUT_OF_TREE).split("\n", -1)) {
      if (!line.isEmpty()) {
        String[] cells = line.split(" ", 4);
        entries.put(
            cells[1], new Entry(cells[1], cells[2], cells[0].equals("*"), cells[3].strip()));
      }
    }
    return Collections.unmodifiableMap(entries); // in this order
  }
}
