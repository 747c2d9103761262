#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns share/reading/<lang>.yaml into C tables: make_words.py HEADER OUT FILE..."""

import json
import re
import sys
import unicodedata
from pathlib import Path

import yaml

LISTS_MAX = 256  # read_phrase.list is a byte
WORDS_MAX = 24  # as READ_PHRASE_WORDS_MAX
BUCKETS = 1024  # as READ_PHRASE_BUCKETS
LANGS = ["ar", "zh", "en", "fr", "ru", "es"]


def c_string(text):
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return json.dumps(text, ensure_ascii=False)


def is_separator(c):
    """As read_is_separator() in phrases.c."""
    n = ord(c)
    if n < 0x80:
        return not c.isalnum()
    return (
        n in (0xA0, 0xAB, 0xBB, 0x60C, 0x61B, 0x61F, 0x2BC, 0xFFFD)
        or 0x2000 <= n <= 0x206F
        or 0x3000 <= n <= 0x303F
        or 0xFF00 <= n <= 0xFF0F
        or 0xFF1A <= n <= 0xFF20
        or 0xFF3B <= n <= 0xFF40
    )


def words_of(text):
    """The words of a phrase as phrases.c compares them; a Chinese character is a word."""
    text = unicodedata.normalize("NFC", text).lower()
    dropped = "[\u00ad\u0640\u064b-\u065f\u0670]"
    words, word = [], ""
    for c in re.sub(dropped, "", text):
        han = 0x3400 <= ord(c) <= 0x9FFF
        if (is_separator(c) or han) and word:
            words.append(word)
            word = ""
        if han:
            words.append(c)
        elif not is_separator(c):
            word += c
    return words + [word] if word else words


def hash_of(word):
    """FNV-1a, 64 bits."""
    h = 0xCBF29CE484222325
    for b in word.encode():
        h = (h ^ b) * 0x100000001B3 % 2**64
    return h


def longest(phrases):
    return max(len(words_of(str(p))) for p in phrases)


def phrase_tables(lang, keys, data):
    """The phrases of one language by the hash of their last word."""
    pool, phrases = [], []
    for list_id, key in enumerate(keys):
        for index, phrase in enumerate(data[key]):
            words = words_of(str(phrase))
            if not words or len(words) > WORDS_MAX:
                sys.exit(f"{lang}.yaml: {key}: {phrase!r} has no words or more than {WORDS_MAX}")
            hashes = [hash_of(w) for w in words]
            phrases.append((hashes[-1] % BUCKETS, len(pool), len(words), list_id, index))
            pool += hashes
    phrases.sort()
    first = [sum(p[0] < b for p in phrases) for b in range(BUCKETS + 1)]
    lines = [f"static const uint64_t {lang}_phrase_words[] = {{"]
    lines += [f"\t{h:#x}u," for h in pool] + ["};"]
    lines += [f"static const struct read_phrase {lang}_phrases[] = {{"]
    lines += [f"\t{{ {p[1]}, {p[2]}, {p[3]}, {p[4]} }}," for p in phrases] + ["};"]
    lines += [f"static const unsigned short {lang}_phrase_first[] = {{"]
    lines += [f"\t{n}," for n in first] + ["};"]
    lines += [
        f"static const struct read_phrases {lang}_all = {{ {lang}_phrase_words, {lang}_phrases,"
        f" {lang}_phrase_first }};"
    ]
    return lines


def main():
    header, out, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    keys = re.findall(r"struct read_list (\w+);", Path(header).read_text(encoding="utf-8"))
    if len(keys) > LISTS_MAX:
        sys.exit(f"words.h: more than {LISTS_MAX} lists")
    by_lang = {Path(f).stem: yaml.safe_load(Path(f).read_text(encoding="utf-8")) for f in files}
    lines = ['#include "read/text/phrases.h"', '#include "read/text/words.h"', ""]
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
        lines += phrase_tables(lang, keys, data)
    lines += ["", "const struct read_words *", "read_words_of(enum dais_lang l)", "{"]
    lines.append("\tstatic const struct read_words all[DAIS_LANG_COUNT] = {")
    for lang in LANGS:
        data = by_lang[lang]
        lines.append(f"\t\t[DAIS_LANG_{lang.upper()}] = {{")
        lines += [
            f"\t\t\t.{k} = {{ {lang}_{k}, {len(data[k])}, {i}, {longest(data[k])},"
            f" &{lang}_all }},"
            if data[k]
            else f"\t\t\t.{k} = {{ NULL, 0, {i}, 0, &{lang}_all }},"
            for i, k in enumerate(keys)
        ]
        lines.append("\t\t},")
    lines += ["\t};", "", "\treturn &all[l];", "}"]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
