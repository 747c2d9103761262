#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Real sentences in six languages: every finding has been judged by a person, and nearly all are true.

judged.py DAIS JUDGED CORPUS
"""

import itertools
import json
import subprocess
import sys
from pathlib import Path

LANGS = ["en", "fr", "es", "ru", "zh", "ar"]
LEAST_PRECISION = 0.95
SKIPPED = 77


def findings_of(dais, corpus, langs):
    command = [dais, "concord", "--aligned", "--format", "json", *(str(corpus / f"{l}.txt") for l in langs)]
    for lang in langs:
        command += ["--lang", lang]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode > 1:
        sys.exit(f"dais concord: {run.stderr}")
    return [(g["places"][0]["line"], g["rule"]) for g in json.loads(run.stdout)["findings"]]


def read_verdicts(path):
    rows = [l.split(" ", 3) for l in Path(path).read_text(encoding="utf-8").splitlines() if l and l[0] != "#"]
    return {(int(line), rule): verdict == "true" for line, rule, verdict, _ in rows}


def main():
    dais, judged, corpus = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if not (corpus / "en.txt").exists():
        print("the aligned sentences are not at hand; nothing is judged")
        sys.exit(SKIPPED)
    verdicts = read_verdicts(judged)
    true = false = 0
    unknown = set()
    for langs in [tuple(LANGS), *itertools.combinations(LANGS, 2)]:
        for key in findings_of(dais, corpus, langs):
            if key not in verdicts:
                unknown.add(key)
            elif verdicts[key]:
                true += 1
            else:
                false += 1
    print(f"{true} true, {false} false, {len(unknown)} not judged: {sorted(unknown)}")
    missed = [k for k in verdicts if verdicts[k] and k not in set(findings_of(dais, corpus, LANGS))]
    print(f"true ones that six versions together do not show: {missed}")
    sys.exit(1 if unknown or true < LEAST_PRECISION * (true + false) else 0)


if __name__ == "__main__":
    main()
