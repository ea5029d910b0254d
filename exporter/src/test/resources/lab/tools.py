"""Runs short commands in the namespace it was started in, without the cost of entering it anew.

Reads one command a line, {"command": [...], "input": "..."}, and answers each with one line:
{"exitCode": ..., "output": "...", "errors": "..."}; exit code -1 stands for one that took over 10 s
or could not be started. Commands run in the C locale, whatever the user's.
"""

import json
import os
import subprocess
import sys

ENVIRONMENT = {**os.environ, "LC_ALL": "C"}


def run(command, given):
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=10, env=ENVIRONMENT
        )
        return {"exitCode": done.returncode, "output": done.stdout, "errors": done.stderr}
    except (OSError, subprocess.TimeoutExpired) as error:
        return {"exitCode": -1, "output": "", "errors": str(error)}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(run(request["command"], request["input"])), flush=True)
