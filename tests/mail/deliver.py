#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Messages reach a real SMTP server and say there what they said here; events reach a web server.

usage: deliver.py DRIVER
"""
import asyncio
import base64
import contextlib
import email
import email.policy
import hashlib
import hmac
import http.server
import socket
import subprocess
import sys
import threading
import time
import unittest

DRIVER = sys.argv.pop(1)
try:
    from aiosmtpd.smtp import SMTP
except ImportError:
    print("aiosmtpd is not installed: skipped")
    sys.exit(77)

TEXT = "السادة المندوبين\n.سطر يبدأ بنقطة\n" + "长" * 500 + "\nLast line.\n"


class Box:
    def __init__(self):
        self.envelopes = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later"):
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 OK"


class Hooks(http.server.BaseHTTPRequestHandler):
    seen = []
    status = 204
    retry_after = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Hooks.seen.append((dict(self.headers), body))
        self.send_response(Hooks.status)
        self.send_header("Location", "http://127.0.0.1/elsewhere")
        if Hooks.retry_after:
            self.send_header("Retry-After", Hooks.retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def run(text, *args):
    done = subprocess.run([DRIVER, *args], input=text.encode(), capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class MailServer(threading.Thread):
    """A real SMTP server on a free port."""

    def __init__(self, box):
        super().__init__(daemon=True)
        self.loop = asyncio.new_event_loop()
        made = self.loop.create_server(lambda: SMTP(box, loop=self.loop, enable_SMTPUTF8=False), "127.0.0.1", 0)
        self.server = self.loop.run_until_complete(made)
        self.port = self.server.sockets[0].getsockname()[1]
        self.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def stop(self):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join()
        self.loop.close()


class Mail(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.server = MailServer(self.box)
        self.url = f"smtp://127.0.0.1:{self.server.port}"

    def tearDown(self):
        if self.server.is_alive():
            self.server.stop()

    def send(self, to, tls="if-offered"):
        return run(TEXT, "mail", self.url, "secretariat@example.org", to, "الإصدار 2 — résumé 会议", "ar", tls)

    def test_a_message_arrives_as_it_was(self):
        code, out, err = self.send("delegate@example.org")
        self.assertEqual((code, out.split()[0]), (0, "done"), err)
        envelope, = self.box.envelopes
        self.assertEqual(envelope.mail_from, "secretariat@example.org")
        raw = envelope.content
        self.assertTrue(raw.isascii())
        self.assertTrue(all(len(line) <= 998 for line in raw.split(b"\r\n")))
        message = email.message_from_bytes(raw, policy=email.policy.default)
        self.assertEqual(message["subject"], "الإصدار 2 — résumé 会议")
        self.assertEqual(message["to"].addresses[0].display_name, "وفد")
        self.assertEqual(message["from"].addresses[0].display_name, "Секретариат")
        self.assertEqual(message["auto-submitted"], "auto-generated")
        self.assertEqual(message["content-language"], "ar")
        self.assertEqual(message["message-id"], "<1.2@example.org>")
        self.assertEqual(message.get_body().get_content().replace("\r\n", "\n"), TEXT)
        part, = message.iter_attachments()
        self.assertEqual(part.get_filename(), "计划.ics")
        self.assertEqual(part.get_content_type(), "text/calendar")
        self.assertEqual(part.get_param("method"), "PUBLISH")

    def test_refused_for_ever_and_for_now(self):
        self.assertEqual(self.send("nobody@example.org")[1].split()[:2], ["never", "550"])
        self.assertEqual(self.send("later@example.org")[1].split()[:2], ["later", "451"])
        self.assertEqual(self.box.envelopes, [])

    def say(self, **replies):
        """A server that answers each command as told."""
        self.server.stop()
        said = {"greeting": "220 x", "ehlo": "250 x", "mail": "250 OK", "rcpt": "250 OK", "data": "354 go on", ".": "250 OK", "quit": "221 bye", **replies}
        said["helo"] = said["ehlo"]
        with socket.create_server(("127.0.0.1", 0)) as s:
            self.url = f"smtp://127.0.0.1:{s.getsockname()[1]}"

            def serve():
                connection = s.accept()[0]
                with connection, connection.makefile("rwb") as f, contextlib.suppress(OSError):
                    f.write(said["greeting"].encode() + b"\r\n")
                    f.flush()
                    in_data = False
                    for line in f:
                        word = line.strip().decode().lower().split(" ")[0] if not in_data or line.strip() == b"." else ""
                        if not word:
                            continue
                        in_data = word == "data" and said["data"].startswith("354")
                        f.write(said.get(word, "250 OK").encode() + b"\r\n")
                        f.flush()
                        if said.get(word, "").startswith("421"):
                            return
            server = threading.Thread(target=serve, daemon=True)
            server.start()
            answer = self.send("delegate@example.org", "none")[1].split()
            server.join(120)
        return answer[0], int(answer[1])

    def test_what_is_about_the_message(self):
        """A server that shuts down, is set up otherwise or wants a password refuses everything for now, not this message for ever."""
        for command, reply, outcome in (("greeting", "554 5.7.1 not you", "later"), ("greeting", "421 busy", "later"), ("ehlo", "550 no", "later"),
                                        ("mail", "530 5.7.0 Authentication required", "later"), ("mail", "421 shutting down", "later"),
                                        ("mail", "552 too big", "never"), ("rcpt", "550 unknown", "never"), ("rcpt", "452 full", "later"),
                                        ("rcpt", "421 shutting down", "later"), ("data", "554 no", "never"), ("data", "451 later", "later"),
                                        (".", "554 5.6.0 spam", "never"), (".", "421 shutting down", "later"), (".", "451 later", "later")):
            with self.subTest(command=command, reply=reply):
                self.server = MailServer(self.box)
                self.assertEqual(self.say(**{command: reply}), (outcome, int(reply[:3])))

    def test_no_encryption_no_message(self):
        self.assertEqual(self.send("delegate@example.org", "required")[1].split()[0], "later")
        self.assertEqual(self.box.envelopes, [])

    def test_no_server(self):
        self.server.stop()
        self.assertEqual(self.send("delegate@example.org")[1].split()[0], "later")

    def test_what_is_no_mail_server(self):
        code, _, err = run(TEXT, "mail", "file:///tmp/x", "a@example.org", "b@example.org", "s", "en", "none")
        self.assertEqual(code, 2)
        self.assertIn("not the address of a mail server", err)


class Events(unittest.TestCase):
    def setUp(self):
        Hooks.seen.clear()
        Hooks.status, Hooks.retry_after = 204, None
        self.server = http.server.HTTPServer(("127.0.0.1", 0), Hooks)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()

    def post(self, reach="private", url=None):
        return run('{"release": 2}', "hook", url or self.url, "change-7", "1653292800", "s" * 32, reach)

    def test_signed_as_the_convention_says(self):
        self.assertEqual(self.post()[1].split()[:2], ["done", "204"])
        (headers, body), = Hooks.seen
        headers = {name.lower(): value for name, value in headers.items()}
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        want = base64.b64encode(hmac.new(b"s" * 32, signed, hashlib.sha256).digest()).decode()
        self.assertEqual(headers["webhook-signature"], "v1," + want)
        self.assertEqual(headers["content-type"], "application/json")

    def test_answers_are_told_apart(self):
        for status, outcome in (200, "done"), (503, "later"), (429, "later"), (410, "never"), (302, "never"):
            Hooks.status = status
            self.assertEqual(self.post()[1].split()[:2], [outcome, str(status)])
        self.assertEqual(len(Hooks.seen), 5)  # the redirect was not followed

    def test_when_to_come_back(self):
        """Retry-After in seconds and as a date (RFC 9110, 10.2.3), of answers that may pass only."""
        def waits(status, value):
            Hooks.status, Hooks.retry_after = status, value
            return int(self.post()[1].split()[2])
        self.assertEqual((waits(503, "120"), waits(429, "7"), waits(503, None), waits(410, "120"), waits(204, "120")), (120, 7, 0, 0, 0))
        since = time.time()
        soon = waits(503, email.utils.formatdate(since + 600, usegmt=True))
        self.assertTrue(600 - (time.time() - since) - 2 <= soon <= 600, soon)
        self.assertEqual([waits(503, v) for v in ("-5", "soon", "", email.utils.formatdate(0, usegmt=True))], [0, 0, 0, 0])
        self.assertGreaterEqual(waits(503, "9" * 30), 0)

    def test_receivers_that_lie(self):
        """With its head the answer is given, whatever comes of its body; before that there is none."""
        def outcome(said):
            with socket.create_server(("127.0.0.1", 0)) as door:
                def answer():
                    guest, _ = door.accept()
                    with guest, guest.makefile("rb") as asked, contextlib.suppress(OSError):
                        # All of it is taken: who goes with something unread resets the connection, and what he said is lost.
                        head = iter(asked.readline, b"\r\n")
                        asked.read(next(int(line[15:]) for line in list(head) if line.lower().startswith(b"content-length:")))
                        guest.sendall(said)
                        if b"without end" in said:
                            while guest.recv(1):  # it says nothing more, and does not go
                                pass
                thread = threading.Thread(target=answer, daemon=True)
                thread.start()
                words = self.post(url=f"http://127.0.0.1:{door.getsockname()[1]}/")[1].split()
                thread.join(120)
                self.assertFalse(thread.is_alive(), said)
                return words[:2]

        ok = b"HTTP/1.1 200 OK\r\n"
        for body in (b"Content-Length: 1000000\r\n\r\nwithout end", b"Transfer-Encoding: chunked\r\n\r\nfff\r\nwithout end",
                     b"\r\nwithout end", b"Content-Length: 9\r\n\r\nshort", b"Transfer-Encoding: chunked\r\n\r\nno number\r\n"):
            self.assertEqual(outcome(ok + body), ["done", "200"], body)
        self.assertEqual(outcome(b"HTTP/1.1 103 Early Hints\r\n\r\n" + ok + b"\r\nwithout end"), ["done", "200"])
        self.assertEqual(outcome(b"HTTP/1.1 503 Busy\r\n\r\nwithout end"), ["later", "503"])
        self.assertEqual(outcome(b"HTTP/1.1 307 There\r\nLocation: http://127.0.0.1/\r\n\r\nwithout end"), ["never", "307"])
        for said in (b"", b"220 smtp.example.org ESMTP\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ",
                     ok + b"X: " + b"y" * 500000 + b"\r\n\r\n"):
            self.assertEqual(outcome(said)[0], "later", said[:40])

    def test_private_networks_are_out_of_reach(self):
        for url in "https://127.0.0.1:1/", "https://localhost:1/", "https://[::1]:1/", "https://169.254.169.254/", "https://[2002:7f00:1::]/", \
                "https://[2001::1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://192.0.2.1/", "https://0x7f.1/", "https://2130706433/":
            outcome = self.post("public", url)[1]
            self.assertEqual(outcome.split()[0], "never", url)
            self.assertIn("private network", outcome)


unittest.main()
