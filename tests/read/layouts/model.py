# SPDX-License-Identifier: LGPL-2.1-or-later
"""A text of tests/read/houses as what a typist would have typed: paragraphs, numbered lines, and lines in columns."""

import re
from dataclasses import dataclass, field

LABEL = r"(?:Point|Item|البند)\s+"
ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع")
COUNTED = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا")
CHINESE = "一二三四五六七八九十"
ABJAD = "أبتثجحخد"
RUSSIAN = "абвгдежз"
# What stands before the number, the number, what stands behind it; and how it is counted.
SHAPES = (
    (rf"({LABEL}|)(\d+)( –|[.)]|-|、|)(?=\s)", "decimal"),
    (r"()(\d+[.-]\d+)(\.?)(?=\s)", "second"),
    (r"(\(?)([a-h])(\))(?=\s)", "lowerLetter"),
    (r"()([A-H])(\.)(?=\s)", "upperLetter"),
    (r"()(i{1,3}|iv|v)(\.)(?=\s)", "lowerRoman"),
    (r"(\(?)(i{1,3}|iv|v)(\))(?=\s)", "lowerRoman"),
    (r"()(I{1,3}|IV|VI{0,3}|IX|X)(\.)(?=\s)", "upperRoman"),
    (rf"()([{CHINESE}])(、)", "chineseCounting"),
    (rf"(（)([{CHINESE}])(）)", "chineseCounting"),
    (rf"()([{ABJAD}])(\))(?=\s)", "arabicAlpha"),
    (rf"()([{RUSSIAN}])(\))(?=\s)", "russianLower"),
    (rf"()({'|'.join(COUNTED)})(-)(?=\s)", "typed"),
    (rf"(البند )({'|'.join(ORDINALS)})(:)(?=\s)", "typed"),
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass
class Line:
    cells: list  # [(column, text)], one or more
    indent: int = 0
    gap: bool = False  # stands behind an empty line
    mark: str = ""
    before: str = ""  # of the mark
    behind: str = ""
    form: str = ""
    value: int = 0
    depth: int = 0

    @property
    def text(self):
        return "   ".join(text for _, text in self.cells)


@dataclass
class Grid:
    """Lines that stand in columns; each row is a list of cells, a cell a list of lines."""

    rows: list = field(default_factory=list)
    listed: bool = False  # rows have marks


def value_of(number, form):
    if form in ("decimal", "second"):
        return int(re.split("[.-]", number)[-1])
    if form in ("lowerLetter", "upperLetter"):
        return ord(number.lower()) - 96
    if form in ("lowerRoman", "upperRoman"):
        return ROMAN.index(number.lower()) + 1
    if form == "chineseCounting":
        return CHINESE.index(number) + 1
    if form in ("arabicAlpha", "russianLower"):
        return (ABJAD if form == "arabicAlpha" else RUSSIAN).index(number) + 1
    return (COUNTED if number in COUNTED else ORDINALS).index(number) + 1


def without_bars(raw):
    """The row of a table with bars between its cells, as columns; a rule under headings is none."""
    if not raw.startswith("|"):
        return raw
    cells = [cell.strip() for cell in raw.strip("|").split("|")]
    if not raw.strip("|:- "):
        return None
    return cells[0].ljust(8 if cells[0][:1].isdigit() and len(cells[0]) < 6 else 40) + "".join(cell.ljust(40) for cell in cells[1:])


def lines_of(text):
    gap, lists = False, []
    for raw in filter(lambda line: line is not None, map(without_bars, text.split("\n"))):
        if not raw.strip():
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip())
        line = Line(cells=[], indent=indent, gap=gap)
        rest = raw.strip()
        gap = False
        for pattern, form in SHAPES:
            m = re.match(pattern, rest)
            if not m:
                continue
            value = value_of(m[2], form)
            key = (m[1].strip(), form, m[3])
            known = [depth for depth, entry in enumerate(lists) if entry[:2] == (key, value - 1)]
            if value != 1 and not known:
                continue
            if value != 1:
                depth = min(known, key=lambda d: abs(lists[d][2] - indent))
            elif form == "decimal" and lists and lists[-1][0] == key and indent > lists[-1][2]:
                depth = len(lists)  # counted anew under an item
            else:
                depth = next((d for d, entry in enumerate(lists) if entry[0] == key), len(lists)) if form != "second" else 1
            if form in ("decimal", "typed") and value == 1 and line.gap:
                depth = 0
            del lists[depth:]
            lists.append((key, value, indent))
            line.mark, line.before, line.behind, line.form = m[0], m[1], m[3], form
            line.value, line.depth = value, depth
            rest = rest[m.end() :]
            break
        start = len(raw.rstrip()) - len(rest)
        for m in re.finditer(r"\S+(?: {1,2}\S+)*", rest):
            line.cells.append((start + m.start(), m[0]))
        yield line


def continues(line, last):
    """Is @line the rest of the paragraph that @last begins?"""
    first = line.cells[0][1][0]
    return not line.mark and not line.gap and len(line.cells) == 1 and (first.islower() or first == "(") and line.indent >= last.indent


def row_of(line, starts):
    cells = [[] for _ in starts]
    for at, text in line.cells:
        nearest = min(range(len(starts)), key=lambda i: abs(starts[i] - at))
        cells[nearest].append(text)
    return cells


def grid_of(lines):
    widest = max(lines, key=lambda line: len(line.cells))
    starts = [at for at, _ in widest.cells]
    grid = Grid(listed=any(line.mark for line in lines))
    for line in lines:
        cells = row_of(line, starts)
        opens = line.mark or cells[0] or len(line.cells) > 1 or not grid.rows
        if opens:
            grid.rows.append((line, cells))
            continue
        for i, cell in enumerate(cells):
            above = grid.rows[-1][1][i]
            for text in cell:
                if above and (text[0].islower() or text[0] == "("):
                    above[-1] += " " + text
                else:
                    above.append(text)
    return grid


def blocks_of(text):
    """The text as a list of lines and grids."""
    lines, blocks = list(lines_of(text)), []
    while lines:
        run = [lines.pop(0)]
        while lines and not lines[0].gap:
            run.append(lines.pop(0))
        if sum(len(line.cells) > 1 for line in run) and max(len(line.cells) for line in run) < 6:
            first = next(i for i, line in enumerate(run) if len(line.cells) > 1)
            if run[first].mark:
                first = next(i for i, line in enumerate(run) if line.mark)
            blocks += run[:first]
            blocks.append(grid_of(run[first:]))
            continue
        kept = []
        for line in run:
            if kept and continues(line, kept[-1]):
                at, words = kept[-1].cells[-1]
                kept[-1].cells[-1] = (at, words + (" " if kept[-1].mark else "\n") + line.cells[0][1])
            else:
                kept.append(line)
        blocks += kept
    return blocks
