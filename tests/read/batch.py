# SPDX-License-Identifier: LGPL-2.1-or-later
"""Many texts through dais in two processes: read_and_check(DAIS, TEXTS)."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

BLANK = re.compile(r"\s*")


def read_and_check(dais, texts, suffix=".txt"):
    """For each text, what `dais read` printed of it and the findings of `dais check`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{i:05}{suffix}" for i in range(len(texts))]
        for path, text in zip(paths, texts):
            path.write_text(text, encoding="utf-8")
        return read_and_check_files(dais, paths)


def read_and_check_files(dais, paths):
    """The same of files of one folder."""
    folder = str(paths[0].parent)
    run = subprocess.run(
        [dais, "read", "--format", "json", *paths], capture_output=True, check=True
    )
    said, decoder, read, at = run.stdout.decode().rstrip(), json.JSONDecoder(), [], 0
    while at < len(said):
        value, at = decoder.raw_decode(said, at)
        read.append(value)
        at = BLANK.match(said, at).end()
    assert len(read) == len(paths)
    run = subprocess.run([dais, "check", "-m", "en", *paths], capture_output=True)
    assert run.returncode in (0, 1), run.stderr
    found = {path.name: [] for path in paths}
    for line in run.stdout.decode().splitlines():
        if line.startswith(folder) and line.endswith("]"):
            found[Path(line.split(":")[0]).name].append(line.removeprefix(folder))
    return list(zip(read, found.values()))


def report(cases, results, of, expected, missed_max):
    """Prints each case whose result is not as @expected by @of, or has findings; the exit code, 1 when
    more than @missed_max are read otherwise or anything is found."""
    missed = false_findings = 0
    for case, (read, findings) in zip(cases, results):
        got = of(read)
        false_findings += len(findings)
        missed += got != expected
        if findings or got != expected:
            print(", ".join(case) + ":", *findings, *got, sep="\n    ")
    print(f"{len(cases)} texts, {missed} read otherwise, {false_findings} false findings")
    return 1 if missed > missed_max or false_findings else 0
