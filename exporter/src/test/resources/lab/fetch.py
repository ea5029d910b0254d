"""Fetches over HTTP from inside a namespace.

Reads one request a line, {"host": ..., "port": ..., "path": ..., "headers": {...}}, and answers each
with one line: {"status": ..., "headers": {...}, "body": base64} or {"error": "..."}. Each request has
a connection of its own and 10 s; names of headers are in lower case.
"""

import base64
import http.client
import json
import sys


def fetch(request):
    connection = http.client.HTTPConnection(request["host"], request["port"], timeout=10)
    try:
        connection.request("GET", request["path"], headers=request["headers"])
        response = connection.getresponse()
        return {
            "status": response.status,
            "headers": {name.lower(): value for name, value in response.getheaders()},
            "body": base64.b64encode(response.read()).decode(),
        }
    except (OSError, http.client.HTTPException) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    finally:
        connection.close()


for line in sys.stdin:
    print(json.dumps(fetch(json.loads(line))), flush=True)
