#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds up the results of meson test in the build folders given: each test that failed with what it said last, then one
closing line."""
import json
import pathlib
import sys

LINES = 40  # of what a failed test said

passed = failed = skipped = 0
for folder in sys.argv[1:]:
    log = pathlib.Path(folder, "meson-logs", "testlog.json")
    if not log.exists():
        print(f"{folder}: no test log")
        failed += 1
        continue
    for line in log.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        if test["result"] in ("OK", "EXPECTEDFAIL"):
            passed += 1
        elif test["result"] == "SKIP":
            skipped += 1
        else:
            failed += 1
            print(f"\n{folder}: {test['name']}: {test['result']} after {test['duration']:.1f} s")
            said = (test.get("stdout") or "").splitlines() + (test.get("stderr") or "").splitlines()
            print("\n".join(f"  {one[:300]}" for one in said[-LINES:]))
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not passed else 0)
