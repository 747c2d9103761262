#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""No key of a mapping stands twice in the YAML of share/, examples/ and tests/: PyYAML, with which the tables are made, takes
the last one and says nothing.

usage: lint_yaml.py ROOT
"""
import pathlib
import sys

import yaml

root = pathlib.Path(sys.argv[1])
bad = 0


def look(node, path):
    global bad
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            look(value, path)
    if not isinstance(node, yaml.MappingNode):
        return
    lines = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        line = key.start_mark.line + 1
        if key.value in lines:
            print(f"{path.relative_to(root)}:{line}: {key.value!r} stands in line {lines[key.value]} already")
            bad += 1
        lines.setdefault(key.value, line)
        look(value, path)


for folder in ("share", "examples", "tests"):
    for path in sorted((root / folder).rglob("*.yaml")):
        if "node_modules" in path.parts:
            continue
        try:
            look(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), path)
        except (yaml.YAMLError, UnicodeDecodeError):
            if folder == "share":
                raise  # packages of tests are broken on purpose
sys.exit(bad > 0)
