#!/usr/bin/env python3
"""Starts a server and says when it first did what it is for; used by 08-start-and-memory.sh.

    starting.py LOG PIDFILE READY-URL [CALL-URL BODY-FILE] -- COMMAND…

Prints milliseconds from the start of the process to the first 200 of READY-URL and to the first 200
of a POST to CALL-URL (0 without one), and the processor seconds that it had used by then. The server
goes on; its id is in PIDFILE.
"""

import http.client
import os
import subprocess
import sys
import time
import urllib.parse

PATIENCE = 60
PAUSE = 0.003


def answered(url, body):
    """Whether it says 200; a connection of its own each time, as a probe's is."""
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
    try:
        if body is None:
            connection.request("GET", url.path)
        else:
            connection.request("POST", url.path, body, {"Content-Type": "application/json"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    except http.client.HTTPException:
        return False
    finally:
        connection.close()


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    split = sys.argv.index("--")
    log, pidfile, ready, *call = sys.argv[1:split]
    ready = urllib.parse.urlsplit(ready)
    body = None
    if call:
        call, body = urllib.parse.urlsplit(call[0]), open(call[1], "rb").read()
    with open(log, "wb") as out:
        began = time.monotonic()
        process = subprocess.Popen(sys.argv[split + 1 :], stdout=out, stderr=out)
    with open(pidfile, "w", encoding="ascii") as file:
        file.write(str(process.pid))
    took = {}
    while len(took) < (2 if body else 1):
        if process.poll() is not None or time.monotonic() - began > PATIENCE:
            sys.exit(f"not ready after {time.monotonic() - began:.0f} s; what it said is in {log}")
        if "ready" not in took and answered(ready, None):
            took["ready"] = time.monotonic() - began
        if body and "call" not in took and answered(call, body):
            took["call"] = time.monotonic() - began
        time.sleep(PAUSE)
    print(
        f"{took['ready'] * 1000:.0f} {took.get('call', 0) * 1000:.0f} {processor_seconds(process.pid):.2f}"
    )


main()
