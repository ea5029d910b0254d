"""The far end of ScrapeBenchmark, run inside namespaces of its own.

Makes a network of two uplinks to a server, and obeys one command a line. Each is answered by one
line; an error ends the program.

  hold N           N connections of two subflows each, at rest          -> TCP sockets
  serve COMMAND    starts it, until it answers a scrape                 -> milliseconds
  scrape COUNT     CPU of the served process by COUNT scrapes           -> milliseconds of each
  idle SECONDS     CPU of the served process when no one asks           -> milliseconds per second
  stop             ends it                                              -> its exit code
  cpu COMMAND      CPU of a shell command, its children included        -> milliseconds
  wall COMMAND     time of a shell command, whatever its exit code      -> milliseconds
  run COMMAND      runs it                                              -> its first line
"""
import http.client
import os
import re
import resource
import selectors
import socket
import subprocess
import sys
import time

PORT = 5201
MPTCP = 262
LISTEN = ("127.0.0.1", 10262)
PATIENCE = 120
TICKS = os.sysconf("SC_CLK_TCK")
QUIET = subprocess.DEVNULL


def more_files():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def sh(command):
    subprocess.run(["sh", "-ec", command], check=True, stdout=sys.stderr)


def make_network():
    sh("""
    mount -t tmpfs tmpfs /run
    ip netns add server
    ip link set lo up
    for n in 1 2; do
      ip link add wan$n type veth peer name wan$n netns server
      ip address add 10.77.$n.2/24 dev wan$n
      ip link set wan$n up
      ip -n server address add 10.77.$n.1/24 dev wan$n
      ip -n server link set wan$n up
      ip route add default via 10.77.$n.1 dev wan$n table $n
      ip rule add from 10.77.$n.2 lookup $n priority $n
      ip mptcp endpoint add 10.77.$n.2 dev wan$n subflow
    done
    ip route add default via 10.77.1.1 dev wan1
    ip mptcp limits set subflow 1 add_addr_accepted 0
    ip netns exec server sysctl -qw net.ipv4.tcp_syncookies=0 net.core.somaxconn=16384 \
      net.ipv4.tcp_max_syn_backlog=16384 net.ipv4.conf.all.rp_filter=0
    ip netns exec server ip mptcp limits set subflow 1 add_addr_accepted 0
    """)


def serve_bytes():
    """The server's end: sends back the first byte of each connection."""
    more_files()
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, MPTCP)
    listener.bind(("10.77.1.1", PORT))
    listener.listen(16384)
    print("ready", flush=True)
    wait = selectors.DefaultSelector()
    wait.register(listener, selectors.EVENT_READ)
    wait.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in wait.select():
            if key.fileobj is sys.stdin:
                return
            if key.fileobj is listener:
                wait.register(listener.accept()[0], selectors.EVENT_READ)
                continue
            data = key.fileobj.recv(64)
            if data:
                key.fileobj.send(data)
            else:
                wait.unregister(key.fileobj)
                key.fileobj.close()


def milliseconds_since(start):
    return (time.monotonic() - start) * 1000


class Bench:
    def __init__(self):
        self.held = []
        self.served = None
        self.http = None
        make_network()
        command = ["ip", "netns", "exec", "server", sys.executable, __file__, "server"]
        self.server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.server.stdout.readline()

    def hold(self, count):
        fresh = []
        while len(self.held) < int(count):
            connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM, MPTCP)
            connection.connect(("10.77.1.1", PORT))
            connection.send(b"x")
            fresh.append(connection)
            self.held.append(connection)
        for connection in fresh:
            connection.recv(1)
        deadline = time.monotonic() + PATIENCE
        while self.subflows() < 2 * len(self.held):
            if time.monotonic() > deadline:
                raise SystemExit(f"{self.subflows()} subflows of {len(self.held)} connections")
            time.sleep(0.2)
        return self.subflows()

    @staticmethod
    def subflows():
        with open("/proc/net/sockstat", encoding="ascii") as lines:
            return int(re.search(r"^TCP: inuse (\d+)", lines.read(), re.M).group(1))

    def serve(self, command):
        start = time.monotonic()
        self.served = subprocess.Popen("exec " + command, shell=True, stdin=QUIET)
        while True:
            try:
                self.http = http.client.HTTPConnection(*LISTEN)
                if self.fetch():
                    return milliseconds_since(start)
            except ConnectionRefusedError:
                time.sleep(0.005)
            if milliseconds_since(start) > PATIENCE * 1000 or self.served.poll() is not None:
                raise SystemExit("no scrape is answered")

    def fetch(self):
        """Whether it is answered: a machine that is busy may let a round take too long."""
        self.http.request("GET", "/metrics")
        reply = self.http.getresponse()
        text = reply.read()
        if reply.status not in (200, 503):
            raise SystemExit(f"status {reply.status}: {text!r}")
        return reply.status == 200

    def ticks(self):
        with open(f"/proc/{self.served.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def scrape(self, count):
        before = self.ticks()
        answered = sum(self.fetch() for _ in range(int(count)))
        return (self.ticks() - before) / answered

    def idle(self, seconds):
        before = self.ticks()
        time.sleep(float(seconds))
        return (self.ticks() - before) / float(seconds)

    def stop(self, _):
        self.http.close()
        self.served.terminate()
        return self.served.wait(PATIENCE)

    @staticmethod
    def cpu(command):
        def spent():
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            return (usage.ru_utime + usage.ru_stime) * 1000

        before = spent()
        subprocess.run(command, shell=True, check=True, stdin=QUIET, stdout=QUIET)
        return spent() - before

    @staticmethod
    def wall(command):
        start = time.monotonic()
        subprocess.run(command, shell=True, check=False, stdin=QUIET, stdout=QUIET)
        return milliseconds_since(start)

    @staticmethod
    def run(command):
        done = subprocess.run(
            command, shell=True, check=True, stdin=QUIET, stdout=subprocess.PIPE, text=True)
        return (done.stdout.splitlines() or [""])[0]


def main():
    if sys.argv[1:] == ["server"]:
        serve_bytes()
        return
    more_files()
    bench = Bench()
    print("ready", flush=True)
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        print(getattr(bench, command)(rest), flush=True)


main()
