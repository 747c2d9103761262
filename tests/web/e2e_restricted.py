#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What everyone sees of documents of restricted distribution at the real server: that one changed, and the symbol where an agenda
cites it; nothing else on any page that links lead to, in feeds, maps for search engines, search and the interface for programs.

usage: e2e_restricted.py DAIS EXAMPLES
"""
import hashlib
import json
import pathlib
import re
import shutil
import sys
import tempfile

from api_client import Api
from e2e_account import PASSWORD, Browser, Server, dais, wait

P = "single-body"
SECRET, NEWER = "Zephyrine", "Quillfeather"  # in its title, before and after
SYMBOL = "RABC/C.1/2023/3"
FEEDS = ["/sitemap.xml", "/en/calendar.ics?from=all", "/en/news.atom", f"/en/meetings/{P}/news.atom", f"/en/meetings/{P}/work.ics",
         f"/en/{SYMBOL}", f"/en/{SYMBOL}/Add.9", "/en/RABC/C.1/2023/33", "/en/C.1/2023/33", f"/en/search?q={SECRET}", f"/en/search?q={NEWER}",
         f"/en/search?q={SYMBOL}", f"/en/search/suggestions?q={SECRET}", f"/en/search/suggestions?q={SYMBOL}",
         f"/en/meetings/{P}?since=1", f"/fr/meetings/{P}?since=1"]


def write_package(folder, title, distribution="restricted"):
    meeting = folder / "meeting.yaml"
    text = meeting.read_text(encoding="utf-8")
    start, end = text.index("  data-note:\n"), text.index("  data-note-corr:\n")
    words = "".join(f"      {language}: {title}\n" for language in ("en", "fr", "es"))
    issued = "".join(f"      {language}: {{status: issued, issued: 2022-12-19}}\n" for language in ("en", "fr", "es"))
    block = (f"  data-note:\n    symbols: [{SYMBOL}]\n    kind: note\n    title:\n{words}    author: secretariat\n"
             f"    distribution: {distribution}\n    original: en\n    date: 2022-11-28\n    slot: 2022-11-28\n    versions:\n{issued}")
    meeting.write_text(text[:start] + block + text[end:], encoding="utf-8")


def crawl(address):
    """Every page that links lead to, and FEEDS, by address."""
    seen, ahead = {}, ["/en", "/fr", *FEEDS]
    browser = Browser(address)
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        status = browser.get(path)
        assert status in (200, 303, 404), (path, status)
        seen[path] = browser.page
        for link in re.findall(r'(?:href="|<loc>)([^"<]+)', browser.page):
            link = link.removeprefix(address).split("#")[0].replace("&amp;", "&")
            if link.startswith(("/en", "/fr/meetings", "/sitemap")) and not link.startswith(("/en/files/", "/en/sign-in")):
                ahead.append(link)
    return seen


def ask_all(api):
    """The same from the interface for programs, by operation."""
    return {"packages": api.call("getPackage", package=P), "files": api.call("getFiles", package=P),
            "releases": api.call("listReleases", package=P),
            "documents": api.call("listDocuments"), "of the body": api.call("listDocuments", query={"body": "RABC/C.1"}),
            "document": api.call("getDocument", 404, symbol=SYMBOL), "search": api.call("search", query={"q": "hydrological"})}


def has_symbol(text):
    return re.search(re.escape(SYMBOL) + r"(?![0-9/])", text)


def check(server, api):
    pages = crawl(server.address)
    assert len(pages) > 40, len(pages)
    for where, text in {**pages, **{k: json.dumps(v, ensure_ascii=False) for k, v in ask_all(api).items()}}.items():
        for word in (SECRET, NEWER):
            # A search says what was looked for, and marks what it finds.
            told = f"<mark>{word}" if where.startswith(f"/en/search?q={word}") else word if "suggestions" not in where else f", \"{word}"
            assert told not in text, f"{where}: {text[max(0, text.index(told) - 200):text.index(told) + 100]}"
    for where in ("documents", "of the body"):
        assert not has_symbol(json.dumps(ask_all(api)[where])), where
    for where in ("/en/RABC/C.1/2023/33", "/en/C.1/2023/33", f"/en/{SYMBOL}/Add.9"):
        assert not re.search(f'href="/en/{SYMBOL}"', pages[where]), where
    return pages


def release(folder, db, address, number):
    """Publishes it by another process, and waits until the server has heard of it."""
    dais("db", "import", "--replace", str(folder), "--db", db)
    dais("db", "release", P, "--db", db, "--despite")
    browser = Browser(address)
    wait(lambda: browser.get(f"/en/meetings/{P}") == 200 and f"Release {number}</h3>" in browser.page)


def may(server, db):
    """Who may read such documents at these meetings sees them on the pages of the portal; nobody else does, whatever else he may."""
    everywhere, here, elsewhere, beside = "delegate", "delegate@RABC/C.1", "delegate@RABC/C.9", "administrator"
    for name, role in ("all", everywhere), ("own", here), ("other", elsewhere), ("adm", beside):
        dais("account", "add", "--db", db, "--id", name, "--email", f"{name}@example.org", "--name", name, "--password-stdin",
             "--role", role, stdin=PASSWORD + "\n")
    writer = dais("account", "token", "sec", "--db", db, "--scopes", "document.edit,version.set,working.read").strip()
    body = b"A note of restricted distribution."
    status, _, answer = Api(server.address).raw("PUT", f"/api/v1/packages/{P}/documents/data-note/files/en/pdf?name=note.pdf",
                                                {"Authorization": f"Bearer {writer}", "Content-Type": "application/octet-stream"}, body)
    assert status == 200, (status, answer)
    links = []
    file = f"/files/{P}/{hashlib.blake2b(body, digest_size=32).hexdigest()}"
    for name, sees, finds in ("all", True, True), ("own", True, False), ("other", False, False), ("adm", False, False):
        browser = Browser(server.address)
        browser.sign_in(f"{name}@example.org")
        status = browser.get(f"/en/{SYMBOL}")
        assert status == (200 if sees else 404) and (SECRET in browser.page) == sees, (name, status)
        assert browser.get(f"/en/{SYMBOL.lower()}") == (303 if sees else 404), name
        for path in (f"/en/meetings/{P}", f"/en/meetings/{P}/items/floods.data"):
            assert browser.get(path) == 200 and (SECRET in browser.page) == sees, (name, path)
            assert browser.headers["cache-control"] == "no-store", browser.headers
            assert ("Distribution: restricted" in browser.page) == sees, (name, path)
        assert browser.get(f"/en/{SYMBOL}") and (file in browser.page) == sees, name
        link = re.search(rf'[^"]*{re.escape(file)}[^"]*', browser.page)
        links.append(link[0]) if link else None
        assert browser.get(links[0]) == (200 if sees else 404), name
        assert not sees or browser.headers["cache-control"] == "private, no-store", browser.headers
        browser.get(f"/en/search?q={SECRET}")
        assert (f'href="/en/{SYMBOL}"' in browser.page) == finds, name
        # Within the body where all that is looked through may be read.
        browser.get(f"/en/search?q={SECRET}&body=RABC%2FC.1")
        assert (f'href="/en/{SYMBOL}"' in browser.page) == sees, name
        token = dais("account", "token", name, "--db", db, "--scopes", "restricted.read" if name != "adm" else "log.read").strip()
        for query, found in ({}, finds), ({"body": "RABC/C.1"}, sees):
            got = Api(server.address).call("search", token=token, query={"q": SECRET, "language": "en", **query})
            assert any(SECRET in json.dumps(one) for one in got["items"]) == found, (name, query, got)
        for feed in ("/sitemap.xml", f"/en/meetings/{P}/news.atom", f"/en/search/suggestions?q={SECRET}", f"/en/meetings/{P}/agenda"):
            browser.get(feed)
            assert SECRET not in browser.page.replace(f'["{SECRET}"', ""), (name, feed)
    assert Browser(server.address).get(links[0]) == 404
    check(server, Api(server.address))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        package, db = folder / P, str(folder / "record.db")
        shutil.copytree(pathlib.Path(sys.argv[2]) / P, package)
        write_package(package, SECRET)
        dais("db", "init", "--db", db)
        dais("db", "import", str(package), "--db", db)
        dais("db", "release", P, "--db", db, "--despite")
        dais("account", "add", "--db", db, "--id", "sec", "--email", "sec@example.org", "--name", "Irina", "--password-stdin",
             "--role", "secretariat", stdin=PASSWORD + "\n")
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,restricted.read").strip()
        server = Server(db, "--allowance", "1000000")
        api = Api(server.address)
        check(server, api)
        # Who may read what is worked on has all of it.
        for operation in ("getPackage", "getFiles"):
            assert SECRET in json.dumps(api.call(operation, token=token, package=P)), operation
        dais("account", "add", "--db", db, "--id", "del", "--email", "del@example.org", "--name", "Dele", "--password-stdin",
             "--role", "delegate", stdin=PASSWORD + "\n")
        delegate = dais("account", "token", "del", "--db", db, "--scopes", "restricted.read").strip()
        assert SECRET in json.dumps(api.call("getPackage", token=delegate, package=P)), "who may read restricted documents"
        found = api.call("search", token=token, query={"q": SECRET, "language": "en"})
        assert found["items"], found
        may(server, db)
        # That it changed is told, and not how.
        write_package(package, NEWER)
        release(package, db, server.address, 2)
        pages = check(server, api)
        assert "Changed: a document of restricted distribution" in pages[f"/en/meetings/{P}?since=1"]
        # What becomes public is new, what no longer is is withdrawn.
        write_package(package, NEWER, "general")
        release(package, db, server.address, 3)
        browser = Browser(server.address)
        assert browser.get(f"/en/meetings/{P}?since=2") == 200
        assert f"New document: “{NEWER}”" in browser.page or f"New document: {NEWER}" in browser.page, browser.page
        write_package(package, SECRET)
        release(package, db, server.address, 4)
        assert browser.get(f"/en/meetings/{P}?since=3") == 200
        assert "Document withdrawn" in browser.page and SECRET not in browser.page
        dais("db", "verify", "--db", db)
        server.stop()


if __name__ == "__main__":
    main()
