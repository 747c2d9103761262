# SPDX-License-Identifier: LGPL-2.1-or-later
"""The blocks of model.py for groff: justified lines, divided words, tables of tbl. LAYOUTS names the one way, make() writes one."""

from model import Grid

LAYOUTS = {"ms": {}}
SETTING = ".nr PS 10\n.nr VS 12\n.nr PO 1i\n.nr LL 6.3i\n.ds CH\n.ds RF GE.24-00123 (E) \\\\n%\n.LP\n"


def words(text):
    """Nothing in it is a request or an escape."""
    return "\\&" + text.replace("\\", "\\e").replace("\n", " ")


def table(grid):
    columns = max(len(cells) for _, cells in grid.rows)
    out = [".TS", "tab(|);", "lx " * columns + "."]
    for line, cells in grid.rows:
        texts = ["\n.br\n".join(map(words, cell)) for cell in cells]
        if line.mark:
            texts[0] = f"{words(line.mark.strip())} {texts[0]}"
        out.append("|".join("T{\n" + text + "\nT}" for text in texts))
    return "\n".join([*out, ".TE"])


def block(b):
    if isinstance(b, Grid):
        return table(b)
    if b.mark:
        return "\n".join([".RS"] * b.depth + [f'.IP "{b.mark.strip()}" 5', words(b.text)] + [".RE"] * b.depth)
    return (".LP\n" if b.gap else ".br\n") + words(b.text)


def make(blocks, _name, _language, _symbol, path):
    path.write_text(SETTING + "\n".join(map(block, blocks)) + "\n", encoding="utf-8")
