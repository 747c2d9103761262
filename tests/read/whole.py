#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whole agendas in the ways of many houses: whole.py DAIS FOLDER [COUNT [SEED]]. Each takes one of each
way (masthead, title, gathering, place, marks of items and parts, paragraphs, documents, timetable,
openings, footnotes, pages, breaks of lines) at random from the words of FOLDER, as text or as a page
whose lines are broken by hand; all of it is read, and nothing is found wrong. What is read otherwise
stands beside its text in the output."""

import random
from html import escape
import sys
import textwrap
from pathlib import Path

import yaml

from batch import read_and_check
from documents_named import ways as ways_of_documents, ways_under_title
from sub_items import marks as marks_of_parts
import timetables as T

COUNT = 600
PLAN = [(0, False, [1, 2]), (0, True, [3]), (1, False, [4, 5]), (2, False, [6, 7])]


def load(folder, name):
    return yaml.safe_load((Path(folder) / (name + ".yaml")).read_text(encoding="utf-8"))


class Words:
    def __init__(self, folder, lang):
        self.lang = lang
        self.titles = load(folder, "titles")[lang]
        named = load(folder, "documents_named")
        self.named, self.symbols = named["languages"][lang], named["symbols"]
        self.tables = load(folder, "timetables")[lang]
        self.whole = load(folder, "whole")[lang]


def choose(words, rng):
    t = words.titles
    first, second = rng.choice(words.symbols)
    c = {
        "lang": words.lang,
        "shape": rng.choice(["list", "both", "both chapters", "notes alone"]),
        "masthead": rng.choice([None, *words.whole["mastheads"]]),
        "parent": rng.random() < 0.4,
        "note": rng.choice([None, *words.whole["notes"]]),
        "title": rng.choice(t["titles"]),
        "number": None,
        "gathering": None,
        "mark": rng.choice(["{n}. ", t["item"] + ". ", *t["marks"]]),
        "list-mark": rng.choice(["{n}. ", "{n}. ", "{n}.\t", "{n}) "]),
        "stop": rng.choice(["", ".", ";"]),
        "counted": rng.random() < 0.5,
        "symbols": (first, second),
        "documents": None,
        "parts": rng.random() < 0.5,
        "part-mark": None,
        "timetable": rng.choice([None, *T.LAYOUTS]),
        "way": rng.choice(T.NAMES),
        "morning": rng.choice(words.tables["mornings"]),
        "width": rng.choice([None, None, 72, 100]),
        "reference": rng.random() < 0.5,
        "upper": rng.random() < 0.2,
        "opening": rng.choice(words.whole["openings"]),
        "front": rng.choice([None, None, *words.whole["fronts"]]),
        "action": rng.choice([None, None, ": {}", " ({})", " [{}]"]),
        "footnote": rng.random() < 0.3,
        "furniture": rng.random() < 0.3,
        "quoted": rng.random() < 0.3,
        "stamp": rng.random() < 0.1,
        "suffix": rng.choice([".txt", ".txt", ".html"]),
    }
    c["number"], c["gathering"] = rng.choice(t["gatherings"])
    c["place"], c["dates"] = rng.choice([(t["place"], t["dates"]), *t["places"]])
    if c["suffix"] == ".html":
        c["width"] = None
        if c["timetable"] in ("strokes", "tabs", "gaps"):
            c["timetable"] = "lines"
    if c["front"]:
        c["place"] = words.titles["place"]
        if "Palais" in c["front"] or "котор" in c["front"]:
            c["place"] = None
    under = list(ways_under_title(words.named, first, second))
    c["documents"] = rng.choice([*ways_of_documents(words.named, first, second), *under])
    c["under-title"] = c["documents"] in under
    c["part-mark"] = rng.choice([m for m in marks_of_parts(words.lang, t)])
    if c["counted"] and c["mark"].startswith(("{n}", "(", "（")):
        c["counted"] = False
    return c


def items_of(words, c):
    items = list(words.whole["items"])
    if c["quoted"]:
        items[2] = words.whole["quoted"]
    return items


def action(words, c, i):
    return c["action"].format(words.whole["action"]) if c["action"] and i == 4 else ""


def listed(words, c):
    lines = []
    for i, title in enumerate(items_of(words, c), 1):
        stop = ":" if i == 5 and c["parts"] and c["stop"] else c["stop"]
        lines.append(c["list-mark"].format(n=i) + title + action(words, c, i) + stop)
        if i == 5 and c["parts"]:
            letters = words.titles["letters"]
            for k, part in enumerate(words.whole["parts"]):
                lines.append("    " + c["part-mark"].format(n=i, k=k + 1, x=letters[k]) + part + c["stop"])
    return "\n\n".join(lines)


def annotated(words, c, rng):
    out, count = [], 0

    def paragraph(text):
        nonlocal count
        count += 1
        out.append(f"{count}. {text}" if c["counted"] else text)

    for i, title in enumerate(items_of(words, c), 1):
        out.append(c["mark"].format(n=i) + title + action(words, c, i) * (c["shape"] == "notes alone"))
        if i == 1:
            paragraph(c["opening"])
        elif i == 3:
            paragraph(words.whole["prose"][0])
            paragraph(words.whole["prose"][2])
            if c["under-title"]:
                out.insert(len(out) - 2, c["documents"])
            else:
                out.append(c["documents"])
        elif i == 4:
            paragraph(words.whole["cross"].format(n=3))
        elif i == 5 and c["parts"]:
            letters = words.titles["letters"]
            for k, part in enumerate(words.whole["parts"]):
                out.append(c["part-mark"].format(n=i, k=k + 1, x=letters[k]) + part)
                paragraph(words.whole["prose"][1])
        elif i == 6:
            paragraph(words.whole["no-document"])
        else:
            paragraph(words.whole["prose"][1])
    return "\n\n".join(out)


def wrap(text, width):
    if not width:
        return text
    blocks = []
    for block in text.split("\n\n"):
        blocks.append("\n".join(
            line if "\t" in line or "|" in line or "   " in line.strip() else
            "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) or line
            for line in block.split("\n")))
    return "\n\n".join(blocks)


def text(words, c, rng):
    own = c["symbols"][0].rsplit("/", 1)[0] + "/1"
    front = [(c["masthead"] or own).replace("TD/B/68/1", own)]
    if c["masthead"] and own not in front[0]:
        front.insert(0, own)
    if c["stamp"]:
        front.append(words.whole["stamp"])
    head = [words.whole["parent"]] if c["parent"] else []
    if c["front"]:
        head += [words.titles["body"], c["front"].format(g=c["gathering"])]
    else:
        head += [words.titles["body"], c["gathering"], c["dates"]]
    if c["reference"]:
        head.append(words.titles["reference"])
    front.append("\n".join(head))
    agenda, annotations = words.titles["agenda"], words.whole["annotations"]
    title = words.titles["agenda"] if c["shape"] == "list" else c["title"]
    if c["upper"] and words.lang not in ("ar", "zh"):
        title = title.upper()
    title += "*" * c["footnote"]
    front.append(title)
    if c["note"]:
        front.append(c["note"])
    heads = words.whole["chapters"] if c["shape"] == "both chapters" else ["{agenda}", "{annotations}"]
    if c["shape"] in ("both", "both chapters"):
        front.append(heads[0].format(agenda=agenda))
    if c["shape"] != "notes alone":
        front.append(listed(words, c))
    if c["shape"] in ("both", "both chapters"):
        front.append(heads[1].format(annotations=annotations))
    body = ""
    if c["shape"] != "list":
        body = annotated(words, c, rng)
    out = wrap("\n\n".join(front) + "\n\n" + body, c["width"])
    if c["timetable"]:
        tables = words.tables | {"items": items_of(words, c)}
        old = T.PLAN
        T.PLAN = PLAN
        out += "\n\n" + tables["timetable"] + "\n\n" + T.timetable(tables, c["timetable"], c["morning"], c["way"])
        T.PLAN = old
    if c["footnote"]:
        out += "\n\n" + words.whole["footnote"]
    if c["furniture"] and c["suffix"] == ".txt":
        out = pages(out, own)
    return out + "\n"


def pages(text, own):
    """A page of 40 lines: the symbol over it, the number of the page below."""
    out, page = [], 1
    lines = text.split("\n")
    for k, line in enumerate(lines):
        out.append(line)
        if (k + 1) % 40 == 0 and k + 1 < len(lines):
            out += ["", f"GE.21-00123".ljust(60) + str(page), "\f" + own, ""]
            page += 1
    return "\n".join(out)


def html(text, lang):
    blocks = []
    for block in text.split("\n\n"):
        if block.strip():
            blocks.append("<p>" + "<br>".join(escape(line.strip()) for line in block.strip().split("\n")) + "</p>")
    return f"<!DOCTYPE html><html lang={lang}><meta charset=utf-8><title>1</title>" + "".join(blocks)


def expected(words, c):
    annotates = c["shape"] != "list"
    items = items_of(words, c)
    documents = [[] for _ in items]
    if annotates:
        documents[2] = sorted(c["symbols"])
    return {
        "kind": "annotated-agenda" if annotates else "agenda",
        "language": words.lang,
        "body": words.titles["body"],
        "number": c["number"],
        "place": c["place"],
        "opens": "2021-03-15T10:00" if annotates else "2021-03-15",
        "closes": None if c["front"] and "ouvrira" in c["front"] else "2021-03-19",
        "items": items,
        "kinds": ["opening", "adoption-of-agenda", "other", "report"],
        "parts": words.whole["parts"] if c["parts"] else [],
        "documents": documents,
        "sittings": [
            (f"{T.DAYS[d]}T{15 if a else 10}:00", f"{T.DAYS[d]}T{18 if a else 13}:00", [str(n) for n in its])
            for d, a, its in PLAN
        ] if c["timetable"] else [],
    }


def seen(read):
    body = read["bodies"][0] if read["bodies"] else {"items": []}
    items = body["items"]
    return {
        "kind": read["kind"],
        "language": read["language"],
        "body": body.get("name"),
        "number": body.get("ordinal"),
        "place": body.get("place"),
        "opens": body.get("opens"),
        "closes": body.get("closes"),
        "items": [i["title"] for i in items],
        "kinds": [i["kind"] for i in items if i["kind"] not in ("substantive", "review")],
        "parts": [p["title"] for i in items for p in i["items"]],
        "documents": [sorted(i["documents"]) for i in items],
        "sittings": T.sittings(read),
    }


def main():
    dais, folder = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else COUNT
    rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    languages = ["ar", "zh", "en", "fr", "ru", "es"]
    words = {lang: Words(folder, lang) for lang in languages}
    cases = [choose(words[languages[k % 6]], rng) for k in range(count)]
    texts = [text(words[c["lang"]], c, rng) for c in cases]
    results = [None] * count
    for suffix in (".txt", ".html"):
        at = [k for k in range(count) if cases[k]["suffix"] == suffix]
        for k in at:
            if suffix == ".html":
                texts[k] = html(texts[k], cases[k]["lang"])
        for k, result in zip(at, read_and_check(dais, [texts[k] for k in at], suffix)):
            results[k] = result
    missed = false_findings = 0
    for c, t, (read, findings) in zip(cases, texts, results):
        want, got = expected(words[c["lang"]], c), seen(read)
        if c["shape"] == "list" and (c["timetable"] or c["front"]):
            want["opens"] = got["opens"]  # by the timetable or the front
        for key in ("place", "closes"):  # not said in every front
            if want[key] is None:
                want[key] = got[key]
        wrong = {k: (got[k], want[k]) for k in want if got[k] != want[k]}
        missed += bool(wrong)
        false_findings += len(findings)
        if wrong or findings:
            print(t, *findings, *(f"{k}: {g}, not {w}" for k, (g, w) in wrong.items()), sep="\n")
    print(f"{count} texts, {missed} read otherwise, {false_findings} false findings")
    return 1 if missed or false_findings else 0


if __name__ == "__main__":
    sys.exit(main())
