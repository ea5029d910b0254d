"""Prints one line of JSON for each TCP socket that the kernel destroys in this network namespace.

Written against the kernel's headers alone, so that it shares no mistake with the program under test.
The first line is {"ready": true}; a line {"lost": true} says that the kernel had to drop messages,
after which nothing that this prints can be trusted. Ends with its standard input.
"""

import errno
import json
import select
import socket
import struct
import sys

import diag
import structs

# SKNLGRP_INET_TCP_DESTROY = 1 and SKNLGRP_INET6_TCP_DESTROY = 3, as a mask of bits
GROUPS = 1 << 0 | 1 << 2
SO_RCVBUFFORCE = 33


def address(family, data):
    return socket.inet_ntop(family, data[: 4 if family == socket.AF_INET else 16])


def destroyed(message):
    """struct inet_diag_msg behind the header, then attributes."""
    at = diag.HEADER
    family = message[at]
    info = structs.decode(structs.TCP_INFO, diag.attribute(message, diag.INET_DIAG_INFO))
    local_port, remote_port = struct.unpack_from("!HH", message, at + 4)
    counters = {
        "bytesSent": info["bytes_sent"],
        "bytesReceived": info["bytes_received"],
        "bytesRetransmitted": info["bytes_retrans"],
    }
    return {
        "cookie": struct.unpack_from("=Q", message, at + 44)[0],
        "local": address(family, message[at + 8 : at + 24]),
        "localPort": local_port,
        "remote": address(family, message[at + 24 : at + 40]),
        "remotePort": remote_port,
        **counters,
        "zeroed": remote_port == 0 and not any(counters.values()),
    }


def say(what):
    print(json.dumps(what), flush=True)


netlink = diag.open_socket()
for option in socket.SO_RCVBUF, SO_RCVBUFFORCE:
    try:
        netlink.setsockopt(socket.SOL_SOCKET, option, 4 << 20)
    except PermissionError:
        pass  # in a user namespace; the limit for everyone applies
netlink.bind((0, GROUPS))
say({"ready": True})
while True:
    readable, _, _ = select.select([netlink, sys.stdin], [], [])
    if netlink in readable:
        try:
            for kind, message in diag.messages(netlink.recv(65536)):
                if kind == diag.SOCK_DIAG_BY_FAMILY:
                    say(destroyed(message))
        except OSError as error:
            if error.errno != errno.ENOBUFS:
                raise
            say({"lost": True})
    elif not sys.stdin.buffer.read1(4096):
        break
