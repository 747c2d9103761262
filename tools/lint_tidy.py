#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""clang-tidy over src, files in parallel, each told as it ends; the checks are in .clang-tidy."""
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
    running = {pool.submit(check, path): path for path in files}
    for number, done in enumerate(concurrent.futures.as_completed(running), 1):
        code, output = done.result()
        is_bad = bool(code) or "warning:" in output or "error:" in output
        bad += is_bad
        # Each file as it ends: the whole takes long, and what was found must not wait for it.
        print(f"{number}/{len(files)} {os.path.relpath(running[done], root)}{': ' if is_bad else ''}", flush=True)
        if is_bad:
            print(output, flush=True)
sys.exit(1 if bad else 0)
