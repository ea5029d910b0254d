"""Reads the kernel's socket diagnostics (NETLINK_SOCK_DIAG) by the layouts of linux/inet_diag.h."""

import socket
import struct

import structs

NETLINK_SOCK_DIAG = 4
SOCK_DIAG_BY_FAMILY = 20
NLMSG_DONE, NLMSG_ERROR = 3, 2
DUMP = 0x301  # NLM_F_REQUEST | NLM_F_DUMP
INET_DIAG_INFO = 2
INET_DIAG_REQ_PROTOCOL = 3
IPPROTO_MPTCP = 262
HEADER = 16  # struct nlmsghdr
INET_DIAG_MSG = 72


def open_socket():
    return socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, NETLINK_SOCK_DIAG)


def messages(data):
    """Type and bytes, header included, of each message of a datagram."""
    offset = 0
    while offset + HEADER <= len(data):
        length, kind = struct.unpack_from("=IH", data, offset)
        yield kind, data[offset : offset + length]
        offset += (length + 3) & ~3


def attribute(message, wanted):
    """Bytes of an attribute behind the struct inet_diag_msg; KeyError if there is none."""
    offset = HEADER + INET_DIAG_MSG
    while offset + 4 <= len(message):
        length, kind = struct.unpack_from("=HH", message, offset)
        if kind & 0x3FFF == wanted:
            return message[offset + 4 : offset + length]
        offset += (length + 3) & ~3
    raise KeyError(f"no attribute {wanted}")


def mptcp_info(family, port):
    """struct mptcp_info of the connection of a local port, as fields by name."""
    # struct inet_diag_req_v2: all states; the protocol does not fit its byte and comes apart
    request = struct.pack("=BBBBI", family, 0, 1 << INET_DIAG_INFO - 1, 0, 0xBFE)
    request += bytes(40) + b"\xff" * 8
    request += struct.pack("=HHI", 8, INET_DIAG_REQ_PROTOCOL, IPPROTO_MPTCP)
    with open_socket() as netlink:
        header = struct.pack("=IHHII", HEADER + len(request), SOCK_DIAG_BY_FAMILY, DUMP, 1, 0)
        netlink.send(header + request)
        found, more = {}, True
        while more:
            for kind, message in messages(netlink.recv(65536)):
                if kind == NLMSG_ERROR:
                    raise OSError(-struct.unpack_from("=i", message, HEADER)[0], "sock_diag")
                more = kind != NLMSG_DONE
                if more:
                    local = struct.unpack_from("!H", message, HEADER + 4)[0]
                    info = attribute(message, INET_DIAG_INFO)
                    found[local] = structs.decode(structs.MPTCP_INFO, info)
    return found[port]
