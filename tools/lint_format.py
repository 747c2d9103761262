#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""clang-format agrees with every source file."""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

root, tool = pathlib.Path(sys.argv[1]), sys.argv[2]
files = [str(p) for f in ("src", "include", "tests") for p in sorted((root / f).rglob("*.[ch]"))
         if "node_modules" not in p.parts]
cores = len(os.sched_getaffinity(0))


def differs(some):
    return subprocess.run([tool, "--dry-run", "-Werror", *some], check=False).returncode


with concurrent.futures.ThreadPoolExecutor(cores) as pool:
    sys.exit(max(pool.map(differs, [files[i::4 * cores] for i in range(4 * cores)])))
