# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server for tests from end to end, and how its clients read; the tests are called with the path of the server."""
import contextlib
import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time

SERVER = sys.argv[1]
SANITIZED = "DAIS_SANITIZED" in os.environ
# A thousand clients are more than a shell may open by itself.
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
PATIENCE = 120  # seconds for what must come: other tests run beside


class Server:
    """A server of its own for a test; its log is read at the end."""

    def __init__(self, *options, env=None, pass_fds=(), wrap=()):
        self.log_path = tempfile.NamedTemporaryFile(delete=False).name
        log = os.open(self.log_path, os.O_WRONLY)
        self.process = subprocess.Popen([*wrap, SERVER, f"log={log}", *options], stdout=subprocess.PIPE, text=True,
                                        pass_fds=(log, *pass_fds), env={**os.environ, **(env or {})})
        os.close(log)
        self.stopped = False
        self.address = self.process.stdout.readline().strip()
        found = re.match(r"https?://127\.0\.0\.1:(\d+)$", self.address)
        self.port = int(found.group(1)) if found else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        try:
            code = self.process.wait(timeout=PATIENCE)
        finally:
            self.process.kill()
        self.process.stdout.close()
        with open(self.log_path, encoding="utf-8") as f:
            self.log = [json.loads(line) for line in f]
        os.unlink(self.log_path)
        assert code == 0, f"the server ended with {code}"

    def stop(self):
        if not self.stopped:
            self.process.send_signal(signal.SIGTERM)
        self.stopped = True

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def raw(self, request, half_close=False):
        """What comes back until the server closes, or says nothing for a while."""
        with self.connect() as s:
            s.sendall(request)
            if half_close:
                s.shutdown(socket.SHUT_WR)
            return read_all(s)

    def status(self, request):
        with self.connect() as s:
            with contextlib.suppress(ConnectionError):  # what is refused before its end need not be read to it
                s.sendall(request)
            reply = read_until(s, b"\r\n\r\n")
        return int(reply.split(b" ", 2)[1]) if reply.startswith(b"HTTP/1.1 ") else 0

    def ask(self, method, path, body=None, headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        c.request(method, path, body, headers or {})
        r = c.getresponse()
        data = r.read()
        c.close()
        return r, data

    def json(self, method, path, body=None, headers=None):
        r, data = self.ask(method, path, body, headers)
        assert r.status == 200, (r.status, data)
        return json.loads(data)

    def metric(self, name):
        text = self.ask("GET", "/metrics")[1].decode()
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
        return float(found.group(1)) if found else 0

    def memory_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1))


def make_certificate(folder, name):
    """Its files "certificate" and "key"."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", f"/CN={name}", "-keyout", folder + "/key", "-out", folder + "/certificate"],
                   check=True, capture_output=True)


def read_all(s, patience=None):
    if patience:
        s.settimeout(patience)
    parts = []
    try:
        while part := s.recv(65536):
            parts.append(part)
    except (TimeoutError, ConnectionResetError):
        pass
    return b"".join(parts)


def read_until(s, mark):
    data = b""
    s.settimeout(PATIENCE)
    while mark not in data:
        try:
            part = s.recv(65536)
        except ConnectionResetError:
            break
        if not part:
            break
        data += part
    return data


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


GET = b"GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n"
