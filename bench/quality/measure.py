#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How much of what documents say dais reads, and how much of what it reports is so.

    bench/quality/measure.py DAIS TRUTH DOCUMENTS [--file NAME=PATH]... [--judged FOLDER]
                             [--misses] [--json OUT] [--doc doc/quality.md --heading NAME]
                             [--require FILE | --rewrite FILE]

TRUTH is a folder of truth files (bench/README.md), DOCUMENTS the folder below which the documents
they name are found; --file says where a document that has another name there stands. Every
document is read with `dais read` and checked with `dais check`. Precision is the share of what was
said that is so, recall the share of what is so that was said. --require fails when a figure is
lower than in FILE, a file that --rewrite makes.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import compare  # noqa: E402
import truth  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
RULE = re.compile(r"R-[A-Z]+-\d+")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dais", type=pathlib.Path)
    parser.add_argument("truth", type=pathlib.Path)
    parser.add_argument("documents", type=pathlib.Path)
    parser.add_argument("--file", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--judged", type=pathlib.Path, default=HERE / "judgements")
    parser.add_argument("--misses", action="store_true", help="print every difference")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--doc", type=pathlib.Path)
    parser.add_argument("--heading", default="corpus", help="which table of --doc is replaced")
    level = parser.add_mutually_exclusive_group()
    level.add_argument("--require", type=pathlib.Path)
    level.add_argument("--rewrite", type=pathlib.Path)
    return parser.parse_args()


def run(command):
    """The JSON that dais printed, or None and what it said instead."""
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    if done.returncode not in (0, 1) or not done.stdout.strip():
        return None, done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    return json.loads(done.stdout), None


def both(dais, path):
    read, why = run([dais, "read", "--format", "json", path])
    check, _ = run([dais, "check", "--format", "json", path])
    findings = [f for f in (check or {}).get("findings", []) if RULE.fullmatch(f["rule"])]
    return read, findings, why


def judged(folder, source):
    """The findings of a document that a person judged: in its truth or beside it."""
    path = folder / (source["path"].stem + ".json")
    if source["findings"] is not truth.ABSENT:
        return source["findings"]
    return json.loads(path.read_text(encoding="utf-8"))["findings"] if path.exists() else None


def measure(args):
    sources = [s for s in (truth.load(p) for p in sorted(args.truth.glob("*.json"))) if s]
    if not sources:
        sys.exit(f"no truth files in {args.truth}")
    named = dict(f.split("=", 1) for f in args.file)
    where = {p.name: p for p in sorted(args.documents.rglob("*")) if p.is_file()}
    reads, rules, unjudged, absent = compare.Counts(), compare.Counts(), [], []
    sources = [(s, pathlib.Path(named[s["file"]]) if s["file"] in named else where.get(s["file"])) for s in sources]
    absent = [s["file"] for s, p in sources if not p or not p.exists()]
    sources = [(s, p) for s, p in sources if p and p.exists()]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda s: both(args.dais.resolve(), s[1]), sources))
    for (source, path), (read, findings, why) in zip(sources, results):
        if read is None:
            print(f"{path.name}: not read: {' '.join(why or [])}")
        compare.compare(reads, source, truth.reading(read) if read else None)
        expected = judged(args.judged, source)
        if expected is not None:
            unjudged += compare.compare_findings(rules, source, expected, findings)
    if args.misses:
        for file, kind, want, got in reads.misses + rules.misses:
            print(f"{file}: {kind}: " + (f"missed {want}" if got is None else f"wrong {got}" if want is None
                                         else f"{got} instead of {want}"))
        for file, rule, line, message in unjudged:
            print(f"{file}:{line}: {rule} not judged: {message}")
    for name in absent:
        print(f"{name}: no such document; left out")
    return reads, rules, len(sources)


def total(cells):
    return [sum(column) for column in zip(*cells)] or [0, 0, 0]


def share(part, rest):
    return None if part + rest == 0 else part / (part + rest)


def percent(value):
    return "–" if value is None else f"{100 * value:.1f}".removesuffix(".0")


def kinds(counts):
    found = collections.OrderedDict()
    for (kind, language), cell in counts.by.items():
        found.setdefault(kind, {})[language] = cell
    return {k: v for k, v in found.items() if any(any(c) for c in v.values())}


def table(title, by_kind):
    """Markdown: one row a kind, precision and recall over all languages, then by language."""
    languages = [l for l in LANGUAGES if any(l in v for v in by_kind.values())]
    rows = [f"| {title} | right | wrong | missed | precision % | recall % |" + "".join(f" {l} |" for l in languages),
            "|" + " --- |" + " ---: |" * (5 + len(languages))]
    for kind, cells in by_kind.items():
        right, wrong, missed = total(cells.values())
        row = f"| {kind} | {right} | {wrong} | {missed} | {percent(share(right, wrong))} | {percent(share(right, missed))} |"
        for language in languages:
            cell = cells.get(language)
            row += " |" if cell is None else f" {percent(share(cell[0], cell[1]))}/{percent(share(cell[0], cell[2]))} |"
        rows.append(row)
    return "\n".join(rows)


def with_sum(by_kind):
    """The rows sorted, and one of their sums."""
    every = {}
    for cells in by_kind.values():
        for language, cell in cells.items():
            every.setdefault(language, []).append(cell)
    rows = {kind: by_kind[kind] for kind in sorted(by_kind)}
    return {**rows, "all": {language: total(cells) for language, cells in every.items()}} if rows else {}


def figures(counts):
    return {kind: {language: dict(zip(("right", "wrong", "missed"), cell)) for language, cell in sorted(cells.items())}
            for kind, cells in kinds(counts).items()}


def write_doc(path, heading, text):
    begin, end = f"<!-- table {heading} -->", f"<!-- end of table {heading} -->"
    page = path.read_text(encoding="utf-8")
    if begin not in page or end not in page:
        sys.exit(f"{path} has no place for the table {heading}: {begin} ... {end}")
    before, rest = page.split(begin, 1)
    after = rest.split(end, 1)[1]
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def write_json(path, heading, result):
    everything = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    everything[heading] = result
    path.write_text(json.dumps(everything, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def lower(result, level):
    """What is worse than in @level: fewer right, or more wrong."""
    found = []
    for group, by_kind in level.items():
        for kind, by_language in by_kind.items():
            for language, want in by_language.items():
                got = result[group].get(kind, {}).get(language, {"right": 0, "wrong": 0, "missed": 0})
                if got["right"] < want["right"] or got["wrong"] > want["wrong"]:
                    found.append(f"{kind}, {language}: {got} where {want} is required")
        for kind, by_language in result[group].items():
            for language, got in by_language.items():
                if got["wrong"] and language not in by_kind.get(kind, {}):
                    found.append(f"{kind}, {language}: {got} where nothing wrong was said before")
    return found


def main():
    args = arguments()
    reads, rules, count = measure(args)
    if not count:
        print("none of the documents is here; nothing was measured")
        sys.exit(77)
    facts, findings = table("fact", kinds(reads)), table("rule", with_sum(kinds(rules)))
    text = f"{count} documents; a language's column gives precision/recall.\n\n{facts}"
    if kinds(rules):
        text += f"\n\nFindings, judged one by one:\n\n{findings}"
    print(text)
    result = {"facts": figures(reads), "rules": figures(rules)}
    if args.json:
        write_json(args.json, args.heading, {"documents": count, **result})
    if args.doc:
        write_doc(args.doc, args.heading, "\n" + text + "\n")
    if args.rewrite:
        args.rewrite.write_text(json.dumps(result, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    if args.require:
        worse = lower(result, json.loads(args.require.read_text(encoding="utf-8")))
        print("\n".join(["", *worse]))
        sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
