#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents of items in the ways of many houses: documents_named.py DAIS NAMED.yaml TITLES.yaml. The
two documents of one item are read from lists, labels and sentences, whatever series their symbols
are of, and nothing is found wrong."""

import re
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
    yield f"({first}; {second})"
    yield f"{first} – {report}\n{second} – {note}"
    yield f"        {first}: {report}\n        {second}: {note}"
    yield f"{first}\n\n{second}"


def follows_title(documents):
    return bool(re.match(r"\(|\s*[A-Z][^ ]*[ \d]*/[^ ]*( –|:|\n)", documents))


def agenda(words, documents, own, mark):
    items = []
    for i, title in enumerate(words["items"], 1):
        below = [words["prose"]]
        if i == 3:  # what stands in brackets or begins with a symbol follows the title
            below = [documents] if follows_title(documents) else [*below, documents]
        items.append("\n\n".join([mark.format(n=i) + title, *below]))
    head = "\n".join([words["body"], words["gatherings"][0][1], words["dates"]])
    return f"{own}\n\n{head}\n\n{words['titles'][0]}\n\n" + "\n\n".join(items) + "\n"


def main():
    dais, named, titles = sys.argv[1:4]
    named = yaml.safe_load(Path(named).read_text(encoding="utf-8"))
    titles = yaml.safe_load(Path(titles).read_text(encoding="utf-8"))
    cases, texts = [], []
    for lang, words in named["languages"].items():
        for first, second in named["symbols"]:
            own = first.rsplit("/", 1)[0] + "/1"
            for documents in ways(words, first, second):
                for mark in (titles[lang]["item"] + ". ", "{n}. "):
                    cases.append((lang, documents, sorted([first, second])))
                    texts.append(agenda(titles[lang], documents, own, mark))
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
