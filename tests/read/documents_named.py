#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents of items in the ways of many houses: documents_named.py DAIS NAMED.yaml TITLES.yaml. The
two documents of one item are read from lists, labels and sentences, whatever series their symbols
are of, and nothing is found wrong."""

import sys
from pathlib import Path

import yaml

from batch import read_and_check


def ways(words, first, second):
    heading, report, note = words["heading"], words["report"], words["note"]
    yield f"{heading}\n\n{report} ({first})\n\n{note} ({second})"
    yield f"{heading}:\n{report} ({first})\n{note} ({second})"
    yield f"{words['label']}: {first}, {second}"
    yield f"{words['label']}: {first}; {second}"
    yield f"{heading}\n\n{first}\t{report}\n{second}\t{note}"
    yield f"{heading}\n\n{first}: {report}\n\n{second}: {note}"
    yield f"{heading}\n\n• {report} ({first})\n• {note} ({second})"
    yield f"{heading}\n\n– {report} ({first});\n– {note} ({second})."
    yield f"{heading}\n\n(a) {report} ({first});\n\n(b) {note} ({second})."
    yield words["sentence"].format(a=first, b=second)
    yield words["long-sentence"].format(a=first, b=second)


def ways_under_title(words, first, second):
    """What stands in brackets or begins with a symbol follows the title."""
    report, note = words["report"], words["note"]
    yield f"({first}; {second})"
    yield f"{first} – {report}\n{second} – {note}"
    yield f"        {first}: {report}\n        {second}: {note}"
    yield f"{first}\n\n{second}"


def own_symbol(first):
    """The first of the series of @first."""
    if "/" not in first:
        return first[:-1] + "9"
    return first.rsplit("/", 1)[0] + "/1"


def agenda(words, documents, follows, own, mark):
    items = []
    for i, title in enumerate(words["items"], 1):
        below = [words["prose"]]
        if i == 3:
            below = [documents] if follows else [*below, documents]
        items.append("\n\n".join([mark.format(n=i) + title, *below]))
    head = "\n".join([words["body"], words["gatherings"][0][1], words["dates"]])
    return f"{own}\n\n{head}\n\n{words['titles'][0]}\n\n" + "\n\n".join(items) + "\n"


def ways_in_list(words, first, second):
    """Lines between items that follow each other without a gap."""
    report, note = words["report"], words["note"]
    yield f"   {first}\n   {second}"
    yield f"   {words['label']}: {first}, {second}"
    yield f"   {words['one']} {first}\n   {words['one']} {second}"
    yield f"   {first} – {report}\n   {second} – {note}"


def plain_list(words, documents):
    items = [f"{i}. {title}" for i, title in enumerate(words["items"], 1)]
    items[2] += f"\n{documents}"
    head = "\n".join([words["body"], words["gatherings"][0][1], words["dates"]])
    return f"{head}\n\n{words['titles'][0]}\n\n" + "\n".join(items) + "\n"


def main():
    dais, named, titles = sys.argv[1:4]
    named = yaml.safe_load(Path(named).read_text(encoding="utf-8"))
    titles = yaml.safe_load(Path(titles).read_text(encoding="utf-8"))
    cases, texts = [], []
    for lang, words in named["languages"].items():
        for first, second in named["symbols"]:
            own = own_symbol(first)
            under = list(ways_under_title(words, first, second))
            for documents in [*ways(words, first, second), *under]:
                for mark in (titles[lang]["item"] + ". ", "{n}. "):
                    cases.append((lang, documents, sorted([first, second])))
                    texts.append(agenda(titles[lang], documents, documents in under, own, mark))
            for documents in ways_in_list(words, first, second):
                cases.append((lang, documents, sorted([first, second])))
                texts.append(plain_list(titles[lang], documents))
    missed = 0
    for (lang, documents, want), (read, findings) in zip(cases, read_and_check(dais, texts)):
        items = read["bodies"][0]["items"] if read["bodies"] else []
        got = [sorted(item["documents"]) for item in items]
        if got != [[], [], want, []] or findings:
            missed += 1
            print(f"{lang}: {documents!r}: {got}", *findings, sep="\n    ")
    print(f"{len(cases)} agendas, {missed} read otherwise")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
