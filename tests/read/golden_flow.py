#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares the flows of documents with what they should be: golden_flow.py DUMP DATA GOLDEN [--review]
writes GOLDEN anew."""

import difflib
import subprocess
import sys
from pathlib import Path


def main():
    dump, data, golden = (Path(p).resolve() for p in sys.argv[1:4])
    review = "--review" in sys.argv
    failed = seen = 0
    for source in sorted(data.iterdir()):
        run = subprocess.run([dump, source.name], cwd=data, capture_output=True, check=False)
        got = run.stdout.decode() + run.stderr.decode()
        path = golden / (source.name + ".txt")
        seen += 1
        if review:
            path.write_text(got, encoding="utf-8")
            continue
        want = path.read_text(encoding="utf-8") if path.exists() else ""
        if run.returncode or got != want:
            failed += 1
            print(f"not as expected: {source.name} (exit {run.returncode})")
            lines = difflib.unified_diff(want.splitlines(), got.splitlines(), "expected", "got", lineterm="")
            print("\n".join(list(lines)[:40]))
    print(f"{seen} documents")
    sys.exit(1 if failed or not seen else 0)


if __name__ == "__main__":
    main()
