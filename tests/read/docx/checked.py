#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our own documents in six languages with a day taken wrong: checked.py DAIS PACKAGE. Each finding of dais check is a comment, and
the words that it stands on are those of its first place."""

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
dais, package = (str(Path(p).resolve()) for p in sys.argv[1:3])


def spoil(path):
    """Writes the document again with another year in its last dates: weekdays are wrong then."""
    with zipfile.ZipFile(path) as z:
        parts = {i.filename: z.read(i) for i in z.infolist()}
    body = parts["word/document.xml"].decode()
    half = len(body) // 2
    parts["word/document.xml"] = (body[:half] + body[half:].replace("2022", "2023")).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in parts.items():
            z.writestr(name, content)


def commented(path):
    """The words of each comment without white space, in the order of the comments."""
    words, now = {}, set()
    with zipfile.ZipFile(path) as z:
        for e in ElementTree.fromstring(z.read("word/document.xml")).iter():
            if e.tag == f"{W}commentRangeStart":
                now.add(e.get(f"{W}id"))
                words[e.get(f"{W}id")] = ""
            elif e.tag == f"{W}commentRangeEnd":
                now.discard(e.get(f"{W}id"))
            elif e.tag == f"{W}t":
                for i in now:
                    words[i] += re.sub(r"\s", "", e.text or "")
        return [words[c.get(f"{W}id")] for c in ElementTree.fromstring(z.read("word/comments.xml"))]


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([dais, "build", package, "--out", folder, "--format", "docx"], capture_output=True, check=True)
        for path in sorted(Path(folder).glob("*/agenda.docx")):
            spoil(path)
            copy = path.with_name("copy.docx")
            run = subprocess.run([dais, "check", path, "--format", "json", "--annotate", copy], capture_output=True, check=False)
            findings = json.loads(run.stdout)["findings"]
            words = commented(copy)
            places = [re.sub(r"\s", "", f["places"][0].get("text", "")) for f in findings]
            wrong = [(w, p) for w, p in zip(words, places) if w != p and not re.fullmatch(r"[\d.()]*", p)]
            if len(words) != len(findings) or len(findings) < 3 or wrong:
                failed += 1
                print(f"{path.parent.name}: {len(findings)} findings, {len(words)} comments; {wrong[:3]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
