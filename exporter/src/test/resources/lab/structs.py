"""The kernel's structs, transcribed from include/uapi/linux/tcp.h and mptcp.h.

Fields stand in the header's order; offsets follow from their sizes, each aligned to itself. A kernel
that sends fewer bytes does not know the fields behind them. Bit fields stand as the byte they share.
"""

import struct

TCP_INFO = """
    u8 state, u8 ca_state, u8 retransmits, u8 probes, u8 backoff, u8 options, u8 wscale_bits,
    u8 delivery_bits, u32 rto, u32 ato, u32 snd_mss, u32 rcv_mss, u32 unacked, u32 sacked, u32 lost,
    u32 retrans, u32 fackets, u32 last_data_sent, u32 last_ack_sent, u32 last_data_recv,
    u32 last_ack_recv, u32 pmtu, u32 rcv_ssthresh, u32 rtt, u32 rttvar, u32 snd_ssthresh,
    u32 snd_cwnd, u32 advmss, u32 reordering, u32 rcv_rtt, u32 rcv_space, u32 total_retrans,
    u64 pacing_rate, u64 max_pacing_rate, u64 bytes_acked, u64 bytes_received, u32 segs_out,
    u32 segs_in, u32 notsent_bytes, u32 min_rtt, u32 data_segs_in, u32 data_segs_out,
    u64 delivery_rate, u64 busy_time, u64 rwnd_limited, u64 sndbuf_limited, u32 delivered,
    u32 delivered_ce, u64 bytes_sent, u64 bytes_retrans, u32 dsack_dups, u32 reord_seen,
    u32 rcv_ooopack, u32 snd_wnd, u32 rcv_wnd, u32 rehash, u16 total_rto, u16 total_rto_recoveries,
    u32 total_rto_time"""

MPTCP_INFO = """
    u8 subflows, u8 add_addr_signal, u8 add_addr_accepted, u8 subflows_max, u8 add_addr_signal_max,
    u8 add_addr_accepted_max, u32 flags, u32 token, u64 write_seq, u64 snd_una, u64 rcv_nxt,
    u8 local_addr_used, u8 local_addr_max, u8 csum_enabled, u32 retransmits, u64 bytes_retrans,
    u64 bytes_sent, u64 bytes_received, u64 bytes_acked, u8 subflows_total, u8 endp_laminar_max,
    u8 endp_fullmesh_max, u32 last_data_sent, u32 last_data_recv, u32 last_ack_recv"""

FORMATS = {"u8": "=B", "u16": "=H", "u32": "=I", "u64": "=Q"}


def decode(fields, data):
    """The fields of a struct by name, of those that the data hold."""
    values, offset = {}, 0
    for field in fields.split(","):
        kind, name = field.split()
        size = int(kind[1:]) // 8
        offset = (offset + size - 1) // size * size
        if offset + size <= len(data):
            values[name] = struct.unpack_from(FORMATS[kind], data, offset)[0]
        offset += size
    return values
