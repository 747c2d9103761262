# SPDX-License-Identifier: LGPL-2.1-or-later
"""The blocks of model.py as HTML, in the ways of word processors and of sites: LAYOUTS names them, make() writes one."""

import html
import re

from model import Grid

# lines: p, div, br, cells; items: p, ol, dl, table, div; rows: table, nested, lines
LAYOUTS = {
    "paragraphs": {"rows": "table"},
    "word": {"items": "word", "rows": "table", "head": "word"},
    "site": {"items": "ol", "rows": "table", "lines": "div", "chrome": True},
    "breaks": {"lines": "br", "items": "br", "rows": "table"},
    "definitions": {"items": "dl", "rows": "table", "lines": "div"},
    "tables": {"items": "table", "rows": "table", "lines": "cells"},
    "nested-tables": {"items": "cell", "rows": "table", "lines": "cells", "chrome": True},
    "soup": {"items": "spans", "rows": "table", "lines": "div", "soft": True},
    "headings": {"items": "h", "rows": "table"},
    "no-breaks": {"items": "p", "rows": "spaces", "soft": True},
}
TYPES = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
LINKS = "".join(f"<li><a href='/{i}'>Documents {i}</a></li>" for i in range(12))
WORD_HEAD = ("<meta name=Generator content='Microsoft Word 15 (filtered)'><style><!-- p.MsoNormal{margin:0cm} @page WordSection1 {size:595.3pt 841.9pt;} "
             "--></style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->")


class Writer:
    def __init__(self, layout, language):
        self.o, self.language = layout, language

    def words(self, text):
        out = html.escape(text, quote=False).replace("\n", "<br>\n")
        if self.o.get("soft"):
            out = re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "&shy;", out)
            out = re.sub(r" (\d)", "&nbsp;\\1", out)
        return out

    def line(self, text, tag="p"):
        return f"<{tag}>{self.words(text)}</{tag}>\n"

    def lines(self, lines):
        """Lines of the head, and those between items."""
        way = self.o.get("lines", "p")
        out, group = "", []
        for line in list(lines) + [None]:
            if line is None or isinstance(line, Grid) or line.gap:
                out += self.group(group, way)
                group = []
            if isinstance(line, Grid):
                out += self.grid(line)
            elif line is not None:
                group.append(line.text)
        return out

    def group(self, texts, way):
        if not texts:
            return ""
        if way == "br":
            return "<p>" + "<br>\n".join(self.words(t) for t in texts) + "</p>\n"
        if way == "cells":
            return "<table width='100%'><tr><td>" + "<br>".join(self.words(t) for t in texts) + "</td></tr></table>\n"
        if self.o.get("head") == "word":
            return "".join(f"<p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-GB style='font-size:12.0pt'>{self.words(t)}<o:p></o:p></span></b></p>\n\n"
                           for t in texts) + "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
        return "".join(self.line(t, way) for t in texts)

    # --- items

    def listed(self, run):
        """Nested lists; what a browser cannot count is typed in a list without marks."""
        out, open_forms = "", []
        for line in run:
            counted = line.form in TYPES and line.behind in (".", "") and not line.before
            form = counted and line.form
            while len(open_forms) > line.depth + 1:
                out += "</li></ol>\n"
                open_forms.pop()
            if len(open_forms) == line.depth + 1 and open_forms[-1] != form:
                out += "</li></ol>\n"
                open_forms.pop()
            if len(open_forms) <= line.depth:
                kind = f" type={TYPES[line.form]} start={line.value}" if counted else " style='list-style-type:none'"
                out += f"\n<ol{kind}>"
                open_forms.append(form)
            else:
                out += "</li>\n"
            mark = "" if counted else line.mark.strip() + " "
            value = f" value={line.value}" if counted else ""
            out += f"<li{value}><p><a href='/d'>{self.words(mark + line.text)}</a></p>"
        return out + "</li></ol>\n" * len(open_forms)

    def marked(self, line):
        space = "" if line.mark.endswith(("、", "）")) else " "
        return f"{line.mark.strip()}{space}{line.text}"

    def items(self, run):
        way = self.o.get("items", "p")
        if way in ("table", "cell") and any(line.form == "upperRoman" or (len(line.text) > 60 and line.text.endswith((".", ":"))) for line in run):
            way = "p"
        if way == "ol":
            return self.listed(run)
        if way == "word":
            return "".join(f"<p class=MsoListParagraph style='margin-left:{36 * (line.depth + 1)}.0pt;text-indent:-18.0pt;mso-list:l0 level{line.depth + 1} lfo1'>"
                           f"<![if !supportLists]><span style='mso-list:Ignore'>{line.mark.strip()}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
                           f"<span lang=EN-GB>{self.words(line.text)}<o:p></o:p></span></p>\n\n" for line in run)
        if way == "br":
            return "<p>" + "<br>\n".join("&nbsp;" * 4 * line.depth + self.words(self.marked(line)) for line in run) + "</p>\n"
        if way == "dl":
            return "<dl>" + "".join(f"<dt>{line.mark.strip()}</dt><dd>{self.words(line.text)}</dd>\n" for line in run) + "</dl>\n"
        if way == "table":
            return "<table border=1 cellpadding=4>" + "".join(f"<tr><td valign=top>{line.mark.strip()}</td><td><p>{self.words(line.text)}</p></td></tr>\n" for line in run) + "</table>\n"
        if way == "cell":
            rows = "".join(f"<p>{self.words(self.marked(line))}</p>\n" for line in run)
            return f"<table><tr><td><table><tr><td>{rows}</td></tr></table></td></tr></table>\n"
        if way == "spans":
            return "".join(f"<div class='row d{line.depth}'><div class=n><span>{line.mark.strip()}</span></div>\n<div class=t><span>{self.words(line.text)}</span></div></div>\n" for line in run)
        if way == "h":
            return "".join(self.line(self.marked(line), f"h{min(line.depth + 3, 6)}") if not line.text.endswith(".") or len(line.text) < 60 else self.line(self.marked(line)) for line in run)
        return "".join(self.line(self.marked(line)) for line in run)

    # --- rows

    def cell(self, texts):
        return "<br>".join(self.words(t) for t in texts) or "&nbsp;"

    def grid(self, grid):
        if self.o.get("rows") == "spaces":
            out = ""
            for line, cells in grid.rows:
                for i in range(max(len(c) for c in cells)):
                    texts = [self.words(c[i]) if i < len(c) else "" for c in cells]
                    if i == 0 and line.mark:
                        texts[0] = line.mark.strip() + ("&nbsp;" * 4 if texts[0] else "") + texts[0]
                    out += "<p>" + ("&nbsp;" * 8).join(texts) + "</p>\n"
            return out
        out = ""
        for line, cells in grid.rows:
            first = ([line.mark.strip()] if line.mark and not cells[0] else [f"{line.mark.strip()} {cells[0][0]}"] + cells[0][1:] if line.mark else cells[0])
            out += "<tr>" + "".join(f"<td>{self.cell(c)}</td>" for c in [first, *cells[1:]]) + "</tr>\n"
        return f"<table cellspacing=0>{out}</table>\n"

    # --- the page

    def page(self, blocks):
        out, run, lines = "", [], []
        for block in blocks + [None]:
            marked = block is not None and not isinstance(block, Grid) and block.mark
            if (marked or block is None) and lines:
                out += self.lines(lines)
                lines = []
            if not marked and run:
                out += self.items(run)
                run = []
            if marked:
                run.append(block)
            elif block is not None:
                lines.append(block)
        direction = " dir=rtl" if self.language == "ar" else ""
        head = WORD_HEAD if self.o.get("head") == "word" else ""
        if self.o.get("chrome"):
            out = (f"<header><nav><ul>{LINKS}</ul></nav></header><div class=breadcrumb><a href=/>Home</a> &gt; <a href=/m>Meetings</a></div><main><article><div class=content>{out}</div></article></main>"
                   f"<aside><h2>News</h2><ul>{LINKS}</ul></aside><footer><p>© 2024</p><ul>{LINKS}</ul></footer>")
        return f"<!DOCTYPE html><html lang={self.language}{direction}><head><meta charset=utf-8><title>.</title>{head}</head><body>{out}</body></html>"


def make(blocks, name, language, _symbol, path):
    path.write_text(Writer(LAYOUTS[name], language).page(blocks), encoding="utf-8")
