# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keys of idempotency: what makes a call another one, what comes again with its answer, and what of a secret is kept."""
import sqlite3

P = "untoc-2022"
HOOK = {"url": "https://example.org/once"}


def kept(db):
    """All that the record keeps of answers, as one text."""
    with sqlite3.connect(db) as c:
        return b"\n".join(value for value, in c.execute("SELECT value FROM state WHERE area = 'idempotency'")).decode()


def once(api, token, chief, chief_too, db):
    # Whatever the call says is part of it: another path, query or body under the key is another call.
    key = {"Idempotency-Key": "once"}
    xliff = api.call("getXliff", token=token, package=P, query={"from": "en", "to": "ru"})
    taken = api.call("takeXliff", token=token, package=P, body=xliff, query={"why": "by hand"}, headers=key)
    for other in ({}, {"why": "by hands"}, {"why": "by hand", "name": "x"}, {"name": "by hand"}):
        api.call("takeXliff", 422, token=token, package=P, body=xliff, query=other, headers=key)
    assert api.call("takeXliff", token=token, package=P, body=xliff, query={"why": "by hand"}, headers=key) == taken
    # The answer comes with the headers that a program goes on with.
    new = {"id": "once", "name": "Once", "email": "once@example.org"}
    made, headers = api.call("addAccount", token=chief, body=new, headers=key), api.headers
    assert headers["etag"] == f'"{made["revision"]}"' and headers["location"] == "/api/v1/accounts/once", headers
    assert api.call("addAccount", token=chief, body=new, headers=key) == made and api.headers["idempotency-replayed"] == "true"
    for name in ("etag", "location", "cache-control", "content-disposition", "content-type"):
        assert api.headers[name] == headers[name], (name, api.headers)
    # A call that answers with nothing is done once, too.
    id = api.call("listOutbox", token=token)["items"][0]["id"]
    api.call("tryAgain", token=token, body={"id": id}, headers={"Idempotency-Key": "204"})
    api.call("tryAgain", token=token, body={"id": id}, headers={"Idempotency-Key": "204"})
    assert api.headers["idempotency-replayed"] == "true", api.headers
    api.call("tryAgain", 422, token=token, body={"id": "none"}, headers={"Idempotency-Key": "204"})
    # Every POST says that it takes a key.
    for method, path, operation in api.operations.values():
        names = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
        assert ("Idempotency-Key" in names) == (method == "POST"), (method, path, names)
    secrets(api, chief, chief_too, db)


def secrets(api, chief, chief_too, db):
    """Who copies the record reads no secret in what is kept for a day; who made the call and lost the answer gets it again."""
    key = {"Idempotency-Key": "secret"}
    calls = [("addWebhook", {"body": HOOK}), ("addInvitation", {"body": {"email": "once-more@example.org"}}), ("resetAccount", {"account": "once"})]
    for number, (name, what) in enumerate(calls):
        key = {"Idempotency-Key": f"secret {number}"}
        made = api.call(name, token=chief, headers=key, **what)
        secret = made.get("secret") or made["link"].rpartition("/")[2]
        assert secret.removeprefix("whsec_") not in kept(db), name
        assert api.call(name, token=chief, headers=key, **what) == made, name
        assert api.headers["idempotency-replayed"] == "true"
        problem = api.call(name, 409, token=chief_too, headers=key, **what)
        assert "secret" in problem["detail"] and secret not in str(problem), problem
    hooks = [h["id"] for h in api.call("listWebhooks", token=chief)["items"] if h["url"] == HOOK["url"]]
    assert len(hooks) == 1, hooks
    api.call("closeWebhook", token=chief, id=hooks[0])
