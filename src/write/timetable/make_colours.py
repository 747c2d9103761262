#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns share/colours/items.yaml and share/css/timetable.css into C: make_colours.py YAML CSS OUT.c

{{grid}} in the style sheet is grid.css beside it."""
import pathlib
import re
import sys

import yaml

source, sheet, target = sys.argv[1:]
with open(source, encoding="utf-8") as f:
    data = yaml.safe_load(f)
for scheme in ("light", "dark"):
    for part in ("band", "tint"):
        found = data[scheme][part]
        if len(found) != 8 or not all(re.fullmatch("#[0-9a-f]{6}", c) for c in found):
            sys.exit(f"{source}: {scheme}.{part} needs eight colours")


def variables(scheme):
    out = [f"--item-ink:{data['ink'][scheme]}"]
    for part in ("band", "tint"):
        out += [f"--{part}{i}:{c}" for i, c in enumerate(data[scheme][part])]
    return ":root{" + ";".join(out) + "}"


with open(sheet, encoding="utf-8") as f:
    css = f.read().replace("{{grid}}", pathlib.Path(sheet).with_name("grid.css").read_text(encoding="utf-8"))
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
if "</" in css:
    sys.exit(f"{sheet}: \"</\" would end the style element")
lines = [re.sub(r"\s+", " ", line).strip() for line in css.splitlines()]
lines = [variables("light"), "@media (prefers-color-scheme:dark){" + variables("dark") + "}",
         "@media print{" + variables("light") + "}"] + [line for line in lines if line]
shades, inks = data["shades"], data["ink"]
lines += [f".u{i}{{background:{c};color:{inks['light'] if i < 3 else '#ffffff'}}}"
          for i, c in enumerate(shades)]
lines += [f".c{i}{{--band:var(--band{i});--tint:var(--tint{i})}}" for i in range(8)]
with open(target, "w", encoding="utf-8") as f:
    f.write('/* Made from share/; not to be edited. */\n#include "write/timetable/colours_priv.h"\n\n')
    for part in ("band", "tint"):
        f.write(f"const char *const dais_timetable_{part}s[] = {{\n")
        f.write("".join(f'    "{c}",\n' for c in data["light"][part]) + "};\n")
    f.write("const char *const dais_timetable_shades[] = {\n")
    f.write("".join(f'    "{c}",\n' for c in data["shades"]) + "};\n")
    f.write(f"const char dais_timetable_ink[] = \"{data['ink']['light']}\";\n")
    f.write("const char dais_timetable_css[] =\n")
    for line in lines:
        f.write('    "%s\\n"\n' % line.replace("\\", "\\\\").replace('"', '\\"'))
    f.write("    ;\n")
