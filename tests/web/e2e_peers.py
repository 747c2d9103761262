#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The servers that dais talks to are killed in the midst of it, fail, hang and come back. Nothing is lost; nothing is sent twice but
where nobody can know whether it arrived, and then it says so; whoever looks sees what waits, why and until when; others do not wait.

usage: e2e_peers.py DAIS EXAMPLES mail|hooks
       e2e_peers.py DAIS EXAMPLES provider NODE PROVIDER_HOST.mjs        77: oidc-provider is not installed (npm ci in tests/web)
"""
import contextlib
import datetime
import json
import os
import pathlib
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from api_client import Api
from e2e_account import PASSWORD, Browser, Server, at_the_end, dais, free_port, wait

P = "untoc-2022"
HERE = pathlib.Path(__file__).parent


class Peer:
    """A process of peers.py: what it said is in `seen`, over all its lives."""

    def __init__(self, kind, how):
        self.kind, self.port, self.seen, self.process = kind, free_port(), [], None
        self.start(how)

    def start(self, how):
        self.process = subprocess.Popen([sys.executable, str(HERE / "peers.py"), self.kind, str(self.port), how],
                                        stdout=subprocess.PIPE, text=True)
        at_the_end(self.process, signal.SIGKILL)
        assert json.loads(self.process.stdout.readline())["port"] == self.port
        self.reader = threading.Thread(target=self.read, args=(self.process.stdout,), daemon=True)
        self.reader.start()

    def read(self, lines):
        for line in lines:
            self.seen.append(json.loads(line))

    def kill(self):
        """At once, as a machine that loses its power: connections are reset."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def at(self, stage):
        return [s for s in self.seen if s["stage"] == stage]


class Quick:
    """How long a reader of the portal waits meanwhile, beside what he waited before; what the server has open."""

    def __init__(self, server):
        self.pid, self.browser, self.ends = server.process.pid, Browser(server.address), False
        self.browser.get("/en")
        self.took = []
        for _ in range(20):
            self.look()
        self.usual = max(0.025, statistics.median(self.took))
        self.took = []
        self.before = self.holds()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def holds(self):
        return {what: len(os.listdir(f"/proc/{self.pid}/{what}")) for what in ("fd", "task")}

    def look(self):
        start = time.monotonic()
        assert self.browser.get("/en") == 200
        self.took.append(time.monotonic() - start)

    def read(self):
        while not self.ends:
            self.look()
            time.sleep(0.02)

    def still(self):
        """Seconds in which the server answered nobody, and would have."""
        return sum(took for took in self.took if took > 0.3)

    def end(self):
        wait(lambda: len(self.took) > 50 or not self.thread.is_alive())
        self.ends = True
        self.thread.join()
        wait(lambda: all(n <= self.before[what] + 1 for what, n in self.holds().items()))
        assert len(self.took) > 50, len(self.took)
        assert statistics.median(self.took) < 10 * self.usual, (statistics.median(self.took), self.usual)
        return f"readers waited {statistics.median(self.took) * 1000:.1f} ms (most: {max(self.took) * 1000:.0f})"


def instant(words):
    """Seconds of the clock."""
    return datetime.datetime.fromisoformat(words.replace("Z", "+00:00")).timestamp()


def comes_again(line, minutes, since):
    """Whether the next attempt is so long after the last one, which was made after @since (of the clock, as what is asked now)."""
    due = instant(line["next"])
    return since - 1 <= due - minutes * 60 <= time.time() + 1


class House:
    """A record with a secretary, an administrator and delegates, and its server."""

    def __init__(self, folder, people=(), *options, env=None):
        self.db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", self.db)
        dais("db", "import", str(pathlib.Path(sys.argv[2]) / P), "--db", self.db)
        dais("db", "release", P, "--db", self.db, "--despite")
        for id, role in (("sec", "secretariat"), ("chief", "administrator"), ("far", "secretariat@A/B"), *((p, "delegate") for p in people)):
            dais("account", "add", "--db", self.db, "--id", id, "--email", f"{id}@example.org", "--name", id, "--role", role,
                 *(("--password-stdin",) if id == "sec" else ()), stdin=PASSWORD + "\n")
        self.sec, self.far, self.chief = (dais("account", "token", who, "--db", self.db, "--scopes", scopes).strip() for who, scopes in
                                (("sec", "working.read,item.edit,package.release,notice.send"), ("far", "working.read,notice.send"),
                                 ("chief", "webhook.manage")))
        self.server = Server(self.db, "--allowance", "1000000", *options, env=env)
        self.api = Api(self.server.address)

    def outbox(self, token=None):
        return {m["id"].split("/")[-1] if m["kind"] == "mail" else m["id"]: m for m in self.api.pages("listOutbox", token=token or self.sec)}

    def again(self, message, expect=204, token=None):
        self.api.call("tryAgain", expect, token=token or self.sec, body={"id": message["id"]})

    def change(self, words):
        return self.api.call("patchThing", token=self.sec, package=P, kind="item", id="organization", headers={"If-Match": "*"},
                             body={"title": {"en": words}})["change"]

    def age(self, area, days):
        """What waits was queued so long ago."""
        with contextlib.closing(sqlite3.connect(self.db, timeout=30)) as c, c:
            for key, value in c.execute("SELECT key, value FROM state WHERE area = ?", (area,)).fetchall():
                aged = json.loads(value)
                aged["at"] -= days * 86400000
                c.execute("UPDATE state SET value = ? WHERE area = ? AND key = ?", (json.dumps(aged).encode(), area, key))

    def end(self):
        self.server.stop()
        subprocess.run([sys.argv[1], "db", "verify", "--db", self.db, "--quiet"], check=True)


# ---- mail ----

PEOPLE = ["r1", "r2", "d1", "d2", "k1", "k2", "s1", "s2"]  # peers.py says what becomes of each


def killed_within(house, peer):
    """Eight mails are on their way, each at another point, when the mail server is killed."""
    draft = house.api.call("getNotice", token=house.sec, package=P, notice="2")
    assert house.api.call("sendNotice", token=house.sec, package=P, notice="2", headers={"If-Match": f'"{draft["revision"]}"'})["recipients"] == 9
    wait(lambda: len(peer.at("rcpt")) == 2 and len(peer.at("data")) == 2 and len(peer.at("kept")) >= 4)
    assert {m["state"] for m in house.outbox().values()} <= {"sending", "waiting"}
    wait(lambda: "s1" not in house.outbox() and "s2" not in house.outbox())
    since = time.time()
    peer.kill()
    waiting = wait(lambda: (o := house.outbox()) and all(m["attempts"] == 1 and m["state"] == "waiting" for m in o.values()) and o)
    assert set(waiting) - {"sec"} == set(PEOPLE[:6]), waiting
    for who, m in waiting.items():
        assert comes_again(m, 1, since) and m["why"], m
        assert m["mayHaveArrived"] == (who[0] in "dk"), m
    return waiting


def seen_by_a_secretary(house, waiting):
    b = Browser(house.server.address)
    assert b.sign_in("sec@example.org") == 303 and b.get("/en/desk/outbox") == 200
    for words in ("r1@example.org", "Waiting", "Next attempt", "Try again", "Try all again", "It may have arrived"):
        assert words in b.page, words
    assert b.page.count('name="key"') == len(waiting)
    for language, words in (("ar", "إعادة المحاولة"), ("zh", "重试"), ("fr", "Réessayer"), ("ru", "Повторить попытку"), ("es", "Reintentar")):
        assert b.get(f"/{language}/desk/outbox") == 200 and words in b.page
    return b


def refused_and_given_up(house, peer, b):
    """Still away: later and later. Then 451. After three days it is given up, and begun anew by hand."""
    one = house.outbox()["r1"]
    for attempts, minutes in ((2, 5), (3, 15)):
        since = time.time()
        house.again(one)
        one = wait(lambda: (m := house.outbox()["r1"])["attempts"] == attempts and m["state"] == "waiting" and m)
        assert comes_again(one, minutes, since), one
    peer.start("busy")
    house.again(one)
    one = wait(lambda: (m := house.outbox()["r1"])["attempts"] == 4 and m["state"] == "waiting" and m)
    assert "451" in one["why"] and not one["mayHaveArrived"], one
    peer.kill()
    house.age("mail", 4)
    house.again(one)
    one = wait(lambda: (m := house.outbox()["r1"])["state"] == "undelivered" and m)
    assert "next" not in one and b.get("/en/desk/outbox") == 200 and "Not delivered" in b.page
    # Who may not send notices, or only of other bodies, neither sees nor tries.
    for token in (house.chief, house.far):
        assert house.outbox(token) == {}
        house.again(one, 409, token)
    house.api.call("tryAgain", 409, token=house.sec, body={"id": "nobody/2/r1"})


def all_arrive(house, peer, b, waiting):
    kept = len(peer.at("kept"))
    peer.start("good")
    assert b.get("/en/desk/outbox") == 200 and b.post("/en/desk/outbox", {"do": "all"}) == 303, b.page
    assert b.get(b.headers["location"]) == 200 and "Another attempt is being made" in b.page
    wait(lambda: not house.outbox() and len(peer.at("kept")) == kept + len(waiting))
    assert b.get("/en/desk/outbox") == 200 and "Try again" not in b.page
    time.sleep(1.5)
    for who in PEOPLE:
        got = [m for m in peer.at("kept") if m["to"] == f"{who}@example.org"]
        # Only what was kept without an answer comes twice, as the same message.
        assert len(got) == (2 if who[0] == "k" else 1), (who, got)
        assert len({m["id"] for m in got}) == 1 and bool(got[-1]["repeated"]) == (who[0] in "dk"), got


def mail():
    peer = Peer("smtp", "stages")
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder, PEOPLE, "--mail", f"smtp://127.0.0.1:{peer.port}", "--mail-from", "office@example.org", "--mail-tls", "none",
                      "--address", "https://m.example.org")
        try:
            house.change("Another title")
            revision = next(p for p in house.api.pages("listPackages", token=house.sec) if p["package"] == P)["revision"]
            house.api.call("addRelease", token=house.sec, package=P, body={"revision": revision, "despiteFindings": True})
            quick = Quick(house.server)
            waiting = killed_within(house, peer)
            b = seen_by_a_secretary(house, waiting)
            refused_and_given_up(house, peer, b)
            all_arrive(house, peer, b, waiting)
            said = quick.end()
        finally:
            peer.kill()
            house.end()
    print(f"killed within eight deliveries: none lost, two repeated and marked; {said}")


# ---- webhooks ----

def asked_again(house):
    """Asks for all that waits; whether nothing is left. What is under way, or was delivered meanwhile, does not wait (409); it may
    wait again when it was on its way to the receiver before it came back."""
    left = house.outbox(house.chief)
    for message in left.values():
        if message["state"] == "waiting":
            house.again(message, expect=(204, 409), token=house.chief)
    return not left


def hooks():
    lame, sound = Peer("hook", "hang"), Peer("hook", "good")
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder, (), "--private-hooks")
        try:
            quick = Quick(house.server)
            for peer in (lame, sound):
                house.api.call("addWebhook", token=house.chief, body={"url": f"http://127.0.0.1:{peer.port}/hook", "everything": True})
            changes = [house.change(f"Title {n}") for n in range(20)]
            # A receiver that hangs does not hold up the other, whatever waits for it: by the server's own clock all was sent before the first
            # of those that hang was given up, which is after fifteen seconds, and those in which the machine stood still.
            wait(lambda: {m["body"]["data"]["change"] for m in sound.at("got")} >= set(changes))
            last = max(m["body"]["at"] / 1000 for m in sound.at("got"))
            late = [m for m in sound.at("got") if m["at"] - last > 14 + quick.still()]
            assert not late, (late, quick.still())
            assert 1 <= len(lame.at("got")) <= 8, lame.at("got")
            since = time.time()
            lame.kill()
            waits = wait(lambda: (o := house.outbox(house.chief)) and all(m["state"] == "waiting" for m in o.values()) and o)
            assert len(waits) == len(changes) and all(m["kind"] == "event" for m in waits.values()), waits
            tried = [m for m in waits.values() if m["attempts"]]
            assert tried and all(m["attempts"] == 1 and comes_again(m, 1, since) and m["why"] for m in tried), waits
            lame.start("fail")
            since = time.time()
            house.again(tried[0], token=house.chief)
            one = wait(lambda: (m := house.outbox(house.chief)[tried[0]["id"]])["attempts"] == 2 and m["state"] == "waiting" and m)
            assert "500" in one["why"] and comes_again(one, 5, since), one
            lame.kill()
            before = len(lame.at("got"))
            lame.start("good")
            wait(lambda: asked_again(house))
            time.sleep(1.5)
            got = lame.at("got")[before:]
            assert sorted(m["id"] for m in got) == sorted(waits), "each once when it is back, with the id it had"
            assert len(sound.at("got")) == len(changes), "each once"
            said = quick.end()
        finally:
            lame.kill()
            sound.kill()
            house.end()
    print(f"a receiver hung, was killed, failed and came back: {len(changes)} events, each once; {said}")


# ---- the provider ----

class Provider:
    def __init__(self, node, host):
        self.command = [node, host, str(free_port()), str(free_port())]
        self.start()

    def start(self):
        """With keys that it never had before."""
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stdin=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        at_the_end(self.process, signal.SIGKILL)
        first = self.process.stdout.readline().strip()
        if first == "none":
            print("skipped: oidc-provider is not installed (npm ci in tests/web)")
            sys.exit(77)
        self.said = json.loads(first)
        self.site = "http://127.0.0.1:" + self.said["port"]

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def walk(self, address):
        """The reader signs in there; the address he is sent back to."""
        self.process.stdin.write(json.dumps([address, "sec", self.site]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())[len(self.site):]


def leave(b):
    assert b.get("/fr/sign-in/provider?next=/fr/account") == 303, (b.status, b.page)
    return b.headers["location"]


def signed_in(b, back):
    return b.get(back) == 303 and b.headers["location"] == "/fr/account" and b.get("/fr/account") == 200


def provider():
    there = Provider(*sys.argv[4:6])
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder, (), "--provider", there.said["issuer"], "--provider-client", there.said["client"], "--provider-name", "Example ID",
                      "--listen", "127.0.0.1:" + there.said["port"], "--address", there.site,
                      env={"DAIS_PROVIDER_SECRET": there.said["secret"]})
        try:
            quick = Quick(house.server)
            b = Browser(house.server.address)
            assert signed_in(b, there.walk(leave(b)))
            # Killed while the reader is on the way back with a code: nobody is let in, and he is told what to do.
            b = Browser(house.server.address)
            back = there.walk(leave(b))
            there.kill()
            assert b.get(back) == 502 and "Example ID" in b.page and "/fr/sign-in/provider" in b.page, (b.status, b.page)
            assert b.get("/fr/account") == 303
            # Away: said at once.
            assert b.get("/fr/sign-in/provider?next=/fr/account") == 502 and "Example ID" in b.page
            # Back, with other keys, in which the code of before means nothing.
            there.start()
            assert b.get(back) == 403 and b.get("/fr/account") == 303
            # Started again, with other keys, between the redirect and the reader's arrival.
            address = leave(b)
            there.kill()
            there.start()
            assert signed_in(b, there.walk(address))
            # It answers nothing for two seconds and more: only who wants to sign in there waits, until it goes on.
            b, goes_on = Browser(house.server.address), []
            there.process.send_signal(signal.SIGSTOP)

            def go_on(before):
                time.sleep(2)
                with contextlib.suppress(AssertionError):
                    wait(lambda: len(quick.took) > before + 5)
                    goes_on.append(True)
                there.process.send_signal(signal.SIGCONT)

            threading.Thread(target=go_on, args=(len(quick.took),), daemon=True).start()
            address = leave(b)
            assert goes_on, "readers waited for the provider"
            assert signed_in(b, there.walk(address))
            said = quick.end()
        finally:
            there.kill()
            house.end()
    print(f"the provider was killed, had new keys and hung: nobody was let in by mistake; {said}")


{"mail": mail, "hooks": hooks, "provider": provider}[sys.argv[3]]()
