#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whether the time of an answer at the door says more than its words: pairs of tries that are answered alike must take alike.

usage: login_timing.py DAIS [TRIES [ONLY [FILE]]]        TRIES of each kind (default 1000) of pairs whose name has ONLY in it (default all)
prints the table of doc/security.md; FILE: the figures as data

The two kinds of a pair are tried in random order, one directly after the other, over one connection to a real server. Before each try the
tool puts the counts of attempts, codes and steps of its own record back to where they were: that is how it gets round the limits, which
nobody else can. Time runs from the request to the first byte of the answer. For each pair: medians; their difference with an interval of
95 % by bootstrap; by Mann-Whitney how often one of the first kind takes longer than one of the second (50 %: nothing can be told) and how
probable so much is by chance alone. A pair is told apart when both say so beyond 0.1 %.

On a machine that does other things, too, time says little of small differences. Their causes can be counted exactly: for each try the tool
reads how much of the processor the server has used (the children of its workshop apart: they do the same sum for all) and how often it wrote
(/proc; a mail that begins to go, after the answer has gone, may be among that). A pair is told apart, too, when the one takes 50 microseconds
more of the processor and that is no chance.
"""
import contextlib
import html
import http.client
import json
import math
import pathlib
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/web"))
from e2e_account import PASSWORD, Browser, Server, code, dais  # noqa: E402

TRIES = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
ONLY = sys.argv[3] if len(sys.argv) > 3 else ""
FILE = sys.argv[4] if len(sys.argv) > 4 else None
CAUSE_MS = 0.05
AREAS = ("attempt", "credential", "sign-in", "mail", "link", "audit", "session", "token", "nobody")
CHANCE = 0.001


class Door:
    """One connection, one visit, one form token."""

    def __init__(self, address, cookies=None, page=None):
        b = Browser(address)
        b.cookies.update(cookies or {})
        b.get(page or "/en/sign-in")
        self.token = html.unescape(re.search(r'name="form-token" value="([^"]+)"', b.page).group(1))
        self.cookies = "; ".join(f"{k}={v}" for k, v in b.cookies.items())
        self.connection = http.client.HTTPConnection(b.host, timeout=30)
        self.connection.connect()

    def get(self, path, fields):
        """@fields: headers."""
        start = time.perf_counter()
        self.connection.request("GET", path, None, {"User-Agent": "timing", **fields})
        answer = self.connection.getresponse()
        took = time.perf_counter() - start
        answer.read()
        return took, answer.status

    def ask(self, path, fields):
        if path.startswith("GET "):
            return self.get(path[4:], fields)
        body = urllib.parse.urlencode({**fields, "form-token": self.token})
        head = {"Cookie": self.cookies, "User-Agent": "timing", "Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        self.connection.request("POST", path, body, head)
        answer = self.connection.getresponse()
        took = time.perf_counter() - start
        answer.read()
        return took, answer.status


class Record:
    """The state of the server's record, put back before each try."""

    def __init__(self, db):
        self.base = sqlite3.connect(db, timeout=30, isolation_level=None)
        self.marks = ",".join("?" * len(AREAS))

    def rows(self, area=None):
        areas = (area,) if area else AREAS
        return self.base.execute(f"SELECT * FROM state WHERE area IN ({','.join('?' * len(areas))})", areas).fetchall()

    def put(self, rows):
        self.base.execute("BEGIN IMMEDIATE")
        self.base.execute(f"DELETE FROM state WHERE area IN ({self.marks})", AREAS)
        if rows:
            self.base.executemany(f"INSERT INTO state VALUES ({','.join('?' * len(rows[0]))})", rows)
        self.base.execute("COMMIT")

    def names(self):
        return [d[0] for d in self.base.execute("SELECT * FROM state LIMIT 0").description]


def counted(record, door, start, email, n, until_ms=0):
    """@start, and @n attempts at @email, held for @until_ms."""
    record.put(start)
    assert door.ask("/en/sign-in", {"email": email, "password": "not this one"})[1] == 403
    value = record.names().index("value")
    made = []
    for row in record.rows("attempt"):
        row = list(row)
        if bytes(row[record.names().index("key")]).startswith(b"account/"):
            row[value] = json.dumps({"n": n, "until": until_ms}).encode()
            made.append(tuple(row))
    assert len(made) == 1
    return start + made


class Effort:
    """What the server has done until now: milliseconds of the processor, and how often it wrote."""

    def __init__(self, pid):
        self.place = pathlib.Path(f"/proc/{pid}")

    def look(self):
        ran = int((self.place / "schedstat").read_text(encoding="ascii").split()[0]) / 1e6
        return ran, int(re.search(r"^syscw: (\d+)", (self.place / "io").read_text(encoding="ascii"), re.M).group(1))


def measure(record, first, second, tries, random_, effort):
    """Each of both: (rows, door, path, fields, status)."""
    times, ran, wrote = ([], []), ([], []), ([], [])
    for n in range(tries + 5):
        order = [0, 1]
        random_.shuffle(order)
        for which in order:
            rows, door, path, fields, status = (first, second)[which]
            record.put(rows)
            before = effort.look()
            took, got = door.ask(path, fields() if callable(fields) else fields)
            after = effort.look()
            assert got == status, (path, fields, got, status)
            if n >= 5:  # the first ones are slower
                times[which].append(took * 1000)
                ran[which].append(after[0] - before[0])
                wrote[which].append(after[1] - before[1])
    return times, ran, wrote


def bootstrap(a, b, random_, times=2000):
    found = sorted(statistics.median(random_.choices(a, k=len(a))) - statistics.median(random_.choices(b, k=len(b))) for _ in range(times))
    return found[int(times * 0.025)], found[int(times * 0.975)]


def mann_whitney(a, b):
    """How often one of @a is above one of @b, and how probable so much is by chance (normal approximation)."""
    both = sorted([(x, 0) for x in a] + [(x, 1) for x in b])
    rank_sum = sum(i + 1 for i, (_, which) in enumerate(both) if which == 0)
    n, m = len(a), len(b)
    u = rank_sum - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return u / (n * m), math.erfc(abs(z) / math.sqrt(2))


def report(what, times, ran, wrote, random_, saved):
    (a, b), (low, high) = times, bootstrap(*times, random_)
    above, chance = mann_whitney(a, b)
    ran_low, ran_high = bootstrap(*ran, random_)
    more = statistics.median(ran[0]) - statistics.median(ran[1])
    writes = [statistics.median(w) for w in wrote]
    told = (chance < CHANCE and (low > 0 or high < 0)) or \
        (abs(more) > CAUSE_MS and mann_whitney(*ran)[1] < CHANCE and (ran_low > 0 or ran_high < 0))
    saved.append({"pair": what, "tries": len(a), "median_ms": [round(statistics.median(x), 3) for x in times], "difference_ms": [round(low, 3), round(high, 3)],
                  "first_is_longer": round(above, 4), "chance": float(f"{chance:.2g}"), "quantiles_ms": [[round(q, 3) for q in statistics.quantiles(x, n=10)] for x in times],
                  "processor_ms": [round(statistics.median(x), 3) for x in ran], "processor_difference_ms": [round(ran_low, 3), round(ran_high, 3)],
                  "writes": writes, "told_apart": told})
    print(f"| {what} | {statistics.median(a):.2f} | {statistics.median(b):.2f} | {statistics.median(a) - statistics.median(b):+.3f} "
          f"({low:+.3f} to {high:+.3f}) | {above * 100:.1f} % | {chance:.2g} | {more:+.3f} ({ran_low:+.3f} to {ran_high:+.3f}) | "
          f"{writes[0]:g} / {writes[1]:g} | {'**yes**' if told else 'no'} |", flush=True)
    return told


def second_factor(address, email):
    b = Browser(address)
    assert b.sign_in(email) == 303 and b.get("/en/account") == 200
    assert b.post("/en/account/second", {"second-password": PASSWORD}) == 200
    secret = re.search(r"secret=([A-Z2-7]{32})", b.page).group(1)
    assert b.post("/en/account/second/confirm", {"code": code(secret, -1)}) == 200
    return secret, re.findall(r"\b[A-Z2-7]{4}(?:-[A-Z2-7]{4}){5}\b", b.page)


def changed(secret, at):
    """Another letter at one place."""
    return secret[:at] + ("A" if secret[at] != "A" else "B") + secret[at + 1:]


def step(address, email):
    """A browser that has given the password and is asked for the code."""
    b = Browser(address)
    assert b.sign_in(email) == 303 and b.headers["location"] == "/en/sign-in/code"
    return b.cookies


def other(right, digit):
    return "".join(str((int(c) + 5) % 10) if i == digit else c for i, c in enumerate(right))


def tokens_and_links(record, address, given):
    """What nobody can guess: whether it was ever given, or how much of it is right, must show in nothing."""
    door, clean = Door(address), record.rows()
    token, invitation = given["token"], given["invitation"]

    def bearer(what):
        return clean, door, "GET /api/v1/me", {"Authorization": f"Bearer {what}"}, 401

    def link(what, rows=None):
        return rows or clean, door, f"GET /en/invitation/{what}", {}, 404
    yield "token: first / last letter of its secret wrong", bearer(changed(token, token.rindex("_") + 1)), bearer(changed(token, len(token) - 1))
    yield "token: account known / unknown", bearer(changed(token, len(token) - 1)), bearer(changed(token, len(token) - 1).replace("known", "knows"))
    yield "token: ended / never given", bearer(given["ended token"]), bearer(changed(given["ended token"], len(given["ended token"]) - 1))
    yield "token: of a disabled account / never given", bearer(given["closed token"]), bearer(changed(given["closed token"], len(given["closed token"]) - 1))
    yield "invitation: first / last letter wrong", link(changed(invitation, 0)), link(changed(invitation, len(invitation) - 1))
    value, key = record.names().index("value"), record.names().index("key")
    used = [row for row in clean if not (row[0] == "link" and bytes(row[key]).startswith(b"invitation/"))]
    assert len(used) < len(clean) and value
    yield "invitation: used / never given", link(invitation, used), link(changed(invitation, 9), used)


def recovery(record, address, coded, codes, secret):
    clean = [row for row in record.rows() if row[0] == "credential"]
    record.put(clean)
    at_code = Door(address, step(address, coded), "/en/sign-in/code")
    stepped = [row for row in record.rows() if row[0] in ("credential", "sign-in")]

    def giving(what, rows=stepped, status=403):
        return rows, at_code, "/en/sign-in/code", (lambda: {"code": what()}), status
    yield "recovery code: first / last letter wrong", giving(lambda: changed(codes[0], 0)), giving(lambda: changed(codes[0], len(codes[0]) - 1))
    yield "wrong code / wrong recovery code", giving(lambda: other(code(secret), 3)), giving(lambda: changed(codes[0], 5))
    assert at_code.ask("/en/sign-in/code", {"code": codes[1]})[1] == 303
    spent = [row for row in record.rows() if row[0] == "credential"] + [row for row in stepped if row[0] == "sign-in"]
    yield "recovery code: used up / never given", giving(lambda: codes[1], spent), giving(lambda: changed(codes[1], 0), spent)
    record.put(stepped)
    # A code that was used: whoever saw it being typed learns nothing of whether he saw it well.
    while time.time() % 30 > 5:
        time.sleep(0.5)
    assert at_code.ask("/en/sign-in/code", {"code": code(secret)})[1] == 303
    again = [row for row in record.rows() if row[0] == "credential"] + [row for row in stepped if row[0] == "sign-in"]
    typed = code(secret)
    yield "code: used already / never right", giving(lambda: typed, again), giving(lambda: other(typed, 3), again)


def pairs(record, address, given):
    secret = given["secret"]
    door = Door(address)
    clean = [row for row in record.rows() if row[0] == "credential"]
    in_an_hour = int(time.time() * 1000) + 600000

    def wrong(email, rows=None, status=403, password="not this one"):
        return rows or clean, door, "/en/sign-in", {"email": email, "password": password}, status

    def reset(email):
        return clean, door, "/en/reset", {"email": email}, 200
    known, unknown, closed, coded = "known@example.org", "knows@example.org", "close@example.org", "coded@example.org"
    yield "wrong password: name known / unknown", wrong(known), wrong(unknown)
    yield "two unknown names (what chance does)", wrong("knowt@example.org"), wrong(unknown)
    yield "wrong password: account open / disabled", wrong(known), wrong(closed)
    yield "disabled account: right / wrong password", wrong(closed, password=PASSWORD), wrong(closed)
    yield "wrong password: without / with a second factor", wrong(known), wrong(coded)
    fifth = [counted(record, door, clean, who, 4) for who in (known, unknown)]
    yield "fifth attempt, of which the owner is told: name known / unknown", wrong(known, fifth[0]), wrong(unknown, fifth[1])
    held = [counted(record, door, clean, who, 6, in_an_hour) for who in (known, unknown)]
    yield "held: name known / unknown", wrong(known, held[0], 429), wrong(unknown, held[1], 429)
    yield "a link asked for: address known / unknown", reset(known), reset(unknown)
    record.put(clean)
    cookies = step(address, coded)
    stepped = [row for row in record.rows() if row[0] in ("credential", "sign-in")]
    at_code = Door(address, cookies, "/en/sign-in/code")

    def coding(what, status=403, rows=stepped):
        return rows, at_code, "/en/sign-in/code", lambda: {"code": what(code(secret))}, status
    yield "wrong code: first / last digit wrong", coding(lambda c: other(c, 0)), coding(lambda c: other(c, 5))
    yield "right / wrong code (answered unlike)", coding(lambda c: c, 303), coding(lambda c: other(c, 3))
    record.put(given["rows"])
    yield from recovery(record, address, coded, given["codes"], secret)
    record.put(given["rows"])
    yield from tokens_and_links(record, address, given)


def make_secrets(db):
    """Tokens of one who may and of one who may not come in, one that has ended, an invitation."""
    record = sqlite3.connect(db, isolation_level=None)

    def make(who):
        return dais("account", "token", who, "--db", db, "--scopes", "account.own").strip()

    def keys():
        return {row[0] for row in record.execute("SELECT key FROM state WHERE area = 'token'")}
    made, before = {"token": make("known"), "closed token": make("close")}, keys()
    made["ended token"] = make("known")
    for key in keys() - before:
        record.execute("DELETE FROM state WHERE area = 'token' AND key = ?", (key,))
    record.close()
    made["invitation"] = dais("account", "invite", "--db", db, "--email", "guest@example.org", "--name", "Guest", "--role", "reader", "--address", "https://m.example.org").strip().rsplit("/", 1)[1]
    return made


def main():
    random_ = random.Random(20261126)
    told, saved = [], []
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        for name in ("known", "close", "coded"):
            dais("account", "add", "--db", db, "--id", name, "--email", f"{name}@example.org", "--name", name, "--role", "reader",
                 "--password-stdin", stdin=PASSWORD + "\n")
        given = make_secrets(db)
        dais("account", "disable", "close", "--db", db)
        # Mails are posted, and go nowhere: nobody listens there.
        server = Server(db, "--allowance", "1000000000", "--mail", "smtp://127.0.0.1:9", "--mail-from", "office@example.org", "--mail-tls", "none",
                        "--address", "https://m.example.org", "--second-factor", "none")
        try:
            given["secret"], given["codes"] = second_factor(server.address, "coded@example.org")
            print(f"{TRIES} tries of each kind; ms\n")
            print("| pair | first | second | difference (95 %) | first is longer | by chance | of processor (95 %) | writes | told apart |")
            print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
            record = Record(db)
            given["rows"] = record.rows()
            with contextlib.closing(record.base):
                for what, first, second in pairs(record, server.address, given):
                    if ONLY not in what:
                        continue
                    found = measure(record, first, second, TRIES, random_, Effort(server.process.pid))
                    if report(what, *found, random_, saved) and "unlike" not in what:
                        told.append(what)
        finally:
            server.stop()
    if FILE:
        pathlib.Path(FILE).write_text("\n".join(map(json.dumps, saved)) + "\n", encoding="utf-8")
    sys.exit(1 if told else 0)


main()
