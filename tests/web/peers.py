#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Other servers that dais talks to, as processes that can be killed in the midst of it: what they see they print, a line of JSON each.

usage: peers.py smtp PORT HOW        an SMTP server (RFC 5321) for clients that speak well
       peers.py hook PORT HOW        a receiver of webhooks
HOW of a mail server: "stages": what the first letter of a recipient says - r: stops answering at RCPT, d: within DATA, k: when it has kept
all of the message, and says nothing; others are served. "good": serves all. "busy": 451. "hang": accepts connections, says nothing.
HOW of a receiver: "good", "fail" (500), "hang" (reads, never answers).
"""
import http.server
import json
import socketserver
import sys
import threading

KIND, PORT, HOW = sys.argv[1], int(sys.argv[2]), sys.argv[3]
printing = threading.Lock()


def say(**what):
    with printing:
        print(json.dumps(what), flush=True)


def stop_here(**what):
    """Until the process is killed."""
    say(**what)
    threading.Event().wait()


class Mail(socketserver.StreamRequestHandler):
    def answer(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def handle(self):
        if HOW == "hang":
            stop_here(stage="connected")
        self.answer("220 here")
        to = ""
        while line := self.rfile.readline():
            word = line.decode("utf-8", "replace").strip()
            verb = word.upper()
            if verb.startswith("RCPT"):
                to = word[word.index("<") + 1:word.index(">")]
                if HOW == "stages" and to[0] == "r":
                    stop_here(stage="rcpt", to=to)
                self.answer("451 4.3.0 come again later" if HOW == "busy" else "250 OK")
            elif verb == "DATA":
                self.answer("354 go on")
                if HOW == "stages" and to[0] == "d":
                    stop_here(stage="data", to=to)
                self.take(to)
            elif verb == "QUIT":
                self.answer("221 bye")
                return
            else:
                self.answer("250 OK")

    def take(self, to):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return
            lines.append(line.decode("ascii").rstrip("\r\n"))
        head = dict(h.split(": ", 1) for h in lines[:lines.index("")] if ": " in h and h[0] != " ")
        say(stage="kept", to=to, id=head["Message-Id"] if "Message-Id" in head else head["Message-ID"],
            repeated=head.get("X-Dais-Repeated"))
        if HOW == "stages" and to[0] == "k":
            threading.Event().wait()
        self.answer("250 kept")


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        say(stage="got", path=self.path, id=self.headers["webhook-id"], at=int(self.headers["webhook-timestamp"]), body=json.loads(body))
        if HOW == "hang":
            threading.Event().wait()
        self.send_response(500 if HOW == "fail" else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


with Server(("127.0.0.1", PORT), Mail if KIND == "smtp" else Hook) as server:
    say(stage="listens", port=server.server_address[1])
    server.serve_forever()
