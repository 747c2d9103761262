#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keeps doc/findings.md true: findings.py DUMP DOC DOCUMENT. Every finding that the table claims is
made, at its line; nothing else is found. Exit 77: the document is not at hand."""

import re
import subprocess
import sys
from pathlib import Path

POINTS = 55


def claimed(doc):
    rows, points = set(), []
    for line in Path(doc).read_text(encoding="utf-8").splitlines():
        m = re.match(r"\| (F-\d+) \| ([EWI]) \| (.+) \|$", line)
        if not m:
            continue
        points.append(m.group(1))
        cells = [re.fullmatch(r"(R-[A-Z]+-\d+) (\d+)", part) for part in m.group(3).split(", ")]
        if all(cells):
            rows |= {(c.group(1), int(c.group(2))) for c in cells}
    return rows, points


def found(dump, document):
    run = subprocess.run([dump, document], capture_output=True, check=True)
    lines = run.stdout.decode().splitlines()
    out, rule = set(), None
    for line in lines[lines.index("}") + 1 :]:
        m = re.match(r"(\S+) (error|warning|info): ", line)
        place = re.match(r"    (\d+):", line)
        if m:
            rule = m.group(1)
        elif place and rule:
            out.add((rule, int(place.group(1))))
            rule = None
    return out


def main():
    dump, doc, document = sys.argv[1:4]
    if not Path(document).exists():
        print(f"the document is not at hand ({document}): skipped")
        sys.exit(77)
    want, points = claimed(doc)
    if points != [f"F-{n:02}" for n in range(1, POINTS + 1)]:
        sys.exit(f"{doc}: the table does not have the {POINTS} points in order")
    got = found(dump, document)
    for rule, line in sorted(want - got):
        print(f"claimed and not found: {rule} {line}")
    for rule, line in sorted(got - want):
        print(f"found and not claimed: {rule} {line}")
    sys.exit(1 if want != got else 0)


if __name__ == "__main__":
    main()
