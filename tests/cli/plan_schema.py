# SPDX-License-Identifier: LGPL-2.1-or-later
"""What dais plan prints for programs, held against its schemas (share/schema)."""
import json
import pathlib

try:
    from jsonschema import Draft202012Validator
except ImportError:
    Draft202012Validator = None

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "share/schema"
VALIDATORS = {}


def faults(printed):
    """Where @printed, an object of a meeting or a calendar, is not of its schema; [] also without python3-jsonschema."""
    name = "calendar-plan" if "calendar" in printed else "plan"
    if not Draft202012Validator:
        return []
    if name not in VALIDATORS:
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        VALIDATORS[name] = Draft202012Validator(schema)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in VALIDATORS[name].iter_errors(printed)]
