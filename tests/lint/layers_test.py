#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""tools/lint_layers.py: includes that lead up, aside or into what is private are refused, others are not."""
import pathlib
import subprocess
import sys
import tempfile

tool = sys.argv[1]
REFUSED = {  # a file and what it includes
    "base/a.c": "text/b.h",
    "read/text/a.c": "check/b.h",
    "read/html/a.c": "read/docx/b.h",
    "read/pdf/a.cc": "read/text/b.h",
    "write/tree/a.h": "write/html/b.h",
    "plan/meeting/a.c": "plan/judge/b.h",
    "plan/engine/a.c": "plan/gather/b.h",
    "service/house/a.c": "service/account/b.h",
    "service/account/a.c": "service/notice/b.h",
    "service/a.c": "service/house/b.h",
    "web/a.c": "web/desk/b.h",
    "web/portal/a.c": "web/desk/b.h",
    "net/a.c": "model/b.h",
    "store/a.c": "prose/b.h",
    "web/desk/a.c": "web/page_priv.h",
    "web/kitchen/a.c": "web/site.h",
    "kitchen/a.c": "base/b.h",
}
ALLOWED = {
    "text/a.c": "base/b.h",
    "read/text/a.c": "read/flow/b.h",
    "service/notice/a.c": "service/account/b.h",
    "service/house/a.c": "service/b.h",
    "web/documents/a.c": "web/desk/b.h",
    "web/desk/a.c": "web/desk/desk_priv.h",
    "net/a.c": "mark/b.h",
    "cli/a.c": "store/b.h",
}


def run(name, included):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "src" / name
        path.parent.mkdir(parents=True)
        path.write_text(f'#include <stdio.h>\n#include "{included}"\n', encoding="utf-8")
        return subprocess.run([sys.executable, tool, folder], check=False, text=True, capture_output=True)


for name, included in REFUSED.items():
    done = run(name, included)
    assert done.returncode == 1 and f"src/{name}" in done.stdout, (name, included, done.stdout)
for name, included in ALLOWED.items():
    done = run(name, included)
    assert done.returncode == 0 and not done.stdout, (name, included, done.stdout)
