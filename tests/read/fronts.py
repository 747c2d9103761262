#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fronts of agendas in the ways of houses: fronts.py DAIS FRONTS.yaml TITLES.yaml. Body, gathering, dates and
place are read from lines of their own, from labels, from "Sixtieth session of the X" and what follows it."""

import sys
from pathlib import Path

import yaml

from batch import read_and_check


def heads(words, front):
    body, (_, gathering) = words["body"], words["gatherings"][0]
    fill = {"d": front["dates"], "p": front["place"]}
    first, second = (label.format(**fill) for label in front["labels"])
    yield [front["of-body"], words["dates"]]
    yield [front["of-body"] + front["held"]]
    yield [body, gathering, front["country"].format(**fill)]
    yield [body, gathering, first, second]
    yield [body, gathering, second, first]
    yield [body, gathering, fill["d"], fill["p"]]
    yield [body, gathering, fill["p"], fill["d"]]


def main():
    dais, fronts, titles = sys.argv[1:4]
    fronts, titles = (yaml.safe_load(Path(p).read_text(encoding="utf-8")) for p in (fronts, titles))
    cases, texts = [], []
    for lang, front in fronts.items():
        words = titles[lang]
        items = "\n".join(f"{i}. {title}" for i, title in enumerate(words["items"], 1))
        for head in heads(words, front):
            cases.append((lang, head))
            texts.append("\n".join(head) + f"\n\n{words['agenda']}\n\n{items}\n")
    missed = 0
    for (lang, head), (read, findings) in zip(cases, read_and_check(dais, texts)):
        words, front = titles[lang], fronts[lang]
        body = read["bodies"][0] if read["bodies"] else {}
        # A name of a body, or a place, behind another word is in another case in Russian.
        stem = 4 if lang == "ru" and front["of-body"] in head[0] else None
        got = (body.get("name", "")[:stem], body.get("ordinal"), body.get("opens"), body.get("closes"))
        place = body.get("place") or ""
        if got != (words["body"][:stem], 68, "2021-03-15", "2021-03-19") or front["place"][:stem] not in place or findings:
            missed += 1
            print(f"{lang}: {head}: {got} {place!r}", *findings, sep="\n    ")
    print(f"{len(cases)} fronts, {missed} read otherwise")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
