#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns share/checking/words.yaml into a C table: make_words.py OUT FILE

Fails with the key when a list is missing, is not known, or lacks a language.
"""
import sys
from pathlib import Path

import yaml

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]
KEYS = ["cited-resolution", "see-also", "held-consecutively", "one-agenda", "several-agendas"]  # enum check_words
MOST = 3  # CHECK_WORDS_MAX

out, path = sys.argv[1:]
data = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
if sorted(data) != sorted(KEYS):
    sys.exit(f"{path}: keys are to be {', '.join(KEYS)}")
lines = []
for key in KEYS:
    if sorted(data[key]) != sorted(LANGS):
        sys.exit(f"{path}: {key}: needs exactly {', '.join(LANGS)}")
    lines.append(f"\t[CHECK_WORDS_{key.upper().replace('-', '_')}] = {{")
    for lang in LANGS:
        words = data[key][lang]
        if len(words) > MOST or not all(isinstance(w, str) and w.strip() and '"' not in w and "\\" not in w for w in words):
            sys.exit(f"{path}: {key}: {lang}: at most {MOST} words, without quotation marks")
        listed = ", ".join([f'"{w}"' for w in words] + ["NULL"])
        lines.append(f"\t\t[DAIS_LANG_{lang.upper()}] = {{ {listed} }},")
    lines.append("\t},")
Path(out).write_text(
    "/* Generated from share/checking/words.yaml. */\n#include \"check/check_priv.h\"\n\n"
    "const char *const dais_check_lists[CHECK_WORDS_COUNT][DAIS_LANG_COUNT][CHECK_WORDS_MAX + 1] = {\n"
    + "\n".join(lines) + "\n};\n", encoding="utf-8")
