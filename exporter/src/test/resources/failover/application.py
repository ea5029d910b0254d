"""One end of the traffic of the failover lab; each end measures its own stalls.

  application.py server ADDRESS RATES
  application.py client ADDRESS RATES

RATES is a file of two doubles that all share: bytes a second down and up that the sender of each
direction keeps to; 0 for as many as may be, below 0 for none. The server listens for MPTCP and, one
port further, for plain TCP. Both obey one command a line and answer each with one line of JSON:

  open down|up|hold|fallback [COUNT]   connections, each with one byte there and back, then its kind
  close                                all that were opened
  stalls                               [direction, start, end] of every gap of more than 50 ms in
                                       what was received here, in ms of the monotonic clock; end is
                                       null while it lasts
  received                             bytes so far, by direction
"""

import json
import mmap
import socket
import struct
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

MPTCP = 262
PORT = 5201
GAP_MS = 50
SLOT = {"down": 0, "up": 1}
PACE = 0.005
CHUNK = bytes(16384)


def now():
    return time.monotonic() * 1000


class Rates:
    def __init__(self, path):
        with open(path, "r+b") as file:
            self.shared = mmap.mmap(file.fileno(), 16)

    def of(self, direction):
        return struct.unpack_from("d", self.shared, 8 * SLOT[direction])[0]


class Inflow:
    """What one connection received: the gaps between its bytes."""

    def __init__(self, direction):
        self.direction = direction
        self.last = None
        self.bytes = 0
        self.gaps = []
        self.ended = False

    def drain(self, connection):
        try:
            while data := connection.recv(65536):
                time_ms = now()
                if self.last is not None and time_ms - self.last > GAP_MS:
                    self.gaps.append([self.direction, self.last, time_ms])
                self.last = time_ms
                self.bytes += len(data)
        except OSError:
            pass
        self.ended = True

    def stalls(self):
        last = self.last
        if self.ended or last is None or now() - last <= GAP_MS:
            return self.gaps
        return self.gaps + [[self.direction, last, None]]


class Application:
    def __init__(self, address, rates):
        self.address = address
        self.rates = Rates(rates)
        self.inflows = []
        self.opened = []

    def pour(self, connection, direction):
        try:
            while True:
                rate = self.rates.of(direction)
                if rate == 0:
                    connection.sendall(CHUNK)
                    continue
                if rate > 0:
                    connection.sendall(bytes(max(1, int(rate * PACE))))
                time.sleep(PACE)
        except OSError:
            pass

    def drain(self, connection, direction):
        inflow = Inflow(direction)
        self.inflows.append(inflow)
        inflow.drain(connection)

    def answer(self, connection):
        """The server's part in one connection, as its first byte asks for."""
        kind = connection.recv(1)
        connection.sendall(kind)
        if kind == b"d":
            self.pour(connection, "down")
        elif kind == b"u":
            self.drain(connection, "up")
        else:
            connection.recv(1)
        connection.close()

    def listen(self, port, protocol):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((self.address, port))
        listener.listen(4096)
        while True:
            start(self.answer, listener.accept()[0])

    def connect(self, kind):
        connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM, MPTCP)
        connection.settimeout(10)
        connection.connect((self.address, PORT + (kind == "fallback")))
        connection.sendall(kind[:1].encode())
        return connection

    def open(self, kind, count="1"):
        with ThreadPoolExecutor(50) as pool:
            fresh = list(pool.map(self.connect, [kind] * int(count)))
        for connection in fresh:
            connection.recv(1)
            connection.settimeout(None)
            self.opened.append(connection)
            if kind == "down":
                start(self.drain, connection, "down")
            elif kind == "up":
                start(self.pour, connection, "up")
        return [connection.getsockname()[1] for connection in fresh]

    def close(self):
        for connection in self.opened:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # its connection has ended before
            connection.close()
        self.opened.clear()
        return True

    def stalls(self):
        return [stall for inflow in list(self.inflows) for stall in inflow.stalls()]

    def received(self):
        total = {"down": 0, "up": 0}
        for inflow in list(self.inflows):
            total[inflow.direction] += inflow.bytes
        return total


def start(target, *arguments):
    threading.Thread(target=target, args=arguments, daemon=True).start()


def main():
    role, address, rates = sys.argv[1:]
    application = Application(address, rates)
    if role == "server":
        start(application.listen, PORT, MPTCP)
        start(application.listen, PORT + 1, 0)
        time.sleep(0.1)
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        word, *arguments = line.split()
        try:
            result = getattr(application, word)(*arguments)
        except OSError as error:
            result = {"error": f"{line.strip()}: {error}"}
        print(json.dumps(result), flush=True)


main()
