# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents printed to PDF by other programs: by_office(paths) prints all with LibreOffice in one run, by_browser(paths) one by one
with Chromium, by_groff(paths) with groff; as_odt(paths) has LibreOffice save them in its own format; each gives the paths of what they made, beside the documents."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 280


def need(program):
    if not shutil.which(program):
        print(f"{program} is not installed: its documents are not read")
        sys.exit(77)


def by_office(paths, form="pdf"):
    need("soffice")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", form, "--outdir",
                        str(paths[0].parent), *map(str, paths)], check=True, capture_output=True, timeout=SECONDS)
    return [path.with_suffix("." + form) for path in paths]


def as_odt(paths):
    return by_office(paths, "odt")


def by_browser(paths):
    need("chromium")
    # Its processes may write into it for a moment after it has ended.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for path in paths:
            subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer",
                            f"--print-to-pdf={path.with_suffix('.pdf')}", path.as_uri()], check=True, capture_output=True, timeout=SECONDS)
    return [path.with_suffix(".pdf") for path in paths]


def by_groff(paths):
    need("groff")
    for path in paths:
        run = subprocess.run(["groff", "-k", "-t", "-ms", "-Tpdf", str(path)], capture_output=True, timeout=SECONDS)
        if not run.stdout.startswith(b"%PDF"):
            print("groff makes no PDF: its documents are not read")
            sys.exit(77)
        path.with_suffix(".pdf").write_bytes(run.stdout)
    return [path.with_suffix(".pdf") for path in paths]
