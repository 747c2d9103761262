#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What readers of six languages type finds what it should: queries judged by a person (judged.tsv).

    judged.py DAIS SEARCH_ASK JUDGED EXAMPLES CORPUS [--all]

A record of the examples is made, released and asked; then, with the aligned sentences of CORPUS, when they are at hand, in its
index, again. Of every query all relevant texts must be found and few others; --all prints every query and not only those that fail.
"""
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

CODES = ["ar", "zh", "en", "fr", "ru", "es"]
LEAST_RECALL, LEAST_PRECISION = 0.98, 0.9  # of all queries together
LEAST_OF_ONE = 0.9, 0.6  # of one query
PACKAGES = ["untoc-2022", "single-body"]


def plain(text):
    """Without case, and without accents on Latin and Arabic letters; U+0640 stretches a word only."""
    out = []
    for c in unicodedata.normalize("NFKC", text).casefold().replace("\u0640", ""):
        parts = unicodedata.normalize("NFD", c)
        name = unicodedata.name(parts[0], "")
        out.append(parts if not name.startswith(("LATIN", "ARABIC")) else "".join(p for p in parts if unicodedata.category(p) != "Mn"))
    return unicodedata.normalize("NFC", "".join(out))


def read_judged(path):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split("\t")


def read_texts(database):
    """Every public text by its name: language, words, whether of the sentences."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = connection.execute("SELECT package, kind, thing, language, title, text, symbols FROM search_text WHERE NOT id >> 18 & 1")
    return {f"{r[0]}/{r[1]}/{r[2]}/{CODES[r[3]]}": (CODES[r[3]], plain("\n".join(r[4:])), r[0] == "sentences") for r in rows}


def ask(program, database, corpus, queries):
    command = [program, database] + ([corpus] if corpus else [])
    typed = "".join(f"{language}\t{words}\n" for language, _, words, _, _ in queries)
    run = subprocess.run(command, input=typed, stdout=subprocess.PIPE, text=True, check=True)
    answers, decoder, at = [], json.JSONDecoder(), 0
    while at < len(run.stdout.rstrip()):
        answer, at = decoder.raw_decode(run.stdout, at)
        answers.append(answer)
        at += 1
    return answers


class Judge:
    def __init__(self, texts):
        self.texts = texts
        self.failed, self.lines, self.recalls, self.precisions = 0, [], [], []

    def say(self, ok, row, words):
        self.failed += not ok
        self.lines.append((ok, f"{'well ' if ok else 'FAILS'} {row[0]} {row[2]!r}: {words}"))

    def all(self, row, answer):
        expressions = [re.compile(e) for e in plain(row[4]).split(" & ")] if row[0] == "zh" else [
            re.compile(e, re.I) for e in row[4].split(" & ")]
        own = {n: t for n, (l, t, sentences) in self.texts.items() if l == row[0] and (row[1] == "sentences" or not sentences)}
        relevant = {n for n, t in own.items() if all(e.search(t) for e in expressions)}
        found = set(answer["hits"]) & set(own)
        recall = len(found & relevant) / len(relevant) if relevant else 0
        precision = len(found & relevant) / len(found) if found else 0
        self.recalls.append(recall)
        self.precisions.append(precision)
        missed, extra = sorted(relevant - found)[:3], sorted(found - relevant)[:3]
        self.say(recall >= LEAST_OF_ONE[0] and precision >= LEAST_OF_ONE[1], row,
                 f"{len(relevant)} relevant, recall {recall:.2f}, precision {precision:.2f}"
                 + (f", missed {missed}" if missed else "") + (f", not relevant {extra}" if extra else ""))

    def first(self, row, answer):
        got = answer["hits"][0].rsplit("/", 1)[0] if answer["hits"] else ""
        self.say(got == row[4], row, f"first {got!r}" + ("" if got else f", meant {answer['meant']!r}"))

    def meant(self, row, answer):
        self.say(not answer["hits"] and answer["meant"] == row[4], row, f"{len(answer['hits'])} hits, meant {answer['meant']!r}")


def main():
    dais, program, judged, examples, corpus = sys.argv[1:6]
    has_sentences = (Path(corpus) / "ids.txt").exists()
    rows = [row for row in read_judged(judged) if row[1] != "sentences" or has_sentences]
    rows.sort(key=lambda row: row[1] != "examples")
    alone = sum(row[1] == "examples" for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "record.db"
        for command in (["init"], ["import", *(f"{examples}/{p}" for p in PACKAGES)], ["release", "--despite", *PACKAGES]):
            subprocess.run([dais, "db", command[0], "--db", database, "--quiet", *command[1:]], check=True, stdout=subprocess.DEVNULL)
        answers = ask(program, str(database), None, rows[:alone])
        answers += ask(program, str(database), corpus if has_sentences else None, rows[alone:])
        judge = Judge(read_texts(database))
    for row, answer in zip(rows, answers, strict=True):
        getattr(judge, row[3])(row, answer)
    for ok, line in judge.lines:
        if not ok or "--all" in sys.argv:
            print(line)
    recall, precision = (sum(v) / len(v) for v in (judge.recalls, judge.precisions))
    print(f"{len(rows)} queries, {judge.failed} fail; recall {recall:.3f}, precision {precision:.3f}"
          + ("" if has_sentences else "; the aligned sentences are not at hand"))
    sys.exit(1 if judge.failed or recall < LEAST_RECALL or precision < LEAST_PRECISION else 0)


if __name__ == "__main__":
    main()
