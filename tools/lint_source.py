#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""House rules a script can check: length of files, banned functions, licence lines, work left
undone, markup printed outside src/mark, SQL outside sql/, bidi controls."""
import pathlib
import re
import sys

LIMIT = 800
BANNED = re.compile(
    r"\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|strtol|strtod|scanf|sscanf|system|popen"
    r"|localtime|gmtime|setlocale|longjmp|setjmp|alloca)\s*\("
)
HEAP = re.compile(r"\b(malloc|calloc|realloc|strdup)\s*\(")
HEAP_OK = ("src/base/", "src/write/pdf/", "src/read/", "src/plan/linear/", "src/net/")  # foreign libraries hand out and take heap
PRINT = re.compile(r"\b(printf|puts|fputs|fprintf|putchar)\s*\(")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
SQL = re.compile(r'"\s*(SELECT\s|INSERT INTO\s|UPDATE \w+ SET\s|DELETE FROM\s|CREATE (TABLE|INDEX|VIRTUAL|TEMP)|DROP TABLE|ALTER TABLE'
                 r'|PRAGMA\s|BEGIN (IMMEDIATE|DEFERRED|ISOLATION)|SAVEPOINT\s|LISTEN\s|NOTIFY\s|WITH \w+ (AS )?\()')
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
AUTO = re.compile(r"\bDAIS_BUF_AUTO\b[^=]*;")
root = pathlib.Path(sys.argv[1])
bad = 0


def complain(path, number, text):
    global bad
    print(f"{path.relative_to(root)}:{number}: {text}")
    bad += 1


def strip(line):
    return re.sub(r'"(\\.|[^"\\])*"', '""', re.sub(r"//.*|/\*.*?\*/", "", line))


# Advice that names a file of a package says nothing to who fills in a form.
HINT = re.compile(r"\b(?:dais_check_hint|dais_diag_set_hint)\((.*?)\);", re.DOTALL)


def lint_hints(path, text):
    for found in HINT.finditer(text):
        if re.search(r"[a-z]\.yaml|text/%s\.md", "".join(re.findall(r'"((?:\\.|[^"\\])*)"', found[1]))):
            complain(path, text.count("\n", 0, found.start()) + 1, "this is a hint for authors of files: ..._file_hint()")


files = [p for folder in ("src", "include", "tests") for p in sorted((root / folder).rglob("*.[ch]"))
         if "node_modules" not in p.parts]
for path in files:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    name = str(path.relative_to(root))
    if len(lines) > LIMIT:
        complain(path, 1, f"{len(lines)} lines, more than {LIMIT}: split it by concept")
    if "SPDX-License-Identifier" not in "".join(lines[:2]):
        complain(path, 1, "no SPDX licence line")
    if name.startswith("tests/"):
        continue
    lint_hints(path, text)
    for number, line in enumerate(lines, 1):
        code = strip(line)
        if line.lstrip().startswith("*"):
            code = ""
        for found in BANNED.finditer(code):
            complain(path, number, f"{found.group(1)} is banned")
        if HEAP.search(code) and not name.startswith(HEAP_OK):
            complain(path, number, "memory comes from an arena")
        if PRINT.search(code) and not name.startswith("src/cli/") and name != "src/base/err.c":
            complain(path, number, "only the command line prints")
        if re.search(r"\bgoto\b", code):
            complain(path, number, "goto is banned")
        if AUTO.search(code):
            complain(path, number, "what is released by itself begins empty: = { 0 }")
        if SQL.search(line):
            complain(path, number, "SQL stands in sql/ only (sql/README.md)")
        if UNDONE.search(line):
            complain(path, number, "work left undone")
        if BIDI.search(line):
            complain(path, number, "a bidi control character in source")
sys.exit(1 if bad else 0)
