#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares what is read from documents with golden/: golden_office.py FLOW_DUMP FOLDER
[--review]. Documents are made of FOLDER/data/*.parts."""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

import office


def main():
    dump, here, review = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]), "--review" in sys.argv
    failed = False
    for source in sorted((here / "data").glob("*.parts")):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / f"{source.stem}.{here.name}"
            office.make(source, made)
            run = subprocess.run([dump, made.name], cwd=folder, capture_output=True, check=False)
        got = run.stdout.decode() + run.stderr.decode()
        golden = here / "golden" / f"{source.stem}.txt"
        if review:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(got, encoding="utf-8")
            continue
        want = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if run.returncode not in (0, 1) or got != want:
            failed = True
            print(f"not as expected: {source.name} (exit {run.returncode})")
            lines = difflib.unified_diff(want.splitlines(), got.splitlines(), "expected", "got", lineterm="")
            print("\n".join(list(lines)[:40]))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
