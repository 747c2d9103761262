#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks of ./conform that Python libraries of others make: one line a file, ok or FAIL.

usage: files.py SCHEMA_FOLDER OUT       every package below OUT
       files.py --sarif SCHEMA FILE
"""
import datetime
import json
import pathlib
import sys
import unicodedata
import zipfile

import docx
import icalendar
import jsonschema


def say(check, file, problems, remark=""):
    print(f"{'FAIL' if problems else 'ok':4} {check:14} {file}{': ' + remark if remark else ''}")
    for problem in problems[:5]:
        print(f"     {problem}")


def against(schema, data):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    found = kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(data)
    return [f"{e.json_path}: {e.message[:200]}" for e in found]


def calendar(path, sittings):
    """The events are the sittings: as many, at the same times, and RFC 5545 has no complaint."""
    cal = icalendar.Calendar.from_ical(path.read_bytes())
    problems = [f"{c.name}: {e}" for c in cal.walk() for e in c.errors]
    events = list(cal.walk("VEVENT"))
    times = sorted((e.decoded("DTSTART"), e.decoded("DTEND")) for e in events)
    local = sorted(tuple(datetime.datetime.fromisoformat(s[k]) for k in ("start", "end")) for s in sittings)
    if [tuple(t.replace(tzinfo=None) for t in pair) for pair in times] != local:
        problems.append("the times of the events are not those of the sittings")
    if len({e["UID"] for e in events}) != len(events):
        problems.append("a UID twice")
    if any(t.utcoffset() is None for pair in times for t in pair):
        problems.append("a time without zone")
    raw = path.read_bytes()
    if raw.count(b"\n") != raw.count(b"\r\n") or any(len(line) > 75 for line in raw.split(b"\r\n")):
        problems.append("line ends, or a line longer than 75 octets")
    return problems, f"{len(events)} events, {len(sittings)} sittings"


def document(path):
    """python-docx opens it, its parts are there, and it has words, headings and a language."""
    problems = []
    with zipfile.ZipFile(path) as parts:
        if parts.testzip():
            problems.append("damaged")
    doc = docx.Document(path)
    words = " ".join(p.text for p in doc.paragraphs)
    headings = [p for p in doc.paragraphs if p.style.name.lower().startswith("heading")]
    if len(words) < 500:
        problems.append(f"{len(words)} characters only")
    if not headings:
        problems.append("no heading")
    if not doc.tables:
        problems.append("no table")
    if not doc.core_properties.title:
        problems.append("no title")
    return problems, f"{len(doc.paragraphs)} paragraphs, {len(headings)} headings, {len(doc.tables)} tables"


def text(path):
    raw = path.read_bytes().decode("utf-8")
    problems = []
    if not unicodedata.is_normalized("NFC", raw):
        problems.append("not NFC")
    if bad := {f"U+{ord(c):04X}" for c in raw if unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\n\f"}:
        problems.append("characters that have no place in text: " + ", ".join(sorted(bad)))
    if not raw.endswith("\n"):
        problems.append("no line end at the end")
    return problems, ""


def tell(check, path, function, *args):
    try:
        say(check, path, *function(path, *args))
    except Exception as error:  # a file that the library cannot read
        say(check, path, [f"{type(error).__name__}: {error}"])


def main():
    if sys.argv[1] == "--sarif":
        data = json.loads(pathlib.Path(sys.argv[3]).read_text())
        problems = against(json.loads(pathlib.Path(sys.argv[2]).read_text()), data)
        results = sum(len(run["results"]) for run in data["runs"])
        say("sarif", pathlib.Path(sys.argv[3]).name, problems, f"{results} results")
        return
    schemas, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for path in sorted(out.rglob("meeting.json")):
        data = json.loads(path.read_text())
        schema = json.loads((schemas / "meeting.schema.json").read_text())
        say("json", path, against(schema, data))
        for ics in sorted(path.parent.rglob("*.ics")):
            tell("ics/icalendar", ics, calendar, data.get("sittings", []))
    for path in sorted(out.rglob("*.docx")):
        tell("docx/python", path, document)
    for path in sorted(out.rglob("*.txt")):
        tell("txt", path, text)


main()
