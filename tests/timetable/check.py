#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares what is made of the examples' timetables with tests/timetable/golden.

usage: check.py golden WRITE_TIMETABLE EXAMPLES [--update]
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
# KIND, language, example
GOLDEN = (
    [("text-changed", language, "untoc-2022") for language in LANGUAGES]
    + [("text", "en", "untoc-2022"), ("text-changed-ascii-60", "fr", "untoc-2022"),
       ("text-40", "ar", "untoc-2022"), ("text-colour-100", "ru", "untoc-2022"),
       ("text-rooms", "es", "single-body")]
)
ENDINGS = {"text": "txt"}


def golden(program, examples, folder):
    bad = 0
    for kind, language, example in GOLDEN:
        name = f"{example}.{kind}.{language}.{ENDINGS[kind.split('-')[0]]}"
        made, kept = pathlib.Path(folder) / name, HERE / "golden" / name
        subprocess.run([program, kind, language, f"{examples}/{example}", made], check=True)
        if "--update" in sys.argv:
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(made.read_bytes())
        elif not kept.exists() or kept.read_bytes() != made.read_bytes():
            subprocess.run(["diff", "-u", kept, made])
            bad = 1
    return bad


with tempfile.TemporaryDirectory() as where:
    sys.exit({"golden": golden}[sys.argv[1]](sys.argv[2], sys.argv[3], where))
