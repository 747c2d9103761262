#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Parts of items in the ways of many houses: sub_items.py DAIS NAMED.yaml TITLES.yaml. The two parts
of one item are read whatever their marks are, on lines apart or close, with stops or without, and
nothing is found wrong."""

import itertools
import sys
from pathlib import Path

import yaml

from batch import read_and_check

def marks(lang, words):
    yield from ("({x}) ", "{x}) ", "{n}.{k} ", "{n}.{k}. ", "{n} ({x}) ", "{n}. ({x}) ", "{n} {x}) ")
    yield words["part"]
    if lang == "zh":
        yield "（{x}）"
    if lang != "ar":
        yield "{x}. "


def agenda(words, parts, mark, top, apart, stop, letters):
    lines = []
    for i, title in enumerate(words["items"], 1):
        lines.append(top.format(n=i) + title + (":" if i == 3 and stop else stop))
        if i == 3:
            indent = "" if apart else "    "
            for k, part in enumerate(parts):
                lines.append(indent + mark.format(n=i, k=k + 1, x=letters[k]) + part + stop)
    head = "\n".join([words["body"], words["gatherings"][0][1], words["dates"]])
    between = "\n\n" if apart else "\n"
    return f"TD/B/68/1\n\n{head}\n\n{words['agenda']}\n\n" + between.join(lines) + "\n"


def main():
    dais, named, titles = sys.argv[1:4]
    named = yaml.safe_load(Path(named).read_text(encoding="utf-8"))["languages"]
    cases, texts = [], []
    for lang, words in yaml.safe_load(Path(titles).read_text(encoding="utf-8")).items():
        parts = [named[lang]["report"], named[lang]["note"]]
        want = [(t, parts if i == 2 else []) for i, t in enumerate(words["items"])]
        sets = [words["letters"]] + (["аб"] if lang == "ru" else [])
        tops = ["{n}. ", words["item"] + ". "]
        for case in itertools.product(marks(lang, words), tops, (True, False), (".", ";", ""), sets):
            cases.append((lang, case, want))
            texts.append(agenda(words, parts, *case))
    missed = 0
    for (lang, case, want), (read, findings) in zip(cases, read_and_check(dais, texts)):
        items = read["bodies"][0]["items"] if read["bodies"] else []
        got = [(i["title"], [p["title"] for p in i["items"]]) for i in items]
        if got != want or findings:
            missed += 1
            print(f"{lang} {case}: {got}", *findings, sep="\n    ")
    print(f"{len(cases)} agendas, {missed} read otherwise")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
