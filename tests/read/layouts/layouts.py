#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The texts of other houses as documents: layouts.py DAIS HOUSES FORMAT [LAYOUT]... sets each text of the
folder in each layout of the format; the same is read of all of them as of the text."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from batch import read_and_check_files  # noqa: E402
from houses import differs  # noqa: E402
from model import blocks_of  # noqa: E402
import web  # noqa: E402
import word  # noqa: E402

FORMATS = {"docx": word, "html": web}


def cases(folder):
    for path in sorted(Path(folder).glob("*.txt")):
        text, said = path.read_text(encoding="utf-8").split("\n====\n")
        yield path.name.removesuffix(".txt"), text, said.rstrip("\n").split("\n")


def name_as_in(line, wanted):
    """A name on two lines of a text is one; where each is a paragraph, the last of them is."""
    body = next((w for w in wanted if w.startswith("body: ")), "")
    return body if line.startswith("body: ") and len(line) > 12 and body.endswith(line[6:]) else line


def main():
    dais, houses, form, *asked = sys.argv[1:]
    maker, failed, count = FORMATS[form], 0, 0
    with tempfile.TemporaryDirectory() as root:
        if asked and asked[0].startswith("keep="):
            root = asked.pop(0)[5:]
        for layout in asked or maker.LAYOUTS:
            folder, known = Path(root) / layout, list(cases(houses))
            folder.mkdir(exist_ok=True)
            paths = []
            for name, text, said in known:
                language = name.split(".")[-1]
                symbol = next((line[9:].split(", ")[0] for line in said if line.startswith("symbols: ")), "")
                paths.append(folder / f"{name}.{form}")
                maker.make(blocks_of(text), layout, language, symbol, paths[-1])
            for (name, _, said), result in zip(known, read_and_check_files(dais, paths)):
                count += 1
                failed += differs(f"{layout}: {name}", said, *result, name_as_in)
    print(f"{count} documents, {failed} read otherwise")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
