#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The same document in two formats must state the same facts: no truth file is needed for that.

    bench/quality/agree.py DAIS FOLDER [--from docx] [--to pdf] [--misses] [--json OUT] [--heading NAME]

For each NAME.docx of FOLDER with a NAME.pdf beside it, the facts read from the second are compared
with those read from the first, each as often as it is stated: precision is the share of the facts
of the second that the first has, too, recall the share of the first's that the second has.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import measure  # noqa: E402

KINDS = ("date", "weekday-date", "range", "time", "ordinal", "symbol", "mandate", "paragraph", "item-reference", "half-day")


def facts(dais, path):
    done = subprocess.run([dais, "read", "--format", "json", path], capture_output=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout.strip():
        sys.exit(f"{path}: not read: {done.stderr.decode(errors='replace').strip()}")
    return collections.Counter((f["kind"], f["value"]) for f in json.loads(done.stdout)["facts"] if f["kind"] in KINDS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dais", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--from", dest="first", default="docx")
    parser.add_argument("--to", dest="second", default="pdf")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--doc", type=pathlib.Path)
    parser.add_argument("--heading", default="agree")
    args = parser.parse_args()
    counts, pairs = collections.defaultdict(lambda: [0, 0, 0]), 0
    for path in sorted(args.folder.rglob(f"*.{args.first}")):
        other = path.with_suffix("." + args.second)
        if not other.exists():
            continue
        pairs += 1
        want, got = facts(args.dais.resolve(), path), facts(args.dais.resolve(), other)
        for fact in want | got:
            right = min(want[fact], got[fact])
            for i, n in enumerate((right, got[fact] - right, want[fact] - right)):
                counts[fact[0]][i] += n
            if args.misses and want[fact] != got[fact]:
                print(f"{path.stem}: {fact[0]} {fact[1]}: {want[fact]} in {args.first}, {got[fact]} in {args.second}")
    rows = [f"| fact | in both | only in {args.second} | only in {args.first} | precision % | recall % |",
            "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for kind in sorted(counts, key=KINDS.index):
        right, wrong, missed = counts[kind]
        rows.append(f"| {kind} | {right} | {wrong} | {missed} | {measure.percent(measure.share(right, wrong))} | "
                    f"{measure.percent(measure.share(right, missed))} |")
    text = f"{pairs} documents in both formats.\n\n" + "\n".join(rows)
    print(text)
    if args.json:
        measure.write_json(args.json, args.heading, {"documents": pairs, "facts": {
            k: dict(zip(("right", "wrong", "missed"), v)) for k, v in sorted(counts.items())}})
    if args.doc:
        measure.write_doc(args.doc, args.heading, "\n" + text + "\n")


if __name__ == "__main__":
    main()
