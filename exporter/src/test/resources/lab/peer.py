"""One end of the lab's connections.

Reads one command a line and answers each with one line of JSON: {"ok": true, ...} or
{"ok": false, "error": "..."}. PROTOCOL is mptcp or tcp. Everything waits 10 s at most, save accept
and the two that work in the background.

  listen PROTOCOL ADDRESS PORT         accept there from now on
  accept NAME PORT CLIENT_PORT         the connection to PORT that came from CLIENT_PORT -> "port"
  open NAME PROTOCOL ADDRESS PORT      connect -> "address", "port" of this end
  send NAME BYTES                      write so many
  receive NAME BYTES                   read so many, no fewer
  eof NAME                             read on to the end; bytes before it are an error
  close NAME                           close
  info NAME                            what the kernel tells the application by getsockopt:
                                       "mptcp", and "subflows" with addresses and "tcp"; of a
                                       connection that fell back "mptcp" comes from sock_diag
  stream NAME BYTES_PER_SECOND         write in the background, 0 for as fast as may be
  drain NAME                           read in the background
  stop NAME                            end the background work -> "bytes" that it moved
"""

import ctypes
import errno
import json
import os
import socket
import struct
import sys
import threading
import time

import diag
import structs

PROTOCOLS = {"mptcp": 262, "tcp": socket.IPPROTO_TCP}
SOL_MPTCP, MPTCP_INFO, MPTCP_TCPINFO, MPTCP_SUBFLOW_ADDRS = 284, 1, 2, 3
SUBFLOW_DATA = struct.Struct("=IIII")  # struct mptcp_subflow_data
SUBFLOW_ADDRS = 256  # struct mptcp_subflow_addrs: two sockaddr_storage
MOST_SUBFLOWS = 8
SECONDS = 10
CHUNK = 8192

listeners = {}
accepted = {}
connections = {}
workers = {}


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def listen(protocol, address, port):
    listener = socket.socket(family(address), socket.SOCK_STREAM, PROTOCOLS[protocol])
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if listener.family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((address, int(port)))
    listener.listen(1024)
    listener.settimeout(SECONDS)
    listeners[int(port), address] = listener
    return {}


def accept(name, port, client_port):
    """Connections that came before the one asked for are kept for whoever asks for them."""
    key = int(port), int(client_port)
    deadline = time.monotonic() + SECONDS
    while key not in accepted:
        for (listener_port, _), listener in listeners.items():
            if listener_port == key[0]:
                listener.settimeout(0.02)
                try:
                    connection, remote = listener.accept()
                except TimeoutError:
                    continue
                accepted[listener_port, remote[1]] = connection
        if time.monotonic() > deadline:
            raise OSError(f"no connection to port {port} from port {client_port}")
    connection = accepted.pop(key)
    connection.settimeout(SECONDS)
    connections[name] = connection
    return {"port": connection.getsockname()[1]}


def open_(name, protocol, address, port):
    connection = socket.socket(family(address), socket.SOCK_STREAM, PROTOCOLS[protocol])
    connection.settimeout(SECONDS)
    connection.connect((address, int(port)))
    connections[name] = connection
    return {"address": connection.getsockname()[0], "port": connection.getsockname()[1]}


def send(name, count):
    left = int(count)
    while left:
        left -= connections[name].send(b"x" * min(left, CHUNK))
    return {}


def receive(name, count):
    left = int(count)
    while left:
        data = connections[name].recv(min(left, CHUNK))
        if not data:
            raise OSError(f"the end came {left} bytes too early")
        left -= len(data)
    return {}


def eof(name):
    data = connections[name].recv(CHUNK)
    if data:
        raise OSError(f"{len(data)} bytes or more where the end was due")
    return {}


def close(name):
    connections.pop(name).close()
    return {}


def info(name):
    connection = connections[name]
    try:
        mptcp = connection.getsockopt(SOL_MPTCP, MPTCP_INFO, 512)
    except OSError as error:
        if error.errno not in (errno.EOPNOTSUPP, errno.ENOPROTOOPT):  # IPv4, IPv6
            raise
        return fallen_back(connection)
    # one call after the other: only a connection at rest shows the same subflows to both
    addresses = of_subflows(connection, MPTCP_SUBFLOW_ADDRS, SUBFLOW_ADDRS)
    infos = of_subflows(connection, MPTCP_TCPINFO, 512)
    return {
        "mptcp": structs.decode(structs.MPTCP_INFO, mptcp),
        "subflows": [
            subflow(end(ends[:128]), end(ends[128:]), tcp) for ends, tcp in zip(addresses, infos)
        ],
    }


def fallen_back(connection):
    """The kernel passes the calls on to the only subflow, which knows no SOL_MPTCP."""
    local, remote = connection.getsockname(), connection.getpeername()
    tcp = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 512)
    return {
        "mptcp": diag.mptcp_info(connection.family, local[1]),
        "subflows": [subflow(local, remote, tcp)],
    }


def subflow(local, remote, tcp):
    return {
        "local": local[0],
        "localPort": local[1],
        "remote": remote[0],
        "remotePort": remote[1],
        "tcp": structs.decode(structs.TCP_INFO, tcp),
    }


def of_subflows(connection, option, size):
    """An option that answers with one element for each subflow, of at most so many bytes."""
    buffer = ctypes.create_string_buffer(SUBFLOW_DATA.size + MOST_SUBFLOWS * size)
    SUBFLOW_DATA.pack_into(buffer, 0, SUBFLOW_DATA.size, 0, 0, size)
    length = ctypes.c_uint32(len(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.getsockopt(connection.fileno(), SOL_MPTCP, option, buffer, ctypes.byref(length)):
        number = ctypes.get_errno()
        raise OSError(number, f"getsockopt {option}: {os.strerror(number)}")
    _, count, kernel, user = SUBFLOW_DATA.unpack_from(buffer, 0)
    data = buffer.raw[SUBFLOW_DATA.size : length.value]
    step = min(kernel, user)
    return [data[i * step : (i + 1) * step] for i in range(count)]


def end(sockaddr):
    (kind,) = struct.unpack_from("=H", sockaddr)
    (port,) = struct.unpack_from("!H", sockaddr, 2)
    if kind == socket.AF_INET:
        return socket.inet_ntop(kind, sockaddr[4:8]), port
    return socket.inet_ntop(kind, sockaddr[8:24]), port


class Worker:
    """Moves bytes in a thread until told to stop or until the connection ends."""

    def __init__(self, name, move):
        self.bytes = 0
        self.stopping = False
        self.connection = connections[name]
        self.thread = threading.Thread(target=self.work, args=(move,), daemon=True)
        workers[name] = self
        self.thread.start()

    def work(self, move):
        self.connection.settimeout(0.1)
        while not self.stopping:
            try:
                if not move(self):
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    def stop(self):
        self.stopping = True
        self.thread.join(SECONDS)
        self.connection.settimeout(SECONDS)
        return {"bytes": self.bytes}


def stream(name, rate):
    rate, start = int(rate), time.monotonic()

    def move(worker):
        worker.bytes += worker.connection.send(b"x" * CHUNK)
        ahead = worker.bytes / rate - (time.monotonic() - start) if rate else 0
        if ahead > 0:
            time.sleep(min(ahead, 0.1))
        return True

    Worker(name, move)
    return {}


def drain(name):
    def move(worker):
        count = len(worker.connection.recv(65536))
        worker.bytes += count
        return count

    Worker(name, move)
    return {}


def stop(name):
    return workers.pop(name).stop()


COMMANDS = {
    "listen": listen,
    "accept": accept,
    "open": open_,
    "send": send,
    "receive": receive,
    "eof": eof,
    "close": close,
    "info": info,
    "stream": stream,
    "drain": drain,
    "stop": stop,
}


def answer(line):
    words = line.split()
    try:
        return {"ok": True, **COMMANDS[words[0]](*words[1:])}
    except (OSError, KeyError, TypeError, ValueError) as error:
        return {"ok": False, "error": f"{line.strip()}: {type(error).__name__}: {error}"}


for command in sys.stdin:
    print(json.dumps(answer(command)), flush=True)
