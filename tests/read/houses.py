#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Agendas in the ways of many houses: houses.py DAIS FOLDER. Each file of the folder is one text, a line "====",
and what it says, as lines: "body", "ordinal", "opens", "closes", "place", "symbols", and the items as "NUMBER | TITLE | SYMBOL, SYMBOL",
parts indented, sittings as
"sitting DAY AND HOUR to HOUR: ITEM, ITEM (continued)". What is not said there is not compared; all items are, and all sittings where there is one. A text may have no findings but those named in lines
"finding RULE"."""

import difflib
import sys
from pathlib import Path

from batch import read_and_check

FACTS = ("language", "kind", "symbols", "body", "ordinal", "opens", "closes", "place")


def items(body, indent=""):
    for item in body.get("items", []):
        yield f"{indent}{item['number']} | {item['title']} | {', '.join(item.get('documents', []))}".rstrip(" |")
        yield from items(item, indent + "  ")


def says(read, wanted):
    """What was read, as lines of those facts that @wanted has, and all items."""
    asked = {line.split(":")[0] for line in wanted}
    for i, body in enumerate(read["bodies"] or [{"items": []}]):
        facts = {**read, **body, "body": body.get("name"), "symbols": ", ".join(read["symbols"])}
        for fact in FACTS:
            if fact in asked and (i == 0 or fact not in ("language", "kind", "symbols")):
                yield f"{fact}: {facts.get(fact)}"
        yield from items(body)
    for sitting in read["sittings"] if any(line.startswith("sitting ") for line in wanted) else []:
        entries = (entry["item"] + (" (continued)" if entry["continued"] else "") for entry in sitting["entries"])
        yield f"sitting {sitting['start']} to {sitting['end'][-5:]}: {', '.join(entries)}"


def differs(name, said, read, findings, as_said=lambda line, wanted: line):
    """Whether what was read, and found, is other than what the lines @said say; prints it if so."""
    allowed = [line.split()[1] for line in said if line.startswith("finding ")]
    wanted = [line for line in said if not line.startswith("finding ")]
    found = [line for line in findings if not any(line.endswith(f"[{rule}]") for rule in allowed) and ": info:" not in line]
    got = [as_said(line, wanted) for line in says(read, wanted)]
    if got == wanted and not found:
        return False
    print(f"{name}:", *found, *difflib.unified_diff(wanted, got, "said", "read", lineterm="", n=0), sep="\n    ")
    return True


def main():
    dais, folder = sys.argv[1:3]
    paths = sorted(Path(folder).glob("*.txt"))
    cases = [path.read_text(encoding="utf-8").split("\n====\n") for path in paths]
    read = read_and_check(dais, [text + "\n" for text, _ in cases])
    failed = sum(differs(path.name, said.rstrip("\n").split("\n"), *result) for path, (_, said), result in zip(paths, cases, read))
    print(f"{len(paths)} houses, {failed} read otherwise")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
