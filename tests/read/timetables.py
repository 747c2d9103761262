#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Timetables in the ways of many houses: timetables.py DAIS TIMETABLES.yaml. The same four sittings
are read from every layout, way to write hours and way to name items, and nothing is found wrong; so they
are where each line is a paragraph of a word processor (in HTML)."""

import sys
from html import escape
from pathlib import Path

import yaml

from batch import read_and_check, report

# day, afternoon, items
PLAN = [(0, False, [1, 2]), (0, True, [3]), (1, False, [3]), (2, False, [4, 5])]
DAYS = ["2021-03-15", "2021-03-17", "2021-03-19"]
LAYOUTS = ["lines", "one line", "strokes", "tabs", "gaps"]
PARAGRAPHS = LAYOUTS[:2]
NAMES = ["colon", "stop", "number", "reference"]
MISSED_MAX = 1  # of 700: Arabic, every long line apart from the next
MISSED_MAX_PARAGRAPHS = 0  # of 280
# start, end, items
EXPECTED = [
    (
        f"{DAYS[day]}T{15 if afternoon else 10}:00",
        f"{DAYS[day]}T{18 if afternoon else 13}:00",
        [str(n) for n in items],
    )
    for day, afternoon, items in PLAN
]


def sittings(read):
    return [(s["start"], s["end"], [e["item"] for e in s["entries"]]) for s in read["sittings"]]


def name(words, number, way):
    title, reference = words["items"][number - 1], words["item"].format(n=number)
    return {
        "colon": f"{reference}: {title}",
        "stop": f"{reference}. {title}",
        "number": f"{number}. {title}",
        "reference": reference,
    }[way]


def as_lines(words, morning, way, joined):
    out, last = [], None
    for day, afternoon, items in PLAN:
        hours = words["afternoon"] if afternoon else morning
        if joined:
            out.append(f"{words['days'][day]}, {hours}")
        else:
            out += [words["days"][day]] * (day != last) + [hours]
        last = day
        out += [name(words, n, way) for n in items]
    return "\n\n".join(out)


def as_rows(words, morning, way, row):
    out = [row(words["columns"])]
    for day, afternoon, items in PLAN:
        hours = words["afternoon"] if afternoon else morning
        out.append(row([words["days"][day], hours, "; ".join(name(words, n, way) for n in items)]))
    return "\n".join(out)


def as_gaps(words, morning, way):
    """Columns kept by spaces, a line for each item."""
    day_width = max(map(len, words["days"])) + 4
    hours_width = max(len(morning), len(words["afternoon"])) + 4
    head = words["columns"]
    out, last = [head[0].ljust(day_width) + head[1].ljust(hours_width) + head[2], ""], None
    for day, afternoon, items in PLAN:
        left = ["" if day == last else words["days"][day], words["afternoon"] if afternoon else morning]
        last = day
        for n in items:
            out.append(left[0].ljust(day_width) + left[1].ljust(hours_width) + name(words, n, way))
            left = ["", ""]
    return "\n".join(out)


def timetable(words, layout, morning, way):
    if layout == "gaps":
        return as_gaps(words, morning, way)
    if layout == "tabs":
        return as_rows(words, morning, way, "\t".join)
    if layout == "strokes":
        return as_rows(words, morning, way, lambda cells: f"| {' | '.join(cells)} |")
    return as_lines(words, morning, way, layout == "one line")


def agenda(words, morning, layout, way):
    items = "\n\n".join(f"{i}. {t}." for i, t in enumerate(words["items"], 1))
    head = "\n".join([words["body"], words["gathering"], words["dates"]])
    return (
        f"TD/B/68/1\n\n{head}\n\n{words['agenda']}\n\n{items}\n\n{words['timetable']}\n\n"
        + timetable(words, layout, morning, way)
        + "\n"
    )


def paragraphs(lang, text):
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)
    return f"<!DOCTYPE html><html lang={lang}><meta charset=utf-8><title>1</title>{lines}</html>"


def main():
    dais, source = sys.argv[1:3]
    languages = yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    cases = [
        (lang, morning, layout, way)
        for lang, words in languages.items()
        for morning in words["mornings"]
        for layout in LAYOUTS
        for way in NAMES
    ]
    texts = [agenda(languages[c[0]], *c[1:]) for c in cases]
    failed = report(cases, read_and_check(dais, texts), sittings, EXPECTED, MISSED_MAX)
    of_paragraphs = [(c, paragraphs(c[0], t)) for c, t in zip(cases, texts) if c[2] in PARAGRAPHS]
    cases, texts = zip(*of_paragraphs)
    results = read_and_check(dais, texts, ".html")
    return report(cases, results, sittings, EXPECTED, MISSED_MAX_PARAGRAPHS) | failed


if __name__ == "__main__":
    sys.exit(main())
