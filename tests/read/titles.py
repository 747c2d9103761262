#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Heads of annotated agendas in the ways of many houses: titles.py DAIS TITLES.yaml. Under each
title, name of a gathering, mark of items and way to write place and dates the same agenda is read,
with body, place, dates and number of the gathering, and nothing is found wrong."""

import sys
from pathlib import Path

import yaml

from batch import read_and_check


def text(words, case):
    items = []
    for i, name in enumerate(words["items"], 1):
        prose = f"{i}. {words['prose']}" if case["counted"] else words["prose"]
        items.append(f"{case['mark'].format(n=i)}{name}\n\n{prose}")
    head = "\n".join([words["body"], case["gathering"], case["dates"], words["reference"]])
    return f"TD/B/1/Add.1\n\n{head}\n\n{case['title']}\n\n" + "\n\n".join(items) + "\n"


def cases(words):
    """Each title, gathering, mark and place with the usual rest; paragraphs counted or not."""
    number, gathering = words["gatherings"][0]
    headed = words["item"] + ". "
    usual = {
        "number": number,
        "gathering": gathering,
        "title": words["titles"][0],
        "mark": headed,
        "counted": True,
        "place": words["place"],
        "dates": words["dates"],
    }
    for title in words["titles"]:
        yield usual | {"title": title}
        yield usual | {"title": title, "mark": "{n}. ", "counted": False}
    for number, gathering in words["gatherings"]:
        yield usual | {"number": number, "gathering": gathering}
    for mark in words["marks"]:
        yield usual | {"mark": mark, "counted": False}
        if not mark.startswith(("{n}", "(", "（")):
            yield usual | {"mark": mark}
    for place, dates in words["places"]:
        yield usual | {"place": place, "dates": dates}


def problems(read, findings, words, case, lang):
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
        "number": case["number"],
        "place": case["place"],
        "opens": "2021-03-15",
        "closes": "2021-03-19",
        "items": words["items"],
    }
    return [f"{k}: {got[k]!r}, not {want[k]!r}" for k in want if got[k] != want[k]] + findings


def main():
    dais, source = sys.argv[1:3]
    languages = yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    tried = [(lang, case) for lang, words in languages.items() for case in cases(words)]
    results = read_and_check(dais, [text(languages[lang], case) for lang, case in tried])
    failed = 0
    for (lang, case), (read, findings) in zip(tried, results):
        wrong = problems(read, findings, languages[lang], case, lang)
        if wrong:
            failed += 1
            print(f"{lang}: {case}:", *wrong, sep="\n    ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
