#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the documents name is there: files and headings behind links, files and folders in code spans, every room of src in
doc/architecture.md, every document of doc/ in README.md. Commands that documents show are run by tests/cli/e2e_shown.py.

usage: lint_docs.py ROOT
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
TOP = ("bench", "changes", "doc", "examples", "include", "man", "share", "sql", "src", "tests", "tools")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
SOURCE = re.compile(r"[\w/*-]+\.(c|h|cc|hh|py|sh|sql|css|js)")
bad = 0


def complain(path, number, text):
    global bad
    print(f"{path.relative_to(root)}:{number}: {text}")
    bad += 1


def is_there(base, name):
    return any(base.glob(name)) if "*" in name else (base / name).exists()


def anchors(path):
    """The fragments of its headings, as code hosts make them."""
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"#+ (.*)", line)
        if heading:
            words = re.sub(r"[^\w\- ]", "", heading.group(1).replace("`", "").lower())
            found.add(words.replace(" ", "-"))
    return found


def check_link(path, number, target):
    if re.match(r"[a-z]+:", target):
        return
    name, _, fragment = target.partition("#")
    to = path.parent / name if name else path
    if not to.exists():
        complain(path, number, f"no file {target}")
    elif fragment and fragment not in anchors(to):
        complain(path, number, f"no heading #{fragment} in {name or path.name}")


def check_span(path, number, span):
    """A path from the top, from src, or the end of one: `src/web/`, `base/arena.h`, `check*.c`."""
    if not PATH.fullmatch(span) or span.endswith(".so") or re.search("[A-Z]{3}", span):  # made by a build; a reader's own word
        return
    name = span.rstrip("/")
    if name.split("/")[0] in TOP and "/" in name:
        if not (is_there(root, name) or is_there(root / "src", name) or is_there(path.parent, name)):
            complain(path, number, f"no {span}")
    elif SOURCE.fullmatch(name):
        folders = [root / top for top in TOP]
        if not any(any(f.rglob(name)) for f in folders):
            complain(path, number, f"no {span}")


documents = [root / "README.md", root / "CONTRIBUTING.md"]
documents += sorted(p for top in ("bench", "changes", "doc", "examples", "share", "sql", "tests") for p in (root / top).rglob("*.md")
                    if "node_modules" not in p.parts and "data" not in p.parts)
for path in documents:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for found in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            check_link(path, number, found.group(1))
        for found in SPAN.finditer(line):
            check_span(path, number, found.group(1))

architecture = root / "doc/architecture.md"
named = {part for span in SPAN.findall(architecture.read_text(encoding="utf-8")) for part in span.strip("/").split("/")}
for room in sorted((root / "src").glob("*/")) + sorted((root / "src").glob("*/*/")):
    if room.is_dir() and any(room.glob("*.c")) and room.name not in named:
        complain(architecture, 1, f"does not name src/{room.relative_to(root / 'src')}")
readme = (root / "README.md").read_text(encoding="utf-8")
for path in sorted((root / "doc").glob("*.md")):
    if f"(doc/{path.name})" not in readme:
        complain(root / "README.md", 1, f"does not lead to doc/{path.name}")
sys.exit(1 if bad else 0)
