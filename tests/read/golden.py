#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares readings of data/*.txt with golden/*.txt: golden.py DUMP [--review] rewrites them."""

import difflib
import subprocess
import sys
from pathlib import Path

here = Path(__file__).parent


def main():
    dump, review = str(Path(sys.argv[1]).resolve()), "--review" in sys.argv
    failed = False
    for source in sorted((here / "data").glob("*.txt")):
        run = subprocess.run([dump, source.name], cwd=source.parent, capture_output=True, check=False)
        got = run.stdout.decode() + run.stderr.decode()
        golden = here / "golden" / source.name
        if review:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(got, encoding="utf-8")
            continue
        want = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if run.returncode or got != want:
            failed = True
            print(f"not as expected: {source.name} (exit {run.returncode})")
            lines = difflib.unified_diff(want.splitlines(), got.splitlines(), "expected", "got", lineterm="")
            print("\n".join(list(lines)[:40]))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
