#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Versions of one document: what dais builds agrees in every format, and each altered fact is found.

versions.py DAIS EXAMPLE
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]
ALTERED = 8  # facts altered in each language, one at a time
LEAST_FOUND = 0.9  # of all; what has no counterpart in other languages cannot be found


def concord(dais, files):
    run = subprocess.run([dais, "concord", "--format", "json", *map(str, files)], capture_output=True, text=True, check=False)
    if run.returncode > 1:
        sys.exit(f"dais concord: {run.stderr}")
    return run.returncode, json.loads(run.stdout)["findings"]


def check_agreement(dais, out):
    failed = 0
    for name in ["agenda.txt", "agenda.docx", "agenda.html", "agenda.akn.xml", "agenda.pdf"]:
        code, findings = concord(dais, [out / lang / name for lang in LANGS])
        if code or findings:
            print(f"{name}: {len(findings)} findings in documents that agree")
            print("\n".join(f"  {g['rule']} {g['message']}" for g in findings))
            failed += 1
    return failed


def alter(text, rng):
    """@text with one number, at least of two digits, changed; and its line."""
    lines = text.split("\n")
    numbers = []
    for i, line in enumerate(lines):
        for m in re.finditer(r"(?<![\w/.])(?<!COVID-)[0-9]{2,4}(?![\w/.])", line):
            # Numbers of paragraphs are another rule; running heads are no facts.
            if m.start() > 6 and "V.22" not in line:
                numbers.append((i, m))
    i, m = rng.choice(numbers)
    value = int(m.group())
    other = value - 1 if value % 10 > 1 else value + 1
    lines[i] = lines[i][: m.start()] + str(other) + lines[i][m.end() :]
    return "\n".join(lines), i + 1, m.group(), str(other)


def check_alterations(dais, out, scratch):
    rng = random.Random(3)
    found = stray = n = 0
    for lang in LANGS:
        text = (out / lang / "agenda.txt").read_text(encoding="utf-8")
        for _ in range(ALTERED):
            altered, line, was, now = alter(text, rng)
            path = Path(scratch) / f"{lang}.txt"
            path.write_text(altered, encoding="utf-8")
            _, findings = concord(dais, [path if l == lang else out / l / "agenda.txt" for l in LANGS])
            n += 1
            here = [g for g in findings if g["places"][0]["file"] == str(path) and abs(g["places"][0]["line"] - line) <= 3]
            found += bool(here)
            stray += len(findings) - len(here)
            if len(here) != 1 or len(findings) != len(here):
                print(f"{lang}:{line}: {was} -> {now}: {[g['message'] for g in findings]}")
    print(f"{found} of {n} alterations found, {stray} findings elsewhere")
    return (found < LEAST_FOUND * n) + (stray > 0)


def check_deletion(dais, out, scratch):
    """A paragraph that one version does not have is one finding."""
    text = (out / "fr" / "agenda.txt").read_text(encoding="utf-8").split("\n\n")
    long = [i for i, p in enumerate(text) if len(p) > 300 and not p.startswith(" ")]
    del text[long[len(long) // 2]]
    path = Path(scratch) / "shorter.txt"
    path.write_text("\n\n".join(text), encoding="utf-8")
    _, findings = concord(dais, [path if l == "fr" else out / l / "agenda.txt" for l in LANGS])
    rules = [g["rule"] for g in findings]
    if rules != ["R-CONC-01"] or findings[0]["places"][0]["file"] != str(path):
        print(f"a paragraph left out: {rules}")
        return 1
    return 0


def main():
    dais, example = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        subprocess.run([dais, "build", example, "--out", out, "--format", "txt,docx,html,akn,pdf"], check=True, stdout=subprocess.DEVNULL)
        failed = check_agreement(dais, out)
        failed += check_alterations(dais, out, scratch)
        failed += check_deletion(dais, out, scratch)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
