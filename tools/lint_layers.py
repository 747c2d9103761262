#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Include only downward: rooms on one floor never include each other, nor do the rooms inside a room
that has floors of its own (doc/architecture.md).

usage: lint_layers.py ROOT
"""
import pathlib
import re
import sys

FLOORS = [
    ["base"],
    ["text", "mark"],
    ["model"],
    ["prose"],
    ["read", "check", "plan", "write", "store", "auth", "mail"],
    ["concord"],
    ["service"],
    ["net"],
    ["web"],
    ["library", "cli"],
]
# Floors inside a room; "." are the files that lie in it directly. Folders of other rooms are one place.
INSIDE = {
    "read": [["flow", "xml", "zip"], ["akn", "docx", "html", "odt", "package", "pdf", "text", "xliff"]],
    "write": [["tree"], ["akn", "compose", "docx", "html", "ics", "json", "pdf", "timetable", "txt", "xliff"]],
    "plan": [["problem", "prover", "linear"], ["engine"], ["gather", "judge", "meeting", "calendar"], ["large"], ["repair"], ["explain"]],
    "service": [[".", "actor"], ["house"], ["exchange", "outbox", "publish", "upload"], ["account", "timetable"], ["notice"]],
    "web": [["."], ["account", "desk", "outbox", "portal"], ["documents", "feeds", "timetable"], ["api"]],
}
# What knows no word of the domain stands where its users need it, on these alone.
PLAIN = ("net", "store", "auth", "mail")
UNDER_PLAIN = ("base", "text", "mark")


def floors(rows):
    return {room: n for n, row in enumerate(rows) for room in row}


FLOOR = floors(FLOORS)
INNER = {room: floors(rows) for room, rows in INSIDE.items()}
root = pathlib.Path(sys.argv[1])
bad = 0


def complain(where, text):
    global bad
    print(f"{where}: {text}")
    bad += 1


def inner(parts):
    """The room inside the room, of the parts of a path below src."""
    return parts[1] if len(parts) > 2 else "."


def check_inside(where, parts, target):
    rows, here, there = INNER[parts[0]], inner(parts), inner(target)
    if here == there:
        return
    for room in (here, there):
        if room not in rows:
            complain(where, f"{parts[0]}/{room} has no floor in tools/lint_layers.py")
            return
    if rows[there] >= rows[here]:
        complain(where, f"{parts[0]}/{here} must not include {parts[0]}/{there}")


def check(where, parts, target):
    here, there = parts[0], target[0]
    if target[-1].endswith("_priv.h") and parts[:-1] != target[:-1]:
        complain(where, f"{'/'.join(target)} is private to its folder")
    if here == there:
        if here in INNER:
            check_inside(where, parts, target)
    elif FLOOR[there] >= FLOOR[here] or (here in PLAIN and there not in UNDER_PLAIN):
        complain(where, f"{here} must not include {there}")


for path in sorted(p for ending in ("c", "cc", "h") for p in (root / "src").rglob(f"*.{ending}")):
    parts = path.relative_to(root / "src").parts
    if len(parts) < 2:
        continue
    if parts[0] not in FLOOR:
        complain(path.relative_to(root), f"{parts[0]} has no floor in tools/lint_layers.py")
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        target = tuple(found.group(1).split("/")) if found else ("",)
        if target[0] in FLOOR and len(target) > 1:
            check(f"{path.relative_to(root)}:{number}", parts, target)
sys.exit(1 if bad else 0)
