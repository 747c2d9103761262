#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every message of the source is in share/messages/, and nothing else is (src/text/message.h).

usage: lint_messages.py ROOT [--missing] ROOM... [--errors ROOM...]

A message is a string that stands in DAIS_MESSAGE() or where a function marked DAIS_SAYS() or
DAIS_NAMES() takes one; those of the files under ROOM (src/check ...) are wanted, sentences of errors (src/base/err.h)
those of the files under the rooms behind --errors. --missing prints those without an entry, as YAML to fill in.
"""
import pathlib
import re
import sys

import yaml

ERRORS = {"dais_err_set", "dais_err_errno", "dais_err_hint", "dais_err_context"}
ERROR_BYTES_MAX = 191  # DAIS_ERR_ENGLISH_MAX without the NUL
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[A-Za-z_]\w*|\d[\w.]*|\S', re.S)
SAYS = re.compile(r"\b(\w+)\s*\((?:[^()]|\([^()]*\))*\)\s*((?:DAIS_(?:SAYS|NAMES)\(\d+(?:,\s*\d+)?\)\s*)+);")


def unquote(literal):
    return re.sub(r"\\(.)", lambda m: ESCAPES[m.group(1)], literal[1:-1])


def tokens(text):
    for m in TOKEN.finditer(text):
        if not m.group().startswith(("//", "/*")):
            yield m.group(), m.start()


def argument(toks, at, number):
    """The tokens of argument @number (from 1) of the call whose parenthesis is toks[at]."""
    depth, found, which = 0, [], 1
    for tok, _ in toks[at:]:
        if tok in "([{":
            depth += 1
            if depth == 1:
                continue
        elif tok in ")]}":
            depth -= 1
            if depth == 0:
                break
        if depth == 1 and tok == ",":
            which += 1
        elif which == number:
            found.append(tok)
    return found


def strings(arg):
    """Neighbouring literals are one string; anything between them parts two."""
    found, open_ = [], False
    for tok in arg:
        if tok.startswith('"'):
            if not open_:
                found.append("")
            found[-1] += unquote(tok)
        open_ = tok.startswith('"')
    return found


def needs_words(function, message):
    """Not what holds a name only; of errors, what has two values: its punctuation differs by language."""
    bare = re.sub(r"%\.\*s|%s|`\S*`|\S+\.yaml", "", message)
    return bool(re.search("[A-Za-z]{2}", bare)) or (function in ERRORS and message.count("%") > 1)


def marked(text, into):
    """The functions that @text declares to take messages, with the numbers of the parameters."""
    for m in SAYS.finditer(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
        found = {int(n) for n in re.findall(r"DAIS_\w+\((\d+)", m.group(2))}
        into[m.group(1)] = into.get(m.group(1), set()) | found
    return into


def main():
    root = pathlib.Path(sys.argv[1])
    files = sorted((root / "src").rglob("*.[ch]"))
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    everywhere = {"DAIS_MESSAGE": {1}}
    for path, text in texts.items():
        if path.suffix == ".h":
            marked(text, everywhere)
    known = {}
    for path in sorted((root / "share/messages").glob("*.yaml")):
        known.update({key: path for key in yaml.safe_load(path.read_text(encoding="utf-8")) or {}})
    names = [a for a in sys.argv[2:] if a != "--missing"]
    at = names.index("--errors") if "--errors" in names else len(names)
    rooms, error_rooms = tuple(names[:at]), tuple(names[at + 1:])
    used, missing, bad = set(), {}, 0
    for path, text in texts.items():
        at = marked(text, dict(everywhere)) if path.suffix == ".c" else everywhere
        toks = list(tokens(text))
        for i, (tok, start) in enumerate(toks[:-1]):
            if tok not in at or toks[i + 1][0] != "(" or (i > 0 and toks[i - 1][0] == "define"):
                continue
            for s in [s for n in at[tok] for s in strings(argument(toks, i + 1, n))]:
                if tok in ERRORS and len(s.encode()) > ERROR_BYTES_MAX:
                    print(f"{path.relative_to(root)}: {s!r} is longer than {ERROR_BYTES_MAX} bytes and can only be said in English")
                    bad += 1
                if needs_words(tok, s) or s in known:
                    place = f"{path.relative_to(root)}:{text.count(chr(10), 0, start) + 1}"
                    used.add(s)
                    if s not in known and place.startswith(error_rooms if tok in ERRORS else rooms):
                        missing.setdefault(s, place)
    if "--missing" in sys.argv:
        for s in missing:
            print(f"# {missing[s]}\n'" + s.replace("'", "''") + "':")
        return
    for s in missing:
        print(f"{missing[s]}: {s!r} has no entry in share/messages")
    for s in known.keys() - used:
        print(f"{known[s].relative_to(root)}: {s!r} is said nowhere")
        bad += 1
    sys.exit(1 if missing or bad else 0)


main()
