#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the words of the interface from share/interface/<area>.yaml.

usage: make_interface.py WORDS.h TABLE_priv.h AREA.yaml...

Fails with file and key when a language is missing, is empty, or has another set of {names}.
"""
import pathlib
import re
import sys

import yaml

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]


def entries(path):
    area = pathlib.Path(path).stem
    for key, words in (yaml.safe_load(pathlib.Path(path).read_text(encoding="utf-8")) or {}).items():
        where = f"{path}: {key}"
        if not re.fullmatch(r"[a-z][a-z0-9-]*", key):
            sys.exit(f"{where}: not a name of lower-case words with hyphens")
        if not isinstance(words, dict) or sorted(words) != sorted(LANGS):
            sys.exit(f"{where}: needs exactly {', '.join(LANGS)}")
        fields = None
        for lang in LANGS:
            if not isinstance(words[lang], str) or not words[lang].strip():
                sys.exit(f"{where}: {lang} is empty or not words")
            found = sorted(re.findall(r"\{([a-z-]+)\}", words[lang]))
            if fields is not None and found != fields:
                sys.exit(f"{where}: {lang} has {found}, not {fields}")
            fields = found
        yield f"{area}.{key}", words


def literal(words):
    return '"' + words.strip().replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main():
    header, table, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    every = sorted(e for f in files for e in entries(f))
    names = ["DAIS_SAY_" + re.sub(r"[.-]", "_", name).upper() for name, _ in every]
    pathlib.Path(header).write_text(
        "/* Made by tools/make_interface.py. */\n#ifndef DAIS_TEXT_SAY_WORDS_H\n#define DAIS_TEXT_SAY_WORDS_H\n\n"
        "enum dais_say {\n" + "".join(f"\t{n},\n" for n in names) + "\tDAIS_SAY_COUNT\n};\n\n#endif\n",
        encoding="utf-8")
    rows = ["\t{ " + ", ".join(literal(words[lang]) for lang in LANGS) + " },\n" for _, words in every]
    pathlib.Path(table).write_text(
        "/* Made by tools/make_interface.py. */\nstatic const char *const say_words[][6] = {\n" + "".join(rows)
        + "};\nstatic const char *const say_names[] = {\n" + "".join(f'\t"{name}",\n' for name, _ in every) + "};\n",
        encoding="utf-8")


main()
