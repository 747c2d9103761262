#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Notices by mail and events by web address, from a change at the real server to a real receiver.

usage: e2e_outbox.py DAIS EXAMPLES
"""
import asyncio
import base64
import contextlib
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from api_client import Api
from e2e_account import PASSWORD, Browser, Server, dais, free_port, wait

try:
    from aiosmtpd.smtp import SMTP
except ImportError:
    print("skipped: aiosmtpd is not installed (apt-get install python3-aiosmtpd)")
    sys.exit(77)

P = "untoc-2022"


class Box:
    """A mail server's side: nobody@ has no mailbox."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos[0], message))
        return "250 OK"

    def of(self, address):
        return [m for to, m in self.mails if to == address]


class MailServer(threading.Thread):
    def __init__(self, box, port):
        super().__init__(daemon=True)
        self.loop = asyncio.new_event_loop()
        made = self.loop.create_server(lambda: SMTP(box, loop=self.loop, enable_SMTPUTF8=False), "127.0.0.1", port)
        self.server = self.loop.run_until_complete(made)
        self.port = port
        self.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def end(self):
        """Nobody listens there any more when it is over."""
        ended = threading.Event()
        self.loop.call_soon_threadsafe(lambda: (self.server.close(), ended.set()))
        assert ended.wait(120)


class Receiver(http.server.BaseHTTPRequestHandler):
    """/good takes all; /fail is broken; /slow takes until it is let go; /rest wants to be left alone for a day."""
    seen, begun = [], {}
    let_go = threading.Event()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Receiver.begun.setdefault(self.path, int(self.headers["webhook-timestamp"]))
        if self.path == "/slow":
            Receiver.let_go.wait()
        Receiver.seen.append((self.path, dict(self.headers), body))
        self.send_response({"/fail": 500, "/rest": 503}.get(self.path, 204))
        if self.path == "/rest":
            self.send_header("Retry-After", "86400")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass

    @classmethod
    def at(cls, path):
        return [(h, json.loads(b), b) for p, h, b in cls.seen if p == path]


def check_signature(headers, body, secret):
    """Standard Webhooks: HMAC-SHA-256 of "id.timestamp.body" with the bytes of the secret."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == right, headers
    assert abs(time.time() - int(headers["webhook-timestamp"])) < 300


def change(api, token, words):
    return api.call("patchThing", token=token, package=P, kind="item", id="organization", headers={"If-Match": "*"},
                    body={"title": {"en": words}})["change"]


def events(db, api, chief, token, receiver):
    there = f"http://127.0.0.1:{receiver.server_address[1]}"
    hooks = {path: api.call("addWebhook", token=chief, body={"url": there + path, "everything": path != "/released"})
             for path in ("/good", "/fail", "/slow", "/released", "/rest")}
    number = change(api, token, "First")
    headers, event, body = wait(lambda: Receiver.at("/good"))[0]
    assert event["type"] == "package.changed" and event["data"] == {"package": P, "change": number}, event
    check_signature(headers, body, hooks["/good"]["secret"])
    # A receiver that is slow or broken holds up nobody: by the server's own clock all were asked before one is given up, which is after
    # fifteen seconds.
    api.call("describe")
    wait(lambda: Receiver.at("/fail"))
    wait(lambda: Receiver.at("/rest"))
    wait(lambda: "/slow" in Receiver.begun)
    assert max(Receiver.begun.values()) - min(Receiver.begun.values()) < 10, Receiver.begun
    Receiver.let_go.set()
    wait(lambda: Receiver.at("/slow"))
    assert not Receiver.at("/released")
    # Closed: no more of it, also of what had failed.
    for path in ("/fail", "/slow"):
        api.call("closeWebhook", token=chief, id=hooks[path]["id"])
    before = len(Receiver.at("/slow")), len(Receiver.at("/fail"))
    change(api, token, "Second")
    wait(lambda: len(Receiver.at("/good")) == 2)
    assert (len(Receiver.at("/slow")), len(Receiver.at("/fail"))) == before
    # It said 503 and "in a day": nothing comes meanwhile, and six hours are the longest.
    assert len(Receiver.at("/rest")) == 1
    with contextlib.closing(sqlite3.connect(db, timeout=30)) as c:
        rest = f"{hooks['/rest']['id']}/%"
        left = wait(lambda: [d for d, in c.execute("SELECT due_ms FROM state WHERE area = 'hook' AND CAST(key AS TEXT) LIKE ? AND due_ms > ?",
                                                   (rest, (time.time() + 3600) * 1000))][1:])
    assert all(abs(due / 1000 - time.time() - 6 * 3600) < 120 for due in left), left
    ids = [h["webhook-id"] for h, _, _ in Receiver.at("/good")]
    assert len(ids) == len(set(ids)), "each event once"
    return hooks


def release(api, token):
    revision = next(p for p in api.pages("listPackages", token=token) if p["package"] == P)["revision"]
    return api.call("addRelease", token=token, package=P, body={"revision": revision, "despiteFindings": True})["number"]


def notice(db, api, token, address, box, hooks):
    number = release(api, token)
    headers, event, body = wait(lambda: Receiver.at("/released"))[0]
    assert event["type"] == "package.released"
    check_signature(headers, body, hooks["/released"]["secret"])
    draft = api.call("getNotice", token=token, package=P, notice=str(number))
    assert {t["account"] for t in draft["to"]} == {"fr", "ru", "zh", "nobody", "sec"}, draft["to"]
    assert not box.mails, "nothing goes before somebody lets it go"
    # The secretary rewords the French one on the page.
    b = Browser(address)
    assert b.sign_in("sec@example.org") == 303
    page = f"/en/desk/{P}/notices/{number}"
    assert b.get(page + "?in=fr") == 200, b.page
    assert b.post(page, {"do": "reword", "in": "fr", "seen": draft["revision"], "subject": "Ordre du jour modifié",
                         "text": "Mesdames, Messieurs,\n\nVeuillez prendre note.\n"}) == 303, b.page
    api.call("sendNotice", 412, token=token, package=P, notice=str(number), headers={"If-Match": f'"{draft["revision"]}"'})
    draft = api.call("getNotice", token=token, package=P, notice=str(number))
    # The documents of the release are made beside the server; its calendar goes with the mails.
    wait(lambda: any(t["value"].get("release") == number for t in
                     api.pages("listThings", token=token, package=P, query={"kind": "file"})))
    sent = api.call("sendNotice", token=token, package=P, notice=str(number), headers={"If-Match": f'"{draft["revision"]}"'})
    assert sent["recipients"] == 5
    wait(lambda: len(box.mails) == 4)
    for who in ("fr", "ru", "zh"):
        message, = box.of(f"{who}@example.org")
        assert message["Content-Language"] == who and message["Subject"] == draft["subject"][who], message
        text = message.get_body(("plain",)).get_content()
        assert text.split() == draft["text"][who].split(), text
        calendar, = message.iter_attachments()
        assert calendar.get_content_type() == "text/calendar" and calendar.get_param("method") == "PUBLISH"
        assert "BEGIN:VEVENT" in calendar.get_content()
    assert "Veuillez prendre note." in box.of("fr@example.org")[0].get_body(("plain",)).get_content()
    # What could not be delivered is shown.
    wait(lambda: b.get("/en/desk/outbox") == 200 and "nobody@example.org" in b.page and "550" in b.page)
    assert b.get("/en/desk/outbox?before=1") == 200 and "nobody@example.org" not in b.page, "what was changed before there was anything"
    many_messages(db, api, token, b)
    # One click, and the next notice goes without that reader.
    link = box.of("ru@example.org")[0]["List-Unsubscribe"]
    path = re.search(r"https://m\.example\.org(/ru/unsubscribe/[^>]+)>", link).group(1)
    assert box.of("ru@example.org")[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Browser(address).post(path, {"List-Unsubscribe": "One-Click"}) == 200
    change(api, token, "Third")
    number = release(api, token)
    draft = api.call("getNotice", token=token, package=P, notice=str(number))
    assert {t["account"] for t in draft["to"]} == {"fr", "zh", "nobody", "sec"}, draft["to"]
    time.sleep(2.5)
    assert len(box.mails) == 4, "each mail once"
    # What goes is what stands on the page, to those who have a mark; who was overtaken keeps what he typed.
    page = f"/en/desk/{P}/notices/{number}"
    assert b.get(page + "?in=zh") == 200 and 'value="fr" checked' in b.page, b.page
    words = {"do": "send", "in": "zh", "subject": "通知", "text": "请查收。", "chosen": "yes", "to": "zh"}
    assert b.post(page, {**words, "seen": draft["revision"] - 1}) == 409
    assert "请查收。</textarea>" in b.page and "Someone else has changed this" in b.page
    assert "changed this meanwhile (" in b.page, "who was faster"
    assert 'value="zh" checked' in b.page and 'value="fr" checked' not in b.page
    assert b.post(page, {**words, "to": "", "seen": draft["revision"]}) == 404 and "请查收。</textarea>" in b.page
    draft = api.call("getNotice", token=token, package=P, notice=str(number))
    assert b.post(page, {**words, "seen": draft["revision"]}) == 303, b.page
    wait(lambda: len(box.mails) == 5)
    to, message = box.mails[-1]
    assert to == "zh@example.org" and message["Subject"] == "通知" and "请查收。" in message.get_body(("plain",)).get_content()


def account_mails(address, box):
    """The owner of an account is told what happens to it."""
    start = len(box.mails)
    b = Browser(address)
    b.get("/fr/reset")
    assert b.post("/fr/reset", {"email": "fr@example.org"}) == 200
    assert b.post("/fr/reset", {"email": "not-there@example.org"}) == 200
    to, message = wait(lambda: box.mails[start:])[0]
    assert to == "fr@example.org"
    link = re.search(r"https://m\.example\.org(/fr/reset/[\w-]{43})", message.get_body(("plain",)).get_content()).group(1)
    assert b.get(link) == 200
    assert b.post(link, {"password": "huit hérons tranquilles"}) == 303
    wait(lambda: len(box.mails) == start + 2)
    assert b.sign_in("fr@example.org", "huit hérons tranquilles") == 303


def many_messages(db, api, token, b):
    """More that did not arrive than a page has: further pages have the others, each once, here and in the interface."""
    with contextlib.closing(sqlite3.connect(db, timeout=30)) as c, c:
        c.execute("INSERT INTO state SELECT area, CAST(s.key || '/extra-' || n.value AS BLOB), s.value, due_ms, ends_ms, revision "
                  "FROM state AS s, json_each(?) AS n WHERE area = 'undelivered'", (json.dumps(list(range(450))),))
    seen, path = [], "/en/desk/outbox"
    while path:
        assert b.get(path) == 200
        seen += re.findall(r'name="key" value="([^"]+)"><button name="do" value="again"', b.page)
        further = re.search(r'href="(/en/desk/outbox\?messages=[^"]+)"', b.page)
        path = further[1].replace("&amp;", "&") if further else None
    assert len(seen) == len(set(seen)) and sum("/extra-" in one for one in seen) >= 450, (len(seen), len(set(seen)))
    listed = [one["id"] for one in api.pages("listOutbox", token=token, query={"limit": 77})]
    assert len(listed) == len(set(listed)) and sum("/extra-" in one for one in listed) >= 450, (len(listed), len(set(listed)))
    with contextlib.closing(sqlite3.connect(db, timeout=30)) as c, c:
        c.execute("DELETE FROM state WHERE area = 'undelivered' AND CAST(key AS TEXT) LIKE '%/extra-%'")


def peer_starts_again(db, address, box, mails):
    """The mail server is away when a mail is due, and back at the next attempt: the server behind its fence reaches it then."""
    start = len(box.mails)
    mails.end()
    b = Browser(address)
    b.get("/en/reset")
    assert b.post("/en/reset", {"email": "zh@example.org"}) == 200

    def tried():
        with contextlib.closing(sqlite3.connect(db, timeout=30)) as c:
            return [v for v, in c.execute("SELECT value FROM state WHERE area = 'mail'") if json.loads(v)["attempts"] == 1]
    wait(tried)
    assert len(box.mails) == start
    MailServer(box, mails.port)
    with contextlib.closing(sqlite3.connect(db, timeout=30)) as c, c:
        c.execute("UPDATE state SET due_ms = 1 WHERE area = 'mail'")
    to, message = wait(lambda: box.mails[start:])[0]
    assert to == "zh@example.org" and message["X-Dais-Repeated"] is None, message


def main():
    box = Box()
    mails = MailServer(box, free_port())
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", str(pathlib.Path(sys.argv[2]) / P), "--db", db)
        dais("db", "release", P, "--db", db, "--despite")
        for id, role, language in (("sec", "secretariat", "en"), ("chief", "administrator", "en"), ("fr", "delegate", "fr"),
                                   ("ru", "delegate", "ru"), ("zh", "chair+" + P, "zh"), ("nobody", "bureau", "es"),
                                   ("other", "delegate@A/B", "ar")):
            dais("account", "add", "--db", db, "--id", id, "--email", f"{id}@example.org", "--name", id, "--language", language,
                 "--role", role, "--password-stdin", stdin=PASSWORD + "\n")
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,item.edit,package.release,notice.send").strip()
        chief = dais("account", "token", "chief", "--db", db, "--scopes", "webhook.manage").strip()
        server = Server(db, "--private-hooks", "--mail", f"smtp://127.0.0.1:{mails.port}", "--mail-from", "sec@example.org",
                        "--mail-tls", "none", "--address", "https://m.example.org")
        try:
            api = Api(server.address)
            hooks = events(db, api, chief, token, receiver)
            notice(db, api, token, server.address, box, hooks)
            account_mails(server.address, box)
            peer_starts_again(db, server.address, box, mails)
        finally:
            server.stop()
        subprocess.run([sys.argv[1], "db", "verify", "--db", db, "--quiet"], check=True)
    print("events signed and delivered once; notices in each reader's language")


main()
