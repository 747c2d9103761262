#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents made to do harm, read from end to end: e2e_harmful.py DAIS [CLASS...]."""
import json
import pathlib
import random
import shutil
import subprocess
import zipfile
import zlib

import e2e
from checked import Checked
from e2e import children_seconds, run

CONTENT_TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                 'wordprocessingml.document.main+xml"/></Types>')
RELATIONS = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
             'officeDocument" Target="word/document.xml"/></Relationships>')
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
BOMB = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">' +
        "".join(f'<!ENTITY {chr(c)} "{f"&{chr(c - 1)};" * 16}">' for c in range(98, 108)) + "]>")
OUTSIDE = '<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/passwd">]>'


class Harmful(Checked):
    """Each gives a result or one line that says why not, soon; nothing crashes and the next is read."""

    def docx(self, name, *pieces, at="word/document.xml"):
        path = self.tmp / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("[Content_Types].xml", CONTENT_TYPES)
            z.writestr("_rels/.rels", RELATIONS)
            with z.open(at, "w", force_zip64=True) as f:
                for piece in pieces:
                    f.write(piece if isinstance(piece, bytes) else piece.encode())
        return path

    def odt(self, name, *pieces):
        path = self.tmp / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
            with z.open("content.xml", "w", force_zip64=True) as f:
                for piece in pieces:
                    f.write(piece if isinstance(piece, bytes) else piece.encode())
        return path

    def harmless(self, path, seconds=60, may_crash=False):
        start = children_seconds()
        got = run("check", path, self.write("good.txt"), "--format", "json")
        self.assertLess(children_seconds() - start, seconds)
        if not may_crash:
            self.assertNotIn("crashed", got.stderr)
        found = json.loads(got.stdout)
        self.assertIn("good.txt", {pathlib.Path(p["file"]).name for f in found["findings"] for p in f["places"]})
        self.assertNotIn("root:", got.stdout)
        unread = found.get("unread", [])
        self.assertEqual(got.returncode, 2 if unread else 1)
        self.assertLessEqual(len(got.stderr.splitlines()), 2, got.stderr)
        return got, unread

    def refused(self, path, words, **options):
        got, unread = self.harmless(path, **options)
        self.assertEqual(len(unread), 1, got.stdout[:2000])
        self.assertRegex(unread[0]["message"], words)
        self.assertIn(path.name, unread[0]["message"])

    def test_bombs(self):
        spaces = b" " * (1 << 20)
        self.refused(self.docx("zip.docx", BODY, *[spaces] * 700), r"(?i)unpack|larger|memory|limit|MB")
        self.refused(self.docx("entities.docx", BOMB, BODY, "<w:p><w:r><w:t>&k;</w:t></w:r></w:p>"), r"(?i)entit|DTD|XML")
        self.harmless(self.write("entities.akn.xml", BOMB + '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/'
                                 'ns/akn/3.0"><doc>&k;</doc></akomaNtoso>'))

    def test_odt(self):
        head = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
                'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>')
        tail = "</office:text></office:body></office:document-content>"
        spaces = b" " * (1 << 20)
        self.refused(self.odt("zip.odt", head, *[spaces] * 700), r"(?i)unpack|larger|memory|limit|MB")
        self.refused(self.odt("entities.odt", BOMB, head, "<text:p>&k;</text:p>", tail), r"(?i)entit|DTD|XML")
        self.harmless(self.odt("outside.odt", OUTSIDE, head, "<text:p>&k;</text:p>", tail))
        # Repetition by a number: a billion spaces, columns and rows in a few bytes.
        self.harmless(self.odt("many.odt", head, '<text:p>a<text:s text:c="1000000000"/>b</text:p><table:table>'
                               '<table:table-row table:number-rows-repeated="1000000000">'
                               '<table:table-cell table:number-columns-repeated="1000000000"><text:p>1. Item</text:p>'
                               "</table:table-cell></table:table-row></table:table>", tail))
        self.harmless(self.odt("deep.odt", head, "<text:list><text:list-item>" * 100000))

    def test_files_from_outside(self):
        self.harmless(self.docx("outside.docx", OUTSIDE, BODY, "<w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>"))
        self.harmless(self.write("outside.html", OUTSIDE.replace("x [", "html [") + "<html><body><p>&k;</p></body></html>"))
        self.harmless(self.write("outside.akn.xml", OUTSIDE + '<akomaNtoso xmlns="http://docs.oasis-open.org/'
                                 'legaldocml/ns/akn/3.0"><doc>&k;</doc></akomaNtoso>'))

    def pdf(self, name, content, extra=b""):
        """A PDF of one page with the packed stream @content; objects from 5 on are @extra."""
        packed = zlib.compress(content)
        parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                 b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F << "
                 b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X 5 0 R >> >> >>",
                 b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)]
        out = b"%PDF-1.7\n"
        starts = []
        for n, part in enumerate(parts + ([extra] if extra else []), 1):
            starts.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
        table = b"".join(b"%010d 00000 n \n" % at for at in starts)
        return self.write(name, out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(starts) + 1, table) +
                          b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(starts) + 1, len(out)))

    def test_pdf(self):
        self.harmless(self.pdf("plain.pdf", b"BT /F 12 Tf 50 700 Td (1. Opening of the meeting) Tj ET"))
        self.harmless(self.pdf("bomb.pdf", b" " * (300 << 20)), seconds=120)
        self.harmless(self.pdf("words.pdf", b"BT /F 1 Tf " + b"(word) Tj 1 0 Td " * 1000000 + b"ET"), seconds=120)
        self.harmless(self.pdf("nest.pdf", b"q " * 1000000))
        # A form that draws itself.
        self.harmless(self.pdf("self.pdf", b"/X Do", b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                               b"/XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"))
        loop = self.pdf("loop.pdf", b"").read_bytes().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
        # poppler 22.12 follows it until its stack is full; the fence holds that. A sanitizer's report
        # of it is no news.
        if b"__asan_init" not in pathlib.Path(e2e.DAIS).read_bytes():
            self.harmless(self.write("loop.pdf", loop), may_crash=True)
        whole = self.pdf("whole.pdf", b"BT /F 12 Tf (text) Tj ET").read_bytes()
        for n in [9, 60, len(whole) // 2, len(whole) - 20]:
            self.harmless(self.write(f"torn-{n}.pdf", whole[:n]))

    def test_locked_pdf(self):
        if not shutil.which("qpdf"):
            self.skipTest("there is no qpdf")
        subprocess.run(["qpdf", "--encrypt", "secret", "secret", "256", "--", self.pdf("open.pdf", b"BT ET"),
                        self.tmp / "locked.pdf"], check=True)
        self.refused(self.tmp / "locked.pdf", "(?i)password")

    def test_deep(self):
        self.harmless(self.docx("deep.docx", BODY, "<w:tbl><w:tr><w:tc>" * 100000))
        self.harmless(self.write("deep.html", "<html><body>" + "<div><table><tr><td>" * 100000))
        self.harmless(self.write("deep.txt", "(" * 3000000))

    def test_pages(self):
        n = 30000
        for name, page in [("attributes", "<p " + " ".join(f"a{i}" for i in range(n)) + ">x"),
                           ("end-attributes", "<p>x</p " + " ".join(f"a{i}" for i in range(n)) + ">"),
                           ("bodies", "".join(f"<body a{i}>" for i in range(n))), ("links", "<a href=x>y<div>" * n),
                           ("fonts", "".join(f"<font color={i}>" for i in range(n)) + "<p>x" * n),
                           ("walls", "<div><table><tr><td></div>" * n), ("phrases", "<span><div></span>" * n),
                           ("spans", "<table>" + "<tr>" + "<td colspan=1000 rowspan=65534>x" * n),
                           ("foreign", "<svg>" + "<td>" * n), ("fosters", "<table>" + "x<b>y</b>" * n),
                           ("spaces", "<p>" + "&nbsp;x" * n), ("breaks", "<br>x" * n), ("signs", "<" * n + "</" * n + "<!" * n)]:
            with self.subTest(name):
                self.harmless(self.write(f"{name}.html", "<!DOCTYPE html><html><body>" + page))

    def test_torn(self):
        whole = self.docx("whole.docx", BODY, "<w:p><w:r><w:t>1. Opening</w:t></w:r></w:p></w:body></w:document>").read_bytes()
        for n in [4, 30, len(whole) // 2, len(whole) - 1]:
            self.harmless(self.write(f"torn-{n}.docx", whole[:n]))
        self.refused(self.docx("cut.docx", BODY, "<w:p><w:r>"), r"(?i)xml|damaged|ends")
        self.harmless(self.write("not.docx", whole.replace(b"word/document.xml", b"word/nothing!.xml")))

    def test_locked(self):
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 992
        self.refused(self.write("locked.docx", ole), r"(?i)password|encrypted|older")

    def test_costs_that_grow(self):
        for name, text in [("items.txt", "1. Item\n" * 300000), ("line.txt", "Wednesday, 13 October 2020, " * 100000),
                           ("marks.txt", "(a) (b) (c) 1. 2. 3. " * 100000), ("quotes.txt", "“" * 1000000),
                           ("spaces.txt", " " * 5000000 + "x"), ("lines.txt", "\n" * 3000000)]:
            with self.subTest(name):
                self.harmless(self.write(name, text), seconds=60)

    def test_no_file_at_all(self):
        for path in ["/dev/zero", "/proc/self/mem"]:
            got = self.dais("check", path, code=2)
            self.assertEqual(len(got.stderr.splitlines()), 1, got.stderr)
        sparse = self.tmp / "sparse.txt"
        with open(sparse, "wb") as f:
            f.truncate(1 << 40)
        self.refused(sparse, "more than the")

    def test_noise(self):
        noise = random.Random(7)
        for n, head in enumerate([b"", b"%PDF-1.7\n", b"PK\3\4", b"<html>", b"<?xml version='1.0'?><akomaNtoso>", b"{\\rtf1"]):
            self.harmless(self.write(f"noise-{n}", head + noise.randbytes(200000)))


if __name__ == "__main__":
    e2e.main()
