#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Slips in annotations of many houses: annotation_slips.py DAIS SLIPS.yaml TITLES.yaml. Each slip, in
each language, with sections marked or not and items as headings or numbers, is reported by its rule
and by no other; the text without a slip has no finding."""

import itertools
import sys
from pathlib import Path

import yaml

from batch import read_and_check

SECTIONS = [("", ""), ("I. ", "II. "), ("A. ", "B. ")]


def agenda(words, slips, sections, mark, items, headings, notes):
    listed = "\n\n".join(f"{i}. {title}." for i, title in items)
    noted = "\n\n".join(
        f"{mark.format(n=i)}{title}\n\n{note}" for (i, title), note in zip(headings, notes)
    )
    head = "\n".join([words["body"], words["gatherings"][0][1], words["dates"]])
    return (
        f"TD/B/68/1\n\n{head}\n\n{sections[0]}{words['agenda']}\n\n{listed}\n\n"
        f"{sections[1]}{slips['annotations']}\n\n{noted}\n"
    )


def shortened(title, lang):
    return title[:-2] if lang == "zh" else title.rsplit(" ", 1)[0]


def texts_of(lang, words, slips, sections, mark):
    """Each text with the rule that finds its slip; None: there is no slip."""
    items = list(enumerate(words["items"], 1))
    prose = words["prose"]
    notes = [f"{slips['opening']} {prose}", prose, f"{prose} {slips['reference'].format(n=2)}", prose]

    def text(headings=items, changed=()):
        told = notes[:]
        for at, note in changed:
            told[at] = f"{note} {prose}"
        return agenda(words, slips, sections, mark, items, headings, told)

    def with_heading(number, title):
        return text([*items[:2], (number, title), items[3]])

    yield None, text()
    yield "R-AGENDA-04", with_heading(3, shortened(items[2][1], lang))
    yield "R-AGENDA-04", with_heading(4, items[2][1])
    yield "R-ANNOT-06", text(changed=[(2, slips["reference"].format(n=9))])
    yield "R-DATE-01", text(changed=[(0, slips["wrong-weekday"])])
    yield "R-DATE-01", text(changed=[(2, slips["wrong-weekday-without-year"])])
    yield "R-DATE-02", text(changed=[(0, slips["outside"])])


def main():
    dais, slips, titles = sys.argv[1:4]
    slips = yaml.safe_load(Path(slips).read_text(encoding="utf-8"))
    cases, texts = [], []
    for lang, words in yaml.safe_load(Path(titles).read_text(encoding="utf-8")).items():
        for sections, mark in itertools.product(SECTIONS, (words["item"] + ". ", "{n}. ")):
            for rule, text in texts_of(lang, words, slips[lang], sections, mark):
                cases.append((lang, sections, mark, rule))
                texts.append(text)
    missed = 0
    for case, (read, findings) in zip(cases, read_and_check(dais, texts)):
        rules = {line.rsplit("[", 1)[1].rstrip("]") for line in findings}
        if read["kind"] != "annotated-agenda" or rules != ({case[3]} if case[3] else set()):
            missed += 1
            print(f"{case}: {read['kind']}", *findings, sep="\n    ")
    print(f"{len(cases)} texts, {missed} not checked as they should be")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
