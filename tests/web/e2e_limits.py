#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Limits that whoever runs a server sets: what is given holds, what makes no sense is refused.

usage: e2e_limits.py DAIS
"""
import pathlib
import re
import socket
import subprocess
import tempfile
import time

import e2e_account
from e2e_account import Browser, DAIS, Server, wait

SLOW_BODY = b"POST /en/desk/outbox HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000\r\n\r\n" + b"x" * 800000


def figure(address, name):
    b = Browser(address)
    b.get("/metrics")
    return float(re.search(rf"^dais_http_{re.escape(name)} (\S+)$", b.page, re.M).group(1))


def connect(address, what=b""):
    host, port = address.removeprefix("http://").split(":")
    s = socket.create_connection((host, int(port)), timeout=120)
    s.sendall(what)
    return s


def ended(s):
    """How long until the server ends it, seconds."""
    since = time.monotonic()
    s.settimeout(100)
    try:
        while s.recv(65536):
            pass
    except ConnectionError:
        pass
    return time.monotonic() - since


def given(db):
    server = Server(db, "--memory-in", "3M", "--memory-out", "1G", "--disk-in", "2048M", "--all-connections", "500", "--arrivals", "2147483647", "--connections", "400",
                    "--allowance", "100000", "--wait-head", "4s", "--wait-idle", "1min", "--wait-body", "1h", "--wait-reply", "2min", "--wait-end", "1s", "--slowest", "1K")
    try:
        for name, value in (("coming_most_bytes", 3 << 20), ("going_most_bytes", 1 << 30), ("spooled_most_bytes", 2 << 30), ("connections_most", 500)):
            assert figure(server.address, name) == value, name
        # A head may take four seconds, bodies of three megabytes are held together.
        assert ended(connect(server.address, b"GET /en HTTP/1.1\r\n")) < 60
        assert figure(server.address, 'rejected_total{reason="slow"}') >= 1
        many = [connect(server.address, SLOW_BODY) for _ in range(6)]
        wait(lambda: figure(server.address, 'rejected_total{reason="room"}') >= 2)
        ended(many[0])
        assert figure(server.address, "coming_bytes") <= 3 << 20
    finally:
        server.stop()


def refused(db):
    for option, value, unit in (("memory-in", "64", "512K"), ("memory-in", "1M", "512K"), ("memory-in", "2T", "512K"), ("memory-out", "7M", "512K"),
                                ("memory-out", "9223372036854775807T", "512K"), ("disk-in", "4 G", "512K"), ("disk-in", "-4G", "512K"), ("disk-in", "G", "512K"),
                                ("wait-head", "3min", "5min"), ("wait-idle", "0s", "5min"), ("wait-body", "60", "5min"), ("wait-reply", "1.5h", "5min"),
                                ("wait-end", "1h", "5min"), ("slowest", "1", "512K"), ("all-connections", "3", ""), ("connections", "0", ""), ("connections", "4K", ""),
                                ("arrivals", "99999999999", ""), ("allowance", "", "")):
        got = subprocess.run([DAIS, "serve", "--db", db, f"--{option}={value}"], capture_output=True, text=True, timeout=120, check=False)
        assert got.returncode == 2 and f"--{option}" in got.stderr and unit in got.stderr, (option, value, got)


def main():
    with tempfile.TemporaryDirectory(prefix="dais-limits-") as folder:
        db = str(pathlib.Path(folder) / "record.db")
        e2e_account.dais("db", "init", "--db", db)
        refused(db)
        given(db)


if __name__ == "__main__":
    main()
