#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Slips made on purpose: one at a time, in documents that are right, and whether they are reported.

    bench/quality/slips.py DAIS [DOCUMENT...] [--each 5] [--misses] [--json OUT] [--doc doc/quality.md]

Without documents, the annotated agenda of the shipped example is built in the six languages and
used as text. What the slips change is found with `dais read`; a slip counts as reported when
`dais check` has a finding there that it does not have for the document as it was.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import measure  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
DAYS = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29}


def dais_json(dais, command, path):
    done = subprocess.run([dais, command, "--format", "json", path], capture_output=True, check=False, timeout=120)
    return json.loads(done.stdout) if done.returncode in (0, 1) and done.stdout.strip() else {}


class Document:
    def __init__(self, dais, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        reading = dais_json(dais, "read", path)
        self.language = reading.get("language", "en")
        self.facts = collections.defaultdict(list)
        for fact in reading.get("facts", []):
            if self.at(fact) is not None:
                self.facts[fact["kind"]].append(fact)
        self.words = yaml.safe_load((ROOT / "share/languages" / f"{self.language}.yaml").read_text(encoding="utf-8"))
        self.before = keys(dais_json(dais, "check", path))

    def at(self, fact):
        """Where the words of a fact begin in its line; None when they go over the line."""
        line = self.lines[fact["line"] - 1] if 0 < fact["line"] <= len(self.lines) else ""
        at = max(fact["column"] - 1, 0)
        return at if line[at:at + len(fact["text"])] == fact["text"] else None

    def changed(self, fact, words):
        """The text with other words in place of a fact's."""
        lines = list(self.lines)
        line, at = lines[fact["line"] - 1], self.at(fact)
        lines[fact["line"] - 1] = line[:at] + words + line[at + len(fact["text"]):]
        return "\n".join(lines)


def keys(check):
    """Findings by what they say and where: what tells new ones from old ones."""
    return {(f["rule"], f["message"], tuple((p.get("line"), p.get("text")) for p in f.get("places", [])))
            for f in check.get("findings", [])}


# --- the slips: each gives (fact, other words) --------------------------------------------------


def another_weekday(doc):
    forms = [doc.words[k] for k in ("weekdays", "weekdays-on") if k in doc.words]
    for fact in doc.facts["weekday-date"]:
        for names in forms:
            for i, name in enumerate(names):
                found = re.search(re.escape(name), fact["text"], re.IGNORECASE)
                if found:
                    other = names[(i + 2) % 7]
                    other = other.upper() if found.group().isupper() and len(name) > 1 and doc.language != "zh" else other
                    yield fact, fact["text"][:found.start()] + other + fact["text"][found.end():]
                    break
            else:
                continue
            break


def a_day_that_is_not(doc):
    for fact in doc.facts["date"] + doc.facts["weekday-date"]:
        month = int(fact["value"].split("-")[-2]) if fact["value"].count("-") >= 2 else 0
        day = fact["value"].rsplit("-", 1)[-1].lstrip("0")
        found = re.search(rf"(?<!\d){day}(?!\d)", fact["text"])
        if month in DAYS and found:
            yield fact, fact["text"][:found.start()] + str(DAYS[month] + 1) + fact["text"][found.end():]


def range_turned_round(doc):
    for fact in doc.facts["range"]:
        start, _, end = fact["value"].partition("/")
        a, b = start[-2:].lstrip("0"), end[-2:].lstrip("0")
        found = re.search(rf"(?<!\d){a}(?!\d)(.*?)(?<!\d){b}(?!\d)", fact["text"])
        if start[:7] == end[:7] and found:
            yield fact, fact["text"][:found.start()] + b + found.group(1) + a + fact["text"][found.end():]


def another_ordinal(doc):
    """The words of another ordinal of the document: they fit the language."""
    said = collections.Counter((f["value"], f.get("noun")) for f in doc.facts["ordinal"])
    for fact in doc.facts["ordinal"]:
        if said[fact["value"], fact.get("noun")] < 3:
            continue
        digits = re.search(r"\d+", fact["text"])
        if digits:
            yield fact, fact["text"][:digits.start()] + str(int(digits.group()) + 1) + fact["text"][digits.end():]
            continue
        other = next((f["text"] for f in doc.facts["ordinal"] if f["value"] != fact["value"] and f.get("noun") == fact.get("noun")
                      and f["text"].split()[-1] == fact["text"].split()[-1]), None)
        if other:
            yield fact, other


def shorter(text, language):
    """The text without one word in its middle."""
    if language == "zh":
        return text[:len(text) // 2] + text[len(text) // 2 + 2:] if len(text) > 8 else None
    words = text.split(" ")
    middle = sorted(range(1, len(words) - 1), key=lambda i: abs(i - len(words) // 2))
    gone = next((i for i in middle if len(words[i]) > 3), None)
    return " ".join(words[:gone] + words[gone + 1:]) if gone and len(words) > 4 else None


def title_without_a_word(kind):
    def slips(doc):
        for fact in doc.facts[kind]:
            words = shorter(fact["text"], doc.language)
            if words:
                yield fact, words
    return slips


def item_out_of_order(doc):
    for fact in doc.facts["title-in-agenda"]:
        line = doc.lines[fact["line"] - 1]
        found = re.match(r"\s*(\d+)", line)
        if found and int(found.group(1)) > 1:
            number = {"line": fact["line"], "column": found.start(1) + 1, "text": found.group(1)}
            yield number, str(int(found.group(1)) + 1)


def link_elsewhere(doc):
    for fact in doc.facts["link"]:
        found = re.search(r"\d+$", fact["text"])
        if found:
            yield fact, fact["text"][:found.start()] + str(int(found.group()) + 40)


def sitting_backwards(doc):
    for fact in doc.facts["time"]:
        hour = int(fact["value"].split(":")[0])
        line = doc.lines[fact["line"] - 1]
        found = re.search(rf"(?<!\d){hour}(?!\d)", fact["text"])
        times = [f for f in doc.facts["time"] if f["line"] == fact["line"]]
        if len(times) == 2 and fact is times[0] and found and hour < 13 and len(line.strip()) < 60 and times[1]["value"] < "14":
            yield fact, fact["text"][:found.start()] + "19" + fact["text"][found.end():]


def item_that_is_not(doc):
    for fact in doc.facts["item-reference"]:
        found = re.search(r"\d+", fact["text"])
        if found:
            yield fact, fact["text"][:found.start()] + "88" + fact["text"][found.end():]


def continued_twice_lost(doc):
    for fact in doc.facts["continued"]:
        yield fact, ""


def paragraph_left_out(doc):
    facts = doc.facts["paragraph-number"]
    for fact in facts[len(facts) // 4:]:
        found = re.search(r"\d+", fact["text"])
        if found:
            yield fact, fact["text"][:found.start()] + str(int(found.group()) + 1) + fact["text"][found.end():]


SLIPS = {
    "another weekday": another_weekday,
    "a day that the month does not have": a_day_that_is_not,
    "the days of a range turned round": range_turned_round,
    "another ordinal": another_ordinal,
    "a word missing in the title over an annotation": title_without_a_word("title-in-annotation"),
    "a word missing in a title in the timetable": title_without_a_word("title-in-timetable"),
    "a word missing in a title in the agenda": title_without_a_word("title-in-agenda"),
    "an item of the agenda with the next number": item_out_of_order,
    "a link to another document": link_elsewhere,
    "a sitting that ends before it begins": sitting_backwards,
    "a mark of continuation left out": continued_twice_lost,
    "a reference to an item that does not exist": item_that_is_not,
    "a paragraph with the next number": paragraph_left_out,
}


def spread(found, most):
    found = list(found)
    step = max(1, len(found) // most)
    return found[::step][:most]


def try_slip(dais, doc, fact, words, folder, number):
    path = folder / f"{number}.txt"
    path.write_text(doc.changed(fact, words), encoding="utf-8")
    new = keys(dais_json(dais, "check", path)) - doc.before
    path.unlink()
    there = [k for k in new if any(line is not None and abs(line - fact["line"]) <= 3 for line, _ in k[2])]
    return there, new


def documents(dais, args, folder):
    if args.documents:
        return [Document(dais, p) for p in args.documents]
    subprocess.run([dais, "build", ROOT / "examples/untoc-2022", "--out", folder / "built", "-q"], check=True)
    return [Document(dais, folder / "built" / lang / "agenda.txt") for lang in LANGUAGES]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dais", type=pathlib.Path)
    parser.add_argument("documents", nargs="*", type=pathlib.Path)
    parser.add_argument("--each", type=int, default=5, help="slips of a kind in a document")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--doc", type=pathlib.Path)
    parser.add_argument("--heading", default="slips")
    args = parser.parse_args()
    dais = args.dais.resolve()
    counts, rules = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory(prefix="dais-slips-") as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = pathlib.Path(name)
        docs = documents(dais, args, folder)
        jobs = [(kind, doc, fact, words) for kind, make in SLIPS.items() for doc in docs for fact, words in spread(make(doc), args.each)]
        results = list(pool.map(lambda j: try_slip(dais, j[1][1], j[1][2], j[1][3], folder, j[0]), enumerate(jobs)))
        clean = sum(len(d.before) for d in docs)
    for (kind, doc, fact, words), (there, new) in zip(jobs, results):
        counts[kind, doc.language][0] += 1
        counts[kind, doc.language][1] += bool(there)
        rules[kind].update({k[0] for k in there})
        if args.misses and not there:
            print(f"{doc.path}:{fact['line']}: {kind}: \"{fact['text']}\" made \"{words}\"" + (f"; elsewhere: {sorted(k[0] for k in new)}" if new else ""))
    languages = [l for l in LANGUAGES if any(l == k[1] for k in counts)]
    rows = ["| slip | made | reported | % |" + "".join(f" {l} |" for l in languages) + " rules |",
            "| --- |" + " ---: |" * (3 + len(languages)) + " --- |"]
    sums = [0, 0]
    for kind in SLIPS:
        cells = {l: counts[kind, l] for l in languages if (kind, l) in counts}
        if not cells:
            continue
        made, found = (sum(c[i] for c in cells.values()) for i in (0, 1))
        sums = [sums[0] + made, sums[1] + found]
        rows.append(f"| {kind} | {made} | {found} | {measure.percent(found / made)} |"
                    + "".join(f" {cells[l][1]}/{cells[l][0]} |" if l in cells else " |" for l in languages)
                    + " " + ", ".join(r for r, _ in rules[kind].most_common(3)) + " |")
    rows.append(f"| all | {sums[0]} | {sums[1]} | {measure.percent(sums[1] / sums[0]) if sums[0] else '–'} |" + " |" * len(languages) + " |")
    text = f"{len(docs)} documents, {clean} findings on them as they are.\n\n" + "\n".join(rows)
    print(text)
    if args.json:
        measure.write_json(args.json, args.heading, {"findings_before": clean, "slips": {
            kind: {l: {"made": c[0], "reported": c[1]} for (k, l), c in sorted(counts.items()) if k == kind} for kind in SLIPS}})
    if args.doc:
        measure.write_doc(args.doc, args.heading, "\n" + text + "\n")


if __name__ == "__main__":
    main()
