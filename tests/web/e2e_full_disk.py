#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each place that dais writes to is full once: the record, what comes in, what is worked on, the log, and what commands make. It is said,
nothing is lost and nothing is left by half, and all goes on by itself when there is room again.

usage: e2e_full_disk.py DAIS EXAMPLES        77: no disk can be made here to be filled
"""
import contextlib
import http.client
import json
import os
import pathlib
import re
import select
import subprocess
import sys
import tempfile

from e2e_account import PASSWORD, Browser, Server, dais, wait

sys.argv[1] = str(pathlib.Path(sys.argv[1]).resolve())
EXAMPLES = pathlib.Path(sys.argv[2]).resolve()
P = "untoc-2022"
sys.argv[3:] = []
from e2e_crash import Load, Mails, ask, waiting, File  # noqa: E402  it reads the arguments, too

MERGE = {"Content-Type": "application/json"}


class Disk:
    """A disk of its own, which only root can make."""

    def __init__(self, place, megabytes):
        self.place, self.fill = place, place / "fill"
        place.mkdir()
        made = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], check=False).returncode == 0
        if not made:
            print("no disk can be made here to be filled")
            sys.exit(77)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.place], check=True)

    def take_all(self, but=0):
        fill_up(self.fill, but)

    def give_back(self):
        self.fill.unlink()


def fill_up(path, but=0):
    with path.open("wb", buffering=0) as f:
        with contextlib.suppress(OSError):
            while f.write(bytes(4096)):
                pass
        os.ftruncate(f.fileno(), max(0, f.tell() - but))


def packages(server, token):
    return json.loads(ask(server.address, "GET", "/api/v1/packages", token)[1])["items"]


def release(server, token):
    revision = next(p for p in packages(server, token) if p["package"] == P)["revision"]
    return ask(server.address, "POST", f"/api/v1/packages/{P}/releases", token, json.dumps({"revision": revision, "despiteFindings": True}), MERGE)


def record(folder, db, token, mails):
    """The record itself, with mails that wait meanwhile."""
    with Disk(folder / "disk", 24) as disk:
        there = File(disk.place)
        subprocess.run(["cp", db, there.where], check=True)
        server = Server(there.where, "--mail", f"smtp://127.0.0.1:{mails.port}", "--mail-from", "sec@example.org", "--mail-tls", "none",
                        "--address", "https://m.example.org")
        load = Load(token, None)
        try:
            assert load.edit(server.address, 1) == 200
            before = packages(server, token)
            disk.take_all()
            statuses = {load.upload(server.address, 2), load.edit(server.address, 3)}
            status, body, headers = release(server, token)
            assert statuses | {status} == {503} and headers["Retry-After"], (statuses, status, body)
            guest = Browser(server.address)
            assert guest.get("/en") == 200
            guest.get("/en/sign-in")
            assert guest.post("/en/sign-in", {"email": "sec@example.org", "password": PASSWORD}) == 503, guest.status
            assert packages(server, token) == before, "something has changed"
            disk.give_back()
            assert load.edit(server.address, 4) == 200 and load.upload(server.address, 5) == 200
            status, body, _ = release(server, token)
            assert status in (200, 201), (status, body)
            notice = f"/api/v1/packages/{P}/notices/{json.loads(body)['number']}"
            seen = json.loads(ask(server.address, "GET", notice, token)[1])["revision"]
            disk.take_all()
            assert ask(server.address, "POST", notice + "/send", token, "", {"If-Match": f'"{seen}"'})[0] == 503 and not mails.seen
            disk.give_back()
            assert ask(server.address, "POST", notice + "/send", token, "", {"If-Match": f'"{seen}"'})[0] in (200, 202)
            wait(lambda: mails.seen and not waiting(there))
            assert mails.seen and not [repeated for _, repeated in mails.seen if repeated], mails.seen
            assert guest.sign_in("sec@example.org") == 303
        finally:
            server.stop()
        assert "sound" in dais("db", "verify", "--db", there.where)


class Apart(Server):
    """A server that has a /tmp of its own, of @megabytes."""

    def __init__(self, db, megabytes, *options, env=None):
        fence = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []
        command = f'mount -t tmpfs -o size={megabytes}m tmpfs /tmp && exec "$0" "$@"'
        tree = pathlib.Path(sys.argv[1]).parents[1]
        if tree.is_relative_to("/tmp"):  # the program itself stays where it is
            kept = f'mkdir -p "{tree}" && mount --move /mnt "{tree}"'
            command = f'mount --bind "{tree}" /mnt && ' + command.replace("exec", f"{kept} && exec")
        self.process = subprocess.Popen(["unshare", "-m", "sh", "-c", command, sys.argv[1], "serve", "--db", db, "--listen", "127.0.0.1:0", *fence,
                                         *options], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
        ready, _, _ = select.select([self.process.stdout], [], [], 120)
        found = re.search(r"http://\S+", self.process.stdout.readline() if ready else "")
        assert found, self.process.communicate()
        self.address = found.group(0)
        self.scratch = pathlib.Path(f"/proc/{self.process.pid}/root/tmp")
        self.kept = pathlib.Path(f"/proc/{self.process.pid}/root{tree}")


def work(folder, db, token):
    """Where jobs work (/tmp) and where long bodies wait (TMPDIR)."""
    with Disk(folder / "spool", 4) as disk:
        server = Apart(db, 8, env={"TMPDIR": str(disk.place)})
        try:
            browser = Browser(server.address)
            assert browser.sign_in("sec@example.org") == 303
            proof = f"/en/desk/{P}/preview/fr/pdf"
            path = f"/api/v1/packages/{P}/documents/env-paper/files/en/html?name=a.html"
            text = b"<p>CTOC/COP/WG.2/2022/3</p>" + b"<p>words words</p>" * 100000
            disk.take_all()
            fill_up(server.scratch / "fill")
            status, body, _ = ask(server.address, "PUT", path, token, text, {"Content-Type": "application/octet-stream"})
            assert status == 503, (status, body)
            status = read_proof(browser, proof)
            assert status in (500, 503), status
            status, body, _ = ask(server.address, "GET", f"/api/v1/packages/{P}/things", token)
            assert status == 200
            # A short body needs no file; what is read of it is no more than a remark.
            status, body, _ = ask(server.address, "PUT", path, token, b"<p>CTOC/COP/WG.2/2022/3</p>", {"Content-Type": "application/octet-stream"})
            assert status == 200, (status, body)
            (server.scratch / "fill").unlink()
            disk.give_back()
            status, body, _ = ask(server.address, "PUT", path, token, text, {"Content-Type": "application/octet-stream"})
            assert status == 200, (status, body)
            status = read_proof(browser, proof)
            assert status == 200, status
            left = [str(p) for p in server.scratch.rglob("*") if p.is_file() and server.kept not in p.parents] + list(disk.place.iterdir())
            assert not left, left
        finally:
            server.stop()


def read_proof(browser, path):
    """A PDF is no text, as a browser of the tests expects it; the page leads to it when it is there."""
    connection = http.client.HTTPConnection(browser.host, timeout=120)
    connection.request("GET", path, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items())})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status == 303:
        return read_proof(browser, answer.headers["Location"])
    assert answer.status != 200 or content.startswith(b"%PDF") and b"%%EOF" in content[-1024:]
    return answer.status


def log(folder, db):
    """The log: the server goes on, and each line that comes later is whole."""
    with Disk(folder / "log", 1) as disk:
        path = disk.place / "requests.log"
        server = Server(db, "--log", str(path))
        try:
            browser = Browser(server.address)
            browser.get("/en")
            disk.take_all(4096)
            for n in range(60):
                assert browser.get(f"/en/search?q={n}") == 200
            disk.give_back()
            assert browser.get("/en/calendar") == 200
        finally:
            server.stop()
        lines = path.read_bytes().split(b"\n")
        whole = []
        for line in lines:
            with contextlib.suppress(ValueError):
                whole.append(json.loads(line))
        # Where the machine stood still there are lines of long turns as well.
        paths = [entry["path"] for entry in whole if "path" in entry]
        assert paths[0] == "/en" and paths[-1] == "/en/calendar" and len(lines) - 2 <= len(whole) and len(paths) < 60, (len(lines), whole)


def command(*args):
    done = subprocess.run([sys.argv[1], *args], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stderr


def commands(folder, db):
    """What commands make: a clear word, nothing by half, and the same command again is right."""
    with Disk(folder / "made", 16) as disk:
        d = disk.place
        backup = folder / "backup"
        dais("db", "backup", "--db", db, str(backup))
        tries = {
            "backup": ["db", "backup", "--db", db, str(d / "backup")],
            "export": ["db", "export", "--db", db, P, "--out", str(d / "exported")],
            "restore": ["db", "restore", "--db", str(d / "restored.db"), str(backup)],
            "build": ["build", str(EXAMPLES / P), "--out", str(d / "built")],
            "init": ["db", "init", "--db", str(d / "new.db")],
            "export of one file": ["db", "export", "--db", db, P, "--out", str(d)],
        }
        for name, args in tries.items():
            # The more room there is, the further it comes.
            for room in (8192, 60000, 300000) if name == "restore" else (8192,):
                disk.take_all(room)
                code, said = command(*args)
                assert code == 2 and re.search("no room|No space left|disk is full", said), (name, code, said)
                left = {str(p.relative_to(d)) for p in d.rglob("*") if p.is_file()} - {"fill"}
                assert not left or name in ("init", "build"), (name, left, said)
                disk.give_back()
            code, said = command(*args)
            assert code == 0, (name, code, said)
            subprocess.run(f"rm -rf {d}/*", shell=True, check=True)


def main():
    with tempfile.TemporaryDirectory(prefix="dais-full-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        db = str(folder / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", "--db", db, str(EXAMPLES / P))
        for id_, role in (("sec", "secretariat"), ("fr", "delegate")):
            dais("account", "add", "--db", db, "--id", id_, "--email", f"{id_}@example.org", "--name", id_, "--role", role, "--password-stdin",
                 stdin=PASSWORD)
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,item.edit,version.set,package.release,notice.send").strip()
        record(folder, db, token, Mails())
        work(folder, db, token)
        log(folder, db)
        commands(folder, db)
    print("a full disk is said, changes nothing and is got over: record, spool, work, log, and what commands make")


if __name__ == "__main__":
    main()
