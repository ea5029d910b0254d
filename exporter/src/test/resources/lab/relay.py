"""Passes requests on to another port of this host, with another Accept header.

usage: relay.py LISTEN_PORT TARGET_PORT ACCEPT
"""

import http.client
import http.server
import sys

LISTEN, TARGET, ACCEPT = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


class Relay(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        connection = http.client.HTTPConnection("127.0.0.1", TARGET, timeout=10)
        connection.request("GET", self.path, headers={"Accept": ACCEPT})
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.getheader("Content-Type", ""))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *unused):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", LISTEN), Relay)
print("ready", flush=True)
server.serve_forever()
