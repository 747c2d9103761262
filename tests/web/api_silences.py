# SPDX-License-Identifier: LGPL-2.1-or-later
"""Silence procedures through /api/v1: opened, answered, put off, taken back, withdrawn, concluded. Part of e2e_api.py."""
import datetime
import time

P = "untoc-2022"
PROPOSAL = {"en": "The Working Group takes up its items in the order of the annex.", "fr": "Le Groupe de travail examine les points dans l’ordre de l’annexe."}


def local(**later):
    """An hour that there is on every day, also where clocks change at night."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**later)).strftime("%Y-%m-%dT12:00")


def get(api, token, id):
    silence = api.call("getSilence", token=token, package=P, silence=id)
    assert api.headers["etag"].strip('"').split("-")[0] == str(silence["revision"]), api.headers
    return silence, {"If-Match": f'"{silence["revision"]}"'}


def opened(api, token, narrow):
    new = {"object": "procedure", "by": "bureau", "proposal": PROPOSAL, "asked": {"en": "The extended Bureau"}, "closes": local(days=5),
           "zone": "Europe/Vienna", "why": "asked for by the Chair"}
    made = api.call("openSilence", token=token, package=P, headers={"Idempotency-Key": "silence"}, body=new)
    id = made["silence"]
    assert api.headers["location"] == f"/api/v1/packages/{P}/silences/{id}", api.headers
    again = api.call("openSilence", token=token, package=P, headers={"Idempotency-Key": "silence"}, body=new)
    assert again == made and api.headers["idempotency-replayed"] == "true"
    silence, match = get(api, token, id)
    assert silence["state"] == "open" and silence["proposal"] == PROPOSAL and not silence["public"], silence
    assert silence["meetings"] == ["ic@13", "ta@13"] and len(silence["frozen"]) == 64 and silence["replies"] == [], silence
    # Vienna is one or two hours before UTC.
    closes = datetime.datetime.fromisoformat(silence["closes"]).replace(tzinfo=datetime.timezone.utc)
    ahead = closes - datetime.datetime.fromisoformat(silence["closesAt"].replace("Z", "+00:00"))
    assert ahead in (datetime.timedelta(hours=1), datetime.timedelta(hours=2)), (silence["closes"], silence["closesAt"])
    assert [s["id"] for s in api.call("listSilences", token=token, package=P)["items"]].count(id) == 1
    for wrong in ({"object": "weather"}, {"proposal": {}}, {"proposal": {"de": "x"}}, {"by": "nobody"}, {"closes": "tomorrow"}, {"closes": "2021-07-30"},
                  {"opens": local(days=9)}, {"zone": "Europe/Nowhere"}, {"follows": "none"}, {"modality": "by-post"}):
        api.call("openSilence", 422, token=token, package=P, body={**new, **wrong})
    api.call("openSilence", 422, token=token, package=P, body={"object": "dates"})
    api.call("openSilence", 403, token=narrow, package=P, body=new)
    api.call("openSilence", 401, package=P, body=new)
    api.call("openSilence", 404, token=token, package="none", body=new)
    api.call("listSilences", 401, package=P)
    api.call("getSilence", 404, token=token, package=P, silence="none")
    drafts = [n for n in api.call("listNotices", token=token, package=P)["items"] if n.get("silence") == id]
    assert [(n["event"], n["state"]) for n in drafts] == [("opened", "draft")], drafts
    return id, match


def put_off(api, token, narrow, id, match):
    end = local(days=7)
    changed = api.call("extendSilence", token=token, package=P, silence=id, headers=match, body={"closes": end})
    assert changed["silence"] == id and changed["change"] > 0
    silence, now = get(api, token, id)
    assert silence["closes"] == end and len(silence["extended"]) == 1, silence
    told = api.call("extendSilence", 412, token=token, package=P, silence=id, headers=match, body={"closes": local(days=8)})
    assert "sec" in told["hint"], told  # who was faster
    api.call("extendSilence", 428, token=token, package=P, silence=id, body={"closes": local(days=8)})
    api.call("extendSilence", 422, token=token, package=P, silence=id, headers=now, body={"closes": end})
    api.call("extendSilence", 422, token=token, package=P, silence=id, headers=now, body={"closes": "later"})
    api.call("extendSilence", 403, token=narrow, package=P, silence=id, headers=now, body={"closes": local(days=8)})
    api.call("extendSilence", 404, token=token, package=P, silence="none", headers=now, body={"closes": local(days=8)})


def answered(api, token, narrow, chair, id):
    def answer(who, body, expect=None, **headers):
        return api.call("answerSilence", expect, token=who, package=P, silence=id, body=body, headers=headers)

    # A reservation does not break it; sent twice, it is recorded once.
    reservation = {"kind": "reservation", "from": "Borduria", "words": "For the record."}
    answer(token, reservation, **{"Idempotency-Key": "reservation"})
    answer(token, reservation, **{"Idempotency-Key": "reservation"})
    silence, _ = get(api, token, id)
    assert silence["state"] == "open" and len(silence["replies"]) == 1, silence
    # Who answers for himself names nobody else and no other time.
    answer(chair, {"kind": "objection", "from": "Syldavia", "at": "2021-01-01T10:00", "standing": False})
    silence, match = get(api, token, id)
    mine = silence["replies"][1]
    assert silence["state"] == "broken" and mine["breaks"] and mine["from"] == "chair" and mine["standing"], silence
    assert mine["at"] != "2021-01-01T10:00" and mine["reply"] == 2
    for wrong, status in (({"kind": "veto"}, 422), ({"kind": "objection"}, 422), ({"kind": "objection", "from": "X", "at": local(days=3)}, 422),
                          ({"kind": "objection", "from": "X", "at": "now"}, 422)):
        answer(token, wrong, status)
    answer(narrow, {"kind": "objection"}, 403)
    api.call("answerSilence", 404, token=token, package=P, silence="none", body=reservation)
    # He takes it back; nobody takes back that of another, but who records.
    back = {"token": chair, "package": P, "silence": id}
    api.call("takeReplyBack", 403, number=1, headers=match, **back)
    api.call("takeReplyBack", 404, number=9, headers=match, **back)
    api.call("takeReplyBack", 428, number=2, **back)
    api.call("takeReplyBack", number=2, headers=match, **back)
    silence, now = get(api, token, id)
    assert silence["state"] == "open" and silence["replies"][1]["takenBack"] and not silence["replies"][1]["breaks"], silence
    api.call("takeReplyBack", 412, number=2, headers=match, **back)
    api.call("takeReplyBack", 409, number=2, headers=now, **back)
    events = {n["event"]: n["state"] for n in api.call("listNotices", token=token, package=P)["items"] if n.get("silence") == id}
    assert events == {"opened": "draft", "extended": "draft", "broken": "withdrawn"}, events


def drafted(api, token, id):
    """The server notices by itself that it has ended, and leaves the draft of the notice."""
    for _ in range(1200):
        told = {n["event"]: n for n in api.call("listNotices", token=token, package=P)["items"] if n.get("silence") == id}
        if "approved" in told:
            break
        time.sleep(0.1)
    assert told["approved"]["state"] == "draft", told
    words = api.call("getNotice", token=token, package=P, notice=told["approved"]["id"])["text"]
    assert "No objection was received" in words["en"] and "возражений не поступило" in words["ru"], words


def ended(api, token, narrow, chair, id):
    _, match = get(api, token, id)
    end = {"token": token, "package": P, "silence": id}
    api.call("concludeSilence", 409, headers=match, **end)
    api.call("withdrawSilence", 428, **end)
    api.call("withdrawSilence", 403, headers=match, **{**end, "token": chair})
    api.call("withdrawSilence", headers=match, **end)
    silence, now = get(api, token, id)
    assert silence["state"] == "withdrawn" and silence["withdrawn"], silence
    api.call("withdrawSilence", 412, headers=match, **end)
    api.call("withdrawSilence", 409, headers=now, **end)
    api.call("extendSilence", 409, headers=now, body={"closes": local(days=9)}, **end)
    api.call("answerSilence", 409, body={"kind": "objection", "from": "X"}, **end)
    # One that ended without an objection, and follows it: the chair records the approval in one call.
    held = api.call("openSilence", token=token, package=P, body={"object": "procedure", "by": "bureau", "proposal": PROPOSAL, "follows": id,
                    "opens": "2021-07-27T10:00", "closes": "2021-07-30T17:00"})["silence"]
    drafted(api, token, held)
    silence, match = get(api, token, held)
    assert silence["state"] == "held" and silence["follows"] == id and "approval" not in silence, silence
    end["silence"] = held
    api.call("concludeSilence", 403, headers=match, **{**end, "token": narrow})
    api.call("concludeSilence", 428, **end)
    done = api.call("concludeSilence", headers={**match, "Idempotency-Key": "concluded"}, **{**end, "token": chair})
    again = api.call("concludeSilence", headers={**match, "Idempotency-Key": "concluded"}, **{**end, "token": chair})
    assert done == again and done["approval"], (done, again)
    assert get(api, token, held)[0]["approval"] == done["approval"]
    told = [n["event"] for n in api.call("listNotices", token=token, package=P)["items"] if n.get("silence") == held]
    assert sorted(told) == ["approved", "opened"], told
    approval = api.call("getThing", token=token, package=P, kind="approval", id=done["approval"])["value"]
    assert approval["method"] == "silence" and approval["date"] == "2021-07-30" and approval["silence"] == held, approval
    api.call("concludeSilence", 409, headers=match, **end)
    # What breaks it came in time and is found too late: the approval goes first.
    late = {"kind": "objection", "from": "Borduria", "at": "2021-07-29T10:00"}
    api.call("answerSilence", 409, token=token, package=P, silence=held, body=late)
    api.call("answerSilence", token=token, package=P, silence=held, body={**late, "at": "2021-07-30T17:00"})
    assert get(api, token, held)[0]["state"] == "held", "at the very second of the end it is late"


def silences(api, token, narrow, chair):
    id, match = opened(api, token, narrow)
    put_off(api, token, narrow, id, match)
    answered(api, token, narrow, chair, id)
    ended(api, token, narrow, chair, id)
