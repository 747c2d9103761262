#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns share/reading/<lang>.yaml into C tables: make_words.py HEADER OUT FILE..."""

import json
import re
import sys
import unicodedata
from pathlib import Path

import yaml

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]


def c_string(text):
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return json.dumps(text, ensure_ascii=False)


def main():
    header, out, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    keys = re.findall(r"struct read_list (\w+);", Path(header).read_text(encoding="utf-8"))
    by_lang = {Path(f).stem: yaml.safe_load(Path(f).read_text(encoding="utf-8")) for f in files}
    lines = ['#include "read/text/words.h"', ""]
    for lang in LANGS:
        data = by_lang[lang]
        unknown = set(data) - set(keys)
        if unknown:
            sys.exit(f"{lang}.yaml: unknown keys {sorted(unknown)}")
        for key in keys:
            if not isinstance(data.get(key), list):
                sys.exit(f"{lang}.yaml: {key} is missing; a language without such words says []")
            words = data[key]
            if not words:
                continue
            lines.append(f"static const char *const {lang}_{key}[] = {{")
            lines += [f"\t{c_string(str(w))}," for w in words]
            lines.append("};")
    lines += ["", "const struct read_words *", "read_words_of(enum dais_lang l)", "{"]
    lines.append("\tstatic const struct read_words all[DAIS_LANG_COUNT] = {")
    for lang in LANGS:
        data = by_lang[lang]
        lines.append(f"\t\t[DAIS_LANG_{lang.upper()}] = {{")
        lines += [
            f"\t\t\t.{k} = {{ {lang}_{k}, sizeof({lang}_{k}) / sizeof({lang}_{k}[0]) }},"
            for k in keys
            if data[k]
        ]
        lines.append("\t\t},")
    lines += ["\t};", "", "\treturn &all[l];", "}"]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
