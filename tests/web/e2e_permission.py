#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The table of permissions through the real server: every role with every reach, at every operation that asks for a right,
against tests/service/permissions.csv; and every form of the desk for those who may not change anything.

usage: e2e_permission.py DAIS EXAMPLES PERMISSIONS.csv
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

from api_client import Api
from e2e_account import PASSWORD, Browser, Server, dais

P = "untoc-2022"
# Columns of the table that a request can be made for, with the grant each stands for.
REACHES = {
    "everywhere": {}, "own-body": {"body": "CTOC/COP/WG.3"}, "body-elsewhere": {"body": "A/B"}, "own-package": {"package": P},
    "package-elsewhere": {"package": "other"}, "own-language": {"languages": ["fr"]}, "language-elsewhere": {"languages": ["ru"]},
}
STALE = {"If-Match": '"999999"'}


def requests(api, words, undoable):
    """Operation, action, arguments: each made so that whoever may do it changes nothing (a stale revision, a bad value)."""
    def change(kind, id):
        return {"package": P, "kind": kind, "id": id, "headers": STALE, "body": {"x-none": 1}}
    things = {}
    for thing in api.pages("listThings", token=words, package=P):
        things.setdefault(thing["kind"], thing["id"])
        if thing["kind"] == "annotation" and thing["id"].startswith("fr/"):
            things["annotation"] = thing["id"]
    yield "listThings", "working.read", {"package": P}
    yield "getThing", "working.read", {"package": P, "kind": "item", "id": things["item"]}
    yield "getPackage", "working.read", {"package": P, "query": {"release": 0}}
    yield "getFiles", "working.read", {"package": P, "query": {"release": 0}}
    yield "listChanges", "working.read", {"package": P}
    yield "listFindings", "working.read", {"package": P}
    yield "listNews", "working.read", {"package": P}
    yield "getNotice", "working.read", {"package": P, "notice": "1"}
    yield "patchThing", "item.edit", change("item", things["item"])
    yield "patchThing", "text.edit", change("annotation", things["annotation"])
    yield "patchThing", "document.edit", change("document", things["document"])
    yield "patchThing", "meeting.edit", change("meeting", things["meeting"])
    yield "closeThing", "timetable.edit", {"package": P, "kind": "sitting", "id": things["sitting"], "headers": STALE}
    match = {"If-Match": "*"}
    yield "getTimetable", "working.read", {"package": P}
    yield "getWhy", "working.read", {"package": P, "query": {"sitting": "2022-05-24T10:00/ic", "item": "environment"}}
    hours = {"do": "hours", "sitting": "2022-05-24T10:00/ic"}  # without hours
    yield "arrangeTimetable", "timetable.edit", {"package": P, "headers": match, "body": hours}
    # What chair and bureau approve, the secretariat puts in force.
    not_come = {"modality": "hybrid", "by": "bureau", "approved": "2999-01-01"}
    yield "approveFormat", "format.approve", {"package": P, "headers": match, "body": not_come}
    yield "changeFormat", "timetable.edit", {"package": P, "headers": match, "body": {"modality": "in-person"}}
    version = {"was": "formatted", "status": "submitted"}
    yield "addItem", "item.edit", {"package": P, "headers": match, "body": {"title": {}, "bodies": []}}
    yield "moveItem", "item.edit", {"package": P, "item": "organization", "headers": match, "body": {}}
    yield "listPackageUnderWay", "working.read", {"package": P}
    yield "getSymbols", "working.read", {"package": P, "query": {"bodies": "ic"}}
    yield "listFiles", "working.read", {"package": P, "document": "env-paper"}
    yield "listUnits", "working.read", {"package": P, "query": {"from": "en", "to": "fr"}}
    yield "getXliff", "working.read", {"package": P, "query": {"from": "en", "to": "fr"}}
    yield "previewNext", "working.read", {"package": P, "body": {"package": "next", "opens": "2023-05-22"}}
    yield "setVersion", "version.set", {"package": P, "document": "env-paper", "language": "fr", "body": version}
    yield "putFile", "version.set", {"package": P, "document": "env-paper", "language": "fr", "format": "txt", "body": b""}
    yield "putUnit", "text.edit", {"package": P, "unit": "item.organization.title", "body": {"from": "en", "to": "fr", "words": "X", "was": "Y"}}
    yield "undoChange", "change.undo", {"package": P, "number": undoable}
    yield "addRelease", "package.release", {"package": P, "body": {"revision": 1}}
    yield "sendNotice", "notice.send", {"package": P, "notice": "1", "headers": {"If-Match": '"999999"'}}


def table(path):
    with open(path, encoding="utf-8") as file:
        return {(row["role"], row["action"]): row for row in csv.DictReader(file)}


def ask(api, token, operation_id, arguments):
    """The status of a call, whatever it is; the answer fits the description (api_client)."""
    try:
        api.call(operation_id, -1, token=token, **arguments)
    except AssertionError as refusal:
        status = str(refusal).split(": ")[1].split(",")[0]
        assert status.isdigit(), refusal
        return int(status)
    raise AssertionError("no status is -1")


def token_of(db, account, may):
    scopes = ",".join(sorted(may | {"account.own"}))
    return dais("account", "token", account, "--db", db, "--scopes", scopes).strip()


def cells(api, db, chief, expected):
    roles = list(dict.fromkeys(role for role, _ in expected))
    sec = token_of(db, "sec", {"working.read", "item.edit"})
    # A change that was changed again since: whoever may undo it meets a conflict.
    undoable, _ = (api.call("patchThing", token=sec, package=P, kind="item", id="organization", headers={"If-Match": "*"},
                            body={"title": {"en": words}})["change"] for words in ("First", "Second"))
    asked = list(requests(api, sec, undoable))
    wrong, n, before = [], 0, dais("db", "log", P, "--db", db)
    for role in roles:
        may = {action for (r, action), row in expected.items() if r == role and row["everywhere"] == "yes"}
        for reach, grant in REACHES.items():
            id = f"{role}-{reach}"
            api.call("addAccount", token=chief, body={"id": id, "name": id, "email": f"{id}@example.org",
                                                      "grants": [{"role": role, **grant}]})
            token = token_of(db, id, may)
            for operation_id, action, arguments in asked:
                column = reach
                # What is about no single language needs all of them, where languages count.
                if reach in ("own-language", "language-elsewhere") and action not in ("text.edit", "version.set"):
                    column = "no-language"
                status = ask(api, token, operation_id, arguments)
                allowed = expected[role, action][column] == "yes"
                n += 1
                if (status == 403) == allowed or status in (401, 404):
                    wrong.append(f"{id}: {operation_id} ({action}): {status}, but the table says {'yes' if allowed else 'no'}")
    assert not wrong, "\n".join(wrong)
    return n, before


def house(api, db, expected):
    """Rights of the house: a role of a body or a package does not reach it."""
    wrong = []
    for role in dict.fromkeys(role for role, _ in expected):
        may = {action for (r, action), row in expected.items() if r == role and row["everywhere"] == "yes"}
        for reach in ("everywhere", "own-body"):
            token = token_of(db, f"{role}-{reach}", may)
            for operation_id, action, arguments in (
                    ("listAccounts", "account.manage", {}), ("getAccount", "account.manage", {"account": "nobody"}),
                    ("addInvitation", "account.manage", {"body": {"email": "not an address"}}),
                    ("listWebhooks", "webhook.manage", {}), ("addWebhook", "webhook.manage", {"body": {"url": "no"}})):
                status = ask(api, token, operation_id, arguments)
                allowed = reach == "everywhere" and expected[role, action]["house"] == "yes"
                if (status == 403) == allowed:
                    wrong.append(f"{role}-{reach}: {operation_id}: {status}, expected {'allowed' if allowed else 403}")
            assert ask(api, token, "getMe", {}) == 200
    assert not wrong, "\n".join(wrong)


def desk(address, db):
    """Those who may change nothing change nothing at the desk either, whatever forms they send; nor do forged forms."""
    posts = ("/items", "/items/organization", "/texts/organization", "/translation", "/releases", "/changes", "/documents",
             "/documents/env-paper", "/documents/env-paper/state", "/timetable", "/notices/1")
    act = {"/notices/1": "send", "/timetable": "move", "/items": "add", "/changes": "undo:1"}
    everything = {"seen": "1", "text": "X", "text-fr": "X", "title": "X", "title-fr": "X", "title.fr": "X", "state": "issued",
                  "status": "issued", "language": "fr", "lang": "fr", "note": "X", "despite": "yes", "subject": "X", "kind": "report"}
    wrong = []
    for role in ("delegate", "reader", "bureau", "administrator"):
        dais("account", "add", "--db", db, "--email", f"{role}@example.org", "--name", role, "--role", role, "--password-stdin",
             stdin=PASSWORD + "\n")
        b = Browser(address)
        assert b.sign_in(f"{role}@example.org") == 303 and b.get("/en/account") == 200
        page = b.page
        for path in posts:
            b.page = page
            status = b.post(f"/en/desk/{P}{path}", {"do": act.get(path, "save"), **everything})
            # The bureau sees the working record; a form of its that says nothing new is answered with the page again. That
            # nothing was changed by any of them is looked up in the log.
            if status != 403 and (role != "bureau" or status not in (303, 404, 422)):
                wrong.append(f"{role}: POST {path}: {status}")
        # Nor are they asked what only those are asked who may do it.
        for do in ("split ta environment", "unite - environment", "close - environment"):
            for decided in ({}, {"decided": "yes", "with": "transfer"}):
                b.page = page
                if b.post(f"/en/desk/{P}/items", {"do": do, "seen": "1", **decided}) != 403:
                    wrong.append(f"{role}: {do}: {b.status}")
        if role != "bureau" and b.get(f"/en/desk/{P}") not in (403, 404):
            wrong.append(f"{role} sees the desk: {b.status}")
        # The PDF of a draft is for those who read the draft.
        for path in (f"/en/desk/{P}/preview/fr/pdf", f"/en/desk/{P}/preview/fr/pdf/{'0' * 64}"):
            if (b.get(path) == 303) != (role == "bureau"):
                wrong.append(f"{role}: GET {path}: {b.status}")
        # The own calendar is everybody's; the second factor of another is the administrator's to turn off.
        b.page = page
        if b.post("/en/account/calendar", {"body": "CTOC/COP/WG.3"}) != 303:
            wrong.append(f"{role}: own calendar: {b.status}")
        b.page = page
        if (b.post("/en/accounts/sec/second/end", {}) == 303) != (role == "administrator"):
            wrong.append(f"{role}: second factor of another: {b.status}")
    b = Browser(address)
    assert b.sign_in("sec@example.org") == 303
    for path in posts:
        status = b.post(f"/en/desk/{P}{path}", {"do": act.get(path, "save"), **everything}, token="forged")
        if status != 403:
            wrong.append(f"forged: POST {path}: {status}")
    for path in ("/en/account/calendar", "/en/account/calendar/address", "/en/account/second/end", f"/en/desk/{P}/preview/fr/pdf"):
        if b.post(path, everything, token="forged") != 403:
            wrong.append(f"forged: POST {path}: {b.status}")
    assert not wrong, "\n".join(wrong)


def main():
    expected = table(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", str(pathlib.Path(sys.argv[2]) / P), "--db", db)
        dais("db", "release", P, "--db", db, "--despite")
        for id, role in (("chief", "administrator"), ("sec", "secretariat")):
            dais("account", "add", "--db", db, "--id", id, "--email", f"{id}@example.org", "--name", id, "--role", role,
                 "--password-stdin", stdin=PASSWORD + "\n")
        chief = token_of(db, "chief", {"account.manage"})
        server = Server(db, "--allowance", "1000000")
        try:
            api = Api(server.address)
            n, before = cells(api, db, chief, expected)
            house(api, db, expected)
            desk(server.address, db)
            after = dais("db", "log", P, "--db", db)
            assert after == before, f"something was changed:\n{after}"
        finally:
            server.stop()
        subprocess.run([sys.argv[1], "db", "verify", "--db", db, "--quiet"], check=True)
    print(f"{n} cells through the server, as the table says")


main()
