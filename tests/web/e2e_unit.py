#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Files sent to the real server under its real unit: a systemd of its own in a container over this machine's /usr starts it by the
socket, with every restriction of the unit, and what is sent is read in the sandbox: PDF and DOCX, broken ones, large ones, one that
would take for ever. Then it is killed, and is there again.

usage: e2e_unit.py DAIS EXAMPLES UNITS        77: this machine cannot run such a container (root, systemd-nspawn)
"""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

from api_client import Api
from e2e_account import PASSWORD, dais
from e2e_systemd import free_port

DAIS, EXAMPLES, UNITS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
P = "untoc-2022"
LARGE = 50 << 20
PREPARE = f"""#!/bin/sh
set -e
db=$STATE_DIRECTORY/meetings.db
{DAIS} db init --db $db >&2
echo '{PASSWORD}' | {DAIS} account add --db $db --email sec@example.org --name Sec --role secretariat --password-stdin >&2
{DAIS} db import --db $db /examples/{P} >&2
{DAIS} account token sec@example.org --db $db --scopes working.read,version.set
"""


class Container:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        units = folder / "units"
        (folder / "out").mkdir()
        units.mkdir()
        for name in ("dais.service", "dais.socket"):
            text = (UNITS / name).read_text(encoding="utf-8").replace("/usr/bin/dais", str(DAIS)).replace("127.0.0.1:8080", f"127.0.0.1:{self.port}")
            (units / name).write_text(text, encoding="utf-8")
        (folder / "prepare").write_text(PREPARE, encoding="utf-8")
        (units / "prepare.service").write_text(
            "[Service]\nType=oneshot\nRemainAfterExit=yes\nDynamicUser=yes\nUser=dais\nStateDirectory=dais\nStateDirectoryMode=0700\n"
            "ExecStart=/bin/sh /prepare\nStandardOutput=file:/out/token\nStandardError=file:/out/errors\n", encoding="utf-8")
        (units / "test.target").write_text("[Unit]\nRequires=basic.target prepare.service dais.socket\n"
                                           "After=basic.target prepare.service dais.socket\n", encoding="utf-8")
        # Without what the machine's own units would start.
        self.process = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--directory=/", "--volatile=yes", "--register=no", "--keep-unit", "--boot", "--console=pipe",
             f"--bind-ro={DAIS.parent}", f"--bind-ro={EXAMPLES}:/examples", f"--bind-ro={folder}/prepare:/prepare", f"--bind={folder}/out:/out",
             f"--bind-ro={units}:/etc/systemd/system", "systemd.unit=test.target", "systemd.mask=dev-hugepages.mount"],
            stdin=subprocess.DEVNULL, stdout=(folder / "console").open("wb"), stderr=subprocess.STDOUT)

    def token(self):
        for _ in range(300):
            with contextlib.suppress(FileNotFoundError):
                found = (self.folder / "out/token").read_text(encoding="ascii").strip()
                if found:
                    return found
            if self.process.poll() is not None:
                return None
            time.sleep(0.1)
        return None

    def said(self):
        errors = self.folder / "out/errors"
        return (self.folder / "console").read_text(errors="replace") + (errors.read_text(errors="replace") if errors.exists() else "")

    def control(self, *args):
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii").split()
        return subprocess.run(["nsenter", "-t", children[-1], "-m", "-p", "-i", "-u", *args], capture_output=True, text=True, check=True).stdout

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def pdf_of(objects):
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))


def stream(bytes_, more=b""):
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(bytes_), more, bytes_)


def endless():
    """A page of a hundred million strokes in half a megabyte."""
    once = zlib.compress(b"0 0 m 1 1 l S\n" * 1000000, 9)
    pages = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>/Contents[%s]>>" % (b"4 0 R " * 100)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", pages, stream(once, b"/Filter/FlateDecode")])


def with_picture(docx, folder):
    large = folder / "large.docx"
    shutil.copy(docx, large)
    with zipfile.ZipFile(large, "a") as z:
        z.writestr("word/media/image1.bin", os.urandom(LARGE), zipfile.ZIP_STORED)
    return large.read_bytes()


def with_attachment(pdf):
    """The same document with a large object more, as an incremental update (ISO 32000-1, 7.5.6)."""
    before = re.findall(rb"startxref\s+(\d+)", pdf)[-1]
    added = pdf + b"\n"
    place = len(added)
    added += b"9000 0 obj\n" + stream(os.urandom(LARGE)) + b"\nendobj\n"
    table = len(added)
    root = re.search(rb"/Root (\d+ 0 R)", pdf)
    root = root.group(1) if root else b"1 0 R"
    return added + b"xref\n9000 1\n%010d 00000 n \ntrailer<</Size 9001/Root %s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (place, root, before, table)


def files(folder):
    dais("build", str(EXAMPLES / P), "--out", str(folder / "made"), "--lang", "en", "--format", "pdf,docx")
    made = folder / "made/en"
    pdf, docx = (made / "agenda.pdf").read_bytes(), (made / "agenda.docx").read_bytes()
    read, unread, either = ("read",), ("unread",), ("read", "unread")
    return [("pdf", pdf, read), ("docx", docx, read), ("pdf", pdf[:len(pdf) // 3], either), ("docx", docx[:len(docx) // 2], unread),
            ("pdf", b"%PDF-1.7 no", unread), ("docx", with_picture(made / "agenda.docx", folder), read), ("pdf", with_attachment(pdf), read),
            ("pdf", endless(), unread)]


def send(api, token, kind, bytes_, wanted):
    since = time.monotonic()
    kept = api.call("putFile", token=token, package=P, document="env-paper", language="en", format=kind, body=bytes_)
    seconds = time.monotonic() - since
    was = "read" if kept["checked"] else kept["problem"]
    print(f"{kind}, {len(bytes_)} bytes: {was} after {seconds:.1f} s, {len(kept['findings'])} findings")
    assert was in wanted and kept["bytes"] == len(bytes_), kept
    assert api.call("getFile", token=token, package=P, document="env-paper", language="en", format=kind) == bytes_


def main():
    hidden = any(DAIS.is_relative_to(folder) for folder in ("/home", "/root", "/tmp", "/run"))
    if os.getuid() != 0 or not shutil.which("systemd-nspawn") or not shutil.which("nsenter") or hidden or os.environ.get("DAIS_NO_FENCE"):
        print("this machine cannot run such a container")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-unit-") as name:
        folder = pathlib.Path(name)
        container = Container(folder)
        try:
            token = container.token()
            if not token:
                print("the container does not start: " + container.said()[-2000:])
                sys.exit(77)
            api = Api(f"http://127.0.0.1:{container.port}")
            for kind, bytes_, wanted in files(folder):
                send(api, token, kind, bytes_, wanted)
            main_pid = container.control("systemctl", "show", "dais.service", "-p", "MainPID", "--value").strip()
            status = container.control("cat", f"/proc/{main_pid}/status")
            assert "NoNewPrivs:\t1" in status and int(re.search(r"Seccomp_filters:\t(\d+)", status).group(1)) >= 2, status
            state = container.control("systemctl", "show", "dais.service", "-p", "NRestarts", "-p", "ActiveState", "-p", "StatusErrno")
            assert "NRestarts=0" in state and "ActiveState=active" in state, state
            # The server has a place for its jobs, with nothing in it.
            left = container.control("sh", "-c", "find /tmp/systemd-private-*-dais.service-*/tmp -mindepth 1 ! -name 'dais-work-*'")
            assert not left, f"left behind: {left}"
            # Killed with all it has made: systemd starts another, and what was acknowledged is there.
            container.control("systemctl", "kill", "--signal=SIGKILL", "dais.service")
            kept = api.call("listFiles", token=token, package=P, document="env-paper")["items"]
            assert {f["format"] for f in kept} == {"pdf", "docx"}, kept
            send(api, token, "docx", (folder / "made/en/agenda.docx").read_bytes(), ("read",))
        except BaseException:
            with contextlib.suppress(Exception):
                print(container.control("journalctl", "--no-pager", "-n", "60"), file=sys.stderr)
            print(container.said()[-3000:], file=sys.stderr)
            raise
        finally:
            container.end()


if __name__ == "__main__":
    main()
