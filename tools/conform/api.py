#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The interface for programs by the judgement of others: its description by redocly, its behaviour by schemathesis, against a
real server with a token of each role. One line a check, as ./conform prints them.

usage: api.py DAIS PACKAGE CACHE [EXAMPLES [ROLE...]]     CACHE holds venv/bin/schemathesis and node_modules/.bin/redocly; with
                                                          roles these alone are walked, else nobody and then each of them
"""
import csv
import os
import pathlib
import re
import select
import subprocess
import sys
import tempfile
import urllib.request

ROLES = ["administrator", "secretariat", "editor", "translator", "chair", "bureau", "delegate", "reader"]
PERMISSIONS = pathlib.Path(__file__).resolve().parents[2] / "tests/service/permissions.csv"
# What the checks take for granted and HTTP does not: a missing If-Match is 428 (RFC 6585), and a value that fits its schema
# can still break the package (422), be out of date (409, 412) or be of a name that nothing has (404).
CONFIG = """
[checks.missing_required_header]
expected-statuses = [400, 401, 403, 404, 406, 415, 422, 428]
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 401, 403, 404, 409, 412, 422, 428]
"""
failures = 0


def say(state, check, what, remark=""):
    global failures
    failures += state == "FAIL"
    print(f"{state:<4} {check:<14} {what}{': ' + remark if remark else ''}", flush=True)


def dais(program, *args):
    return subprocess.run([program, *args], check=True, capture_output=True, text=True, input="seven quiet herons").stdout


def start(program, db):
    server = subprocess.Popen([program, "serve", "--db", db, "--listen", "127.0.0.1:0", "--allowance", "1000000"], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    ready, _, _ = select.select([server.stdout], [], [], 30)
    found = re.search(r"http://\S+", server.stdout.readline() if ready else "")
    if not found:
        sys.exit("the server does not start")
    return server, found.group(0)


def scopes_of(role):
    """All that the role may do somewhere, by the table of permissions."""
    with open(PERMISSIONS, encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == role]
    return ",".join(sorted({"account.own"} | {row["action"] for row in rows if row["everywhere"] == "yes"}))


def lint(redocly, description):
    if not redocly.exists():
        say("skip", "api/redocly", "openapi.json", "redocly is not here")
        return
    result = subprocess.run([redocly, "lint", description, "--extends=recommended-strict"], capture_output=True, text=True,
                            cwd=description.parent, env={**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"})
    say("FAIL" if result.returncode else "ok", "api/redocly", "openapi.json")
    if result.returncode:
        print(re.sub(r"\n[1 ] \|.*", "", result.stdout))


def test(schemathesis, description, address, role, token, examples):
    config = description.parent / "schemathesis.toml"
    config.write_text(CONFIG, encoding="utf-8")
    command = [schemathesis, "--config-file", config, "run", description, "--url", address, "--phases", "coverage,fuzzing", "-n", examples,
               "--seed", "1", "--no-color", "--no-shrink", "--generation-database", "none"]
    if token:
        command += ["-H", f"Authorization: Bearer {token}"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=description.parent)
    cases = re.search(r"(\d+) generated", result.stdout)
    say("ok" if result.returncode == 0 else "FAIL", "api/behaviour", role, f"{cases.group(1)} calls" if cases else "")
    if result.returncode:
        print(result.stdout[-12000:] + result.stderr[-2000:])


def main():
    program, package, cache = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    examples = sys.argv[4] if len(sys.argv) > 4 else "25"
    walked = sys.argv[5:] or ["nobody", *ROLES]
    schemathesis = cache / "venv/bin/schemathesis"
    with tempfile.TemporaryDirectory() as folder:
        db = f"{folder}/record.db"
        dais(program, "db", "init", "--db", db)
        for role in ROLES:
            dais(program, "account", "add", "--db", db, "--email", f"{role}@example.org", "--name", role, "--role", role, "--password-stdin")
        dais(program, "db", "import", "--db", db, package)
        dais(program, "db", "release", "--db", db, pathlib.Path(package).name)
        server, address = start(program, db)
        try:
            description = pathlib.Path(folder) / "openapi.json"
            with urllib.request.urlopen(address + "/api/v1/openapi.json") as answer:
                description.write_bytes(answer.read())
            lint(cache / "node_modules/.bin/redocly", description)
            if not schemathesis.exists():
                say("skip", "api/behaviour", "all roles", "schemathesis is not here")
                return
            for role in walked:
                token = None
                if role != "nobody":
                    token = dais(program, "account", "token", f"{role}@example.org", "--db", db, "--scopes", scopes_of(role)).strip()
                test(schemathesis, description, address, role, token, examples)
            verdict = subprocess.run([program, "db", "verify", "--db", db], capture_output=True, text=True)
            say("FAIL" if verdict.returncode else "ok", "api/behaviour", "the record is whole afterwards", verdict.stdout.strip())
        finally:
            server.terminate()
            server.wait(30)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
