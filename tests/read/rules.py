#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each rule on a text that breaks it and on one that keeps it: rules.py DUMP. In rules/RULE/, the
findings of RULE on fail.txt are the lines of expect.txt ("LINE SEVERITY"), and pass.txt has none.
Every rule that src/read/text can tell has such a folder."""

import re
import subprocess
import sys
from pathlib import Path

here = Path(__file__).parent
sources = here.parent.parent / "src" / "read" / "text"


def findings(dump, path, rule):
    run = subprocess.run([dump, str(path)], capture_output=True, check=True)
    lines = run.stdout.decode().splitlines()
    out, severity = [], None
    for line in lines[lines.index("}") + 1 :]:
        m = re.match(r"(\S+) (error|warning|info): ", line)
        place = re.match(r"    (\d+):", line)
        if m:
            severity = m.group(2) if m.group(1) == rule else None
        elif place and severity:
            out.append(f"{place.group(1)} {severity}")
            severity = None
    return out


def main():
    dump, good = sys.argv[1], True
    told = set()
    for source in sources.glob("check*.c"):
        told |= set(re.findall(r'"(R-[A-Z]+-\d+)"', source.read_text(encoding="utf-8")))
    have = {folder.name for folder in (here / "rules").iterdir()}
    if told != have:
        print(f"without a case: {sorted(told - have)}; without a rule: {sorted(have - told)}")
        good = False
    for folder in sorted((here / "rules").iterdir()):
        want = (folder / "expect.txt").read_text(encoding="utf-8").split("\n")[:-1]
        got = findings(dump, folder / "fail.txt", folder.name)
        kept = findings(dump, folder / "pass.txt", folder.name)
        if got != want or kept:
            print(f"{folder.name}: expected {want}, got {got}; on pass.txt {kept}")
            good = False
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
