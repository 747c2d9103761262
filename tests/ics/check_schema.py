# SPDX-License-Identifier: LGPL-2.1-or-later
"""Validates the record as JSON against share/schema/meeting.schema.json (JSON Schema 2020-12).

Usage: check_schema.py WRITE_DATA SCHEMA PACKAGE...; exit status 77 (skipped) without a jsonschema
package that knows draft 2020-12 (Debian: python3-jsonschema).
"""
import json
import subprocess
import sys
import tempfile

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: needs python3-jsonschema with draft 2020-12")
    sys.exit(77)


def main():
    with open(sys.argv[2], encoding="utf-8") as f:
        schema = json.load(f)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    failed = False
    with tempfile.NamedTemporaryFile() as out:
        for package in sys.argv[3:]:
            subprocess.run([sys.argv[1], "json", package, out.name], check=True)
            with open(out.name, encoding="utf-8") as f:
                record = json.load(f)
            for error in validator.iter_errors(record):
                print(f"{package}: {error.json_path}: {error.message}")
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
