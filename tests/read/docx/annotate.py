#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Copies with comments: annotate.py ANNOTATE_TOOL. Comments stand on the exact words, everything else stays; where they are
installed, python-docx and LibreOffice open the copies."""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent.parent))
import office as make  # noqa: E402

here = Path(__file__).parent
tool = str(Path(sys.argv.pop(1)).resolve())
WORD = f"{{{make.WORD}}}"


def raw(path):
    """The packed bytes of each member."""
    data, members = Path(path).read_bytes(), {}
    with zipfile.ZipFile(path) as z:
        for i in z.infolist():
            start = i.header_offset + 30 + sum(int.from_bytes(data[i.header_offset + k:i.header_offset + k + 2], "little") for k in (26, 28))
            members[i.filename] = data[start:start + i.compress_size]
    return members


def marked(root, start, end):
    """The words between marks, by the number that the marks carry."""
    words, open_now = {}, set()
    for e in root.iter():
        number = e.get(f"{WORD}id")
        if e.tag == f"{WORD}{start}":
            open_now.add(number)
            words[number] = ""
        elif e.tag == f"{WORD}{end}":
            open_now.discard(number)
        elif e.tag == f"{WORD}t":
            for number in open_now:
                words[number] += e.text or ""
    assert not open_now
    return words


def text(root):
    return ["".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in root.iter(f"{WORD}p")]


class Annotated(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.source = self.folder / "source.docx"
        make.make(here / "data" / "annotate.parts", self.source)

    def annotate(self, *findings, source=None):
        copy = self.folder / "copy.docx"
        subprocess.run([tool, source or self.source, copy, *findings], check=True)
        with zipfile.ZipFile(copy) as z:
            self.assertIsNone(z.testzip())
            document = ElementTree.fromstring(z.read("word/document.xml"))
            comments = ElementTree.fromstring(z.read("word/comments.xml"))
        said = {c.get(f"{WORD}id"): c for c in comments}
        self.assertEqual(len(said), len(comments), "every comment has its own number")
        return copy, document, said

    def found(self, *findings):
        """What the words of the one new comment are."""
        _, document, said = self.annotate(*findings)
        ranges = marked(document, "commentRangeStart", "commentRangeEnd")
        self.assertEqual(set(ranges), set(said))
        references = [e.get(f"{WORD}id") for e in document.iter(f"{WORD}commentReference")]
        self.assertEqual(sorted(references), sorted(said))
        return [ranges[i] for i, c in said.items() if c.get(f"{WORD}author") == "dais"]

    def test_words(self):
        self.assertEqual(self.found("=x", "1:8:ed agen"), ["ed agen"])
        self.assertEqual(self.found("=x", "1:1:Annotated agenda"), ["Annotated agenda"])
        self.assertEqual(self.found("=x", "3:5:A/77/1"), ["A/77/1"])
        self.assertEqual(self.found("=x", "3:16:A/78-2"), ["A/782"])  # the hyphen is an element
        self.assertEqual(self.found("=x", "6:3:دورة & <جلسة>"), ["دورة & <جلسة>"])
        self.assertEqual(self.found("=x", "6:17:A/79-3"), ["A/79\u20113"])
        self.assertEqual(self.found("=x", "4:8:a box on"), ["a boxIn the boxIn the box on"])

    def test_generated_number_is_not_in_the_file(self):
        self.assertEqual(self.found("=x", "1:1:1. (a) Annotated agenda"), ["Annotated agenda"])

    def test_overlapping(self):
        self.assertEqual(self.found("=x", "1:3:notated", "=y", "1:1:Annotated", "=z", "1:7:ted ag"), ["notated", "Annotated", "ted ag"])

    def test_whole_paragraph(self):
        self.assertEqual(self.found("=x", "1:0:", "=y", "2:1:nothing there", "=z", "1:1:Another thing"),
                         ["Annotated agenda", "", "Annotated agenda"])
        self.assertEqual(self.found("=no place at all"), ["Annotated agenda"])

    def test_place_that_is_not_there(self):
        _, _, said = self.annotate("=x", "900:1:nothing")
        self.assertEqual(len(said), 1)

    def test_text_box_has_its_comment_beside(self):
        _, document, _ = self.annotate("=x", "5:4:the box")
        for box in document.iter(f"{WORD}txbxContent"):
            self.assertEqual([e.tag for e in box.iter() if "omment" in e.tag], [])

    def test_other_places_are_linked(self):
        _, document, said = self.annotate("=differs", "1:1:Annotated", "3:5:A/77/1", "6:3:دورة")
        comment = next(c for c in said.values() if c.get(f"{WORD}author") == "dais")
        anchors = [e.get(f"{WORD}anchor") for e in comment.iter(f"{WORD}hyperlink")]
        bookmarks = {e.get(f"{WORD}name"): e.get(f"{WORD}id") for e in document.iter(f"{WORD}bookmarkStart")}
        words = marked(document, "bookmarkStart", "bookmarkEnd")
        self.assertEqual([words[bookmarks[a]] for a in anchors], ["A/77/1", "دورة"])
        self.assertIn("See paragraph 3: “A/77/1”", "".join(text(comment)))
        self.assertIn("error: differs", "".join(text(comment)))

    def test_certain_repair(self):
        _, _, said = self.annotate("=x", "3:5:A/77/1", "+A/77/2", "=y", "1:1:Annotated", "+")
        words = ["".join(text(c)) for c in said.values()]
        self.assertTrue(any("Certain repair: “A/77/1” becomes “A/77/2”" in w for w in words))
        self.assertTrue(any("Certain repair: delete “Annotated”" in w for w in words))

    def test_long_words_are_cut(self):
        _, _, said = self.annotate("=x", "1:1:Annotated", "3:1:" + "é" * 500)
        self.assertTrue(any(f"“{'é' * 120}…”" in "".join(text(c)) for c in said.values()))

    def test_the_rest_stays(self):
        copy, document, said = self.annotate("=x", "1:8:ed agen", "=y", "3:5:A/77/1")
        before, after = raw(self.source), raw(copy)
        self.assertEqual(set(before), set(after))
        changed = {n for n in before if before[n] != after[n]}
        self.assertEqual(changed, {"word/document.xml", "word/comments.xml"})
        with zipfile.ZipFile(self.source) as z:
            self.assertEqual(text(document), text(ElementTree.fromstring(z.read("word/document.xml"))))
        self.assertEqual(text(said["4"]), ["There before"])
        self.assertEqual(said["4"].get(f"{WORD}author"), "Somebody")

    def test_first_comments(self):
        source = self.folder / "plain.docx"
        make.make(here / "data" / "tables.parts", source)
        copy, document, said = self.annotate("=x", "7:1:1 (a)", source=source)
        self.assertEqual(list(marked(document, "commentRangeStart", "commentRangeEnd").values()), ["1 (a)"])
        self.assertEqual(len(said), 1)
        with zipfile.ZipFile(copy) as z:
            self.assertIn(b'PartName="/word/comments.xml"', z.read("[Content_Types].xml"))
            self.assertIn(b'Target="comments.xml"', z.read("word/_rels/document.xml.rels"))

    def test_same_input_same_bytes(self):
        first = self.annotate("=x", "1:8:ed agen")[0].read_bytes()
        self.assertEqual(self.annotate("=x", "1:8:ed agen")[0].read_bytes(), first)

    def test_python_docx_opens_it(self):
        script = "import sys, docx; print([p.text for p in docx.Document(sys.argv[1]).paragraphs])"
        if subprocess.run(["/usr/bin/python3", "-c", "import docx"], capture_output=True, check=False).returncode:
            self.skipTest("python-docx is not installed")
        copy = self.annotate("=x", "1:8:ed agen")[0]
        run = subprocess.run(["/usr/bin/python3", "-c", script, copy], capture_output=True, text=True, check=True)
        self.assertIn("Annotated agenda", run.stdout)

    def test_libreoffice_opens_it(self):
        if not shutil.which("soffice"):
            self.skipTest("LibreOffice is not installed")
        copy = self.annotate("=x", "1:8:ed agen")[0]
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", "fodt",
                        "--outdir", self.folder, copy], capture_output=True, check=True, timeout=240)
        made = (self.folder / "copy.fodt").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall("<office:annotation ", made)), 2)
        self.assertIn("error: x", made)


if __name__ == "__main__":
    unittest.main()
