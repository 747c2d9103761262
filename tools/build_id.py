#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a header with a digest of all sources and data: documents made by another build of dais
are made again. The file is touched only when the digest changes."""
import hashlib
import pathlib
import sys

root, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
digest = hashlib.blake2b(digest_size=8)
for folder in ("src", "include", "share"):
    for path in sorted((root / folder).rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
text = f'#define DAIS_BUILD_ID "{digest.hexdigest()}"\n'
if not target.exists() or target.read_text() != text:
    target.write_text(text)
