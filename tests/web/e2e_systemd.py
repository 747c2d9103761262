#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What systemd is to the server and the server to systemd: a socket that is given at the first connection, READY, WATCHDOG and
STOPPING from behind the fence, units that systemd understands and how much they leave open.

usage: e2e_systemd.py DAIS EXAMPLES UNITS        77: the tools of systemd are not here
"""
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

from e2e_account import dais, free_port, wait

DAIS, EXAMPLES, UNITS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
EXPOSURE_MAX = 15  # tenths; doc/security.md has the figure


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def activation(folder, db):
    port = free_port()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(folder / "notify"))
        told.settimeout(120)
        fence = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []
        process = subprocess.Popen(["systemd-socket-activate", "-l", f"127.0.0.1:{port}", "-E", f"NOTIFY_SOCKET={folder}/notify", "-E",
                                    "WATCHDOG_USEC=2000000", str(DAIS), "serve", "--db", db, "--quiet", *fence], stderr=subprocess.DEVNULL)
        wait(lambda: f":{port:04X} " in pathlib.Path("/proc/net/tcp").read_text(encoding="ascii"))
        # Nothing runs yet: the first reader starts it, and waits for it.
        assert os.readlink(f"/proc/{process.pid}/exe") != str(DAIS)
        assert get(port, "/en") == 200
        assert os.readlink(f"/proc/{process.pid}/exe") == str(DAIS)
        assert told.recv(100) == b"READY=1"
        if not fence:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            assert re.search(r"^Seccomp:\s+2$", status, re.M), "it has no fence"
        assert told.recv(100) == b"WATCHDOG=1" and told.recv(100) == b"WATCHDOG=1"
        process.send_signal(signal.SIGTERM)
        while (word := told.recv(100)) == b"WATCHDOG=1":
            pass
        assert word == b"STOPPING=1", word
        assert process.wait(120) == 0


def units(folder):
    """The units as systemd reads them; what is called stands where this test has it."""
    names = sorted(path.name for path in UNITS.glob("dais*"))
    for name in names:
        text = (UNITS / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("/usr/bin/dais", str(DAIS)), encoding="utf-8")
    result = subprocess.run(["systemd-analyze", "verify", "--man=no", *(folder / name for name in names)], capture_output=True, text=True)
    # An older systemd may lack a name of a system call; it says so and goes on.
    wrong = [line for line in result.stderr.splitlines() if "/dais" in line and "system call" not in line]
    assert result.returncode == 0 and not wrong, result.stderr
    for name in ("dais.service", "dais-backup.service"):
        result = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE_MAX}", folder / name],
                                capture_output=True, text=True)
        print(result.stdout.strip().splitlines()[-1])
        assert result.returncode == 0, result.stdout


def main():
    if not shutil.which("systemd-socket-activate") or not shutil.which("systemd-analyze"):
        print("the tools of systemd are not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-systemd-") as name:
        folder = pathlib.Path(name)
        db = str(folder / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", "--db", db, str(EXAMPLES / "untoc-2022"))
        dais("db", "release", "--db", db, "untoc-2022")
        activation(folder, db)
        units(folder)


if __name__ == "__main__":
    main()
