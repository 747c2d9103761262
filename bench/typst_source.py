# SPDX-License-Identifier: LGPL-2.1-or-later
"""The content of a built agenda.html as Typst source with a comparable layout: same words, headings,
lists, table with a repeated head, running head and page numbers."""
import html.parser
import pathlib
import re

FONTS = {"ar": '("Noto Naskh Arabic", "Noto Serif")', "zh": '("Noto Serif", "Noto Serif CJK SC")'}
HEAD = """#set page(paper: "a4", margin: (x: 2.4cm, y: 2.6cm), header: [{symbol}], numbering: "1/1")
#set text(font: {font}, size: 10pt, lang: "{lang}"{dir})
#set par(justify: true)
"""


def escape(text):
    return re.sub(r"([\\#$*_`<>@=\[\]~/+-])", r"\\\1", re.sub(r"\s+", " ", text))


class Page(html.parser.HTMLParser):
    """Collects blocks: ("h", level, text), ("p", text), ("table", [[(text, colspan, rowspan)]], head rows)."""

    def __init__(self):
        super().__init__()
        self.blocks, self.text, self.skip, self.table = [], None, 0, None
        self.row = self.cell = None
        self.main = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("style", "script", "nav", "title"):
            self.skip += 1
        elif tag == "table":
            self.table = ([], [0])
        elif tag == "tr" and self.table:
            self.row = []
        elif tag in ("td", "th") and self.table:
            self.cell = [int(attrs.get("colspan", 1)), int(attrs.get("rowspan", 1))]
            self.text = ""
        elif tag in ("p", "li", "h1", "h2", "h3", "h4", "caption", "div") and not self.cell:
            self.flush("p")
            self.text = ""

    def handle_endtag(self, tag):
        if tag in ("style", "script", "nav", "title"):
            self.skip -= 1
        elif tag in ("td", "th") and self.cell:
            self.row.append((self.text or "", *self.cell))
            self.cell, self.text = None, None
        elif tag == "tr" and self.table:
            self.table[0].append(self.row)
        elif tag == "thead":
            self.table[1][0] = len(self.table[0])
        elif tag == "table":
            self.blocks.append(("table", self.table[0], self.table[1][0]))
            self.table = None
        elif tag in ("h1", "h2", "h3", "h4"):
            self.flush(int(tag[1]))
        elif tag in ("p", "li", "caption", "div") and not self.cell:
            self.flush("p")

    def flush(self, kind):
        if self.text and self.text.strip():
            self.blocks.append((kind, self.text.strip()))
        self.text = None

    def handle_data(self, data):
        if not self.skip:
            self.text = (self.text or "") + data


def table(rows, heads):
    columns = sum(c[1] for c in rows[0])
    width = "1.4fr, " + ", ".join(["0.7fr", "3fr"] * ((columns - 1) // 2))

    def cells(row):
        return "".join(f"  table.cell(colspan: {c}, rowspan: {r})[{escape(t.strip())}],\n" for t, c, r in row)

    head = "".join(cells(r) for r in rows[:heads])
    return f"#table(columns: ({width}),\n  table.header(\n{head}  ),\n" + "".join(cells(r) for r in rows[heads:]) + ")\n"


def convert(page, lang, symbol):
    parser = Page()
    parser.feed(pathlib.Path(page).read_text(encoding="utf-8"))
    parser.flush("p")
    out = [HEAD.format(symbol=escape(symbol), font=FONTS.get(lang, '"Noto Serif"'), lang=lang,
                       dir=", dir: rtl" if lang == "ar" else "")]
    for block in parser.blocks:
        if block[0] == "table":
            out.append(table(block[1], block[2]))
        elif block[0] == "p":
            out.append(escape(block[1]) + "\n")
        else:
            out.append("=" * block[0] + " " + escape(block[1]) + "\n")
    return "\n".join(out)
