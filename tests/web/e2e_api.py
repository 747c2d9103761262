#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The interface for programs at the real server: every operation once well and once badly.

usage: e2e_api.py DAIS EXAMPLES
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from api_client import Api
from api_once import once
from api_silences import silences
from api_work import work
from e2e_account import PASSWORD, Browser, Server, dais

P = "untoc-2022"
ALL = ("working.read,restricted.read,package.create,meeting.edit,item.edit,text.edit,document.edit,version.set,"
       "timetable.edit,package.release,notice.send,format.approve,silence.answer,change.undo,log.read,account.own")


def public(api):
    assert api.call("describe")["openapi"] == "3.1.0"
    api.badly.add("describe")  # takes nothing that could be refused
    bodies = api.call("listBodies")["items"]
    assert bodies and all(b["name"] for b in bodies)
    api.badly.add("listBodies")  # takes nothing
    meetings = api.pages("listMeetings", query={"limit": 1})
    assert len(meetings) == len(api.call("listMeetings")["items"]) == 2, meetings
    api.call("listMeetings", 422, query={"from": "yesterday"})
    api.call("listMeetings", 422, query={"limit": 0})
    api.call("listMeetings", 422, query={"limit": 201})
    documents = api.pages("listDocuments", query={"limit": 2})
    assert len(documents) == len({d["id"] for d in documents}) == len(api.call("listDocuments")["items"])
    assert len(documents) > 2
    api.call("listDocuments", 422, query={"available": "en,de"})
    symbol = next(d["symbols"][0] for d in documents if d["symbols"])
    assert symbol in api.call("getDocument", symbol=symbol)["symbols"]
    api.call("getDocument", 404, symbol="NO/SUCH/1")
    found = api.call("search", query={"q": "environment", "language": "en"})
    assert found["items"] and found["total"] >= len(found["items"])
    seen, after = [], {}
    while after is not None:
        page = api.call("search", query={"q": "environment", "newest": "true", "limit": "3", **after})
        seen += [(hit["package"], hit["kind"], hit["id"], hit["language"]) for hit in page["items"]]
        after = {"after": page["next"]} if page["next"] else None
    assert len(seen) == len(set(seen)) == page["total"] > 3, (seen, page["total"])
    api.call("search", 422, query={"q": "environment", "limit": "many"})
    names = [p["package"] for p in api.pages("listPackages", query={"limit": 1})]
    assert names == [P], names
    api.call("listPackages", 422, query={"limit": "x"})
    package = api.call("getPackage", package=P)
    assert package["release"] == 1 and package["record"]
    api.call("getPackage", 404, package="none")
    api.call("getPackage", 404, package=P, query={"release": 9})
    api.call("getPackage", 422, package=P, query={"release": "last"})
    assert "meeting.yaml" in api.call("getFiles", package=P)["files"]
    api.call("getFiles", 404, package="none")
    releases = api.call("listReleases", package=P)["items"]
    assert [r["number"] for r in releases] == [1]
    api.call("listReleases", 404, package="none")


def own(api, token):
    me = api.call("getMe", token=token)
    assert me["account"] == "sec" and "item.edit" in me["scopes"]
    api.call("getMe", 401)
    api.call("getMe", 401, token="dais_sec_" + "x" * 43)


def refused(api, token):
    """RFC 6750, 3: a token that is none is said to be none, also where nobody needs one."""
    public = [name for name, (method, path, operation) in api.operations.items()
              if {} in operation["security"] and method == "GET" and "{" not in path]
    assert len(public) > 3, public
    for name in public:
        for bad in ("dais_sec_" + "x" * 43, "eyJhbGciOiJub25lIn0.e30.", ""):
            problem = api.call(name, 401, token=None, headers={"Authorization": f"Bearer {bad}"})
            assert problem["status"] == 401 and "token" in problem["detail"] and problem["hint"], problem
            assert api.headers["www-authenticate"] == 'Bearer realm="dais", error="invalid_token"', api.headers
            assert api.headers["cache-control"] == "no-store", api.headers
    # Who sends none is told how to be somebody, not that something is wrong with it.
    api.call("getMe", 401)
    assert api.headers["www-authenticate"] == 'Bearer realm="dais"', api.headers
    # The scheme is written in any case; what is of another scheme, as a proxy may leave it, is not for us.
    for scheme in ("bearer", "BEARER"):
        api.call("getMe", headers={"Authorization": f"{scheme}  {token}"})
    for other in ("Basic YTpi", "Bearers " + token):
        api.call("listPackages", headers={"Authorization": other})
        api.call("getMe", 401, headers={"Authorization": other})


def misspelt(name):
    return name[1] + name[0] + name[2:] if len(name) > 2 and name[0] != name[1] else name + name[-1]


def slips(api, token):
    """A member or a parameter that nobody reads is named, with the one that was meant, at every operation: it is never passed over."""
    good = {"package": P, "kind": "item", "id": "organization", "item": "organization", "number": 1, "language": "en", "format": "pdf"}
    members = parameters = 0
    badly = set(api.badly)  # each operation is to be refused for reasons of its own, too
    for name, (method, path, operation) in api.operations.items():
        parts = {part: good.get(part, "none") for part in (p["name"] for p in operation["parameters"] if p["in"] == "path")}
        kind, content = next(iter(operation.get("requestBody", {}).get("content", {}).items()), (None, {}))
        schema = api.schema(content["schema"]) if "schema" in content else {}
        if schema.get("properties"):
            assert schema["additionalProperties"] is False, name
            for meant in schema["properties"]:
                problem = api.call(name, 422, token=token, body={misspelt(meant): "x"}, **parts)
                assert f'"{misspelt(meant)}"' in problem["detail"], (name, problem)
                assert problem["hint"].startswith("Did you mean ") or len(meant) < 4, (name, problem)
                members += 1
            problem = api.call(name, 422, token=token, body={"wholly-other": "x"}, **parts)
            assert all(member in problem["hint"] for member in schema["properties"]), problem
        given = [p["name"] for p in operation["parameters"] if p["in"] == "query"]
        for meant in given:
            problem = api.call(name, 422, token=token, query={misspelt(meant): "1"}, headers={"Content-Type": kind or "application/json"}, **parts)
            assert f'"{misspelt(meant)}"' in problem["detail"] and problem["hint"], (name, problem)
            parameters += 1
        problem = api.call(name, 422, token=token, query={"wholly-other": "1"}, headers={"Content-Type": kind or "application/json"}, **parts)
        assert "wholly-other" in problem["detail"] and all(meant in problem["hint"] for meant in given), (name, problem)
    api.badly = badly
    assert members > 80 and parameters > 40, (members, parameters)
    deep = {"title": {"en": "X", "ne": "X"}, "bodies": ["ic"]}
    problem = api.call("addItem", 422, token=token, package=P, headers={"If-Match": "*"}, body=deep)
    assert problem["detail"].startswith('unknown member "title.ne"') and problem["hint"] == 'Did you mean "en"?', problem
    problem = api.call("addItem", 422, token=token, package=P, headers={"If-Match": "*", "Accept-Language": "fr"}, body=deep)
    assert "« title.ne »" in problem["detail"] and problem["hint"] == "Vouliez-vous dire « en » ?", problem


def things(api, token, narrow):
    kinds = {t["kind"] for t in api.pages("listThings", token=token, package=P)}
    assert {"item", "agenda", "meeting", "body", "document", "annotation"} <= kinds, kinds
    api.call("listThings", 401, package=P)
    api.call("listThings", 404, token=token, package="none")
    thing = api.call("getThing", token=token, package=P, kind="item", id="organization")
    etag = api.headers["etag"]
    assert etag == f'"{thing["revision"]}"'
    api.call("getThing", 404, token=token, package=P, kind="item", id="none")
    # Merge patch: one member changes, the others stay; the old ETag is then refused.
    title = dict(thing["value"]["title"], en="Organization of the work")
    changed = api.call("patchThing", token=token, package=P, kind="item", id="organization", headers={"If-Match": etag},
                       body={"title": {"en": title["en"]}})
    assert changed["change"] > thing["revision"]
    now = api.call("getThing", token=token, package=P, kind="item", id="organization")
    assert now["value"]["title"] == title, now
    api.call("patchThing", 412, token=token, package=P, kind="item", id="organization", headers={"If-Match": etag},
             body={"title": {"en": "Lost"}})
    api.call("patchThing", 412, token=token, package=P, kind="item", id="organization", headers={"If-Match": "W/x"}, body={})
    api.call("patchThing", 428, token=token, package=P, kind="item", id="organization", body={"title": {"en": "X"}})
    api.call("patchThing", 422, token=token, package=P, kind="item", id="organization", headers={"If-Match": "*"},
             body={"title": 7})
    api.call("patchThing", 400, token=token, package=P, kind="item", id="organization", headers={"If-Match": "*"}, body="{")
    api.call("patchThing", 403, token=narrow, package=P, kind="item", id="organization", headers={"If-Match": "*"}, body={})
    # Put: only where there is none, or over what was seen.
    words = next(t["id"] for t in api.pages("listThings", token=token, package=P, query={"kind": "annotation"})
                 if t["id"].startswith("en/"))
    annotation = api.call("getThing", token=token, package=P, kind="annotation", id=words)
    api.call("putThing", 409, token=token, package=P, kind="annotation", id=words,
             headers={"If-None-Match": "*"}, body=annotation["value"])
    api.call("putThing", 428, token=token, package=P, kind="annotation", id=words, body=annotation["value"])
    text = {"text": annotation["value"]["text"].rstrip("\n") + "\n\nOne more paragraph.\n"}
    api.call("putThing", token=token, package=P, kind="annotation", id=words, body=text,
             headers={"If-Match": f'"{annotation["revision"]}"'}, query={"why": "a paragraph more"})
    api.call("putThing", 422, token=token, package=P, kind="release", id="7", headers={"If-Match": "*"}, body={})
    # Close: what others refer to stays.
    api.call("closeThing", 422, token=token, package=P, kind="item", id="organization", headers={"If-Match": "*"})
    api.call("closeThing", token=token, package=P, kind="annotation", id=words, headers={"If-Match": "*"})
    api.call("closeThing", 404, token=token, package=P, kind="annotation", id=words, headers={"If-Match": "*"})
    # The log, page by page, and undo by a new change.
    log = api.pages("listChanges", token=token, package=P, query={"limit": 2})
    assert [c["number"] for c in log] == sorted((c["number"] for c in log), reverse=True) and len(log) > 4
    assert log[1]["why"] == "a paragraph more" and log[1]["who"] == "sec"
    api.call("listChanges", 422, token=token, package=P, query={"after": "x"})
    api.call("undoChange", token=token, package=P, number=log[0]["number"])
    again = api.call("getThing", token=token, package=P, kind="annotation", id=words)
    assert again["value"] == text
    api.call("undoChange", 404, token=token, package=P, number="none")
    newest = api.call("listChanges", token=token, package=P, query={"limit": 1})["items"][0]["number"]
    api.call("undoChange", 403, token=narrow, package=P, number=newest)
    api.call("undoChange", 409, token=token, package=P, number=log[0]["number"])
    assert isinstance(api.call("listFindings", token=token, package=P)["items"], list)
    api.call("listFindings", 401, package=P)


def lists(api, token, chief):
    """Every list comes in pages, however small these are, and its pages hold each of its elements once, in its order."""
    good = {"package": P, "document": "env-paper", "language": "en"}
    asked = {"listUnits": {"from": "en", "to": "fr"}}
    seen = 0
    for name, (method, path, operation) in api.operations.items():
        answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        if method != "GET" or "items" not in answer.get("properties", {}):
            continue
        parts = {part: good[part] for part in (p["name"] for p in operation["parameters"] if p["in"] == "path")}
        who = chief if name in ("listAccounts", "listWebhooks", "listTokens") else token
        query = asked.get(name, {})
        whole = api.pages(name, token=who, query={**query, "limit": 200}, **parts)
        for limit in (1, 3):
            assert api.pages(name, token=who, query={**query, "limit": limit}, **parts) == whole, (name, limit)
        api.call(name, 422, token=who, query={**query, "limit": 0}, **parts)
        if name not in ("listPackages", "listBodies"):  # their cursor is a name
            beyond = api.call(name, (200, 422), token=who, query={**query, "after": "1000000"}, **parts)
            assert name == "listChanges" or not beyond.get("items"), name
        seen += len(whole) > 3
    assert seen >= 10, seen


def packages(api, token, narrow):
    files = api.call("getFiles", token=token, package=P, query={"release": 0})["files"]
    key = {"Idempotency-Key": "a new package"}
    body = {"package": "copy-2022", "files": files}
    api.call("addPackage", 403, token=narrow, body=body)
    made = api.call("addPackage", token=token, body=body, headers=key)
    assert api.headers["location"].startswith("/api/v1/packages/copy-2022")
    same = api.call("addPackage", token=token, body=body, headers=key)
    assert same == made and api.headers["idempotency-replayed"] == "true"
    api.call("addPackage", 422, token=token, body=dict(body, package="other-2022"), headers=key)
    api.call("addPackage", 409, token=token, body={"package": "copy-2022", "files": dict(files, **{"text/en.md": files["text/en.md"].rstrip() + " More.\n"})})
    broken = api.call("addPackage", 422, token=token, body={"package": "bad", "files": {"meeting.yaml": "dais: 1\nbodies: 7\n"}})
    assert broken["findings"], broken
    api.call("addPackage", 422, token=token, body={"package": "../etc", "files": files})
    api.call("addPackage", 422, token=token, body={"package": "x", "files": {"../../etc/passwd": "x"}})
    api.call("addPackage", 415, token=token, body="x", headers={"Content-Type": "text/plain"})
    # Nobody sees what is not released.
    assert [p["package"] for p in api.pages("listPackages", query={"limit": 1})] == [P]
    assert [p["package"] for p in api.pages("listPackages", token=token, query={"limit": 1})] == ["copy-2022", P]
    api.call("getPackage", 404, package="copy-2022")
    api.call("getPackage", 403, package="copy-2022", query={"release": 0})


def timetable(api, token, narrow):
    """Sittings arranged, asked why, planned again, and held in another format."""
    table = api.call("getTimetable", token=token, package=P)
    assert table["judged"] and table["sound"] and len(table["sittings"]) == 9 and len(table["times"]) == 10
    assert api.call("getTimetable", token=token, package=P, query={"modality": "hybrid"})["modality"] == "hybrid"
    api.call("getTimetable", 404, token=token, package=P, query={"modality": "online"})
    api.call("getTimetable", 422, token=token, package=P, query={"modality": "by post"})
    place = {"sitting": "2022-05-24T10:00/ic", "item": "environment"}
    why = api.call("getWhy", token=token, package=P, query=place, headers={"Accept-Language": "ru"})
    assert why["others"] == 8 and why["reasons"] and {p["kind"] for p in why["places"]} >= {"here", "also", "impossible"}
    assert any("\u0400" < letter < "\u04ff" for letter in why["reasons"][0]["message"]), why["reasons"][0]
    api.call("getWhy", 404, token=token, package=P, query={**place, "item": "nothing"})
    seen = {"If-Match": f'"{table["revision"]}"'}
    services = {"do": "services", "sitting": place["sitting"], "room": "board-room-d", "team": "first"}
    assert api.call("arrangeTimetable", token=token, package=P, headers=seen, body=services)["change"]
    assert "board-room-d" in [s.get("room") for s in api.call("getTimetable", token=token, package=P)["sittings"]]
    late = {"do": "minutes", **place, "minutes": 60}
    api.call("arrangeTimetable", 412, token=token, package=P, headers=seen, body=late)
    api.call("arrangeTimetable", token=token, package=P, headers={"If-Match": "*"}, body={**late, "minutes": 150})
    api.call("arrangeTimetable", 422, token=token, package=P, headers={"If-Match": "*"}, body={**late, "minutes": 600})
    api.call("arrangeTimetable", 403, token=narrow, package=P, headers={"If-Match": "*"}, body=late)
    api.call("addProposal", 403, token=narrow, package=P, body={})
    api.call("dropProposal", 403, token=narrow, package=P)
    api.call("takeProposal", 403, token=narrow, package=P, headers={"If-Match": "*"})
    api.call("getProposal", 404, token=token, package=P)
    api.call("dropProposal", 404, token=token, package=P)
    api.call("takeProposal", 404, token=token, package=P, headers={"If-Match": "*"})
    lost = {"lost": ["room:board-room-d@2022-05-25"], "seconds": 2}
    proposal = api.call("addProposal", token=token, package=P, body=lost)
    assert proposal["planned"] and proposal["costs"]["proposed"]
    api.call("addProposal", 404, token=token, package=P, body={"lost": ["room:nowhere"]})
    assert api.call("getProposal", token=token, package=P)["sittings"] == proposal["sittings"]
    assert api.call("takeProposal", token=token, package=P, headers={"If-Match": "*"})["change"]
    api.call("addProposal", token=token, package=P, body={"modality": "online", "seconds": 2})
    api.call("dropProposal", token=token, package=P)
    change = {"modality": "hybrid", "by": "bureau", "method": "silence"}
    api.call("changeFormat", 403, token=token, package=P, headers={"If-Match": "*"}, body=change)  # R-HYB-06
    api.call("approveFormat", 422, token=token, package=P, headers={"If-Match": "*"}, body=change)  # without a day
    api.call("approveFormat", token=token, package=P, headers={"If-Match": "*"}, body={**change, "approved": "2022-05-16"})
    api.call("approveFormat", 409, token=token, package=P, headers={"If-Match": "*"}, body={**change, "approved": "2022-05-16"})
    api.call("changeFormat", token=token, package=P, headers={"If-Match": "*"}, body=change)
    assert api.call("getTimetable", token=token, package=P)["modality"] == "hybrid"
    api.call("changeFormat", token=token, package=P, headers={"If-Match": "*"},
             body={"modality": "in-person", "by": "bureau", "approved": "2022-05-17"})


def releases(api, token, narrow):
    news = api.call("listNews", token=token, package=P)["items"]
    assert news and all(len(n["words"]) == 6 for n in news), news
    api.call("listNews", 401, package=P)
    revision = next(p for p in api.pages("listPackages", token=token) if p["package"] == P)["revision"]
    api.call("addRelease", 403, token=narrow, package=P, body={"revision": revision})
    api.call("addRelease", 422, token=token, package=P, body={})
    api.call("addRelease", 409, token=token, package=P, body={"revision": revision - 1, "despiteFindings": True})
    made = api.call("addRelease", token=token, package=P, headers={"Idempotency-Key": "r2"},
                    body={"revision": revision, "note": "Release two", "despiteFindings": True})
    assert made["number"] == 2 and made["news"]
    assert api.call("getPackage", package=P)["release"] == 2
    assert api.call("getPackage", package=P, query={"release": 1})["release"] == 1
    notices = api.call("listNotices", token=token, package=P)["items"]
    assert notices and notices[0]["release"] == 2 and notices[0]["state"] == "draft", notices
    api.call("listNotices", 401, package=P)
    notice = api.call("getNotice", token=token, package=P, notice=str(2))
    assert set(notice["subject"]) == {"ar", "zh", "en", "fr", "ru", "es"} and notice["to"], notice
    api.call("getNotice", 404, token=token, package=P, notice=str(7))
    match = {"If-Match": f'"{notice["revision"]}"'}
    api.call("sendNotice", 428, token=token, package=P, notice=str(2))
    api.call("sendNotice", 403, token=narrow, package=P, notice=str(2), headers=match)
    api.call("sendNotice", 412, token=token, package=P, notice=str(2), headers={"If-Match": '"1"'})
    assert api.call("sendNotice", token=token, package=P, notice=str(2), headers=match)["recipients"] == len(notice["to"])
    api.call("sendNotice", 412, token=token, package=P, notice=str(2), headers={"If-Match": "*"})
    # There is no mail server: they wait.
    waiting = api.call("listOutbox", token=token)["items"]
    assert len(waiting) == len(notice["to"]) and all(m["state"] == "waiting" and m["attempts"] == 0 for m in waiting), waiting
    api.call("listOutbox", 401)
    api.call("tryAgain", token=token, body={"id": waiting[0]["id"]})
    api.call("tryAgain", 409, token=token, body={"id": "none"})
    assert api.call("listOutbox", token=narrow)["items"] == [], "without the scope of notices"


def webhooks(api, chief, token):
    made = api.call("addWebhook", token=chief, body={"url": "https://example.org/hook"}, headers={"Idempotency-Key": "h"})
    assert made["secret"].startswith("whsec_")
    again = api.call("addWebhook", token=chief, body={"url": "https://example.org/hook"}, headers={"Idempotency-Key": "h"})
    assert again == made
    api.call("addWebhook", 403, token=token, body={"url": "https://example.org/hook"})
    api.call("addWebhook", 422, token=chief, body={"url": "http://10.0.0.1/hook"})
    api.call("addWebhook", 422, token=chief, body={"url": "https://example.org/hook", "everything": {}})
    api.call("addWebhook", 422, token=chief, body={})
    listed = api.call("listWebhooks", token=chief)["items"]
    assert [h["id"] for h in listed] == [made["id"]] and "secret" not in listed[0]
    api.call("listWebhooks", 403, token=token)
    api.call("closeWebhook", token=chief, id=made["id"])
    api.call("closeWebhook", 404, token=chief, id=made["id"])


def accounts(api, chief, token, address):
    listed = api.call("listAccounts", token=chief)["items"]
    assert {a["id"] for a in listed} == {"sec", "chief", "reader", "chair"}
    api.call("listAccounts", 403, token=token)
    key = {"Idempotency-Key": "amina"}
    new = {"id": "amina", "name": "Amina", "email": "amina@example.org", "language": "fr",
           "grants": [{"role": "translator", "body": "CTOC/COP/WG.3", "languages": ["fr", "ar"]}]}
    made = api.call("addAccount", token=chief, body=new, headers=key)
    assert made["grants"][0]["languages"] == ["ar", "fr"] and api.headers["location"] == "/api/v1/accounts/amina"
    assert api.call("addAccount", token=chief, body=new, headers=key) == made
    api.call("addAccount", 409, token=chief, body=new)
    api.call("addAccount", 422, token=chief, body=dict(new, id="other", email="other@example.org", grants=[{"role": "boss"}]))
    api.call("addAccount", 403, token=token, body=new)
    api.call("getAccount", token=chief, account="amina")
    etag = api.headers["etag"]
    api.call("getAccount", 404, token=chief, account="nobody")
    changed = api.call("patchAccount", token=chief, account="amina", body={"grants": [{"role": "chair"}]}, headers={"If-Match": etag})
    assert changed["grants"][0]["role"] == "chair" and changed["name"] == "Amina" and changed["notices"]
    api.call("patchAccount", 412, token=chief, account="amina", body={"name": "X"}, headers={"If-Match": etag})
    api.call("patchAccount", 428, token=chief, account="amina", body={"name": "X"})
    api.call("patchAccount", 403, token=token, account="sec", body={"grants": [{"role": "administrator"}]}, headers={"If-Match": "*"})
    api.call("patchAccount", 422, token=chief, account="chief", body={"disabled": True}, headers={"If-Match": "*"})
    # An account that was read may be sent back as it is; what stays by itself may stand there, as it was.
    read = api.call("getAccount", token=chief, account="amina")
    etag = {"If-Match": api.headers["etag"]}
    assert api.call("patchAccount", token=chief, account="amina", body=read, headers=etag) == read
    assert api.call("patchAccount", token=chief, account="amina", body=read, headers={"If-Match": "*"}) == read
    renamed = api.call("patchAccount", token=chief, account="amina", body=dict(read, name="Amina B."), headers=etag)
    assert renamed == dict(read, name="Amina B.", revision=renamed["revision"]), renamed
    for seen in (etag, {"If-Match": "*"}):
        api.call("patchAccount", 412, token=chief, account="amina", body=read, headers=seen)
    api.call("patchAccount", 422, token=chief, account="amina", body=dict(renamed, id="other"), headers={"If-Match": "*"})
    api.call("patchAccount", 422, token=chief, account="amina", body=dict(renamed, revision="7"), headers={"If-Match": "*"})
    link = api.call("resetAccount", token=chief, account="amina")["link"]
    assert Browser(address).get(link.split(address)[-1]) == 200
    api.call("resetAccount", 404, token=chief, account="nobody")
    invited = {"email": "new@example.org", "language": "zh", "grants": [{"role": "delegate"}]}
    link = api.call("addInvitation", token=chief, body=invited)["link"]
    assert "/zh/invitation/" in link and Browser(address).get(link.split(address)[-1]) == 200
    api.call("addInvitation", 409, token=chief, body=dict(invited, email="amina@example.org"))
    api.call("addInvitation", 403, token=token, body=invited)
    # Members of another type than the description says are refused, not taken for none.
    for wrong in ({"name": {}}, {"grants": {}}, {"grants": [{"role": 1}]}, {"language": "xx"}, {"email": None}):
        api.call("addInvitation", 422, token=chief, body={**invited, "email": "other@example.org", **wrong})
    api.call("addInvitation", 422, token=chief, body=[])
    # Own tokens: without secrets; one that is ended is nobody's at once.
    tokens = api.call("listTokens", token=token)["items"]
    assert len(tokens) == 2 and all(t["key"] not in token for t in tokens)
    api.call("listTokens", 401)
    narrow = next(t for t in tokens if t["scopes"] == ["working.read"])
    api.call("endToken", 404, token=token, key="0" * 64)
    api.call("endToken", 404, token=chief, key=narrow["key"])
    api.call("endToken", token=token, key=narrow["key"])
    return narrow


def by_session(api, address):
    """With the cookie of a session a page elsewhere could post a form: only JSON is taken, which it cannot send."""
    b = Browser(address)
    assert b.sign_in("sec@example.org") == 303
    path = f"/api/v1/packages/{P}/things/item/organization"
    assert b.ask("PATCH", path, {"title": "X"}, {"If-Match": "*"}) == 415, b.page
    assert b.ask("POST", f"/api/v1/packages/{P}/releases", {"revision": "1"}) == 415
    assert b.ask("DELETE", path, None, {"If-Match": "*"}) == 415
    assert b.get(path) == 200


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        dais("db", "init", "--db", db)
        dais("db", "import", str(pathlib.Path(sys.argv[2]) / P), "--db", db)
        dais("db", "release", P, "--db", db, "--despite")
        for id, roles in (("sec", ["secretariat"]), ("chief", ["administrator"]), ("reader", ["reader"]), ("chair", ["chair"])):
            dais("account", "add", "--db", db, "--id", id, "--email", f"{id}@example.org", "--name", id, "--password-stdin",
                 *(x for r in roles for x in ("--role", r)), stdin=PASSWORD + "\n")
        token = dais("account", "token", "sec", "--db", db, "--scopes", ALL).strip()
        narrow = dais("account", "token", "sec", "--db", db, "--scopes", "working.read").strip()
        chief = dais("account", "token", "chief", "--db", db, "--scopes", "webhook.manage,account.manage,account.own").strip()
        chief_too = dais("account", "token", "chief", "--db", db, "--scopes", "webhook.manage,account.manage").strip()
        chair = dais("account", "token", "chair", "--db", db, "--scopes", "format.approve,silence.answer").strip()
        server = Server(db)
        api = Api(server.address)
        public(api)
        own(api, token)
        refused(api, token)
        slips(api, token)
        things(api, token, narrow)
        packages(api, token, narrow)
        work(api, token, narrow)
        releases(api, token, narrow)
        timetable(api, token, narrow)
        silences(api, token, narrow, chair)
        webhooks(api, chief, token)
        by_session(api, server.address)
        accounts(api, chief, token, server.address)
        lists(api, token, chief)
        once(api, token, chief, chief_too, db)
        api.call("getMe", 401, token=narrow)
        api.call("listPackages", 401, token=narrow)
        assert api.well == set(api.operations), set(api.operations) - api.well
        assert api.badly == set(api.operations), set(api.operations) - api.badly
        server.stop()
        subprocess.run([sys.argv[1], "db", "verify", "--db", db, "--quiet"], check=True)
    print(f"{len(api.operations)} operations, each well and badly")


main()
