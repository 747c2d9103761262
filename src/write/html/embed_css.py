#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns a style sheet into a C string: embed_css.py IN.css OUT.c SYMBOL"""
import re
import sys

source, target, symbol = sys.argv[1:]
with open(source, encoding="utf-8") as f:
    css = f.read()
css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
lines = [re.sub(r"\s+", " ", line).strip() for line in css.splitlines()]
lines = [line for line in lines if line]
if "</" in css:
    sys.exit(f"{source}: \"</\" would end the style element")
with open(target, "w", encoding="utf-8") as f:
    f.write('/* Generated from share/css; do not edit. */\n#include "write/html/html_priv.h"\n\n')
    f.write(f"const char {symbol}[] =\n")
    for line in ["", *lines]:
        f.write('    "%s\\n"\n' % line.replace("\\", "\\\\").replace('"', '\\"'))
    f.write("    ;\n")
