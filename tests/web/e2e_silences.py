#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What everyone sees of silence procedures at the real server: nothing of one that is not public, no answer of one that is,
on pages, in feeds and calendars, in search, in the interface for programs and in the files it gives.

usage: e2e_silences.py DAIS EXAMPLES
"""
import json
import pathlib
import sys
import tempfile

from api_client import Api
from e2e_account import PASSWORD, Browser, Server, dais

P = "untoc-2022"
HIDDEN = "Zephyrine"  # stands in the text that is not public
TOLD = "Marigold"  # in the one that is
WHO, WORDS, ASKED = "Borduria", "Bandersnatch", "Quillfeather"  # in answers, and who is asked
PAGES = [f"/en/meetings/{P}", f"/fr/meetings/{P}?since=1", f"/en/meetings/{P}/agenda", "/en", "/en/bodies/bureau", "/en/news.atom",
         f"/en/meetings/{P}/news.atom", f"/en/meetings/{P}/work.ics", "/en/calendar.ics", "/sitemaps/pages.xml", "/en/CTOC/COP/WG.3/2022/2"]


def procedure(text, **more):
    reply = {"kind": "objection", "from": WHO, "at": "2021-07-28T10:00", "words": WORDS}
    return {"object": "topics", "meetings": ["ic@13", "ta@13"], "by": "bureau", "asked": {"en": ASKED}, "proposal": {"en": text},
            "opens": "2021-07-27T10:00", "closes": "2021-07-30T17:00", "zone": "Europe/Vienna", "replies": [reply], **more}


def everything(address, api):
    """All that nobody in particular gets, by where it stood."""
    seen = {}
    for path in PAGES:
        browser = Browser(address)
        assert browser.get(path) == 200, (path, browser.status)
        seen[path] = browser.page
    for word in (HIDDEN, TOLD, WHO, WORDS, ASKED):
        found = api.call("search", query={"q": word, "language": "en"})
        assert not found["items"], (word, found)
    seen["record"] = json.dumps(api.call("getPackage", package=P))
    seen["files"] = json.dumps(api.call("getFiles", package=P))
    seen["releases"] = json.dumps(api.call("listReleases", package=P))
    return seen


def changes(server, api, token, db):
    """What the public may know of is in the change list of the next release, and is said where nothing else has changed."""
    browser = Browser(server.address)
    new = {"object": "procedure", "by": "bureau", "proposal": {"en": "By correspondence."}, "closes": "2099-07-30T17:00"}
    api.call("openSilence", token=token, package=P, body={**new, "public": True})
    dais("db", "release", P, "--db", db, "--despite")
    # The third has another record, of which nobody may know.
    api.call("openSilence", token=token, package=P, body={**new, "object": "format", "modality": "online"})
    dais("db", "release", P, "--db", db, "--despite")
    open = "Nothing published has changed. Silence procedure (procedure): approved unless an objection is received before"
    for path, words in ((f"/en/meetings/{P}?since=1", "Silence procedure (procedure): opened, objections until Thursday, 30 July 2099, at 5 p.m."),
                        (f"/ru/meetings/{P}?since=1", "Процедура отсутствия возражений (процедура): открыта"),
                        (f"/en/meetings/{P}?since=2", open), (f"/en/meetings/{P}", open),
                        (f"/en/meetings/{P}/news.atom", "Silence procedure (procedure): opened")):
        assert browser.get(path) == 200, (path, browser.status)
        page = browser.page.split('id="changes"')[-1]
        assert words in page, f"{path}: {words}"
        assert "(format)" not in page, "one that is not public is in the list"
    kinds = [[n["kind"] for n in r["news"]] for r in api.call("listReleases", package=P)["items"]]
    assert kinds[:2] == [[], ["silence"]], kinds


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", str(pathlib.Path(sys.argv[2]) / P), "--db", db)
        dais("account", "add", "--db", db, "--id", "sec", "--email", "sec@example.org", "--name", "Irina", "--password-stdin",
             "--role", "secretariat", stdin=PASSWORD + "\n")
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,meeting.edit").strip()
        server = Server(db)
        api = Api(server.address)
        for id, value in (("undisclosed", procedure(f"Not for everyone: {HIDDEN}.")),
                          ("open", procedure(f"For everyone: {TOLD}.", public="true", follows="undisclosed"))):
            api.call("putThing", token=token, package=P, kind="silence", id=id, headers={"If-None-Match": "*"}, body=value)
        dais("db", "release", P, "--db", db, "--despite")
        seen = everything(server.address, api)
        for where, words in seen.items():
            for word in (HIDDEN, WHO, WORDS, "undisclosed"):
                assert word not in words, f"{word} stands in {where}"
        # The one that is public is there: what was looked for could have been found.
        assert TOLD in seen[f"/en/meetings/{P}"] and "an objection was received" in seen[f"/en/meetings/{P}"]
        assert TOLD in seen["record"] and ASKED in seen["record"] and "2021-07-28T10:00" in seen["record"]
        assert "approvals:" in seen["files"] and TOLD not in seen["files"]
        assert "planning.yaml" not in seen["files"], "who is away when is the house's own"
        whole = json.dumps(api.call("getFiles", token=token, package=P))
        assert "planning.yaml" in whole
        assert HIDDEN in whole and WHO in whole, "who may read what is worked on has the files whole"
        for operation in ("listThings", "listNotices", "listFindings", "listChanges"):
            api.call(operation, 401, package=P)
        changes(server, api, token, db)
        server.stop()
    print(f"{len(seen)} places without what is not public")


main()
