#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds up the results of meson test in the build folders given: one closing line."""
import json
import pathlib
import sys

passed = failed = skipped = 0
for folder in sys.argv[1:]:
    log = pathlib.Path(folder, "meson-logs", "testlog.json")
    if not log.exists():
        print(f"{folder}: no test log")
        failed += 1
        continue
    for line in log.read_text(encoding="utf-8").splitlines():
        result = json.loads(line)["result"]
        if result in ("OK", "EXPECTEDFAIL"):
            passed += 1
        elif result == "SKIP":
            skipped += 1
        else:
            failed += 1
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not passed else 0)
