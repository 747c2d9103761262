# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds planning.yaml files against share/schema/planning.schema.json (JSON Schema 2020-12).

Usage: check_planning_schema.py SCHEMA FILE...; what a reader of YAML takes for dates stays text.
Exit status 77 (skipped) without python3-jsonschema.
"""
import json
import re
import sys

import yaml

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: needs python3-jsonschema with draft 2020-12")
    sys.exit(77)

WRONG = [
    "steps: 30",
    "step: 3",
    "rooms: {Room: {}}",
    "rooms: {a: {capacity: many}}",
    "teams: {a: {languages: [de]}}",
    "items: {a: {minutes: 0}}",
    "items: {a: {on: tuesdy}}",
    "items: {a: {fixed: [{minutes: 30}]}}",
    "apart: [{bodies: [a, b], items: [c, d]}]",
    "wishes: {order: {rank: 9}}",
    "wishes: {order: {when: friday}}",
    "hours: {in-person: ['10-13']}",
]


class Loader(yaml.BaseLoader):
    """Words, whole numbers, true and false, and nothing."""


Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[0-9]+$"), list("0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])
for tag, make in (("int", int), ("bool", lambda s: s == "true"), ("null", lambda s: None)):
    Loader.add_constructor(f"tag:yaml.org,2002:{tag}",
                           lambda loader, node, make=make: make(node.value))


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        schema = json.load(f)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    bad = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as f:
            data = yaml.load(f, Loader)
        for error in validator.iter_errors(data):
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
            bad += 1
    for text in WRONG:
        if validator.is_valid(yaml.load(text, Loader)):
            print(f"the schema lets pass: {text}")
            bad += 1
    return 1 if bad else 0


sys.exit(main())
