#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""clang-tidy over src, files in parallel; the checks are in .clang-tidy."""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

root, build, tool = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3]
commands = json.loads((build / "compile_commands.json").read_text())
files = sorted({str((pathlib.Path(c["directory"]) / c["file"]).resolve()) for c in commands})
files = [f for f in files if f.startswith(str(root / "src")) and f.endswith(".c")]


def check(path):
    done = subprocess.run([tool, "--quiet", "--extra-arg=-Wno-unknown-warning-option", "-p", str(build), path], check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.returncode, done.stdout


bad = 0 if files else 1
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    for code, output in pool.map(check, files):
        if code or "warning:" in output or "error:" in output:
            print(output)
            bad += 1
sys.exit(1 if bad else 0)
