# SPDX-License-Identifier: LGPL-2.1-or-later
"""The blocks of model.py as DOCX, in the ways that offices type: LAYOUTS names them, make(blocks, layout, language, path) writes one."""

import random
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import office  # noqa: E402
from model import Grid  # noqa: E402

SYMBOL = re.compile(r"[A-Z][A-Za-z.]*(?:/[\w.()]+)+|\d+ EX/[\w.]+|[A-Z]+ \d+/[\w./]+")
INDENT = 567

# numbers: typed, tab, auto; rows: tabs, table, lines; front: lines, breaks, box, table
LAYOUTS = {
    "typed": {},
    "automatic": {"numbers": "auto", "rows": "table"},
    "headings": {"numbers": "auto", "styled": True, "rows": "table", "front": "breaks", "header": True},
    "shredded": {"numbers": "auto", "rows": "table", "runs": "shredded", "controls": True},
    "letterhead": {"numbers": "tab", "rows": "table", "front": "table", "header": True},
    "box": {"numbers": "tab", "front": "box", "header": True, "rows": "tabs"},
    "tracked": {"numbers": "auto", "rows": "table", "changes": True},
    "agenda-table": {"numbers": "auto", "rows": "table", "agenda": "table"},
    "agenda-cells": {"numbers": "typed", "rows": "table", "agenda": "cells", "front": "breaks"},
    "agenda-in-cell": {"numbers": "tab", "rows": "table", "agenda": "one cell"},
    "list-breaks": {"numbers": "typed", "rows": "table", "agenda": "breaks"},
    "columns": {"numbers": "auto", "rows": "table", "sections": True, "header": True},
}


class Writer:
    def __init__(self, layout, language):
        self.o, self.language = layout, language
        self.random = random.Random(4)
        self.abstracts, self.nums, self.counts = [], [], {}
        self.links, self.header = [], ""

    # --- runs

    def run(self, text, properties=""):
        properties += "<w:rtl/>" if self.language == "ar" else ""
        rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        parts = []
        for piece in re.split(r"(\n|\t)", text):
            if piece == "\n":
                parts.append("<w:br/>")
            elif piece == "\t":
                parts.append("<w:tab/>")
            elif piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
        return f"<w:r>{rpr}{''.join(parts)}</w:r>" if parts else ""

    def shredded(self, text):
        """Runs that end anywhere, with what Word leaves between them."""
        out, at = [], 0
        while at < len(text):
            n = self.random.randint(1, 6)
            piece = text[at : at + n]
            out.append(self.run(piece, self.random.choice(("", '<w:lang w:val="en-GB"/>', '<w:spacing w:val="-2"/>'))))
            out.append(self.random.choice(("", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="7" w:name="_Ref7"/><w:bookmarkEnd w:id="7"/>',
                                            "<w:r><w:lastRenderedPageBreak/></w:r>", "")))
            at += n
        return "".join(out)

    def linked(self, text):
        """Symbols are links, in turn as elements and as fields."""
        out, at = [], 0
        for i, m in enumerate(SYMBOL.finditer(text)):
            out.append(self.shredded(text[at : m.start()]))
            if i % 2:
                out.append(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://docs.example.org/{i}" </w:instrText></w:r>'
                           f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(m[0], "<w:u w:val=" + chr(34) + "single" + chr(34) + "/>")}<w:r><w:fldChar w:fldCharType="end"/></w:r>')
            else:
                out.append(f'<w:hyperlink w:anchor="here">{self.run(m[0])}</w:hyperlink>')
            at = m.end()
        return "".join(out) + self.shredded(text[at:])

    def changed(self, text):
        """Some words were put in, others are struck."""
        words = re.split(r"(?<= )", text)
        who = 'w:id="9" w:author="A" w:date="2024-01-01T00:00:00Z"'
        i = self.random.randrange(len(words))
        struck = f'<w:del {who}><w:r><w:delText xml:space="preserve">{self.random.choice(("2019 ", "fourth ", "99. ", "A/1/2 "))}</w:delText></w:r></w:del>'
        note = '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        hidden = self.run("7. Hidden words (A/9/9) ", "<w:vanish/>")
        return (self.run("".join(words[:i])) + struck + f'<w:ins {who}>{self.run(words[i])}</w:ins>' + hidden
                + self.run("".join(words[i + 1 :])) + note)

    def runs(self, text, properties=""):
        if self.o.get("runs") == "shredded":
            return self.linked(text)
        if self.o.get("changes") and "\n" not in text:
            return self.changed(text)
        return self.run(text, properties)

    # --- paragraphs

    def paragraph(self, text, properties="", run=""):
        bidi = "<w:bidi/>" if self.language == "ar" else ""
        ppr = f"<w:pPr>{properties.replace('@bidi', bidi) if '@bidi' in properties else bidi + properties}</w:pPr>"
        return f"<w:p>{ppr}{self.runs(text, run)}</w:p>\n"

    def struck_paragraph(self):
        who = 'w:id="11" w:author="A" w:date="2024-01-01T00:00:00Z"'
        return (f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr><w:del {who}><w:r><w:delText>3. An item that was taken out"
                f"</w:delText></w:r></w:del></w:p>\n")

    def counted(self, line):
        """The list and level that count @line."""
        text = {"second": "%1" + line.mark[len(str(line.value)) + 0 : 0]}.get(line.form, "")
        if line.form == "second":
            sign = re.search(r"[.-]", line.mark)[0]
            text = f"%1{sign}%2{line.behind}"
        else:
            text = f"{line.before}%{line.depth + 1}{line.behind}"
        key = (line.depth, line.form, text)
        upper = self.counts.get(("open", line.depth - 1)) if line.form == "second" else None
        for i, abstract in enumerate(self.abstracts):
            if abstract.get(line.depth) == key or (line.depth not in abstract and (upper is None or upper == i)):
                abstract[line.depth] = key
                break
        else:
            i = len(self.abstracts)
            self.abstracts.append({line.depth: key})
        for depth in [d for d in self.counts if isinstance(d, tuple) and d[0] == i and d[1] > line.depth]:
            del self.counts[depth]
        self.counts[("open", line.depth)] = i
        last = self.counts.get((i, line.depth), 0)
        num = self.counts.get(("num", i))
        if num is None or line.value != last + 1:
            start = None if num is None and line.value == 1 else (line.depth, line.value)
            self.nums.append((i, start))
            num = self.counts[("num", i)] = len(self.nums)
        self.counts[(i, line.depth)] = line.value
        return num, line.depth

    def item(self, line, text):
        depth = line.depth
        numbers = self.o.get("numbers", "typed")
        if numbers == "auto" and line.form != "typed":
            num, level = self.counted(line)
            style = f'<w:pStyle w:val="Heading{level + 1}"/>' if self.o.get("styled") else '<w:pStyle w:val="ListParagraph"/>'
            return self.paragraph(text, f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>@bidi')
        left = INDENT * (depth + 1)
        if numbers == "tab":
            return self.paragraph(f"{line.mark.rstrip()}\t{text}", f'@bidi<w:ind w:left="{left}" w:hanging="{INDENT}"/>')
        space = "" if line.mark.endswith(("、", "）")) else " "
        return self.paragraph(f"{line.mark.rstrip()}{space}{text}", f'@bidi<w:ind w:left="{INDENT * depth}"/>')

    # --- tables

    def cell(self, content, width):
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content or self.paragraph("")}</w:tc>'

    def table(self, rows, ruled=False):
        columns = max(len(r) for r in rows)
        width = 9000 // columns
        sides = "".join(f'<w:{s} w:val="single" w:sz="4"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV")) if ruled else ""
        bidi = "<w:bidiVisual/>" if self.language == "ar" else ""
        out = f'<w:tbl><w:tblPr>{bidi}<w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>' + f'<w:gridCol w:w="{width}"/>' * columns + "</w:tblGrid>"
        for row in rows:
            out += "<w:tr>" + "".join(self.cell(c, width) for c in row) + "</w:tr>\n"
        return out + "</w:tbl>\n" + self.paragraph("")

    def grid(self, grid):
        if self.o.get("rows", "tabs") == "table":
            rows = []
            for line, cells in grid.rows:
                contents = ["".join(self.paragraph(t) for t in cell) for cell in cells]
                if not grid.listed:
                    pass
                elif cells[0]:
                    first = self.item(line, cells[0][0]) if line.mark else self.paragraph(cells[0][0])
                    contents[0] = first + "".join(self.paragraph(t) for t in cells[0][1:])
                elif line.mark:
                    contents[0] = self.item(line, "")
                rows.append(contents)
            return self.table(rows, ruled=grid.listed)
        out = ""
        for line, cells in grid.rows:
            deep = max(len(c) for c in cells)
            for i in range(deep):
                texts = [c[i] if i < len(c) else "" for c in cells]
                if i == 0 and line.mark and cells[0]:
                    texts[0] = f"{line.mark.rstrip()}\t{texts[0]}"
                elif i == 0 and line.mark:
                    texts[0] = line.mark.rstrip()
                out += self.paragraph("\t".join(texts).rstrip("\t"), '<w:tabs><w:tab w:val="left" w:pos="3000"/><w:tab w:val="left" w:pos="6000"/></w:tabs>@bidi')
        return out

    # --- the document

    def front(self, lines):
        texts = [line.text for line in lines if not isinstance(line, Grid)]
        way = self.o.get("front", "lines")
        if way == "breaks" and texts:
            groups, rest = [[]], list(lines)
            out = ""
            for line in rest:
                if isinstance(line, Grid):
                    groups.append([])
                    out += self.flush(groups) + self.grid(line)
                    groups = [[]]
                elif line.gap:
                    groups.append([line.text])
                else:
                    groups[-1].append(line.text)
            return out + self.flush(groups)
        if way == "box" and texts:
            boxed = self.paragraph(lines[0].text) if not isinstance(lines[0], Grid) else self.grid(lines[0])
            content = f"<w:txbxContent>{boxed}</w:txbxContent>"
            box = ('<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>' + content + "</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
                   "<mc:Fallback><w:pict><v:shape><v:textbox>" + content + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\n")
            return box + "".join(self.plain(line) for line in lines[1:])
        if way == "table" and len(texts) > 1 and not any(isinstance(line, Grid) for line in lines):
            half = (len(lines) + 1) // 2
            return self.table([["".join(self.plain(line) for line in lines[:half]), "".join(self.plain(line) for line in lines[half:])]])
        return "".join(self.plain(line) for line in lines)

    def flush(self, groups):
        return "".join(self.paragraph("\n".join(g), '@bidi<w:jc w:val="center"/>', "<w:b/>") for g in groups if g)

    def plain(self, line):
        if isinstance(line, Grid):
            return self.grid(line)
        space = '<w:spacing w:before="240"/>' if line.gap else ""
        return self.paragraph(line.text, f"{space}@bidi")

    def agenda(self, run):
        """A run of numbered lines with nothing between them."""
        way = self.o.get("agenda", "list")
        if any(line.form == "upperRoman" or (len(line.text) > 60 and line.text.endswith((".", ":"))) for line in run):
            way = "list"  # prose, and tables of contents
        if way == "table":  # the number counts itself, in a cell of its own
            return self.table([[self.item(line, ""), self.paragraph(line.text)] for line in run])
        if way == "cells":
            return self.table([[self.paragraph(line.mark.strip()), self.paragraph(line.text)] for line in run], ruled=True)
        if way == "one cell":
            return self.table([["".join(self.item(line, line.text) for line in run)]], ruled=True)
        if way == "breaks":
            return self.paragraph("\n".join(f"{line.mark.strip()} {line.text}" for line in run))
        return "".join(self.item(line, line.text) for line in run)

    def body(self, blocks):
        first = next((i for i, b in enumerate(blocks) if (isinstance(b, Grid) and b.listed) or (not isinstance(b, Grid) and b.mark)), len(blocks))
        head = next((i for i, b in enumerate(blocks[:first]) if not isinstance(b, Grid) and b.gap and i), first)
        out = self.front(blocks[:head]) + "".join(self.plain(b) for b in blocks[head:first])
        if self.o.get("sections"):
            out += '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:cols w:num="1"/></w:sectPr></w:pPr></w:p>\n'
        rest, run = blocks[first:], []
        for block in rest + [None]:
            if block is not None and not isinstance(block, Grid) and block.mark:
                run.append(block)
                continue
            if run:
                out += self.agenda(run)
                run = []
            if block is not None:
                if self.o.get("changes") and self.random.random() < 0.3:
                    out += self.struck_paragraph()
                out += self.plain(block)
        if self.o.get("controls"):
            out = re.sub(r"(<w:p>.*?</w:p>\n)(?!</w:tc>)", lambda m: m[0] if self.random.random() < 0.5 else f"<w:sdt><w:sdtPr><w:alias w:val=\"Subject\"/></w:sdtPr><w:sdtContent>{m[1]}</w:sdtContent></w:sdt>\n", out)
        columns = '<w:cols w:num="2" w:space="720"/>' if self.o.get("sections") else ""
        references = '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>' if self.o.get("header") else ""
        return out + f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>{columns}</w:sectPr>'

    def numbering(self):
        out = ""
        for i, abstract in enumerate(self.abstracts):
            levels = ""
            for depth, (_, form, text) in sorted(abstract.items()):
                form = "decimal" if form == "second" else form
                levels += (f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                           f'<w:pPr><w:ind w:left="{INDENT * (depth + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>')
            out += f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for n, (i, start) in enumerate(self.nums):
            override = f'<w:lvlOverride w:ilvl="{start[0]}"><w:startOverride w:val="{start[1]}"/></w:lvlOverride>' if start else ""
            out += f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{i}"/>{override}</w:num>'
        return out


STYLES = ('<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
          '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style>'
          + "".join(f'<w:style w:type="paragraph" w:styleId="Heading{i}"><w:name w:val="heading {i}"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{i - 1}"/></w:pPr>'
                    f"<w:rPr><w:b/></w:rPr></w:style>" for i in (1, 2, 3)))
PAGE = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def make(blocks, name, language, symbol, path):
    w = Writer(LAYOUTS[name], language)
    parts = {"word/document.xml": w.body(blocks), "word/styles.xml": STYLES}
    if w.nums:
        parts["word/numbering.xml"] = w.numbering()
    if LAYOUTS[name].get("header"):
        parts["word/header1.xml"] = f"<w:p>{w.run(symbol)}</w:p>" if symbol else f"<w:p>{PAGE}</w:p>"
        parts["word/footer1.xml"] = f"<w:p>{w.run('GE.24-00123 (E)')}<w:r><w:tab/></w:r>{PAGE}</w:p>"
    if LAYOUTS[name].get("changes"):
        parts["word/comments.xml"] = '<w:comment w:id="1" w:author="A"><w:p><w:r><w:t>9. Is this so?</w:t></w:r></w:p></w:comment>'
    entries = [(Path(n).stem, office.kind(n), n.removeprefix("word/"), "") for n in parts if n != "word/document.xml"]
    every = {"[Content_Types].xml": office.content_types(parts),
             "_rels/.rels": office.relationships([("main", "officeDocument", "word/document.xml", "")]),
             "word/_rels/document.xml.rels": office.relationships(entries)}
    every.update({n: office.wrap(n, t, office.WORD) for n, t in parts.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n, text in every.items():
            z.writestr(zipfile.ZipInfo(n), text, zipfile.ZIP_DEFLATED)
