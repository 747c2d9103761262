# SPDX-License-Identifier: LGPL-2.1-or-later
"""Opens the written documents with LibreOffice and looks for their words in the result.

Usage: check_office.py WRITE_DOCX PACKAGE; exit status 77 (skipped) without soffice or pdftotext.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Words that every version must show, from the head to the last line of the timetable.
WORDS = {
    "fr": ["Nations Unies", "CTOC/COP/WG.2/2022/1", "Annotations", "V.22-00789 (F)", "b)"],
    "ar": ["CTOC/COP/WG.3/2022/1", "1 March 2022"],
    "zh": ["联合国", "(b)", "CTOC/COP/WG.3/2022/1"],
}


def convert(docx, folder):
    subprocess.run(
        ["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless",
         "--convert-to", "pdf", "--outdir", folder, docx],
        check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pdf = pathlib.Path(docx).with_suffix(".pdf")
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True,
                          capture_output=True, text=True).stdout


def main():
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        print("skipped: needs soffice (libreoffice-writer) and pdftotext (poppler-utils)")
        return 77
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for lang, words in WORDS.items():
            docx = f"{folder}/{lang}.docx"
            subprocess.run([sys.argv[1], lang, docx, sys.argv[2]], check=True)
            text = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", convert(docx, folder))
            for word in words:
                if word not in text:
                    print(f"{lang}: \"{word}\" is missing")
                    failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
