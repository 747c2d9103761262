#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Slips made in timetables of many houses are found: timetable_slips.py DAIS TIMETABLES.yaml. Each
slip, in each language and layout, is reported by its rule and by no other."""

import sys
from pathlib import Path

import yaml

from batch import read_and_check
from timetables import LAYOUTS, agenda, name


def put(text, old, new):
    assert old in text, old
    return text.replace(old, new)


def slips(words, text, way):
    """Texts with one slip each, and the rule that finds it."""
    items = words["items"]
    head, table = text.split(words["timetable"], 1)

    def with_table(changed):
        return head + words["timetable"] + changed

    second, fifth = (name(words, n, way) for n in (2, 5))
    yield "another weekday", "R-DATE-01", with_table(put(table, words["days"][1], words["wrong-day"]))
    yield "a day after the last", "R-DATE-02", with_table(put(table, words["days"][2], words["later"]))
    yield "the number of another item", "R-AGENDA-04", with_table(
        put(table, fifth, put(fifth, "5", "2"))
    )
    yield "a number left out", "R-AGENDA-01", put(head, "\n4. ", "\n6. ") + words["timetable"] + table
    yield "another title", "R-AGENDA-04", with_table(put(table, items[2], items[2] + " 2019"))
    lines = put(table, name(words, 4, way), "").replace("; ;", ";").replace(f"; {fifth}", fifth)
    yield "an item left out", "R-TIME-03", with_table(lines)
    exchanged = put(put(put(table, fifth, "@"), second, fifth), "@", second)
    yield "the report before the discussion", "R-TIME-08", with_table(exchanged)


def main():
    dais, source = sys.argv[1:3]
    cases, texts = [], []
    for lang, words in yaml.safe_load(Path(source).read_text(encoding="utf-8")).items():
        for layout in LAYOUTS:
            for way in ("colon", "number"):
                text = agenda(words, words["mornings"][1], layout, way)
                for slip, rule, changed in slips(words, text, way):
                    cases.append((lang, layout, way, slip, rule))
                    texts.append(changed)
    missed = 0
    for case, (_, findings) in zip(cases, read_and_check(dais, texts)):
        if not findings or any(f"[{case[4]}]" not in line for line in findings):
            missed += 1
            print(", ".join(case) + ":", *findings, sep="\n    ")
    print(f"{len(cases)} slips, {missed} not found as they should be")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
