#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns files into a C header: embed.py TABLE NAMES_MACRO OUT.h FILE...

The header declares `static const struct { const char *name; const unsigned char *bytes;
size_t size; } TABLE[]`, one row a file (name without folder and extension), and the macro
NAMES_MACRO with all names, separated by ", ".
"""
import pathlib
import sys


def main():
    table, macro, out, files = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    files = sorted(pathlib.Path(f) for f in files)
    text = ["/* Made by tools/embed.py. */", "#include <stddef.h>", ""]
    for i, f in enumerate(files):
        data = f.read_bytes()
        text.append(f"static const unsigned char {table}_{i}[] = {{")
        for at in range(0, len(data), 20):
            text.append("".join(f"{b}," for b in data[at:at + 20]))
        text.append("};")
    text.append("static const struct {\n\tconst char *name;\n\tconst unsigned char *bytes;\n\tsize_t size;\n} "
                + table + "[] = {")
    for i, f in enumerate(files):
        text.append(f'\t{{ "{f.stem}", {table}_{i}, sizeof({table}_{i}) }},')
    text.append("};")
    text.append(f'#define {macro} "' + ", ".join(f.stem for f in files) + '"')
    pathlib.Path(out).write_text("\n".join(text) + "\n", encoding="utf-8")


main()
