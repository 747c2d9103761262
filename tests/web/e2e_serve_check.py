#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais serve --check: each thing that would go wrong is said, with what to do, while nothing is served; settings that would be passed
over are refused. What ends soon or has ended is said by the server as well.

usage: e2e_serve_check.py DAIS        77: openssl is not here
"""
import contextlib
import datetime
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

from e2e_account import PASSWORD, Server, dais

CA = """
[ca]
default_ca = it
[it]
database = {0}/index.txt
serial = {0}/serial
new_certs_dir = {0}
default_md = sha256
policy = any
[any]
commonName = supplied
"""


def openssl(*args):
    subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)


def certify(folder, name, begins, ends):
    """A certificate of a life that is over, or not (YYMMDDHHMMSSZ)."""
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01")
    (folder / "ca.cnf").write_text(CA.format(folder))
    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-keyout",
            folder / f"{name}.key", "-out", folder / "csr")
    openssl("ca", "-batch", "-selfsign", "-notext", "-config", folder / "ca.cnf", "-keyfile", folder / f"{name}.key", "-in", folder / "csr",
            "-out", folder / f"{name}.pem", "-startdate", begins, "-enddate", ends)
    return ["--certificate", str(folder / f"{name}.pem"), "--key", str(folder / f"{name}.key")]


@contextlib.contextmanager
def mail_server(refuses):
    """A server of mail that lets come in whoever it does not refuse; the address, and what was said to it."""
    said = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        def serve():
            with contextlib.suppress(OSError):
                while True:
                    guest, _ = door.accept()
                    with guest, guest.makefile("rwb", 0) as talk:
                        talk.write(b"554 not you\r\n" if refuses else b"220 here\r\n")
                        for line in talk:
                            said.append(line.split()[0].decode().upper())
                            talk.write(b"221 bye\r\n" if said[-1] == "QUIT" else b"250 yes\r\n")
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{door.getsockname()[1]}", said


def main():
    if not shutil.which("openssl"):
        print("openssl is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        db = str(folder / "record.db")

        def run(*options):
            fence = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []
            done = subprocess.run([sys.argv[1], "serve", "--db", db, *fence, *options], capture_output=True, text=True, check=False, timeout=120)
            return done.returncode, done.stdout + done.stderr

        def check(code, words, *options):
            got, said = run("--check", *options)
            assert got == code and words in said, (options, got, said)
            return said

        check(1, "there is no record")
        assert not os.path.exists(db)
        dais("db", "init", "--db", db)
        check(1, "nobody can sign in\n      dais account add")
        dais("account", "add", "--db", db, "--email", "a@example.org", "--name", "A", "--role", "secretariat", "--password-stdin", stdin=PASSWORD)
        before = pathlib.Path(db).read_bytes()
        assert "changes: 1" in check(0, "nothing is wrong")
        assert pathlib.Path(db).read_bytes() == before and os.listdir(folder) == ["record.db"], os.listdir(folder)

        good = certify(folder, "good", "200101000000Z", "491231235959Z")
        check(0, "its last day: 2049-12-31", *good)
        ended = certify(folder, "ended", "200101000000Z", "200201000000Z")
        check(1, "ended on 2020-02-01: browsers refuse it", *ended)
        last = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=400)
        ending = certify(folder, "ending", "000101000000Z", f"{last:%y%m%d}000000Z")
        check(1, f"ending.pem ends on {last:%Y-%m-%d} and has not been renewed", *ending)
        check(1, "no.pem: No such file or directory", "--certificate", str(folder / "no.pem"), *good[2:])
        check(1, "is not the key of", *good[:2], *ended[2:])
        # The server serves all the same, and says it at once.
        server = subprocess.Popen([sys.argv[1], "serve", "--db", db, "--listen", "127.0.0.1:0", "--no-fence", *ended], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert "https://" in server.stdout.readline()
        server.terminate()
        assert "ended on 2020-02-01" in server.communicate()[1] and server.returncode == 0

        with mail_server(False) as (address, said):
            check(0, f"the mail server answers: {address}", "--mail", address, "--mail-from", "a@example.org", "--mail-tls", "none")
            assert "MAIL" not in said and "RCPT" not in said and said[0] == "EHLO", said
            check(1, "the mail server smtp://", "--mail", address, "--mail-from", "a@example.org")  # offers no TLS
        with mail_server(True) as (address, _):
            check(1, "the mail server smtp://", "--mail", address, "--mail-from", "a@example.org", "--mail-tls", "none")
        check(1, "no answer from http://127.0.0.1:1/", "--provider", "http://127.0.0.1:1", "--provider-client", "x")

        # What would be passed over is refused.
        for words, *options in (("is no address of a proxy", "--proxy", "nginx"), ("is no address of a proxy", "--proxy", "10.0.0.0/33"),
                                ("not a name alone", "--address", "https://example.org/meetings"), ("no mail server is named", "--mail-tls", "none"),
                                ('--mail-tls is "no"', "--mail-tls", "no"), ("is not the address of a mail server", "--mail", "example.org", "--mail-from", "a@b.org")):
            code, said = run("--listen", "127.0.0.1:0", "--check", *options)
            assert code in (1, 2) and words in said, (options, code, said)
        # While a server is running there.
        server = Server(db, "--address", "https://example.org/")
        check(0, "nothing is wrong", "--listen", re.search(r"[\d.]+:\d+", server.address).group(0))
        server.stop()
    print("what is wrong is said")


main()
