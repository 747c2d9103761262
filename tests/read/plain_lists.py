#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Agendas that are lists and nothing else: plain_lists.py DAIS TITLES.yaml. Items with roman numerals,
gatherings counted in them, and lists that a sentence announces, not a title."""

import sys
from pathlib import Path

import yaml

from batch import read_and_check

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII"]
ANNOUNCED = {
    "ar": "ويتضمن مشروع جدول أعمال الدورة ما يلي:",
    "zh": "本届会议的临时议程如下：",
    "en": "The provisional agenda for the session is as follows:",
    "fr": "L’ordre du jour provisoire de la session est le suivant :",
    "ru": "Предварительная повестка дня сессии включает следующие вопросы:",
    "es": "El programa provisional del período de sesiones es el siguiente:",
}
COUNTED = {"en": "XXXIX session", "fr": "XXXIX session", "ru": "XXXIX сессия", "es": "XXXIX reunión ordinaria"}


def cases(titles):
    for lang, announced in ANNOUNCED.items():
        words = titles[lang]
        number, gathering = words["gatherings"][0]
        for heading in (words["agenda"], announced):
            for mark in ("{n}. ", "{r}. ") if lang in COUNTED else ("{n}. ",):
                for between in ("\n", "\n\n"):
                    yield lang, number, gathering, heading, mark, between
        if lang in COUNTED:
            yield lang, 39, COUNTED[lang], words["agenda"], "{n}. ", "\n"


def with_parts(words, mark, part, document):
    """The third item has two parts, and the fourth its document behind a dash."""
    lines = [mark.format(n=i + 1, r=ROMAN[i]) + title for i, title in enumerate(words["items"])]
    lines[3] += document
    lines[3:3] = ["   " + part.format(n=i + 1, x=words["letters"][i], k=3) + title for i, title in enumerate(words["items"][:2])]
    return f"{words['body']}\n{words['gatherings'][0][1]}\n{words['dates']}\n\n{words['agenda']}\n\n" + "\n".join(lines) + "\n"


PARTS = (("{r}. ", "{x}) "), ("{r}. ", "{n}. "), ("{n}. ", "{x}) "), ("{n}.0 ", "{k}.{n} "))


def text(words, gathering, heading, mark, between):
    items = between.join(mark.format(n=i + 1, r=ROMAN[i]) + title for i, title in enumerate(words["items"]))
    return f"{words['body']}\n{gathering}\n{words['dates']}\n\n{heading}\n\n{items}\n"


def main():
    dais, titles = sys.argv[1:3]
    titles = yaml.safe_load(Path(titles).read_text(encoding="utf-8"))
    made = list(cases(titles))
    texts = [text(titles[lang], *rest) for lang, _, *rest in made]
    missed = 0
    for (lang, number, *rest), (read, findings) in zip(made, read_and_check(dais, texts)):
        body = read["bodies"][0] if read["bodies"] else {"items": []}
        got = (body.get("ordinal"), body.get("name"), [i["title"] for i in body["items"]])
        if got != (number, titles[lang]["body"], titles[lang]["items"]) or findings:
            missed += 1
            print(f"{lang}: {rest}: {got}", *findings, sep="\n    ")
    parted = [(lang, mark, part, document) for lang in COUNTED for mark, part in PARTS for document in (" – A/79/1", "")]
    texts = [with_parts(titles[lang], *rest) for lang, *rest in parted]
    for (lang, *rest), (read, findings) in zip(parted, read_and_check(dais, texts)):
        items = read["bodies"][0]["items"] if read["bodies"] else []
        got = [(i["title"], [p["title"] for p in i["items"]], i["documents"]) for i in items]
        want = [(title, [], []) for title in titles[lang]["items"]]
        want[2] = (want[2][0], titles[lang]["items"][:2], [])
        want[3] = (want[3][0], [], ["A/79/1"] if rest[2] else [])
        if got != want or findings:
            missed += 1
            print(f"{lang}: {rest}: {got}", *findings, sep="\n    ")
    made += parted
    print(f"{len(made)} agendas, {missed} read otherwise")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
