#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every command has a manual page, mandoc accepts it, and it names every option of the command."""
import pathlib
import re
import subprocess
import sys

root, dais, mandoc = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
pages = sorted((root / "man").glob("*.[157]"))
bad = subprocess.run([mandoc, "-T", "lint", "-W", "warning", *map(str, pages)], check=False).returncode
listing = subprocess.run([dais, "help"], check=True, text=True, stdout=subprocess.PIPE).stdout
for name in re.findall(r"^  ([a-z]+) +\S", listing, re.M):
    if name in ("dais", "help", "completion"):
        continue
    page = root / "man" / f"dais-{name}.1"
    if not page.exists():
        print(f"no manual page for dais {name}")
        bad = 1
        continue
    text = page.read_text(encoding="utf-8")
    usage = subprocess.run([dais, "help", name], check=True, text=True, stdout=subprocess.PIPE).stdout
    for option in re.findall(r"--([a-z-]+)", usage.split("Options:")[-1]):
        if option != "help" and f"Fl Fl {option}" not in text.replace("\\-", "-"):
            print(f"{page.name}: --{option} is not there")
            bad = 1
sys.exit(1 if bad else 0)
