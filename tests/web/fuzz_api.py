#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Random and hostile calls made from the description of /api/v1: no answer of 5xx, none undeclared, the server lives, and
the chain of the log is whole afterwards.

usage: fuzz_api.py DAIS EXAMPLES [SEED [SECONDS]]
"""
import http.client
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import urllib.parse

from api_client import Api
from e2e_account import PASSWORD, Server, dais

P = "untoc-2022"
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
SECONDS = float(sys.argv[4]) if len(sys.argv) > 4 else 8
CALLS = 5000  # the most in that time: each machine makes the same ones, as far as it comes
HOSTILE = [
    "", "0", "-1", "1", "9" * 20, "9223372036854775807", "9223372036854775808", "1e9", "NaN", "null", "true", "..", "../..",
    "../../etc/passwd", "%00", "%2e%2e%2f", "\u0000", "\u202e", "\ufeff", "\ud7ff", "\U0010ffff", "'", "\"", "' OR 1=1 --", "\";--", "%",
    "_", "*", "\\", "a" * 200, "a" * 5000, "é" * 100, "中文", "السلام", "<script>", "{{item x}}", "${7*7}", "\n", "\r\nX: y", "\t",
    "CTOC/COP/WG.3/2022/2", "2022-05-23", "0000-00-00", "9999-12-31", "en,fr,", ",", "\x7f", "AND OR NOT", "NEAR(a b)", "(((", "\"a",
    "-", "--", "env*", "a:b", "^x",
]


def text(r):
    if r.random() < 0.7:
        return r.choice(HOSTILE)
    return "".join(chr(r.choice([r.randrange(1, 128), r.randrange(128, 0x2fff), r.randrange(0x1f300, 0x1f600)]))
                   for _ in range(r.randrange(40)))


def value(r, depth=0):
    kind = r.randrange(8 if depth < 4 else 5)
    if kind == 0:
        return text(r)
    if kind == 1:
        return r.choice([0, -1, 1, 2**53, -2**63, 1.5, 1e308])
    if kind == 2:
        return r.choice([True, False, None])
    if kind < 5:
        return r.choice(["title", "en", "organization", "{{item organization}}", "2022-05-23T10:00", "environment"])
    if kind == 5:
        return [value(r, depth + 1) for _ in range(r.randrange(4))]
    names = ["title", "text", "en", "fr", "id", "items", "documents", "symbols", "opens", "kind", "package", "files", "revision",
             "url", "note", "object", "by", "proposal", "closes", "opens", "zone", "from", "at", "everything", "meeting.yaml", "despiteFindings", "common", "versions", "status"]
    return {r.choice(names) if r.random() < 0.8 else text(r): value(r, depth + 1) for _ in range(r.randrange(5))}


def near(r, found):
    """A value of the record with one thing in it changed: it gets further than noise."""
    copy = json.loads(json.dumps(found))
    at = copy
    for _ in range(4):
        if isinstance(at, dict) and at:
            key = r.choice(list(at))
            if r.random() < 0.4 or not isinstance(at[key], (dict, list)):
                at[key] = value(r)
                break
            at = at[key]
        elif isinstance(at, list) and at:
            i = r.randrange(len(at))
            if r.random() < 0.4 or not isinstance(at[i], (dict, list)):
                at[i] = value(r)
                break
            at = at[i]
    return copy


class Fuzz:
    def __init__(self, api, tokens, things, seed):
        self.api, self.tokens, self.things, self.r = api, tokens, things, random.Random(seed)
        self.connection = None
        self.statuses = {}

    def path(self, pattern):
        r, thing = self.r, self.r.choice(self.things)
        good = {"package": P, "kind": thing["kind"], "id": thing["id"], "number": str(r.randrange(12)), "release": r.choice("012"),
                "symbol": "CTOC/COP/WG.3/2022/2", "silence": r.choice(["procedure", "dates"])}
        parts = []
        for part in pattern.split("/"):
            if part.startswith("{"):
                part = good.get(part[1:-1], "x") if r.random() < 0.7 else text(r)
                part = urllib.parse.quote(part, safe="/" if r.random() < 0.5 else "")
            parts.append(part)
        return "/".join(parts)

    def call(self):
        r = self.r
        operation_id = r.choice(list(self.api.operations))
        method, pattern, operation = self.api.operations[operation_id]
        address = self.path(pattern)
        query, headers = {}, {}
        for p in operation["parameters"]:
            if p["in"] == "query" and r.random() < 0.5:
                query[p["name"]] = text(r) if r.random() < 0.6 else r.choice(["1", "en", "environment", "5", "item"])
            if p["in"] == "header" and r.random() < 0.8:
                words = r.choice(['*', '"1"', '"7"', "W/x", "", "k" * 300, "k1", "k2", text(r)])
                headers[p["name"]] = "".join(c for c in words if " " <= c < "\x7f" or "\xa0" <= c <= "\xff")
        if query:
            address += "?" + urllib.parse.urlencode(query)
        if r.random() < 0.9:
            headers["Authorization"] = "Bearer " + r.choice(self.tokens)
        body = None
        if "requestBody" in operation or r.random() < 0.05:
            kind = next(iter(operation.get("requestBody", {}).get("content", {"application/json": 0})))
            headers["Content-Type"] = kind if r.random() < 0.95 else r.choice(["text/plain", "application/json; charset=x", ""])
            chosen = near(r, r.choice(self.things)["value"]) if r.random() < 0.5 else value(r)
            body = json.dumps(chosen, ensure_ascii=r.random() < 0.5).encode("utf-8", "surrogatepass")
            if r.random() < 0.1:
                at = r.randrange(len(body) + 1)
                body = body[:at] + bytes([r.randrange(256)]) + body[at:]
        return method, address, headers, body, operation, operation_id

    def send(self, method, address, headers, body):
        for again in range(2):
            try:
                if not self.connection:
                    self.connection = http.client.HTTPConnection(self.api.host, timeout=120)
                self.connection.request(method, address, body, headers)
                answer = self.connection.getresponse()
                return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.connection.close()
                self.connection = None
                if again:
                    raise
        return None

    def once(self):
        method, address, headers, body, operation, operation_id = self.call()
        status, given, content = self.send(method, address, headers, body)
        what = f"{method} {address[:300]} {headers} {body[:300] if body else ''}"
        assert status < 500 or status == 503, f"{what}\n{status} {content[:600]}"
        declared = operation["responses"].get(str(status))
        # A hostile path may be the address of something else, or of nothing; a wrong token is refused everywhere.
        assert declared or status in (301, 401, 404, 405, 414), f"{what}\n{status} is not declared: {content[:600]}"
        kind = given.get("content-type", "").split(";")[0]
        if declared and kind in declared.get("content", {}):
            self.api.validate(operation, status, given, content, what)
        self.statuses[status] = self.statuses.get(status, 0) + 1


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", str(pathlib.Path(sys.argv[2]) / P), "--db", db)
        dais("db", "release", P, "--db", db, "--despite")
        dais("account", "add", "--db", db, "--id", "all", "--email", "all@example.org", "--name", "all", "--role", "secretariat",
             "--role", "administrator", "--password-stdin", stdin=PASSWORD + "\n")
        scopes = ("working.read,restricted.read,package.create,meeting.edit,item.edit,text.edit,document.edit,version.set,"
                  "timetable.edit,package.release,notice.send,format.approve,silence.answer,change.undo,webhook.manage,account.manage,account.own")
        tokens = [dais("account", "token", "all", "--db", db, "--scopes", scopes).strip()]
        server = Server(db, "--allowance", "1000000")
        try:
            api = Api(server.address)
            silence = {"object": "procedure", "by": "bureau", "proposal": {"en": "As before."}, "closes": "2099-07-30T17:00"}
            api.call("openSilence", token=tokens[0], package=P, body=silence)
            api.call("openSilence", token=tokens[0], package=P, body={**silence, "object": "dates", "opens": "2021-07-27T10:00", "closes": "2021-07-30T17:00"})
            things = api.pages("listThings", token=tokens[0], package=P)
            fuzz = Fuzz(api, tokens * 4 + ["dais_x_y", "é"], things, SEED)
            end, n = time.monotonic() + SECONDS, 0
            while time.monotonic() < end and (n < CALLS or len(sys.argv) > 4):
                fuzz.once()
                n += 1
            api.call("describe")
        finally:
            server.stop()
        subprocess.run([sys.argv[1], "db", "verify", "--db", db, "--quiet"], check=True)
    print(f"seed {SEED}: {n} calls; {dict(sorted(fuzz.statuses.items()))}")


main()
