#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents made to do harm: office_limits.py FLOW_DUMP. Each gives one clear line or is read, soon and within bounds."""

import io
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import office

dump = str(Path(sys.argv.pop(1)).resolve())
MAIN = '<?xml version="1.0"?>\n<Relationships xmlns="' + office.PACKAGE + '"><Relationship Id="a" Type="' + office.OFFICE + \
    '/officeDocument" Target="word/document.xml"/></Relationships>'


def packed(parts):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return b.getvalue()


def docx(body, more=None):
    return packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": MAIN,
                   "word/document.xml": f'<w:document xmlns:w="{office.WORD}"><w:body>{body}</w:body></w:document>', **(more or {})})


def odt(body):
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": office.wrap_open("content.xml", "--- text\n" + body)})


class Limits(unittest.TestCase):
    def read(self, data):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "f.bin"
            path.write_bytes(data)
            run = subprocess.run([dump, path], capture_output=True, check=False, timeout=150)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return run.returncode, run.stdout.decode()

    def assert_refused(self, data, words):
        code, out = self.read(data)
        self.assertEqual(code, 1, out)
        self.assertEqual(len(out.strip().splitlines()[:1]), 1)
        self.assertIn(words, out)

    def test_bombs(self):
        self.assert_refused(docx(" " * (40 << 20)), "unpacks to more than any document holds")
        self.assert_refused(odt(" " * (40 << 20)), "unpacks to more than any document holds")

    def test_too_many_parts(self):
        more = {f"x/{i}": "" for i in range(20001)}
        self.assert_refused(docx("", more), "more than 20000 parts")

    def test_too_deep(self):
        self.assert_refused(docx("<w:tbl><w:tr><w:tc>" * 100 + "</w:tc></w:tr></w:tbl>" * 100), "elements stand inside each other")
        self.assert_refused(odt("<text:list><text:list-item>" * 150 + "</text:list-item></text:list>" * 150),
                            "elements stand inside each other")

    def test_deep_but_allowed(self):
        inner = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
        code, out = self.read(docx("<w:tbl><w:tr><w:tc>" * 70 + inner + "</w:tc></w:tr></w:tbl>" * 70))
        self.assertEqual((code, "cell table 70 row 0 column 0" in out), (0, True))
        code, out = self.read(odt("<text:list><text:list-item>" * 100 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 100))
        self.assertEqual((code, out.count("\n")), (0, 2))

    def test_wide_tables(self):
        cell = '<w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
        self.assertEqual(self.read(docx(f"<w:tbl><w:tr>{cell * 50}</w:tr></w:tbl>"))[0], 0)
        cell = '<table:table-cell table:number-columns-repeated="9999999" table:number-rows-spanned="9999999"><text:p>x</text:p></table:table-cell>'
        row = f'<table:table-row table:number-rows-repeated="9999999">{cell * 50}</table:table-row>'
        self.assertEqual(self.read(odt(f"<table:table>{row * 50}</table:table>"))[0], 0)

    def test_many_fields_and_boxes(self):
        fields = '<w:fldChar w:fldCharType="begin"/>' * 5000
        code, out = self.read(docx(f"<w:p><w:r>{fields}</w:r></w:p><w:p><w:r><w:t>after</w:t></w:r></w:p>"))
        self.assertEqual((code, "after" in out), (0, True))
        boxes = "<w:txbxContent><w:p><w:r>" * 40 + "<w:t>in</w:t>" + "</w:r></w:p></w:txbxContent>" * 40
        self.assertEqual(self.read(docx(f"<w:p><w:r>{boxes}<w:t>out</w:t></w:r></w:p>"))[0], 0)
        boxes = "<draw:text-box><text:p>" * 60 + "in" + "</text:p></draw:text-box>" * 60
        self.assertEqual(self.read(odt(f"<text:p>{boxes}out</text:p>"))[0], 0)

    def test_cut_short(self):
        for data in (docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>"), odt("<text:p>x</text:p>")):
            for n in range(40, len(data), 97):
                code, out = self.read(data[:n])
                self.assertEqual(code, 1, out)

    def test_changed_bytes(self):
        data = docx("<w:p><w:r><w:t>Some words to be packed</w:t></w:r></w:p>")
        for n in range(0, len(data), 23):
            self.read(data[:n] + bytes([data[n] ^ 0x41]) + data[n + 1:])

    def test_cost_is_linear(self):
        paragraph = '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Some words of %d</w:t></w:r></w:p>'
        code, out = self.read(docx("".join(paragraph % i for i in range(150000))))
        self.assertEqual((code, out.count("\n")), (0, 150001))

    def test_older_and_locked(self):
        self.assert_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "binary format of older word processors")
        self.assert_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16le") + bytes(600),
                            "is protected with a password")


if __name__ == "__main__":
    unittest.main()
