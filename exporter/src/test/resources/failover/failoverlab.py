"""The failover lab: a network in which uplinks die on command, traffic that feels it, and serve.

  unshare --net --mount --pid --fork --kill-child --mount-proc \\
    python3 failoverlab.py PIPE UPLINK,... [RATE,... [DELAY_MS,...]]

PIPE is the compiled delaypipe.c; lte is a backup; the last RATE and DELAY_MS stand for the rest.
Obeys one command a line and answers each with one line of JSON,
{"error": ...} if it failed. A command that does something to the network answers
{"before": ..., "after": ...}: when, right before and right after. Times are in ms of the monotonic
clock, which the whole machine shares: the wall clock of a virtual machine may jump.

traffic
  traffic down|up|both [BYTES_PER_SECOND]   a connection for each direction; default: all it can
  rate BYTES_PER_SECOND                     another one; 0: all it can
  trickle | fall | idle                     100 kB/s | 625 kB/s (5 Mbit/s) | nothing, still open
  open hold|fallback [COUNT]                connections at rest | to a server without MPTCP
  stop traffic                              closes all connections
  stalls | received | bytes | subflows      what both ends felt | got | devices moved | ss counts
faults
  linkdown|linkup UPLINK                    linkup puts back the routes that linkdown cost;
                                            addr add those that addr del cost
  carrier UPLINK off|on
  loss UPLINK PERMILLE [BURST]              both ways
  endpoint del|add|backup|nobackup UPLINK
  addr|route|rule del|add UPLINK            route: the default one of the uplink's own table
  main UPLINK                               moves the default route of the main table
  resetsubflow UPLINK | killsubflow UPLINK  the server resets | we kill its subflows
  joinreject on|off                         the server allows no further subflow
  joinblackhole UPLINK on|off               no SYN from there reaches the server
  serverdown | serverup                     the server is silent, the lines are not
  peerprio backup|nobackup                  the server asks for it, for the oldest subflow
program
  serve COMMAND                             starts it, waits for it, follows its events
  get PATH                                  {"status", "body"} of it
  events [FROM]                             [arrival in ms, line] of each that came so far
  errors                                    what it wrote to standard error
machine
  now                                       {"monotonic", "wall"} in ms
  wait SECONDS | run COMMAND
"""

import json
import os
import struct
import subprocess
import sys
import time

from network import SERVER, Network, run
from program import Program

HERE = os.path.dirname(os.path.abspath(__file__))
RATES = "/run/rates"


def now():
    return time.monotonic() * 1000


class End:
    """application.py at one end."""

    def __init__(self, role, *enter):
        self.process = subprocess.Popen(
            [*enter, sys.executable, HERE + "/application.py", role, SERVER, RATES],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )
        self.process.stdout.readline()

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        answer = json.loads(self.process.stdout.readline())
        if isinstance(answer, dict) and "error" in answer:
            raise OSError(answer["error"])
        return answer


class Lab:
    def __init__(self, pipe, names, rates="20mbit", delays="10,30,50"):
        self.network = Network(
            names.split(","), rates.split(","), [float(d) for d in delays.split(",")], pipe)
        with open(RATES, "wb") as file:
            file.write(bytes(16))
        self.server = End("server", "ip", "netns", "exec", "server")
        self.client = End("client")
        self.program = Program()

    # traffic

    def traffic(self, direction, rate="0"):
        self.rate(rate)
        for one in ("down", "up") if direction == "both" else (direction,):
            self.client.ask("open " + one)

    def rate(self, rate):
        with open(RATES, "r+b") as file:
            file.write(2 * struct.pack("d", float(rate)))

    def trickle(self):
        self.rate(100_000)

    def fall(self):
        self.rate(625_000)

    def idle(self):
        self.rate(-1)

    def open(self, kind, count="1"):
        self.client.ask(f"open {kind} {count}")

    def stop(self, _):
        self.client.ask("close")

    def stalls(self):
        return self.client.ask("stalls") + self.server.ask("stalls")

    def received(self):
        return {"down": self.client.ask("received")["down"],
                "up": self.server.ask("received")["up"]}

    def bytes(self):
        moved = {}
        with open("/proc/net/dev", encoding="ascii") as lines:
            for line in lines:
                name, _, numbers = line.partition(":")
                if name.strip() in self.network.uplinks:
                    words = numbers.split()
                    moved[name.strip()] = {"rx": int(words[0]), "tx": int(words[8])}
        return moved

    def subflows(self):
        established = run("ss -tnH state established dport = 5201").splitlines()
        return {
            name: sum(f"{uplink.address}:" in line or f"{uplink.address}%" in line
                      for line in established)
            for name, uplink in self.network.uplinks.items()
        }

    # faults

    def uplink(self, name):
        return self.network.uplinks[name]

    def linkdown(self, name):
        self.uplink(name).router.up(name, False)

    def linkup(self, name):
        uplink = self.uplink(name)
        uplink.router.up(name, True)
        self.routes_again(uplink)

    def routes_again(self, uplink):
        run("ip -batch -", "\n".join(uplink.routes("replace")))
        if uplink.number == 1:
            self.network.default_route(uplink.name)

    def carrier(self, name, state):
        self.uplink(name).cable.up("cust", state == "on")

    def loss(self, name, permille, burst="1"):
        self.uplink(name).tell(f"loss {permille} {permille} {burst}")

    def endpoint(self, verb, name):
        uplink = self.uplink(name)
        if verb in ("add", "del"):
            run("ip " + uplink.endpoint(verb))
        else:
            run(f"ip mptcp endpoint change id {uplink.number} {verb}")

    def addr(self, verb, name):
        run("ip " + self.uplink(name).addr(verb))
        if verb == "add":
            self.routes_again(self.uplink(name))

    def route(self, verb, name):
        run("ip -batch -", "\n".join(self.uplink(name).routes(verb)))

    def rule(self, verb, name):
        run("ip " + self.uplink(name).rule(verb))

    def main(self, name):
        self.network.default_route(name)

    def resetsubflow(self, name):
        self.filter("server", "resets", "input",
                    f"ip saddr {self.uplink(name).address} tcp dport 5201 reject with tcp reset")
        time.sleep(0.2)
        self.unfilter("server", "resets")

    def killsubflow(self, name):
        run(f"ss -K src {self.uplink(name).address} dport = 5201")

    @staticmethod
    def joinreject(state):
        run(f"ip -n server mptcp limits set subflows {0 if state == 'on' else 8}")

    def joinblackhole(self, name, state):
        uplink = self.uplink(name)
        if state == "on":
            self.filter(uplink.provider, "hole", "forward",
                        "iifname cust tcp flags & (syn | ack) == syn drop")
        else:
            self.unfilter(uplink.provider, "hole")

    def serverdown(self):
        self.filter("server", "dead", "input", "iifname != lo drop", "output", "oifname != lo drop")

    def serverup(self):
        self.unfilter("server", "dead")

    @staticmethod
    def peerprio(flag):
        if not run("ip -n server mptcp endpoint show"):
            run(f"ip -n server mptcp endpoint add {SERVER} id 9")
        run(f"ip -n server mptcp endpoint change id 9 {flag}")

    @staticmethod
    def filter(namespace, table, *hooks_and_rules):
        lines = [f"add table inet {table}"]
        for hook, rule in zip(hooks_and_rules[::2], hooks_and_rules[1::2]):
            lines.append(f"add chain inet {table} {hook}"
                         f" {{ type filter hook {hook} priority -300; }}")
            lines.append(f"add rule inet {table} {hook} {rule}")
        run(f"ip netns exec {namespace} nft -f -", "\n".join(lines))

    @staticmethod
    def unfilter(namespace, table):
        run(f"ip netns exec {namespace} nft delete table inet {table}")

    # program

    def serve(self, *command):
        return self.program.serve(" ".join(command))

    def get(self, path):
        return self.program.get(path)

    def events(self, first="0"):
        return self.program.heard[int(first):]

    def errors(self):
        return self.program.said()

    # machine

    @staticmethod
    def now():
        return {"monotonic": now(), "wall": time.time() * 1000}

    @staticmethod
    def wait(seconds):
        time.sleep(float(seconds))

    @staticmethod
    def run(*command):
        return run(list(command))

    def obey(self, line):
        word, *arguments = line.split()
        before = now()
        result = getattr(self, word)(*arguments)
        return {"before": before, "after": now()} if result is None else result


def main():
    lab = Lab(*sys.argv[1:])
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        try:
            answer = lab.obey(line)
        except (OSError, KeyError, AttributeError, TypeError) as error:
            answer = {"error": f"{line.strip()}: {type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
