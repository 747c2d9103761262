#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compiles files that pages load into a C table: make_assets.py OUT.c FILE...

Comments and white space that means nothing are left out of style sheets; of scripts, indentation and
lines that hold nothing but a // comment. In a style sheet {{colours}} is replaced by the colours of items, which
share/colours/items.yaml names, and {{grid}} by share/css/grid.css.
"""
import hashlib
import pathlib
import re
import sys

import yaml

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
         ".ico": "image/vnd.microsoft.icon", ".png": "image/png"}


def colours(path):
    given = yaml.safe_load(path.read_text(encoding="utf-8"))

    def rules(scheme, indent=""):
        return [f"{indent}:root{{--item-ink:{given['ink'][scheme]}}}"] + [
            f"{indent}.c{n}{{--band:{band};--tint:{tint}}}"
            for n, (band, tint) in enumerate(zip(given[scheme]["band"], given[scheme]["tint"]))]

    return "\n".join(rules("light") + ["@media (prefers-color-scheme:dark){"] + rules("dark") + ["}"]
                     + ["@media print{"] + rules("light") + ["}"])


def small_style(text):
    """Spaces before a colon part selectors, those around + and - are of calc(): both stay."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    parts = re.split(r"(\"[^\"]*\")", text)
    for i in range(0, len(parts), 2):
        part = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", parts[i]))
        parts[i] = re.sub(r":\s", ":", part).replace(";}", "}")
    return "".join(parts).strip()


def small(path, text):
    if path.suffix == ".css":
        lines = [small_style(text)]
    elif path.suffix == ".js":
        lines = [line.strip() for line in text.splitlines()]
        lines = [line for line in lines if not line.startswith("//")]
    else:
        lines = text.splitlines()
    return "\n".join(line for line in lines if line) + "\n"


def content(path):
    if path.suffix in (".ico", ".png"):
        return path.read_bytes()
    text = path.read_text(encoding="utf-8")
    if "{{colours}}" in text:
        text = text.replace("{{colours}}", colours(path.parent.parent / "colours/items.yaml"))
    if "{{grid}}" in text:
        text = text.replace("{{grid}}", (path.parent.parent / "css/grid.css").read_text(encoding="utf-8"))
    return small(path, text).encode()


def main():
    target, names = sys.argv[1], sorted(sys.argv[2:], key=lambda n: pathlib.Path(n).name)
    out = ['/* Made by src/web/make_assets.py. */\n#include "web/page_priv.h"\n\n']
    rows = []
    for number, name in enumerate(names):
        path = pathlib.Path(name)
        data = content(path)
        digest = hashlib.blake2b(data, digest_size=8).hexdigest()
        body = ",".join(str(b) for b in data)
        out.append(f"static const unsigned char file_{number}[] = {{{body}}};\n")
        rows.append(f'\t{{ "{path.name}", "{TYPES[path.suffix]}", "{digest}", file_{number}, sizeof(file_{number}) }},\n')
    out.append("const struct dais_asset dais_assets[] = {\n" + "".join(rows) + "};\n")
    out.append("const size_t dais_asset_count = sizeof(dais_assets) / sizeof(dais_assets[0]);\n")
    pathlib.Path(target).write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
