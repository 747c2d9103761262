#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Nothing that a command says for people comes out in English in another language.

usage: e2e_said.py DAIS

The commands are run in English and in the five other languages, on a shipped example, whose names stand in all six, and on
input that is broken. Two things betray what was left in English: a line that is the same in both, and, where the language is
not written in Latin letters, Latin words that are neither names, nor keys, nor operands. Words of documents, which stand
behind " | ", keep their language, and so do the values that a user types.
"""
import concurrent.futures
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAIS = str(pathlib.Path(sys.argv[1]).resolve())
LANGUAGES = ("ar", "zh", "fr", "ru", "es")
OTHER_LETTERS = ("ar", "zh", "ru")
MARKS = re.compile("[\u2066-\u2069]")

# Operands, keys, values and names: what is typed is the same in every language.
TYPED = set("""
dais account add invite list reset disable enable roles token key seal log build check concord plan read new merge serve rules
db init import release export verify rebuild backup restore migrate completion help bash zsh fish source compinit
text json sarif html svg ics pdf docx odt akn xliff txt error warning info hybrid online in-person neutral untoc
administrator secretariat editor translator chair bureau delegate reader room team person day
ar zh en fr ru es ic ta first hex cent localhost out examples example calendar meeting evidence noun session
paragraphs minutes mandates again broken ann webhook
required if-offered none all smtp smtps https http postgres postgresql unix seccomp Landlock webhooks working.read
package.create package.replace release.publish
""".split())
NAMES = {"Europe", "Vienna", "Ann", "UTC", "Fri", "Latin", "Unicode", "OpenID", "Connect", "Akoma", "Ntoso", "Technical", "Committee", "Secretariat"}
AS_IN_ENGLISH = {"Total"}  # words that are so in French or Spanish
# What looks like a name rather than a word: capitals, figures, or the punctuation of paths, keys, addresses and options.
NAME = re.compile(r"[A-Z]{2}|[0-9_/\\@.:=|\[\]<>-]|^[A-Z]$")
# What is quoted is a value: a name, or words of a document.
QUOTED = re.compile("«[^»]*»|“[^”]*”|\"[^\"]*\"")
WORD = re.compile(r"[\w/\\@.:=|<>\[\]-]*[A-Za-z]{2}[\w/\\@.:=|<>\[\]-]*", re.A)


class Said(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tmp = pathlib.Path(tempfile.mkdtemp())
        shutil.copytree(ROOT / "examples", cls.tmp / "examples")
        (cls.tmp / "zeros.bin").write_bytes(b"x\0y")
        (cls.tmp / "latin.txt").write_bytes("Ordre du jour\n\n1. R\xe9union\n".encode("latin-1"))
        (cls.tmp / "plain.txt").write_text("Nothing of a meeting stands here.\n")
        (cls.tmp / "cut.docx").write_bytes(b"PK\3\4" + bytes(60))
        broken = cls.tmp / "broken"
        shutil.copytree(ROOT / "examples/untoc-2022", broken)
        record = (broken / "meeting.yaml").read_text(encoding="utf-8")
        (broken / "meeting.yaml").write_text(record.replace("minutes: 30", "minutes: many", 1), encoding="utf-8")
        cls.run_dais("build", "examples/untoc-2022", "-o", "made", "-l", "en", "-f", "docx,txt,html,pdf")
        cls.run_dais("db", "init", "--db", "r.db")
        cls.run_dais("db", "import", "examples/untoc-2022", "--db", "r.db")
        cls.run_dais("account", "add", "ann", "-i", "ann", "-e", "a@b.org", "-n", "Ann", "-r", "reader", "--db", "r.db")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.tmp)

    @classmethod
    def run_dais(cls, *args):
        env = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "HOME": str(cls.tmp)}
        return subprocess.run([DAIS, *args], cwd=cls.tmp, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False, timeout=100)

    @functools.cache
    def lines(self, language, *args):
        got = self.run_dais(*args, "--messages", language)
        self.assertIn(got.returncode, (0, 1, 2), args)
        shown = [MARKS.sub("", line).strip() for line in got.stdout.splitlines()]
        return [line for line in shown if " | " not in line and re.search("[^\\W\\d_]", line)]

    @staticmethod
    def betrays(line):
        """The English words that stand in @line."""
        words = [w.strip(".:,") for w in WORD.findall(line)]
        return [w for w in words if w and w not in TYPED and w not in NAMES | AS_IN_ENGLISH and not NAME.search(w)]

    def compare(self, *args):
        english = set(self.lines("en", *args))
        self.assertTrue(english, args)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda l: self.lines(l, *args), LANGUAGES))
        for language, lines in zip(LANGUAGES, answers):
            for line in lines:
                if line in english or language in OTHER_LETTERS:
                    if words := self.betrays(QUOTED.sub("", line)):
                        self.found.append(f"dais {' '.join(args)} -m {language}: {line} -- {', '.join(words)}")

    def setUp(self):
        self.found = []

    def tearDown(self):
        self.assertFalse(self.found, "\n".join(["left in English:", *self.found]))

    def test_help(self):
        self.compare("help")
        for command in "account build check concord plan read new merge serve rules db completion".split():
            self.compare("help", command)

    def test_documents(self):
        for name in ("agenda.txt", "agenda.docx", "agenda.pdf", "agenda.html"):
            self.compare("read", f"made/en/{name}")
            self.compare("check", f"made/en/{name}")
        self.compare("check", "made")
        for name in ("plain.txt", "latin.txt", "zeros.bin", "cut.docx", "nowhere", "examples"):
            self.compare("read", name)
            self.compare("check", name)

    def test_comments(self):
        """What stands around the findings in an annotated copy."""
        for language in OTHER_LETTERS:
            copy = self.tmp / f"{language}.docx"
            self.run_dais("check", "made/en/agenda.docx", "--annotate", str(copy), "-m", language)
            with zipfile.ZipFile(copy) as z:
                comments = re.findall(r"<w:t[^>]*>([^<]*)", MARKS.sub("", z.read("word/comments.xml").decode()))
            self.assertGreater(len(comments), 10)
            for words in comments:
                if left := self.betrays(QUOTED.sub("", words)):
                    self.found.append(f"{language}: {words} -- {', '.join(left)}")

    def test_packages(self):
        self.compare("build", "examples/untoc-2022", "-o", "again", "-l", "fr", "-f", "txt")
        for package in ("examples/untoc-2022", "broken"):
            self.compare("check", package)
        self.compare("build", "broken", "-o", "again")
        self.compare("build", "nowhere", "-o", "again")
        self.compare("check", "examples/untoc-2022", "--severity", "bad")
        self.compare("check", "examples/untoc-2022", "--rule", "R-NONE")
        self.compare("rules")

    def test_planning(self):
        for option in ((), ("--explain",), ("--verify",), ("--modality", "hybrid", "-q"), ("--lose", "day:2022-05-24"),
                       ("--lose", "room:none"), ("--overran", "transfer=60"), ("--rooms", "--ascii")):
            self.compare("plan", "examples/untoc-2022", *option)
        self.compare("plan", "examples/vienna-year/calendar.yaml", "--verify")

    def test_record(self):
        for args in (("list",), ("verify",), ("log",), ("migrate", "--dry-run"), ("migrate",), ("rebuild",), ("init",),
                     ("import", "examples/untoc-2022"), ("import", "broken"), ("release", "none"), ("release", "untoc-2022"),
                     ("export", "none", "--out", "there"), ("verify", "--head", "abc")):
            self.compare("db", *args, "--db", "r.db")
        self.compare("db", "list", "--db", "none.db")
        for args in (("list",), ("reset", "none"), ("disable", "ann"), ("enable", "ann"), ("roles", "ann", "-r", "bad")):
            self.compare("account", *args, "--db", "r.db")

    def test_usage(self):
        for args in (("bogus",), ("check", "--bogus"), ("check",), ("read",), ("plan", "nowhere"), ("merge", "plain.txt"),
                     ("new",), ("new", "there", "--opens", "never"), ("serve", "--db", "none.db"), ("concord", "plain.txt"),
                     ("rules", "R-NONE"), ("build", "examples/untoc-2022"), ("plan", "examples/untoc-2022", "--lose", "x")):
            self.compare(*args)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
