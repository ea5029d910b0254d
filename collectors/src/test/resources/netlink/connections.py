"""Multipath connections of several kinds on the loopback device of this network namespace.

Prints "ready" once they are there and quiet, and keeps them until its input ends.
"""

import socket
import subprocess
import sys
import threading
import time

IPPROTO_MPTCP = 262


def run(command):
    subprocess.run(command.split(), check=True)


def serve(family, protocol, address):
    listener = socket.socket(family, socket.SOCK_STREAM, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.listen(16)

    def accept():
        while True:
            peer, _ = listener.accept()
            accepted.append(peer)
            peer.sendall(peer.recv(1000) * 3)

    threading.Thread(target=accept, daemon=True).start()


def connect(family, protocol, address):
    client = socket.socket(family, socket.SOCK_STREAM, protocol)
    client.connect(address)
    client.sendall(b"x" * 700)
    received = 0
    while received < 2100:
        received += len(client.recv(4096))
    clients.append(client)


accepted = []
clients = []
run("ip link set lo up")
for local in ("10.77.0.1/32", "10.77.0.2/32", "fd77::1/128", "fd77::2/128"):
    run(f"ip addr add {local} dev lo")
run("ip mptcp limits set subflow 2 add_addr_accepted 0")
run("ip mptcp endpoint add 10.77.0.2 id 2 subflow")
run("ip mptcp endpoint add fd77::2 id 4 subflow backup")

serve(socket.AF_INET, IPPROTO_MPTCP, ("10.77.0.1", 7001))
serve(socket.AF_INET6, IPPROTO_MPTCP, ("fd77::1", 7001))
serve(socket.AF_INET, socket.IPPROTO_TCP, ("10.77.0.1", 7002))

connect(socket.AF_INET, IPPROTO_MPTCP, ("10.77.0.1", 7001))
connect(socket.AF_INET, IPPROTO_MPTCP, ("10.77.0.1", 7001))
connect(socket.AF_INET6, IPPROTO_MPTCP, ("fd77::1", 7001))
connect(socket.AF_INET6, IPPROTO_MPTCP, ("::ffff:10.77.0.1", 7001))
connect(socket.AF_INET, IPPROTO_MPTCP, ("10.77.0.1", 7002))  # falls back
connect(socket.AF_INET, socket.IPPROTO_TCP, ("10.77.0.1", 7002))  # plain TCP
time.sleep(1.0)
print("ready", flush=True)
sys.stdin.read()
