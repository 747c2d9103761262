#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""clang-format agrees with every source file."""
import pathlib
import subprocess
import sys

root, tool = pathlib.Path(sys.argv[1]), sys.argv[2]
files = [str(p) for f in ("src", "include", "tests") for p in sorted((root / f).rglob("*.[ch]"))
         if "node_modules" not in p.parts]
sys.exit(subprocess.run([tool, "--dry-run", "-Werror", *files], check=False).returncode)
