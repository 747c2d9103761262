#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Timetables as LibreOffice writes them: timetable_office.py DAIS TIMETABLES.yaml. The tables of
timetable_tables.py, each as DOCX, as ODT, as PDF and as tagged PDF, with rules between all cells and
without any:
the same sittings are read from all of them, and nothing is found wrong."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from batch import read_and_check_files, report
from timetable_tables import pages
from timetables import EXPECTED, sittings

EVERY = 59  # of 1440
TAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
FORMATS = {
    "docx": "docx:MS Word 2007 XML",
    "odt": "odt:writer8",
    "pdf": "pdf:writer_pdf_Export",
    "tagged": f"pdf:writer_pdf_Export:{TAGGED}",
}
MISSED_MAX = {"ruled": 0, "plain": 2}  # without rules: two columns that stand close look like lines of words


def office(folder, home, form, files):
    reads = ["--infilter=HTML (StarWriter)"] if files[0].suffix == ".html" else []
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{home}", "--headless", *reads, "--convert-to"]
        + [FORMATS[form], "--outdir", folder, *files],
        check=True,
        capture_output=True,
    )


def write(folder, cases, border):
    for i, ((lang, *_), html) in enumerate(cases):
        side = "right" if lang == "ar" else "left"
        html = html.replace("<table>", f"<table border={border} cellpadding=8 width=100%>")
        for cell in ("td", "th"):
            html = html.replace(f"<{cell}", f"<{cell} valign={'middle' if border else 'top'}")
        html = html.replace("<p>", f"<p align={side}>")
        if lang == "ar":
            html = html.replace("<html lang=ar>", "<html lang=ar dir=rtl>")
        (folder / f"{i:03}.html").write_text(html, encoding="utf-8")


def main():
    dais, source = sys.argv[1:3]
    if not shutil.which("soffice"):
        print("LibreOffice is not installed")
        return 77
    cases = list(pages(source))[::EVERY]
    failed = 0
    with tempfile.TemporaryDirectory() as root:
        for name, border in (("ruled", 1), ("plain", 0)):
            folder, home = Path(root) / name, Path(root) / "home"
            folder.mkdir()
            write(folder, cases, border)
            sources = sorted(folder.glob("*.html"))
            for form in FORMATS:
                office(folder / form, home, form, sources)
                files = sorted((folder / form).iterdir())
                assert len(files) == len(cases), form
                if form == "docx":
                    sources = files
                print(f"{name}, {form}:")
                failed |= report(
                    [case for case, _ in cases],
                    read_and_check_files(dais, files),
                    lambda read: sorted(sittings(read)),
                    EXPECTED,
                    MISSED_MAX[name] if form == "pdf" else 0,
                )
    return failed


if __name__ == "__main__":
    sys.exit(main())
