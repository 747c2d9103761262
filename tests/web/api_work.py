# SPDX-License-Identifier: LGPL-2.1-or-later
"""What secretaries and translators do all day, through /api/v1: items, documents, files, translation, the next meeting.
Part of e2e_api.py."""
import re
import urllib.parse

P = "untoc-2022"


def etag(api, token):
    api.call("getPackage", token=token, package=P, query={"release": 0})
    return {"If-Match": api.headers["etag"]}


def agenda(api, token, body):
    return [i["item"] if isinstance(i, dict) else i
            for i in api.call("getThing", token=token, package=P, kind="agenda", id=body)["value"]]


def items(api, token, narrow):
    match = etag(api, token)
    made = api.call("addItem", token=token, package=P, headers={**match, "Idempotency-Key": "item"},
                    body={"title": {"en": "Asset recovery", "fr": "Recouvrement d’avoirs"}, "bodies": ["ic"], "before": "other"})
    new = made["item"]
    assert api.headers["location"].endswith(f"/things/item/{new}") and agenda(api, token, "ic")[-3] == new
    # A call that is refused before it is looked at takes nothing from the one whose key it bears.
    key = {**match, "Idempotency-Key": "item"}
    api.call("addItem", 422, token=token, package=P, headers=key, body={"titel": {}})
    api.call("addItem", 415, token=token, package=P, headers={**key, "Content-Type": "text/plain"}, body="x")
    api.call("addItem", 422, token=token, package=P, headers=key, query={"dry": "true"}, body={"title": {"en": "X"}})
    api.call("addItem", token=token, package=P, headers={**match, "Idempotency-Key": "item"},
             body={"title": {"en": "Asset recovery", "fr": "Recouvrement d’avoirs"}, "bodies": ["ic"], "before": "other"})
    assert agenda(api, token, "ic").count(new) == 1
    for body in ({"title": {}, "bodies": ["ic"]}, {"title": {"en": "X"}}, {"title": {"en": "X"}, "bodies": ["ic"], "kind": "no"}):
        api.call("addItem", 422, token=token, package=P, headers=match, body=body)
    api.call("addItem", 404, token=token, package=P, headers=match, body={"title": {"en": "X"}, "bodies": ["nobody"]})
    api.call("addItem", 403, token=narrow, package=P, headers=match, body={"title": {"en": "X"}, "bodies": ["ic"]})
    api.call("addItem", 428, token=token, package=P, body={"title": {"en": "X"}, "bodies": ["ic"]})
    # Common, moved, split, taken off, withdrawn.
    match = etag(api, token)
    api.call("shareItem", token=token, package=P, item=new, headers=match, body={"body": "ta"})
    assert new in agenda(api, token, "ta")
    match = etag(api, token)
    api.call("shareItem", 409, token=token, package=P, item=new, body={"body": "ta"}, headers={"If-Match": "*"})
    before = agenda(api, token, "ic").index(new)
    api.call("moveItem", token=token, package=P, item=new, headers=match, body={"body": "ic", "by": -1})
    assert agenda(api, token, "ic").index(new) == before - 1
    api.call("moveItem", 412, token=token, package=P, item=new, headers=match, body={"body": "ic", "by": -1})
    api.call("moveItem", token=token, package=P, item=new, headers=etag(api, token), body={"body": "ic", "before": "other"})
    assert agenda(api, token, "ic").index(new) == before
    api.call("moveItem", 422, token=token, package=P, item=new, headers=etag(api, token), body={"body": "ic", "by": 7})
    own = api.call("splitItem", token=token, package=P, item=new, headers=etag(api, token), body={"body": "ta"})["item"]
    assert own != new and own in agenda(api, token, "ta") and new not in agenda(api, token, "ta")
    api.call("splitItem", 404, token=token, package=P, item="none", headers=etag(api, token), body={"body": "ta"})
    api.call("uniteItems", token=token, package=P, item=new, headers=etag(api, token), body={"with": own})
    assert own not in agenda(api, token, "ta") and new in agenda(api, token, "ta")
    api.call("uniteItems", 422, token=token, package=P, item=new, headers=etag(api, token), body={"with": new})
    api.call("takeItemOff", token=token, package=P, item=new, headers=etag(api, token), body={"body": "ta"})
    api.call("takeItemOff", 409, token=token, package=P, item=new, headers=etag(api, token), body={"body": "ic"})
    api.call("closeItem", token=token, package=P, item=new, headers=etag(api, token))
    api.call("closeItem", 404, token=token, package=P, item=new, headers={"If-Match": "*"})
    assert new not in agenda(api, token, "ic") and new not in agenda(api, token, "ta")


def documents(api, token, narrow):
    every = api.pages("listUnderWay", token=token, query={"limit": 1, "issued": "true"})
    mine = api.call("listPackageUnderWay", token=token, package=P)["items"]
    assert {d["id"] for d in mine} <= {d["id"] for d in every if d["package"] == P} and len(mine) > 1
    late = api.call("listUnderWay", token=token, query={"late": "true"})["items"]
    assert late and all(d["daysLate"] > 0 for d in late)
    api.call("listUnderWay", 422, token=token, query={"move": "the-cat"})
    api.call("listPackageUnderWay", 401, package=P)
    paper = next(d for d in mine if d["id"] == "env-paper")
    assert set(paper["versions"]) == {"ar", "zh", "en", "fr", "ru", "es"} and paper["issueDue"]
    # Symbols: joint ones have the same number.
    joint = api.call("getSymbols", token=token, package=P, query={"bodies": "ic,ta"})["symbols"]
    assert len(joint) == 2 and joint[0].rsplit("/", 1)[1] == joint[1].rsplit("/", 1)[1]
    room = api.call("getSymbols", token=token, package=P, query={"bodies": "ic", "series": "CRP", "year": 2022})["symbols"]
    assert re.fullmatch(r"CTOC/COP/WG\.3/2022/CRP\.\d+", room[0]), room
    api.call("getSymbols", 422, token=token, package=P, query={"bodies": "ic,nobody"})
    # States: seen, changed, told to the one who comes too late.
    was = paper["versions"]["fr"]["status"]
    change = {"was": was, "status": "submitted", "why": "it came by mail"}
    api.call("setVersion", 403, token=narrow, package=P, document="env-paper", language="fr", body=change)
    api.call("setVersion", 422, token=token, package=P, document="env-paper", language="fr", body=dict(change, status="lost"))
    api.call("setVersion", 422, token=token, package=P, document="env-paper", language="de", body=change)
    api.call("setVersion", token=token, package=P, document="env-paper", language="fr", body=change)
    api.call("setVersion", 409, token=token, package=P, document="env-paper", language="fr", body=dict(change, status="editing"))
    events = api.call("listVersionEvents", token=token, package=P, document="env-paper", language="fr")["items"]
    assert events[0]["to"] == "submitted" and events[0]["why"] == "it came by mail" and events[0]["who"] == "sec", events
    api.call("listVersionEvents", 404, token=token, package=P, document="none", language="fr")


def files(api, token, narrow):
    text = ("CTOC/COP/WG.2/2022/3\nBackground paper on the environment\n\n" + "This sentence is English. " * 40 + "\n").encode()
    sent = api.call("putFile", token=token, package=P, document="env-paper", language="en", format="txt", body=text,
                    query={"name": "paper \"one\".txt"})
    assert sent["bytes"] == len(text) and sent["name"] == "paper \"one\".txt" and sent["checked"], sent
    again = api.call("putFile", token=token, package=P, document="env-paper", language="ru", format="txt", body=text)
    assert again["problem"] == "language" and again["found"] == "en", again
    assert len(api.call("listFiles", token=token, package=P, document="env-paper")["items"]) == 2
    # What was found is said in the language of the caller, English beside.
    odd = "CTOC/COP/WG.2/2022/3\n\nThe Working Group will meet on Monday, 24 May 2022, at 10 a.m.\n"
    sent = api.call("putFile", token=token, package=P, document="env-paper", language="en", format="html",
                    body="<p>" + odd.replace("\n\n", "</p><p>"), headers={"Accept-Language": "fr"})
    assert api.headers["content-language"] == "fr" and "accept-language" in api.headers["vary"].lower(), api.headers
    monday = [f for f in sent["findings"] if "names a Monday" in f.get("english", "")]
    assert len(monday) == 1 and "lundi" in monday[0]["message"], sent
    listed = api.call("listFiles", token=token, package=P, document="env-paper")["items"]
    plain = next(f for f in listed if f["format"] == "html")["findings"]
    assert api.headers["content-language"] == "en", api.headers
    assert [f["message"] for f in plain] == [f["english"] for f in sent["findings"]] and "english" not in plain[0], plain
    api.call("listFiles", 404, token=token, package=P, document="none")
    assert api.call("getFile", token=token, package=P, document="env-paper", language="en", format="txt") == text
    assert urllib.parse.quote("paper \"one\".txt") in api.headers["content-disposition"]
    api.call("getFile", 404, token=token, package=P, document="env-paper", language="en", format="pdf")
    api.call("putFile", 422, token=token, package=P, document="env-paper", language="en", format="exe", body=text)
    api.call("putFile", 422, token=token, package=P, document="env-paper", language="en", format="txt", body=b"")
    api.call("putFile", 403, token=narrow, package=P, document="env-paper", language="en", format="txt", body=text)
    api.call("putFile", 415, token=token, package=P, document="env-paper", language="en", format="txt", body=text,
             headers={"Content-Type": "text/plain"})
    broken = api.call("putFile", token=token, package=P, document="env-paper", language="fr", format="pdf", body=b"%PDF-1.7 no")
    assert broken["problem"] == "unread" and not broken["checked"], broken


def translation(api, token, narrow):
    units = api.pages("listUnits", token=token, package=P, query={"from": "en", "to": "fr", "limit": 20})
    assert len(units) == len({u["unit"] for u in units}) > 40
    api.call("listUnits", 422, token=token, package=P, query={"from": "en", "to": "en"})
    api.call("listUnits", 422, token=token, package=P, query={"from": "en", "to": "fr", "state": "perfect"})
    title = next(u for u in units if u["unit"].startswith("item.") and u["state"] == "done")
    words = {"from": "en", "to": "fr", "words": title["target"] + " (suite)", "was": title["target"]}
    api.call("putUnit", 403, token=narrow, package=P, unit=title["unit"], body=words)
    assert api.call("putUnit", token=token, package=P, unit=title["unit"], body=words)["change"] > 0
    api.call("putUnit", 409, token=token, package=P, unit=title["unit"], body=dict(words, words="Autre"))
    api.call("putUnit", 404, token=token, package=P, unit="item.none.title", body=words)
    # The source changes: outdated, until someone says that it still stands.
    id = title["id"]
    thing = api.call("getThing", token=token, package=P, kind="item", id=id)
    api.call("patchThing", token=token, package=P, kind="item", id=id, headers={"If-Match": f'"{thing["revision"]}"'},
             body={"title": {"en": title["source"] + ", continued"}})
    query = {"from": "en", "to": "fr", "state": "outdated"}
    outdated = [u["unit"] for u in api.pages("listUnits", token=token, package=P, query=query)]
    assert title["unit"] in outdated, (title, outdated)
    pair = {"from": "en", "to": "fr"}
    api.call("confirmUnit", 403, token=narrow, package=P, unit=title["unit"], body=pair)
    api.call("confirmUnit", token=token, package=P, unit=title["unit"], body=pair)
    outdated.remove(title["unit"])
    assert [u["unit"] for u in api.pages("listUnits", token=token, package=P, query=query)] == outdated
    # XLIFF there and back.
    xliff = api.call("getXliff", token=token, package=P, query={"from": "en", "to": "fr"})
    api.call("getXliff", 422, token=token, package=P, query={"from": "en", "to": "de"})
    target = (title["target"] + " (suite)").encode()
    assert target in xliff
    changed = xliff.replace(target, (title["target"] + " (fin)").encode())
    api.call("takeXliff", 403, token=narrow, package=P, body=changed)
    taken = api.call("takeXliff", token=token, package=P, body=changed, headers={"Idempotency-Key": "x"})
    assert taken["change"] > 0 and taken["texts"] > 0, taken
    assert api.call("takeXliff", token=token, package=P, body=changed, headers={"Idempotency-Key": "x"}) == taken
    thing = api.call("getThing", token=token, package=P, kind="item", id=id)
    assert thing["value"]["title"]["fr"].endswith("(fin)"), thing
    api.call("takeXliff", 422, token=token, package=P, body=b"<xliff")
    api.call("takeXliff", 422, token=token, package=P, body=b"<xliff", query={"name": "a\rb\x04" + "é" * 300})
    api.call("takeXliff", 415, token=token, package=P, body=changed, headers={"Content-Type": "text/xml"})


def next_meeting(api, token, narrow):
    wanted = {"package": "untoc-2023", "opens": "2023-05-22", "modality": "hybrid"}
    lines = api.call("previewNext", token=token, package=P, body=wanted)["lines"]
    assert {"meeting", "item-kept", "item-left", "deadline"} <= {line["what"] for line in lines}
    api.call("previewNext", 422, token=token, package=P, body=dict(wanted, opens="soon"))
    api.call("previewNext", 404, token=token, package="none", body=wanted)
    api.call("addNext", 403, token=narrow, package=P, body=wanted)
    api.call("addNext", 422, token=token, package=P, body=dict(wanted, modality="by post"))
    made = api.call("addNext", token=token, package=P, body=wanted, headers={"Idempotency-Key": "next"})
    assert made["package"] == "untoc-2023"
    meetings = api.call("listThings", token=token, package="untoc-2023", query={"kind": "meeting"})["items"]
    opened = {m["id"]: m["value"]["opens"][:10] for m in meetings}
    assert opened["ic@14"] == opened["ta@14"] == "2023-05-22", opened
    api.call("addNext", 409, token=token, package=P, body=wanted)


def work(api, token, narrow):
    items(api, token, narrow)
    documents(api, token, narrow)
    files(api, token, narrow)
    translation(api, token, narrow)
    next_meeting(api, token, narrow)
