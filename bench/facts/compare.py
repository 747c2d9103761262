#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares the facts of aligned sentences in six languages, and lists what differs.

usage: compare.py LIST_FACTS FOLDER [KIND...]     FOLDER holds ar.txt, en.txt, ... line by line

A sentence states the same facts in every language, so the value most languages have is taken for
right: what a language lacks of it was missed (or the version is wrong), what it has beside it was
found in error (or the version is wrong). Real versions differ, so the figures are a floor.
With KINDs (weekday, session, item ...) the differing sentences of these are printed.
"""
import collections
import re
import subprocess
import sys
from pathlib import Path

LANGS = ["en", "fr", "es", "ru", "zh", "ar"]


def days(value):
    """A day with and without its weekday are one fact; a year left out fits any."""
    return re.sub(r"\(\d\)$", "", value)


def normal(kind, value):
    if kind == "weekday":
        return "date", days(value)
    if kind == "ordinal":
        noun, number = value.split()
        # The nouns of gatherings do not translate one to one.
        return "ordinal", number
    if kind == "half-day":
        return kind, value[5:] if value[0] != "-" else value[2:]
    return kind, value


def facts(program, lang, path):
    out = subprocess.run([program, lang, path], capture_output=True, text=True, check=True).stdout
    lines = []
    for row in out.splitlines():
        kind, value, *words = row.split("\t")
        if kind == "#":
            lines.append([])
        else:
            lines[-1].append((*normal(kind, value), words[0] if words else ""))
    return lines


def multiset(row):
    """Ranges are their two ends, as one language may write a range and another two days."""
    c = collections.Counter()
    for kind, value, _ in row:
        if kind == "range":
            for end in value.split("/"):
                c["date", end] += 1
        else:
            c[kind, value] += 1
    return c


def main():
    program, folder, show = sys.argv[1], Path(sys.argv[2]), set(sys.argv[3:])
    found = {l: facts(program, l, folder / f"{l}.txt") for l in LANGS}
    text = {l: (folder / f"{l}.txt").read_text(encoding="utf-8").split("\n") for l in LANGS}
    right = collections.Counter()
    missed = collections.Counter()
    extra = collections.Counter()
    for i in range(len(found["en"])):
        sets = {l: set(multiset(found[l][i])) for l in LANGS}
        # "пункт 3" is an item or a paragraph: what the others say.
        items = {v for s in sets.values() for k, v in s if k == "item"}
        for l in LANGS:
            sets[l] = {("item" if v in items else "paragraph", v) if k == "paragraph-or-item"
                       else (k, v) for k, v in sets[l]}
        votes = collections.Counter(k for s in sets.values() for k in s)
        differ = collections.defaultdict(list)
        for key, n in votes.items():
            for l in LANGS:
                has = key in sets[l]
                if n > 3 or (n == 3 and has):
                    right[key[0], l] += has
                    missed[key[0], l] += not has
                elif has:
                    extra[key[0], l] += 1
            if n < 6:
                differ[key[0]].append((key[1], [l for l in LANGS if key in sets[l]]))
        for kind in differ:
            if kind in show:
                print(f"=== line {i + 1} {kind}: " + "; ".join(
                    f"{v} in {' '.join(ls)}" for v, ls in differ[kind]))
                for l in LANGS:
                    print(f"  {l}: {text[l][i][:900]}")
    kinds = sorted({k for k, _ in list(right) + list(extra)})
    print("kind        " + "".join(f"{l:>18}" for l in LANGS) + "   right/missed/beside")
    for kind in kinds:
        row = [f"{right[kind, l]}/{missed[kind, l]}/{extra[kind, l]}" for l in LANGS]
        print(f"{kind:12}" + "".join(f"{c:>18}" for c in row))


if __name__ == "__main__":
    main()
