#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Include only downward: rooms on one floor never include each other (doc/architecture.md)."""
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
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
# Rooms inside src/write and src/read are siblings too, except the shared ones.
SHARED = {"write/tree", "write/compose", "read/flow", "read/xml", "read/zip"}
# Rooms inside src/plan have floors of their own.
PLAN_FLOORS = [["problem", "engine", "linear"], ["gather", "judge", "meeting", "calendar"], ["large"], ["repair"], ["explain"]]
PLAN_FLOOR = {room: n for n, rooms in enumerate(PLAN_FLOORS) for room in rooms}
root = pathlib.Path(sys.argv[1])
bad = 0
for path in sorted((root / "src").rglob("*.[ch]")):
    parts = path.relative_to(root / "src").parts
    if len(parts) < 2:
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if not found:
            continue
        target = found.group(1).split("/")
        if target[0] not in FLOOR:
            continue
        where = f"{path.relative_to(root)}:{number}"
        here, there = parts[0], target[0]
        if here != there and FLOOR[there] >= FLOOR[here]:
            print(f"{where}: {here} must not include {there}")
            bad += 1
        if here == there and here in ("write", "read") and len(parts) > 2 and len(target) > 2:
            room, other = "/".join(parts[:2]), "/".join(target[:2])
            if room != other and other not in SHARED:
                print(f"{where}: {room} must not include {other}")
                bad += 1
        if here == there == "plan" and len(parts) > 2 and len(target) > 2 and parts[1] != target[1]:
            if PLAN_FLOOR[target[1]] >= PLAN_FLOOR[parts[1]]:
                print(f"{where}: plan/{parts[1]} must not include plan/{target[1]}")
                bad += 1
        if target[-1].endswith("_priv.h") and parts[:-1] != tuple(target[:-1]):
            print(f"{where}: {found.group(1)} is private to its folder")
            bad += 1
sys.exit(1 if bad else 0)
