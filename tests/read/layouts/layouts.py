#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The texts of other houses as documents: layouts.py DAIS HOUSES FORMAT [--apart FILE] [--all] [--keep FOLDER] [LAYOUT]... sets each
text of the folder in layouts of the format; the same is read of all of them as of the text. The format "office-pdf" is that of DOCX
printed by LibreOffice, "office-odt" that of DOCX saved by it as ODT, "browser-pdf" that of HTML printed by Chromium, "groff-pdf"
what groff sets, some layouts of each unless --all is said. FILE names documents, "LAYOUT: TEXT" a line, that are known to be read otherwise: one of them that is read alike is an error, too, for it is to be taken off."""

import argparse
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from batch import read_and_check_files  # noqa: E402
from houses import differs  # noqa: E402
from model import blocks_of  # noqa: E402
import printers  # noqa: E402
import roff  # noqa: E402
import web  # noqa: E402
import word  # noqa: E402


class Format:
    """How documents are made, and printed; the layouts that are tried unless all are asked for."""

    def __init__(self, maker, ending, printer=None, layouts=None, languages=None):
        self.maker, self.ending, self.printer, self.languages = maker, ending, printer, languages
        self.layouts = layouts or list(maker.LAYOUTS)


FORMATS = {
    "docx": Format(word, "docx"),
    "html": Format(web, "html"),
    "office-pdf": Format(word, "docx", printers.by_office, ["typed", "headings", "letterhead", "agenda-table", "columns"]),
    "office-odt": Format(word, "docx", printers.as_odt, ["automatic", "letterhead"]),
    "browser-pdf": Format(web, "html", printers.by_browser, ["paragraphs", "site", "tables"]),
    "groff-pdf": Format(roff, "ms", printers.by_groff, languages=("en", "es", "fr")),
}
QUOTES = str.maketrans("‘’“”", "''\"\"")


def cases(folder):
    for path in sorted(Path(folder).glob("*.txt")):
        text, said = path.read_text(encoding="utf-8").split("\n====\n")
        yield path.name.removesuffix(".txt"), text, said.rstrip("\n").split("\n")


def name_as_in(line, wanted):
    """A name on two lines of a text is one; where each is a paragraph, the last of them is. Numbers counted
    anew under an item may be printed as "3.1", quotation marks as they are typeset."""
    line = next((w for w in wanted if w.translate(QUOTES) == line.translate(QUOTES)), line)
    part = re.fullmatch(r"  \d+\.(\d+)( \| .*)", line)
    if part and f"  {chr(96 + int(part[1]))}{part[2]}" in wanted:
        return f"  {chr(96 + int(part[1]))}{part[2]}"
    body = next((w for w in wanted if w.startswith("body: ")), "")
    return body if line.startswith("body: ") and len(line) > 12 and body.endswith(line[6:]) else line


def made(form, layout, known, folder):
    """The documents of one layout."""
    paths = []
    for name, text, said in known:
        symbol = next((line[9:].split(", ")[0] for line in said if line.startswith("symbols: ")), "")
        paths.append(folder / f"{name}.{form.ending}")
        form.maker.make(blocks_of(text), layout, name.split(".")[-1], symbol, paths[-1])
    return form.printer(paths) if form.printer else paths


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dais")
    parser.add_argument("houses")
    parser.add_argument("format", choices=FORMATS)
    parser.add_argument("layouts", nargs="*")
    parser.add_argument("--apart", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--keep", help="a folder for the documents")
    args = parser.parse_args()
    form = FORMATS[args.format]
    known = [case for case in cases(args.houses) if not form.languages or case[0].split(".")[-1] in form.languages]
    apart = set(args.apart.read_text(encoding="utf-8").splitlines()) if args.apart else set()
    failed, alike = [], []
    with tempfile.TemporaryDirectory() as root:
        for layout in args.layouts or (form.maker.LAYOUTS if args.all else form.layouts):
            folder = Path(args.keep or root) / layout
            folder.mkdir(exist_ok=True, parents=True)
            paths = made(form, layout, known, folder)
            for (name, _, said), result in zip(known, read_and_check_files(args.dais, paths)):
                document = f"{layout}: {name}"
                (failed if differs(document, said, *result, name_as_in) else alike).append(document)
    better, worse = sorted(apart & set(alike)), sorted(set(failed) - apart)
    print(f"{len(failed) + len(alike)} documents, {len(failed)} read otherwise, {len(worse)} of them not known to be")
    for document in better:
        print(f"{document}: read alike now; take it out of {args.apart}")
    return 1 if worse or better or not alike else 0


if __name__ == "__main__":
    sys.exit(main())
