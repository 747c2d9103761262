#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Timetables in tables of HTML: timetable_tables.py DAIS TIMETABLES.yaml. The same four sittings are
read from every arrangement of days, hours and items, and nothing is found wrong."""

import itertools
import sys
from html import escape
from pathlib import Path

import yaml

from batch import read_and_check, report
from timetables import EXPECTED, NAMES, PLAN, name, sittings

ARRANGEMENTS = ["rows", "rows under a day", "day over its rows", "days as columns", "hours as columns"]
BETWEEN = ["<br>", "; ", "</p><p>"]
HOURS = ["hours", "half and hours", "half over hours"]
MISSED_MAX = 12  # of 1440: French, the half of the day over hours in a head


class Page:
    def __init__(self, words, morning, way, between, hours):
        self.words, self.way, self.between = words, way, between
        times = [morning, words["afternoon"]]
        halves = words["halves"]
        self.hours = {
            "hours": times,
            "half and hours": [f"{halves[i]} ({times[i]})" for i in (0, 1)],
            "half over hours": [f"{halves[i]}<br>{times[i]}" for i in (0, 1)],
        }[hours]

    def items(self, numbers):
        words = self.between.join(escape(name(self.words, n, self.way)) for n in numbers)
        return f"<td><p>{words}</p></td>"

    def of(self, day, afternoon):
        held = [p[2] for p in PLAN if p[:2] == (day, afternoon)]
        return self.items(held[0]) if held else "<td></td>"

    def rows(self, arrangement):
        days = self.words["days"]
        if arrangement != "day over its rows":
            yield "".join(f"<th>{c}</th>" for c in self.words["columns"])
        for day, of_day in itertools.groupby(PLAN, key=lambda p: p[0]):
            of_day = list(of_day)
            if arrangement == "day over its rows":
                yield f"<td colspan=2>{days[day]}</td>"
            for i, (_, afternoon, numbers) in enumerate(of_day):
                cells = f"<td>{self.hours[afternoon]}</td>{self.items(numbers)}"
                if arrangement == "rows":
                    cells = f"<td>{days[day]}</td>{cells}"
                if arrangement == "rows under a day" and i == 0:
                    cells = f"<td rowspan={len(of_day)}>{days[day]}</td>{cells}"
                yield cells

    def days_as_columns(self):
        days = self.words["days"]
        yield "<th></th>" + "".join(f"<th>{d}</th>" for d in days)
        for half in (False, True):
            cells = "".join(self.of(d, half) for d in range(len(days)))
            yield f"<td>{self.hours[half]}</td>{cells}"

    def hours_as_columns(self):
        yield "<th></th>" + "".join(f"<th>{h}</th>" for h in self.hours)
        for i, day in enumerate(self.words["days"]):
            yield f"<td>{day}</td>{self.of(i, False)}{self.of(i, True)}"

    def html(self, lang, arrangement):
        words = self.words
        rows = {
            "days as columns": self.days_as_columns,
            "hours as columns": self.hours_as_columns,
        }.get(arrangement, lambda: self.rows(arrangement))()
        items = "".join(f"<p>{i}. {escape(t)}.</p>" for i, t in enumerate(words["items"], 1))
        head = "".join(f"<p>{words[k]}</p>" for k in ("body", "gathering", "dates"))
        table = "".join(f"<tr>{row}</tr>" for row in rows)
        return (
            f"<!DOCTYPE html><html lang={lang}><meta charset=utf-8><title>TD/B/68/1</title>"
            f"<p>TD/B/68/1</p>{head}<h1>{words['agenda']}</h1>{items}"
            f"<h2>{words['timetable']}</h2><table>{table}</table></html>"
        )


def pages(source):
    """Every case and its page."""
    for lang, words in yaml.safe_load(Path(source).read_text(encoding="utf-8")).items():
        for way, between, arrangement in itertools.product(NAMES, BETWEEN, ARRANGEMENTS):
            forms = [(words["mornings"][0], h) for h in HOURS] + [(words["mornings"][1], HOURS[0])]
            for morning, hours in forms:
                page = Page(words, morning, way, between, hours)
                yield (lang, morning, way, between, arrangement, hours), page.html(lang, arrangement)


def main():
    dais, source = sys.argv[1:3]
    cases, texts = zip(*pages(source))
    results = read_and_check(dais, texts, ".html")
    return report(cases, results, lambda read: sorted(sittings(read)), EXPECTED, MISSED_MAX)


if __name__ == "__main__":
    sys.exit(main())
