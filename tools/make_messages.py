#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the table of messages from share/messages/<area>.yaml (src/text/message.h).

usage: make_messages.py TABLE_priv.h AREA.yaml...

Fails with file and key when a language is missing or empty, when a {number} has no conversion in
the English, when the English has a conversion that src/text/message.c does not know, or when a
message stands twice.
"""
import pathlib
import re
import sys

import yaml

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]
OTHERS = [lang for lang in LANGS if lang != "en"]
CONVERSION = re.compile(r"%(%|0[1-9](?:ll|l|z|j)?[diuxX]|(?:ll|l|z|j)?[diuxX]|c|s|\.\*s|\.[1-9][0-9]*s)")
VALUES_MAX = 16


def conversions(english, where):
    """How many values the English takes."""
    found = CONVERSION.findall(english)
    if len(found) != len(re.findall(r"%", english.replace("%%", "%"))):
        sys.exit(f"{where}: a conversion that src/text/message.c does not know")
    n = sum(c != "%" for c in found)
    if n > VALUES_MAX:
        sys.exit(f"{where}: more than {VALUES_MAX} values")
    return n


def entries(path):
    for english, words in (yaml.safe_load(pathlib.Path(path).read_text(encoding="utf-8")) or {}).items():
        where = f"{path}: {english!r}"
        if not isinstance(english, str) or not isinstance(words, dict) or sorted(words) != sorted(OTHERS):
            sys.exit(f"{where}: needs exactly {', '.join(OTHERS)}")
        n = conversions(english, where)
        for lang in OTHERS:
            if not isinstance(words[lang], str) or not words[lang].strip():
                sys.exit(f"{where}: {lang} is empty or not words")
            for number in re.findall(r"\{([0-9]+)\}", words[lang]):
                if not 1 <= int(number) <= n:
                    sys.exit(f"{where}: {lang} has {{{number}}}, the English has {n} conversions")
            if re.search(r"%([.*0-9lzj]*[diuxXcs]|%)", words[lang]):
                sys.exit(f"{where}: {lang} has a conversion: write {{1}}, {{2}} ..., and one % for %%")
        yield english, {**words, "en": english}


def literal(words):
    words = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    # Isolates are written by their bytes: the compiler refuses them as they are.
    return '"' + words.replace("\u2068", "\\342\\201\\250").replace("\u2069", "\\342\\201\\251") + '\\0"'


def main():
    table, files = sys.argv[1], sys.argv[2:]
    every = sorted((e for f in files for e in entries(f)), key=lambda e: e[0].encode())
    for one, other in zip(every, every[1:]):
        if one[0] == other[0]:
            sys.exit(f"{one[0]!r} stands twice in share/messages")
    at, strings, rows = 0, [], []
    for _, words in every:
        row = []
        for lang in LANGS:
            row.append(str(at))
            strings.append(f"\t{literal(words[lang])}\n")
            at += len(words[lang].encode()) + 1
        rows.append("\t{ " + ", ".join(row) + " },\n")
    # Numbers, not pointers: nothing is relocated when the program starts.
    pathlib.Path(table).write_text(
        "/* Made by tools/make_messages.py. */\n#include <stdint.h>\n\nstatic const char message_bytes[] =\n"
        + "".join(strings) + "\t;\nstatic const uint32_t message_at[][6] = {\n" + "".join(rows) + "};\n",
        encoding="utf-8")


main()
