#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Signing in against the real server: sessions, held attempts, invitations, codes, tokens, forged forms, a provider.

usage: e2e_account.py DAIS [NODE PROVIDER_HOST.mjs]
"""
import atexit
import base64
import contextlib
import hashlib
import hmac
import html
import http.client
import json
import os
import pathlib
import random
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse

DAIS = sys.argv[1]
PASSWORD = "seven quiet herons"


class Browser:
    """A reader's browser: cookies, the form token of the last page, no redirects followed by itself."""

    def __init__(self, address, source="127.0.0.1"):
        self.host, self.source = urllib.parse.urlparse(address).netloc, source
        self.cookies, self.page, self.status, self.headers = {}, "", 0, {}

    def ask(self, method, path, fields=None, headers=None):
        connection = http.client.HTTPConnection(self.host, timeout=120, source_address=(self.source, 0))
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "User-Agent": "e2e", **(headers or {})}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, {k: v for k, v in sent.items() if v})
        answer = connection.getresponse()
        self.page, self.status = answer.read().decode("utf-8"), answer.status
        self.headers = {k.lower(): v for k, v in answer.getheaders()}
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
            assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, cookie
        connection.close()
        return self.status

    def get(self, path, **headers):
        return self.ask("GET", path, None, headers)

    def post(self, path, fields, token=None):
        own = re.search(r'name="form-token" value="([^"]+)"', self.page)
        fields = list(fields.items()) if isinstance(fields, dict) else list(fields)
        if token is None and own:
            fields.append(("form-token", html.unescape(own.group(1))))
        elif token:
            fields.append(("form-token", token))
        return self.ask("POST", path, fields)

    def sign_in(self, email, password=PASSWORD):
        """As a person, who comes again when the server is busy with others."""
        for _ in range(20):
            self.get("/en/sign-in")
            if self.post("/en/sign-in", {"email": email, "password": password}) != 503:
                break
            time.sleep(0.5)
        return self.status


def now():
    """The step of codes that the clock is in."""
    return int(time.time()) // 30


def code(secret, step=None):
    key = base64.b32decode(secret)
    step = now() if step is None else step
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"


def dais(*args, stdin=""):
    return subprocess.run([DAIS, *args], input=stdin, text=True, capture_output=True, check=True).stdout


ports = []  # names of those that are this program's, which the kernel gives back when it ends


def free_port():
    """A port of the loopback that nobody has, of those that the kernel gives to nobody by itself, and that no other test takes before
    something listens there: who ends a server there can begin another."""
    while True:
        port = random.randrange(10240, 30000)
        name = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(OSError), socket.socket() as s:
            name.bind(f"\0dais-test-port-{port}")
            s.bind(("127.0.0.1", port))
            ports.append(name)
            return port
        name.close()


def wait(what, seconds=120):
    """What @what gives as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"line {what.__code__.co_firstlineno}: not within {seconds} seconds")


def at_the_end(process, by):
    """Whatever becomes of the test, told to end by others included, @process does not outlive it."""
    def end():
        if process.poll() is None:
            process.send_signal(by)
            process.wait()
            if process.stderr:
                sys.stderr.write(process.stderr.read())  # what it complained of until then
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
    atexit.register(end)


class Server:
    def __init__(self, db, *options, env=None):
        # A sanitized program cannot end behind the fence: its last report opens files and threads.
        fence = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []
        # On a quick machine a test asks more often than one client may, and on a slow one waits longer: limits are for tests of limits.
        often = [word for limit in ("--allowance", "--arrivals") if limit not in options for word in (limit, "1000000")]
        self.process = subprocess.Popen([DAIS, "serve", "--db", db, "--listen", "127.0.0.1:0", *fence, *often, *options], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
        at_the_end(self.process, signal.SIGKILL)
        ready, _, _ = select.select([self.process.stdout], [], [], 120)
        line = self.process.stdout.readline() if ready else ""
        found = re.search(r"http://\S+", line)
        assert found, f"the server does not start: {line}{self.process.stderr.read() if self.process.poll() else ''}"
        self.address = found.group(0)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=120)
        sys.stderr.write(errors)
        assert self.process.returncode == 0, f"exit {self.process.returncode}: {errors}"
        assert "ERROR: AddressSanitizer" not in errors and "runtime error" not in errors, errors


def sessions(address):
    b = Browser(address)
    assert b.get("/en/account") == 303 and b.headers["location"] == "/en/sign-in?next=/en/account"
    assert b.sign_in("a@example.org", "wrong") == 403 and "wrong" not in b.page
    assert b.sign_in("a@example.org") == 303, b.page
    assert b.get("/en/account") == 200 and "Amina" in b.page and b.headers["cache-control"] == "no-store"
    other = Browser(address)
    assert other.sign_in("a@example.org") == 303
    # A forged form: without a token, with the token of another session.
    token = re.search(r'name="form-token" value="([^"]+)"', b.page).group(1)
    assert other.post("/en/account", {"name": "Mallory", "language": "en"}, token="") == 403
    assert other.post("/en/account", {"name": "Mallory", "language": "en"}, token=token) == 403
    assert other.get("/en/account") == 200 and "Mallory" not in other.page
    # All other sessions end; this one stays.
    b.get("/en/account")
    assert b.post("/en/account/session/end", {}) == 303
    assert b.get("/en/account") == 200 and other.get("/en/account") == 303
    assert b.post("/en/sign-out", {}, token=token) == 303 and "dais-session" not in b.cookies
    assert b.get("/en/account") == 303


def held(address):
    b = Browser(address)
    for _ in range(5):
        assert b.sign_in("held@example.org", "wrong") == 403
    assert b.sign_in("held@example.org") == 429 and "Too many attempts" in b.page
    assert 0 < int(b.headers["retry-after"]) <= 15 * 60, b.headers
    # The same for an address without an account.
    for _ in range(5):
        assert b.sign_in("nobody@example.org", "wrong") == 403
    assert b.sign_in("nobody@example.org", "wrong") == 429


def times(address):
    """Who has no account waits as long as who has: the shortest of five, or of more while the machine is busy."""
    def shortest(email):
        b, all_of_them = Browser(address, source), []
        for n in range(5):
            b.get("/en/sign-in")
            token = re.search(r'name="form-token" value="([^"]+)"', b.page).group(1)
            start = time.monotonic()
            status = b.post("/en/sign-in", {"email": email.format(n=n), "password": "not this one"}, token=token)
            if status != 503:  # busy with others
                assert status == 403, (n, status, b.page[:1500])
                all_of_them.append(time.monotonic() - start)
        return min(all_of_them)
    known = unknown = 1e9
    # Without the comparison it would be a tenth, however often one looks.
    for n in range(4):
        source = f"127.0.0.{n + 2}"  # wrong passwords from one address have an end
        known, unknown = min(known, shortest("t{n}@example.org")), min(unknown, shortest("u{n}@example.org"))
        if unknown > 0.4 * known and known > 0.4 * unknown:
            break
    else:
        raise AssertionError((known, unknown))
    print(f"wrong password: {known * 1000:.0f} ms; no account: {unknown * 1000:.0f} ms")


def invited(address):
    chief = Browser(address)
    assert chief.sign_in("a@example.org") == 303 and chief.get("/en/accounts") == 200
    assert chief.post("/en/accounts/invite", [("email", "new@example.org"), ("language", "ru"), ("role", "translator"),
                                              ("in", "ru")]) == 200
    path = re.search(r"/ru/invitation/[\w-]{43}", chief.page).group(0)
    new = Browser(address)
    assert new.get(path) == 200 and "new@example.org" in new.page and new.headers["referrer-policy"] == "no-referrer"
    assert new.post(path, {"name": "Новая", "language": "ru", "password": "пароль123456"}) == 422
    assert new.post(path, {"name": "Новая", "language": "ru", "password": "семь тихих цапель"}) == 303
    assert new.get("/ru/account") == 200 and "Новая" in new.page
    assert Browser(address).get(path) == 404, "an invitation serves once"
    assert new.get("/ru/accounts") == 403
    assert new.post("/ru/accounts/invite", {"email": "x@example.org", "language": "ru", "role": "administrator"}) == 403


def codes(address):
    b = Browser(address)
    assert b.sign_in("code@example.org") == 303 and b.get("/en/account") == 200
    assert b.post("/en/account/second", {"second-password": "wrong"}) == 403
    assert b.post("/en/account/second", {"second-password": PASSWORD}) == 200
    secret = re.search(r"secret=([A-Z2-7]{32})", b.page).group(1)
    assert "<svg" in b.page
    step = now()
    assert b.post("/en/account/second/confirm", {"code": code(secret, step)}) == 200
    recovery = re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){5}", b.page)
    assert len(recovery) == 10
    again = Browser(address)
    assert again.sign_in("code@example.org") == 303 and again.headers["location"] == "/en/sign-in/code"
    assert "dais-session" not in again.cookies
    again.get("/en/sign-in/code")
    assert again.post("/en/sign-in/code", {"code": code(secret, step)}) == 403, "a code serves once"
    assert again.post("/en/sign-in/code", {"code": code(secret, step + 1)}) == 303
    assert again.get("/en/account") == 200
    lost = Browser(address)
    assert lost.sign_in("code@example.org") == 303
    lost.get("/en/sign-in/code")
    assert lost.post("/en/sign-in/code", {"code": recovery[0].lower()}) == 303
    twice = Browser(address)
    assert twice.sign_in("code@example.org") == 303
    twice.get("/en/sign-in/code")
    assert twice.post("/en/sign-in/code", {"code": recovery[0]}) == 403


def demanded(db, folder):
    """A server that others reach needs a second factor of administrators, and seals its secret with a key beside the record."""
    keys = str(pathlib.Path(folder) / "keys")
    leaked = pathlib.Path(folder) / "leaked"
    leaked.write_text(hashlib.sha1(b"nine loud gulls sat").hexdigest().upper() + ":7\n")
    dais("account", "key", "--key-file", keys)
    server = Server(db, "--address", "https://m.example.org", "--key-file", keys, "--leaked", str(leaked))
    b = Browser(server.address)
    assert b.sign_in("code@example.org") == 303 and b.headers["location"].startswith("/en/sign-in/code"), "a chair has his own"
    b = Browser(server.address)
    assert b.sign_in("a@example.org") == 303 and b.headers["location"].startswith("/en/sign-in/second"), b.headers
    assert b.get("/en/account") == 303 and b.get("/en/sign-in/second") == 200
    secret = re.search(r"<code dir=\"ltr\">([A-Z2-7]{32})</code>", b.page).group(1)
    assert b.post("/en/sign-in/second", {"code": code(secret)}) == 200 and "Recovery codes" in b.page
    recovery = re.search(r"<code dir=\"ltr\">([A-Z2-7-]{29})</code>", b.page).group(1)
    assert b.get("/en/account") == 200 and "cannot be turned off" in b.page
    # A password that became known.
    assert b.post("/en/account/password", {"password": PASSWORD, "new-password": "nine loud gulls sat"}) == 422
    assert "known leak" in b.page
    # A calendar of one's own; its address is in no log and works for who has it.
    b.get("/en/account")
    assert b.post("/en/account/calendar/address", {}) == 200
    own = re.search(r"https://m\.example\.org(/en/calendar/[^<]+)", b.page).group(1)
    assert Browser(server.address).get(own) == 200 and Browser(server.address).get(own[:-9] + ".ics") == 404
    server.stop()
    for end in ("", "-wal"):
        file = pathlib.Path(db + end)
        assert not file.exists() or secret.encode() not in file.read_bytes(), "the secret stands in the record"
    # Without the key the server runs; codes cannot be checked, recovery codes can.
    server = Server(db)
    b = Browser(server.address)
    assert b.sign_in("a@example.org") == 303 and b.get("/en/sign-in/code") == 200
    assert b.post("/en/sign-in/code", {"code": code(secret, now() + 1)}) == 503, b.status
    b.get("/en/sign-in/code")
    assert b.post("/en/sign-in/code", {"code": recovery}) == 303 and b.get("/en/account") == 200
    server.stop()
    dais("account", "reset", "a@example.org", "--second-factor", "--db", db)


def tokens(address, db):
    """One account, an administrator's: the scope decides; without one, a wrong one, none."""
    made = {scope: dais("account", "token", "a@example.org", "--db", db, "--scopes", scope).strip()
            for scope in ("working.read", "webhook.manage")}
    for token, status in ((made["working.read"], 403), (made["webhook.manage"], 200), ("dais_a_" + "x" * 43, 401), ("", 401)):
        b = Browser(address)
        b.get("/api/v1/webhooks", Accept="application/json", **({"Authorization": f"Bearer {token}"} if token else {}))
        assert b.status == status, (token[:8], b.status, b.page[:300])
    b = Browser(address)
    reader = {"Authorization": f"Bearer {made['webhook.manage']}"}
    assert b.get("/en/account", **reader) == 403, "pages of the account are not for programs"
    # A disabled account's token is nobody's at once.
    dais("account", "add", "--db", db, "--email", "gone@example.org", "--id", "gone", "--role", "administrator")
    gone = {"Authorization": "Bearer " + dais("account", "token", "gone", "--db", db, "--scopes", "webhook.manage").strip()}
    assert b.get("/api/v1/webhooks", **gone) == 200
    dais("account", "disable", "gone", "--db", db)
    assert b.get("/api/v1/webhooks", **gone) == 401


def provider(db, node, host):
    there = subprocess.Popen([node, host, str(free_port()), str(free_port())], stdout=subprocess.PIPE, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    at_the_end(there, signal.SIGKILL)
    first = there.stdout.readline().strip()
    if first == "none":
        print("skipped: oidc-provider is not installed (npm ci in tests/web)")
        return
    said = json.loads(first)
    site = "http://127.0.0.1:" + said["port"]
    server = Server(db, "--provider", said["issuer"], "--provider-client", said["client"], "--provider-name", "Example ID",
                    "--listen", "127.0.0.1:" + said["port"], "--address", site, env={"DAIS_PROVIDER_SECRET": said["secret"]})
    b = Browser(server.address)

    def go(login):
        assert b.get("/fr/sign-in") == 200 and "Example ID" in b.page
        assert b.get("/fr/sign-in/provider?next=/fr/account") == 303, b.page
        there.stdin.write(json.dumps([b.headers["location"], login, site]) + "\n")
        there.stdin.flush()
        return json.loads(there.stdout.readline())[len(site):]

    try:
        walk_provider(server, b, go)
    finally:
        server.stop()
        there.stdin.close()
        there.wait(timeout=120)
    print("signed in through a provider")


def walk_provider(server, b, go):
    back = go("provided")
    assert Browser(server.address).get(back) == 403, "another browser cannot come back with it"
    assert b.get(back) == 303
    b.cookies.clear()
    back = go("provided")
    assert b.get(back) == 303 and b.headers["location"] == "/fr/account", b.page
    assert b.get("/fr/account") == 200 and "Provided" in b.page
    assert Browser(server.address).get(back) == 403
    b.cookies.clear()
    for login in ("stranger", "unverified"):
        assert b.get(go(login)) == 403 and "Example ID" in b.page


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        for email, name, roles in (("a@example.org", "Amina Diallo", ("administrator", "secretariat")),
                                   ("held@example.org", "Held", ("reader",)), ("code@example.org", "Code", ("chair",)),
                                   *((f"t{n}@example.org", "T", ()) for n in range(5)),
                                   ("provided@example.org", "Provided", ("delegate",)),
                                   ("unverified@example.org", "Unverified", ("delegate",))):
            dais("account", "add", "--db", db, "--email", email, "--name", name, "--password-stdin",
                 *(x for r in roles for x in ("--role", r)), stdin=PASSWORD + "\n")
        server = Server(db)
        times(server.address)
        sessions(server.address)
        held(server.address)
        invited(server.address)
        codes(server.address)
        tokens(server.address, db)
        server.stop()
        demanded(db, folder)
        log = dais("account", "log", "a@example.org", "--db", db)
        assert "sign-in" in log and "wrong-password" in log
        if len(sys.argv) > 3:
            provider(db, sys.argv[2], sys.argv[3])
    print("signed in, held, invited, coded, refused")


if __name__ == "__main__":
    main()
