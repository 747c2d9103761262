#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Packages that were read from documents go through the record without loss.

usage: from_documents.py DAIS TEST_THINGS DOCUMENT...  (the test takes folders of packages)"""
import pathlib
import subprocess
import sys
import tempfile

dais, test, *documents = sys.argv[1:]
with tempfile.TemporaryDirectory() as scratch:
    folders = []
    for document in documents:
        out = pathlib.Path(scratch) / pathlib.Path(document).name
        done = subprocess.run([dais, "read", document, "--out", str(out)], capture_output=True, text=True)
        if done.returncode == 2:
            sys.exit(f"{document}: {done.stderr}")
        # What cannot be loaded without an error is no package yet: dais says so to whoever reads it.
        if subprocess.run([dais, "check", str(out)], capture_output=True).returncode < 2:
            folders.append(str(out))
    if len(folders) < len(documents) // 2:
        sys.exit(f"only {len(folders)} of {len(documents)} documents became packages")
    sys.exit(subprocess.run([test, *folders]).returncode)
