# SPDX-License-Identifier: LGPL-2.1-or-later
"""What tests of the program from end to end share; each is called as e2e_*.py DAIS [CLASS...]. Exit code 77 when all is skipped."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from processor import children_seconds  # noqa: E402, F401

ROOT = pathlib.Path(__file__).resolve().parents[2]
TWO_BODIES = ROOT / "examples/untoc-2022"
ONE_BODY = ROOT / "examples/single-body"
LANGUAGE_FILES = ["agenda.pdf", "agenda.docx", "agenda.html", "agenda.akn.xml", "work.ics", "agenda.txt"]
DAIS = ""


def run(*args, env=None, stdin="", **options):
    """Runs dais; bytes that are no UTF-8 are kept visible."""
    full = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    full.update({"LC_ALL": "C.UTF-8"} | (env or {}))
    options.setdefault("timeout", 250)
    options.setdefault("stdout", subprocess.PIPE)
    got = subprocess.run([DAIS, *map(str, args)], env=full, input=stdin, stderr=subprocess.PIPE,
                         encoding="utf-8", errors="backslashreplace", **options)
    # A sanitizer's exit code may be that of findings.
    for word in ["runtime error:", "Sanitizer", "dais: bug:"]:
        if word in got.stderr:
            raise AssertionError(got.stderr)
    return got


def digests(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}


def results(folder):
    """The made files, without dais's own notes (hidden files)."""
    return {name: d for name, d in digests(folder).items() if not pathlib.Path(name).name.startswith(".")}


def expected_files(languages, source):
    return sorted([f"{l}/{f}" for l in languages for f in LANGUAGE_FILES] +
                  [f"agenda.{source}-{l}.xlf" for l in languages if l != source] + ["meeting.json"])


ONE_BODY_FILES = expected_files(["en", "fr", "es"], "es")  # its agenda was written in Spanish


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="dais-e2e-")
        self.addCleanup(folder.cleanup)
        self.tmp = pathlib.Path(folder.name)
        self.out = self.tmp / "out"

    def dais(self, *args, code=0, **options):
        got = run(*args, **options)
        self.assertEqual(got.returncode, code, f"dais {' '.join(map(str, args))}\n{got.stdout}\n{got.stderr}")
        return got

    def package(self, source=ONE_BODY, name="package"):
        return pathlib.Path(shutil.copytree(source, self.tmp / name))

    def assert_loads(self, package):
        """Its rules may find something, but the package itself is in order."""
        found = json.loads(run("check", package, "--format", "json").stdout)["findings"]
        self.assertEqual([f for f in found if f["rule"].startswith("package")], [])

    def edit(self, path, old, new):
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1))


def temporary(folder):
    """Files that are neither results nor dais's own notes."""
    return [str(p) for p in folder.rglob("*") if re.search(r"\.(tmp|new|part|[A-Za-z0-9]{6})$", p.name) and
            p.suffix not in (".docx", ".ttf") and p.is_file()]


def main():
    global DAIS
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    DAIS = str(pathlib.Path(sys.argv[1]).resolve())
    program = unittest.main(argv=[sys.argv[0], *sys.argv[2:]], exit=False, verbosity=2)
    result = program.result
    if result.wasSuccessful() and result.testsRun and len(result.skipped) == result.testsRun:
        sys.exit(77)
    sys.exit(not result.wasSuccessful())
