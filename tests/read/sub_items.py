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

LETTERS = {"ar": "أب"}
WORDS = {
    "en": "Item {n} ({x}): ",
    "fr": "Point {n} {x}) ",
    "es": "Tema {n} {x}) ",
    "ru": "Пункт {n} {x}) ",
    "zh": "项目{n}({x}) ",
    "ar": "البند {n} ({x}): ",
}
AGENDAS = {
    "en": "Provisional agenda",
    "fr": "Ordre du jour provisoire",
    "es": "Programa provisional",
    "ru": "Предварительная повестка дня",
    "zh": "临时议程",
    "ar": "جدول الأعمال المؤقت",
}


def marks(lang):
    yield from ("({x}) ", "{x}) ", "{n}.{k} ", "{n}.{k}. ", "{n} ({x}) ", "{n}. ({x}) ", "{n} {x}) ")
    yield WORDS[lang]
    if lang == "zh":
        yield "（{x}）"
    if lang != "ar":
        yield "{x}. "


def agenda(lang, words, parts, mark, top, apart, stop, letters):
    lines = []
    for i, title in enumerate(words["items"], 1):
        lines.append(top.format(n=i) + title + (":" if i == 3 and stop else stop))
        if i == 3:
            indent = "" if apart else "    "
            for k, part in enumerate(parts):
                lines.append(indent + mark.format(n=i, k=k + 1, x=letters[k]) + part + stop)
    head = "\n".join([words["body"], words["gatherings"][0][1], words["dates"]])
    between = "\n\n" if apart else "\n"
    return f"TD/B/68/1\n\n{head}\n\n{AGENDAS[lang]}\n\n" + between.join(lines) + "\n"


def main():
    dais, named, titles = sys.argv[1:4]
    named = yaml.safe_load(Path(named).read_text(encoding="utf-8"))["languages"]
    cases, texts = [], []
    for lang, words in yaml.safe_load(Path(titles).read_text(encoding="utf-8")).items():
        parts = [named[lang]["report"], named[lang]["note"]]
        want = [(t, parts if i == 2 else []) for i, t in enumerate(words["items"])]
        sets = [LETTERS.get(lang, "ab")] + (["аб"] if lang == "ru" else [])
        tops = ["{n}. ", words["item"] + ". "]
        for case in itertools.product(marks(lang), tops, (True, False), (".", ";", ""), sets):
            cases.append((lang, case, want))
            texts.append(agenda(lang, words, parts, *case))
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
