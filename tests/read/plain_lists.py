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


# Lists in the layouts of houses: documents in a column, remarks in their place, parts in other marks.
COLUMNS = """Committee on Trade
Sixth session
Geneva, 15-19 April 2024
{head}
Provisional agenda

{items}
"""
HOUSES = {
    "a column of documents": ("", """1. Agenda
   1.1 Provisional agenda                      SC77 Doc. 1.1
   1.2 Programme of work                       SC77 Doc. 1.2 (Rev. 1)
2. Credentials                                 No document
3. Finance                                     SC77 Doc. 3
4. Other matters                               No document
5. Closing of the session"""),
    "sentences that name documents": ("", """1. Agenda
See document SCCR/44/1.
   (i) Provisional agenda
   (ii) Programme of work
2. Credentials
See present document.
3. Finance
See documents SCCR/44/3 and SCCR/44/4.
4. Other matters
5. Closing of the session"""),
    "numbers without stops under an hour": ("(Session commences at 9.30 a.m. on Monday, 15 April 2024)\n", """1       Agenda
1.1     Provisional agenda
1.2     Programme of work
2       Credentials
3       Finance
4       Other matters
5       Closing of the session"""),
    "parts with capitals": ("", """1. AGENDA

A. PROVISIONAL AGENDA (WT/GC/W/1)

B. PROGRAMME OF WORK – JOB/GC/2

2. CREDENTIALS

3. FINANCE

4. OTHER MATTERS

5. CLOSING OF THE SESSION"""),
    "parts that end as in a sentence": ("", """1. Agenda:
     (a) Provisional agenda; and
     (b) Programme of work;
2. Credentials;
3. Finance;
4. Other matters; and
5. Closing of the session."""),
    "roman numerals with parts": ("", """I.    AGENDA
      i)   Provisional agenda – EX.CL/1311(XL)
      ii)  Programme of work – EX.CL/1312(XL)

II.   CREDENTIALS
      (Doc. EX.CL/1313(XL))

III.  FINANCE

IV.   OTHER MATTERS

V.    CLOSING OF THE SESSION"""),
}
WANT = ["agenda", ["provisional agenda", "programme of work"], "credentials", [], "finance", [], "other matters", [], "closing of the session", []]


def check_houses(dais):
    texts = [COLUMNS.format(head=head, items=items) for head, items in HOUSES.values()]
    missed = 0
    for name, (read, findings) in zip(HOUSES, read_and_check(dais, texts)):
        got = []
        for item in read["bodies"][0]["items"] if read["bodies"] else []:
            got += [item["title"].lower(), [part["title"].lower() for part in item["items"]]]
        if got != WANT or findings:
            missed += 1
            print(f"{name}: {got}", *findings, sep="\n    ")
    print(f"{len(HOUSES)} layouts of houses, {missed} read otherwise")
    return missed


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
    missed += check_houses(dais)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
