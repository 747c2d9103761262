#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Titles of annotated agendas and names of gatherings of many houses: titles.py DAIS TITLES.yaml.
Under each title, with items as headings ("Item 1. ...") and as numbered lines, the same agenda is
read, with body, place, dates and number of the gathering, and nothing is found wrong."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml


def text(words, gathering, title, headed):
    items = []
    for i, name in enumerate(words["items"], 1):
        mark = f"{words['item'].format(n=i)}. " if headed else f"{i}. "
        prose = f"{i}. {words['prose']}" if headed else words["prose"]
        items.append(f"{mark}{name}\n\n{prose}")
    head = "\n".join([words["body"], gathering, words["dates"], words["reference"]])
    return f"TD/B/1/Add.1\n\n{head}\n\n{title}\n\n" + "\n\n".join(items) + "\n"


def problems(dais, path, words, number, lang):
    run = subprocess.run([dais, "read", "--format", "json", path], capture_output=True, check=True)
    read = json.loads(run.stdout)
    body = read["bodies"][0] if read["bodies"] else {"items": []}
    got = {
        "kind": read["kind"],
        "language": read["language"],
        "body": body.get("name"),
        "number": body.get("ordinal"),
        "place": body.get("place"),
        "opens": body.get("opens"),
        "closes": body.get("closes"),
        "items": [i["title"] for i in body["items"]],
    }
    want = {
        "kind": "annotated-agenda",
        "language": lang,
        "body": words["body"],
        "number": number,
        "place": words["place"],
        "opens": "2021-03-15",
        "closes": "2021-03-19",
        "items": words["items"],
    }
    found = subprocess.run([dais, "check", "-m", "en", path], capture_output=True).stdout.decode()
    wrong = [f"{k}: {got[k]!r}, not {want[k]!r}" for k in want if got[k] != want[k]]
    return wrong + [line for line in found.splitlines() if line.endswith("]")]


def main():
    dais, source = sys.argv[1:3]
    languages = yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agenda.txt"
        for lang, words in languages.items():
            number, gathering = words["gatherings"][0]
            cases = [(number, gathering, t, h) for t in words["titles"] for h in (True, False)]
            cases += [(n, g, words["titles"][0], True) for n, g in words["gatherings"]]
            for number, gathering, title, headed in cases:
                path.write_text(text(words, gathering, title, headed), encoding="utf-8")
                wrong = problems(dais, path, words, number, lang)
                if wrong:
                    failed += 1
                    print(f"{lang}: {title} / {gathering}:", *wrong, sep="\n    ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
