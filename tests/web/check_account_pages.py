#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The pages of signing in and of accounts, as the real server gives them, before the checkers of web pages.

usage: check_account_pages.py DAIS   (Nu Html Checker and axe-core of tests/html; 77 when neither is installed)
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from e2e_account import PASSWORD, Browser, Server, code, dais

CHECKERS = pathlib.Path(__file__).resolve().parents[1] / "html"


class Saver:
    """Keeps pages as files, with the style and the scripts they load."""

    def __init__(self, browser, folder):
        self.browser, self.folder, self.files = browser, folder, []

    def save(self, name):
        for address in set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', self.browser.page)):
            file = self.folder / address[1:]
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                other = Browser("http://" + self.browser.host)
                assert other.get(address) == 200, address
                file.write_text(other.page, encoding="utf-8")
        file = self.folder / f"{name}.html"
        file.write_text(self.browser.page, encoding="utf-8")
        self.files.append(str(file))

    def get(self, path, status=200):
        assert self.browser.get(path) == status, (path, self.browser.status)
        self.save(path.strip("/").replace("/", "-")[:40])


def walk(server, folder, invitation):
    browser = Browser(server.address)
    pages = Saver(browser, folder)
    for language in ("en", "ar"):
        pages.get(f"/{language}/sign-in")
        pages.get(f"/{language}/reset")
        pages.get(f"/{language}{invitation[3:]}")
    assert browser.sign_in("a@example.org", "wrong") == 403
    pages.save("wrong")
    assert browser.sign_in("a@example.org") == 303
    for language in ("en", "ar", "ru"):
        pages.get(f"/{language}/account")
        pages.get(f"/{language}/accounts")
        pages.get(f"/{language}/accounts/layla")
    browser.get("/en/account")
    assert browser.post("/en/account/second", {"second-password": PASSWORD}) == 200
    pages.save("second")
    secret = re.search(r"secret=([A-Z2-7]{32})", browser.page).group(1)
    assert browser.post("/en/account/second/confirm", {"code": code(secret)}) == 200
    pages.save("recovery")
    return pages.files


def main():
    jar = next(CHECKERS.glob("node_modules/vnu-jar/build/dist/vnu.jar"), None)
    if not jar or not shutil.which("java") or not shutil.which("node"):
        print("skipped: the checkers are not installed (npm ci in tests/html; java; node)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as where:
        folder, db = pathlib.Path(where), str(pathlib.Path(where) / "record.db")
        dais("db", "init", "--db", db)
        dais("account", "add", "--db", db, "--email", "a@example.org", "--name", "Amina Diallo", "--password-stdin",
             "--role", "administrator", "--role", "secretariat", stdin=PASSWORD + "\n")
        dais("account", "add", "--db", db, "--email", "l@example.org", "--name", "ليلى حسن", "--id", "layla",
             "--role", "translator@CTOC/COP/WG.3:ar,fr")
        invitation = dais("account", "invite", "--db", db, "--email", "c@example.org", "--role", "delegate").strip()
        dais("account", "token", "a@example.org", "--db", db, "--scopes", "working.read,item.edit")
        server = Server(db, "--provider", "http://127.0.0.1:9", "--provider-client", "x", "--provider-name", "Example ID")
        files = walk(server, folder, invitation)
        server.stop()
        bad = subprocess.run(["java", "-jar", jar, *files], check=False).returncode
        bad |= subprocess.run(["node", CHECKERS / "axe.mjs", "--root", folder, *files], check=False).returncode
    sys.exit(1 if bad else 0)


main()
