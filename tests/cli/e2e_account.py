#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais account from end to end.

usage: e2e_account.py DAIS
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

DAIS = sys.argv[1]


def dais(*args, stdin="", code=0):
    done = subprocess.run([DAIS, *args], input=stdin, text=True, capture_output=True, check=False)
    assert done.returncode == code, f"{args}: {done.returncode}, not {code}\n{done.stdout}{done.stderr}"
    return done.stdout if code == 0 else done.stderr


def told_by_server(db, lines):
    """What dais serve says in its first lines; it is then ended."""
    fence = ["--no-fence"] if os.environ.get("DAIS_NO_FENCE") else []
    server = subprocess.Popen([DAIS, "serve", "--db", db, "--listen", "127.0.0.1:0", *fence], text=True, stdout=subprocess.PIPE)
    said = "".join(server.stdout.readline() for _ in range(lines))
    server.terminate()
    rest, _ = server.communicate()
    return said + rest


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = str(pathlib.Path(folder) / "record.db")
        account = lambda *args, **more: dais("account", *args, "--db", db, **more)
        assert "dais db init" in account("list", code=2)
        # Each step leads to the next.
        assert f"dais account add --db {db}" in dais("db", "init", "--db", db)
        lone = str(pathlib.Path(folder) / "lone.db")
        dais("db", "init", "--db", lone)
        assert "account add" in told_by_server(lone, 3)
        done = subprocess.run([DAIS, "account", "add", "--db", lone, "--email", "x@example.org", "--id", "x"], text=True,
                              capture_output=True, check=True)
        assert f"dais account roles x --db {lone}" in done.stderr and "sets a password" in done.stderr, done.stderr
        assert "account add" not in told_by_server(lone, 2)
        # Links of mails would begin with it.
        assert "https://" in dais("serve", "--db", lone, "--address", "meetings.example.org", code=2)
        assert dais("account", "list", "--db", lone).endswith("\n1 account\n")
        first = account("add", "--email", "a@example.org", "--name", "Amina Diallo", "--role", "administrator",
                        "--role", "translator@CTOC/COP/WG.3+untoc-2022:fr,ru", "--password-stdin",
                        stdin="seven quiet herons\n").strip()
        assert re.fullmatch(r"a[0-9a-f]{9}", first), first
        made = account("add", "--email", "b@example.org", "--id", "bee", "--role", "secretariat", "--language", "ru",
                       "--address", "https://m.example.org").splitlines()
        assert made[0] == "bee" and re.fullmatch(r"https://m\.example\.org/ru/reset/[\w-]{43}", made[1]), made
        listed = json.loads(account("list", "--format", "json"))["accounts"]
        assert [a["id"] for a in listed] == [first, "bee"], listed
        assert listed[0]["roles"] == ["administrator", "translator@CTOC/COP/WG.3+untoc-2022:fr,ru"], listed
        # What is wrong is said, and nothing is made.
        assert "has the address" in account("add", "--email", "B@example.org", code=2)
        assert "there is an account" in account("add", "--email", "c@example.org", "--id", "bee", code=2)
        assert "names no role" in account("add", "--email", "c@example.org", "--role", "boss", code=2)
        assert "no e-mail address" in account("add", "--email", "nobody", code=2)
        assert "fewer than 12" in account("add", "--email", "c@example.org", "--password-stdin", stdin="short\n", code=2)
        assert "first that are tried" in account("add", "--email", "c@example.org", "--password-stdin",
                                                 stdin="Password2026!\n", code=2)
        assert "no administrator would be left" in account("disable", first, code=2)
        assert "there is no account" in account("reset", "cee", code=2)
        assert len(json.loads(account("list", "--format", "json"))["accounts"]) == 2
        # Invitations, links, tokens.
        assert re.fullmatch(r"/es/invitation/[\w-]{43}\n", account("invite", "--email", "c@example.org", "--language", "es"))
        assert "has an account already" in account("invite", "--email", "b@example.org", code=2)
        token = account("token", "b@example.org", "--scopes", "working.read,item.edit", "--days", "7").strip()
        assert re.fullmatch(r"dais_bee_[\w-]{43}", token), token
        assert "may not give the scope" in account("token", "bee", "--scopes", "account.manage", code=2)
        account("roles", "bee", "--role", "administrator")
        assert account("disable", first).strip() == f"{first} is disabled"
        account("enable", first)
        assert "token-made" in account("log", "bee")
        # Passwords that became known are refused; another sort of file is no list of them.
        leaked = pathlib.Path(folder) / "leaked"
        leaked.write_text("".join(sorted(
            hashlib.sha1(p.encode()).hexdigest().upper() + ":3\r\n"
            for p in ["nine loud gulls sat", "correct horse battery staple", "seven"])))
        assert "became known" in account("add", "--email", "d@example.org", "--leaked", str(leaked), "--password-stdin",
                                         stdin="nine loud gulls sat\n", code=2)
        assert "no list" in account("list", "--leaked", db, code=2)
        # Keys, and the end of a second factor.
        keys = pathlib.Path(folder) / "keys"
        assert "--key-file" in dais("account", "key", code=2)
        old = dais("account", "key", "--key-file", str(keys)).strip()
        assert re.fullmatch(r"[0-9a-f]{8}", old) and keys.stat().st_mode & 0o777 == 0o600, old
        assert dais("account", "key", "--key-file", str(keys)).strip() != old
        assert len([l for l in keys.read_text().splitlines() if re.fullmatch("[0-9a-f]{64}", l)]) == 2
        assert account("seal", "--key-file", str(keys)) == "second factors: 0, sealed anew: 0, without their key: 0\n"
        assert "needs --key-file" in account("seal", code=2)
        assert "no second factor any more" in account("reset", "bee", "--second-factor")
        keys.chmod(0o644)
        assert "everyone may read" in account("seal", "--key-file", str(keys), code=2)
        # No secret stands in the file of the record.
        stored = pathlib.Path(db).read_bytes() + b"".join(p.read_bytes() for p in pathlib.Path(folder).glob("*-wal"))
        assert token.split("_", 2)[2].encode() not in stored
        assert b"seven quiet herons" not in stored
    print("accounts are made, listed, invited, disabled")


main()
