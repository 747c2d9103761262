#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Entries of CHANGELOG.md, each a file of its own in changes/ until a release (changes/README.md).

usage: changes.py ROOT lint            is every entry of the form?
       changes.py ROOT list            what CHANGELOG.md would gain
       changes.py ROOT join            put the entries into the version that is not released, take their files away
       changes.py ROOT release DATE    the same, and that version is released on DATE (2027-01-31)
"""
import datetime
import pathlib
import re
import sys

AREAS = ("accounts", "api", "bench", "build", "check", "concord", "db", "desk", "doc", "language", "library", "mail", "new", "operating",
         "package", "plan", "portal", "read", "rules", "search", "server")
NAME = re.compile(r"([a-z]+)(-[a-z0-9]+)+\.md")
COLUMNS = 160
UNRELEASED = re.compile(r"^## (\S+) \(not released\)$", re.M)


def entry_files(root):
    return sorted(p for p in (root / "changes").iterdir() if p.name != "README.md")


def paragraphs(text):
    return [p.strip("\n") for p in re.split(r"\n\s*\n", text) if p.strip()]


def problems_of(path):
    """Sentences about what is not of the form, none when all is."""
    name = NAME.fullmatch(path.name)
    if not name:
        yield "the name is not AREA-words.md (small letters and figures, words joined by hyphens)"
    elif name.group(1) not in AREAS:
        yield f"\"{name.group(1)}\" is no area; areas are {', '.join(AREAS)}"
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, IsADirectoryError):
        yield "not a file of UTF-8 text"
        return
    if not paragraphs(text):
        yield "says nothing"
    if not text.endswith("\n"):
        yield "no line break at its end"
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s|[-*+#>] |#", line):
            yield f"line {number}: a paragraph without indentation, heading or bullet is wanted; joining makes the bullet"
        if len(line) > COLUMNS:
            yield f"line {number}: {len(line)} characters, more than {COLUMNS}"
    for paragraph in paragraphs(text):
        if not re.match(r"[A-Z`/]", paragraph):
            yield f"\"{paragraph[:30]}\": a sentence begins with a capital or with code"
        if not re.search(r"[.)]$", paragraph):
            yield f"\"{paragraph[-30:]}\": a sentence ends with a full stop"


def lint(root):
    bad = 0
    for path in entry_files(root):
        for problem in problems_of(path):
            print(f"{path.relative_to(root)}: {problem}")
            bad += 1
    headings = UNRELEASED.findall((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if len(headings) > 1:
        print(f"CHANGELOG.md: more than one version is not released: {', '.join(headings)}")
        bad += 1
    return bad == 0


def bullets(root):
    made = []
    for path in entry_files(root):
        for paragraph in paragraphs(path.read_text(encoding="utf-8")):
            made.append("- " + paragraph.replace("\n", "\n  ") + "\n")
    return "".join(made)


def join(root, released):
    log = root / "CHANGELOG.md"
    text = log.read_text(encoding="utf-8")
    heading = UNRELEASED.search(text)
    if not heading:
        sys.exit("CHANGELOG.md: no heading \"## VERSION (not released)\"; write that of the next version under \"# Changes\"")
    body = text[heading.end():].lstrip("\n")
    title = f"## {heading.group(1)} ({released})" if released else heading.group()
    whole = (text[:heading.start()] + title + "\n\n" + bullets(root) + body).rstrip("\n") + "\n"
    beside = log.with_suffix(".new")
    beside.write_text(whole, encoding="utf-8")
    beside.replace(log)
    for path in entry_files(root):
        path.unlink()


def main(arguments):
    if len(arguments) == 3 and arguments[2] == "release":
        sys.exit("when? A release has its date: release 2027-01-31")
    if len(arguments) < 3 or arguments[2] not in ("lint", "list", "join", "release"):
        sys.exit(__doc__)
    root, verb = pathlib.Path(arguments[1]), arguments[2]
    if not lint(root):
        sys.exit(1)
    if verb == "list":
        print(bullets(root), end="")
    elif verb == "join":
        join(root, None)
    elif verb == "release":
        join(root, datetime.date.fromisoformat(arguments[3]).isoformat())


if __name__ == "__main__":
    main(sys.argv)
