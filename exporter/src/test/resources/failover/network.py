"""The network of the failover lab: a router with uplinks, the providers behind them, a server.

           wan1 10.1.0.2 -- 10.1.0.1 cust  core 10.101.0.2 ~~ 10.101.0.1 isp1
  router   wan2 10.2.0.2 -- 10.2.0.1 cust  core 10.102.0.2 ~~ 10.102.0.1 isp2   server 203.0.113.10
           lte  10.3.0.2 -- 10.3.0.1 cust  core 10.103.0.2 ~~ 10.103.0.1 isp3

The router is the namespace that this runs in. -- is a veth pair, ~~ a pair of taps that delaypipe
joins with a delay and losses; tbf limits both directions. Each uplink has a table with a default
route, and a rule for its source address; the main table's default route is wan1's alone.
"""

import ctypes
import fcntl
import os
import socket
import struct
import subprocess

CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS = 0x8913
SIOCSIFFLAGS = 0x8914
IFF_UP = 1
LIBC = ctypes.CDLL(None, use_errno=True)
SERVER = "203.0.113.10"
SYSCTL = (
    "net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.ip_forward=1"
    " net.mptcp.enabled=1 net.ipv4.tcp_syncookies=0 net.core.somaxconn=16384"
    " net.ipv4.tcp_max_syn_backlog=16384"
)


def run(command, given=None):
    done = subprocess.run(
        command if isinstance(command, list) else command.split(),
        input=given, capture_output=True, text=True, check=False,
    )
    if done.returncode:
        raise OSError(f"{command}: {done.stderr.strip()}")
    return done.stdout


def switch(namespace):
    """Moves this thread into a namespace; the one it leaves, as an open file."""
    left = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    target = namespace if isinstance(namespace, int) else os.open(
        "/run/netns/" + namespace, os.O_RDONLY)
    if LIBC.setns(target, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
    os.close(target)
    return left


def of(values, number):
    return values[min(number, len(values)) - 1]


class Switchboard:
    """Sets the devices of one namespace up and down without the time that starting ip takes."""

    def __init__(self, namespace=None):
        home = switch(namespace) if namespace else None
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        if home is not None:
            os.close(switch(home))

    def up(self, device, wanted):
        request = struct.pack("16sH14x", device.encode(), 0)
        flags = struct.unpack_from("H", fcntl.ioctl(self.socket, SIOCGIFFLAGS, request), 16)[0]
        flags = flags | IFF_UP if wanted else flags & ~IFF_UP
        fcntl.ioctl(self.socket, SIOCSIFFLAGS, struct.pack("16sH14x", device.encode(), flags))


class Uplink:
    def __init__(self, number, name, delay_ms, rate, pipe_program):
        self.name = name
        self.number = number
        self.backup = name == "lte"
        self.table = 1000 + number
        self.address = f"10.{number}.0.2"
        self.gateway = f"10.{number}.0.1"
        self.provider = f"isp{number}"
        self.build(rate)
        self.router = Switchboard()
        self.cable = Switchboard(self.provider)
        self.pipe = subprocess.Popen(
            [pipe_program, self.provider, "core", "server", self.provider],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )
        self.pipe.stdout.readline()
        self.tell(f"delay {int(delay_ms * 1000)}")

    def build(self, rate):
        n, name, isp = self.number, self.name, self.provider
        run(f"ip netns add {isp}")
        run(f"ip netns exec {isp} sysctl -qw {SYSCTL}")
        run(f"ip link add {name} type veth peer name cust netns {isp}")
        run(f"ip -n {isp} -batch -", f"""tuntap add core mode tap
            link set cust up
            link set core up
            addr add {self.gateway}/24 dev cust
            addr add 10.10{n}.0.2/24 dev core
            route add default via 10.10{n}.0.1""")
        run("ip -n server -batch -", f"""tuntap add {isp} mode tap
            link set {isp} up
            addr add 10.10{n}.0.1/24 dev {isp}
            route add 10.{n}.0.0/24 via 10.10{n}.0.2""")
        tbf = f"root tbf rate {rate} burst 32kb latency 100ms"
        run(f"tc qdisc add dev {name} {tbf}")
        run(f"tc -n server qdisc add dev {isp} {tbf}")
        run("ip -batch -", "\n".join([
            f"link set {name} up",
            self.addr("add"), *self.routes("add"), self.rule("add"), self.endpoint("add")]))

    def addr(self, verb):
        return f"addr {verb} {self.address}/24 dev {self.name}"

    def routes(self, verb):
        """Of its own table; the one to its gateway is the kernel's, in the main table."""
        return [f"route {verb} default via {self.gateway} dev {self.name} table {self.table}"]

    def rule(self, verb):
        return f"rule {verb} from {self.address} table {self.table} pref {self.table}"

    def endpoint(self, verb):
        if verb == "del":
            return f"mptcp endpoint del id {self.number}"
        flags = "subflow backup" if self.backup else "subflow"
        return f"mptcp endpoint add {self.address} dev {self.name} id {self.number} {flags}"

    def tell(self, command):
        self.pipe.stdin.write(command + "\n")
        if self.pipe.stdout.readline() != "ok\n":
            raise OSError(f"delaypipe of {self.name} has ended")


class Network:
    def __init__(self, names, rates, delays_ms, pipe_program):
        run("mount -t tmpfs tmpfs /run")
        run("ip netns add server")
        run("ip link set lo up")
        run(f"sysctl -qw {SYSCTL}")
        run("ip mptcp limits set subflows 4 add_addr_accepted 4")
        run(f"ip netns exec server sysctl -qw {SYSCTL}")
        run("ip -n server -batch -", f"""link set lo up
            addr add {SERVER}/32 dev lo
            mptcp limits set subflows 8 add_addr_accepted 8""")
        self.uplinks = {
            name: Uplink(number, name, of(delays_ms, number), of(rates, number), pipe_program)
            for number, name in enumerate(names, 1)
        }
        self.default_route(names[0])

    def default_route(self, name):
        run(f"ip route replace default via {self.uplinks[name].gateway} dev {name} metric 1")
