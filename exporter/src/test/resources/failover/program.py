"""The exporter in the failover lab, and what it tells a follower of its events."""

import http.client
import json
import subprocess
import tempfile
import threading
import time

EXPORTER = ("127.0.0.1", 10262)
EVENTS = "/api/v1/events?follow=true"
PATIENCE_MS = 60_000


def now():
    return time.monotonic() * 1000


class Program:
    def __init__(self):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = None
        self.heard = []

    def serve(self, command):
        start = now()
        self.process = subprocess.Popen(
            "exec " + command, shell=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=self.errors)
        while not self.ready():
            if now() - start > PATIENCE_MS or self.process.poll() is not None:
                raise OSError("serve does not answer: " + self.said())
            time.sleep(0.02)
        connection = http.client.HTTPConnection(*EXPORTER)
        connection.request("GET", EVENTS)
        reply = connection.getresponse()
        if reply.status == 200:
            threading.Thread(target=self.follow, args=[reply], daemon=True).start()
        return {"ms": now() - start, "events": reply.status == 200}

    def follow(self, reply):
        while line := reply.readline():
            arrival = now()
            if line.strip():
                self.heard.append([arrival, json.loads(line)])

    def ready(self):
        try:
            return self.get("/-/ready")["status"] == 200
        except OSError:
            return False

    @staticmethod
    def get(path):
        connection = http.client.HTTPConnection(*EXPORTER, timeout=10)
        try:
            connection.request("GET", path)
            reply = connection.getresponse()
            return {"status": reply.status, "body": reply.read().decode()}
        except http.client.HTTPException as error:
            raise OSError(f"{path}: {error!r}") from error
        finally:
            connection.close()

    def said(self):
        self.errors.seek(0)
        return self.errors.read()
