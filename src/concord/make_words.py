#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns share/figures/<lang>.yaml into C tables: make_words.py OUT TOOLS FILE..."""

import sys
from pathlib import Path

import yaml

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]
LISTS = {
    "joiners": "JOINER",
    "about": "ABOUT",
    "halves": "HALF",
    "thirds": "THIRD",
    "quarters": "QUARTER",
    "tens": "TEN",
    "hundreds": "HUNDRED",
    "references": "REFERENCE",
    "resolutions": "RESOLUTION",
}


def c_string(key):
    """@key as a C string of octal escapes, whose bytes mean the same in every locale."""
    return '"' + "".join(f"\\{b:03o}" if b > 126 or b < 32 else chr(b) for b in key.encode()) + '"'


def words_of(path, data, fold):
    words, measures = {}, {}

    def add(word, kind, value):
        key = fold(str(word))
        kinds, old = words.get(key, (set(), 0))
        words[key] = (kinds | {kind}, value if value is not None else old)

    for value, names in data.pop("cardinals").items():
        for name in names:
            add(name, "CARDINAL", int(value))
    for value, names in data.pop("derived").items():
        for name in names:
            add(name, "DERIVED", int(value))
    for power, names in data.pop("scales").items():
        for name in names:
            add(name, "SCALE", int(power))
    for bits, key in enumerate(["measures-imperial", "measures-metric", "measures-either"], 1):
        for name in data.pop(key):
            add(name, "MEASURE", None)
            measures[fold(str(name))] = bits
    for key, kind in LISTS.items():
        if key not in data:
            sys.exit(f"{path}: {key} is missing")
        for name in data.pop(key) or []:
            add(name, kind, None)
    for key in list(words):
        parts = key.split(" ")
        for n in range(1, len(parts)):
            add(" ".join(parts[:n]), "MORE", None)
    return words, measures


def main():
    out, tools, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    sys.path.insert(0, tools)
    sys.dont_write_bytecode = True
    from make_languages import fold

    by_lang = {Path(f).stem: f for f in files}
    lines = ['#include "concord/words_priv.h"', ""]
    decimals = {}
    for lang in LANGS:
        data = yaml.safe_load(Path(by_lang[lang]).read_text(encoding="utf-8"))
        decimals[lang] = data.pop("decimal")
        words, measures = words_of(by_lang[lang], data, fold)
        if data:
            sys.exit(f"{by_lang[lang]}: unknown keys {sorted(data)}")
        lines.append(f"static const struct concord_word {lang}_words[] = {{")
        for key in sorted(words, key=lambda k: k.encode()):
            kinds, value = words[key]
            flags = " | ".join(f"CONCORD_WORD_{k}" for k in sorted(kinds))
            lines.append(f"\t{{ {c_string(key)}, {len(key.encode())}, {value}, {flags}, {measures.get(key, 0)} }},")
        lines.append("};")
    lines.append("const struct concord_words concord_words[DAIS_LANG_COUNT] = {")
    for lang in LANGS:
        lines.append(
            f"\t[DAIS_LANG_{lang.upper()}] = {{ {lang}_words, "
            f"sizeof({lang}_words) / sizeof({lang}_words[0]), '{decimals[lang]}' }},"
        )
    lines.append("};")
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
