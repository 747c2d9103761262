#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The program from end to end: tests/cli/e2e.py DAIS [CLASS...]. Exit code 77 when all is skipped."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
TWO_BODIES = ROOT / "examples/untoc-2022"
ONE_BODY = ROOT / "examples/single-body"
SEED = ROOT / "../shared/seed/annotated-agendas-2022-fr.txt"
LANGUAGE_FILES = ["agenda.pdf", "agenda.docx", "agenda.html", "agenda.akn.xml", "work.ics", "agenda.txt"]
COMMANDS = ["build", "check", "concord", "db", "read", "new", "merge", "plan", "rules", "completion", "help"]
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


class Build(Case):
    def test_two_bodies(self):
        got = self.dais("build", TWO_BODIES, "--out", self.out)
        names = expected_files(["ar", "zh", "en", "fr", "ru", "es"], "en")
        self.assertEqual(sorted(results(self.out)), names)
        self.assertIn("42 files made", got.stdout)
        for l in ["ar", "zh", "en", "fr", "ru", "es"]:
            self.assertTrue((self.out / l / "agenda.pdf").read_bytes().startswith(b"%PDF-1."))
            self.assertTrue((self.out / l / "agenda.docx").read_bytes().startswith(b"PK\3\4"))
            self.assertIn(f'lang="{l}"', (self.out / l / "agenda.html").read_text())
            self.assertTrue((self.out / l / "work.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n"))
        json.loads((self.out / "meeting.json").read_text())
        before = digests(self.out)
        got = self.dais("build", TWO_BODIES, "--out", self.out)
        self.assertIn("0 files made", got.stdout)
        self.assertIn("42 unchanged", got.stdout)
        self.assertEqual(digests(self.out), before)

    def test_one_body_in_one_folder_and_another(self):
        one, two = self.tmp / "one", self.tmp / "deep/er/two"
        self.dais("build", ONE_BODY, "--out", one)
        self.assertEqual(sorted(results(one)), ONE_BODY_FILES)
        self.dais("build", ONE_BODY, "-o", two, "-j", "1", cwd=self.tmp)
        self.assertEqual(results(one), results(two))

    def test_time_stamps(self):
        for n, epoch in enumerate(["1700000000", "1700000000", "1600000000"]):
            self.dais("build", ONE_BODY, "--out", self.tmp / str(n), "--lang", "en",
                      env={"SOURCE_DATE_EPOCH": epoch})
        zero, one, two = (results(self.tmp / str(n)) for n in range(3))
        self.assertEqual(zero, one)
        self.assertNotEqual(zero["en/agenda.pdf"], two["en/agenda.pdf"])
        got = self.dais("build", ONE_BODY, "--out", self.out, code=2, env={"SOURCE_DATE_EPOCH": "soon"})
        self.assertIn("SOURCE_DATE_EPOCH", got.stderr)
        self.assertFalse(self.out.exists())

    def test_only_what_changed(self):
        package = self.package()
        self.dais("build", package, "--out", self.out)
        before = {p: p.stat().st_mtime_ns for p in self.out.rglob("*") if p.is_file()}
        fr = package / "text/fr.md"
        os.utime(fr)
        self.assertIn("0 files made", self.dais("build", package, "--out", self.out).stdout)
        fr.write_text(fr.read_text().rstrip("\n") + "\n\nUn alinéa de plus.\n")
        got = self.dais("build", package, "--out", self.out)
        changed = {str(p.relative_to(self.out)) for p, t in before.items() if p.stat().st_mtime_ns != t}
        changed = {n for n in changed if not pathlib.Path(n).name.startswith(".")}
        self.assertIn("fr/agenda.pdf", changed)
        self.assertIn("agenda.es-fr.xlf", changed)
        self.assertIn("meeting.json", changed)
        self.assertEqual({n for n in changed if n.startswith(("en/", "es/")) or n.endswith("es-en.xlf")}, set())
        self.assertIn(f"{len(changed)} files made", got.stdout)
        self.assertIn("Un alinéa de plus", (self.out / "fr/agenda.txt").read_text())
        # A result that was removed or cut is made again; --force makes all.
        (self.out / "en/agenda.txt").unlink()
        (self.out / "en/agenda.html").write_text("cut")
        self.assertIn("2 files made", self.dais("build", package, "--out", self.out).stdout)
        everything = len(ONE_BODY_FILES)
        self.assertIn(f"{everything} files made", self.dais("build", package, "--out", self.out, "--force").stdout)

    def test_name_of_a_room_changed(self):
        """Sittings name their room by its id; its words stand in planning.yaml."""
        package = self.package()
        self.edit(package / "meeting.yaml", "    bodies: [tc]\n    entries:", "    room: conference-room-1\n"
                  "    bodies: [tc]\n    entries:")
        self.dais("build", package, "--out", self.out, "-l", "en", "-f", "ics")
        self.assertIn("Conference Room 1", (self.out / "en/work.ics").read_text())
        self.edit(package / "planning.yaml", "Conference Room 1", "Arvena Room")
        self.dais("build", package, "--out", self.out, "-l", "en", "-f", "ics")
        self.assertIn("Arvena Room", (self.out / "en/work.ics").read_text())

    def test_two_at_once(self):
        self.dais("build", ONE_BODY, "--out", self.tmp / "alone")
        both = [subprocess.Popen([DAIS, "build", str(ONE_BODY), "--out", str(self.out), "--force", "-q"],
                                 stderr=subprocess.PIPE) for _ in range(4)]
        for p in both:
            _, err = p.communicate(timeout=120)
            self.assertEqual(p.returncode, 0, err)
        self.assertEqual(results(self.out), results(self.tmp / "alone"))
        self.assertEqual(temporary(self.tmp), [])

    def test_interrupted(self):
        self.dais("build", TWO_BODIES, "--out", self.tmp / "whole")
        whole = results(self.tmp / "whole")
        for delay in [0.02, 0.05, 0.1, 0.2]:
            p = subprocess.Popen([DAIS, "build", str(TWO_BODIES), "--out", str(self.out), "--force", "-q"])
            time.sleep(delay)
            p.kill()
            p.wait()
            # What is there under its name is whole.
            for name, digest in results(self.out).items() if self.out.exists() else []:
                if name in whole:
                    self.assertEqual(digest, whole[name], name)
        self.dais("build", TWO_BODIES, "--out", self.out)
        self.assertLessEqual(whole.items(), results(self.out).items())

    def test_selection(self):
        self.dais("build", ONE_BODY, "-o", self.out, "--lang=fr,es", "-f", "txt,json", "--quiet")
        self.assertEqual(sorted(results(self.out)), ["es/agenda.txt", "fr/agenda.txt", "meeting.json"])

    def test_without_sittings(self):
        """An agenda goes out before its work is organized: only the calendar is not made, unless it was asked for."""
        package = self.tmp / "early"
        shutil.copytree(ONE_BODY, package)
        text = (package / "meeting.yaml").read_text(encoding="utf-8")
        (package / "meeting.yaml").write_text(re.sub(r"^sittings:\n(?:[ #].*\n|\n)*", "", text, flags=re.M), encoding="utf-8")
        self.dais("build", package, "--out", self.out)
        self.assertEqual(sorted(results(self.out)), [name for name in ONE_BODY_FILES if not name.endswith(".ics")])
        said = self.dais("build", package, "--out", self.out, "--format", "ics", code=2).stderr
        self.assertIn("no sittings", said)
        self.assertIn("dais plan --write", said)

    def test_language_the_package_lacks(self):
        got = run("build", ONE_BODY, "-o", self.out, "--lang", "ru")
        self.assertNotEqual(got.returncode, 0, "made Russian files of a package without Russian")
        self.assertRegex(got.stderr, r"(?i)russian|\bru\b")

    def test_draft(self):
        package = self.package()
        fr = package / "text/fr.md"
        sections = re.split(r"(?m)^(?=# )", fr.read_text())
        fr.write_text("".join(sections[:-1]))
        got = self.dais("build", package, "--out", self.out, code=2)
        self.assertIn("--draft", got.stderr)
        self.assertIn("fr", got.stderr)
        self.assertFalse(self.out.exists())
        self.dais("build", package, "--out", self.out, "--lang", "en")
        self.dais("build", package, "--out", self.out, "--draft")
        self.assertTrue((self.out / "fr/agenda.pdf").is_file())
        self.dais("build", ONE_BODY, "--out", self.tmp / "final", "-f", "txt,html")
        self.assertNotEqual((self.out / "es/agenda.html").read_text(),
                            (self.tmp / "final/es/agenda.html").read_text(), "a draft is marked as one")

    def test_document_without_title(self):
        old = self.tmp / "old"
        self.dais("read", ROOT / "tests/read/data/styles/report.zh.txt", "--out", old)
        self.dais("build", old, "--out", self.out, "-f", "txt,html")
        text = (self.out / "zh/agenda.txt").read_text()
        self.assertIn("\nXX/SLUICE/2031/INF.3\n", text)
        for made in (text, (self.out / "zh/agenda.html").read_text()):
            self.assertNotIn("[…]", made)

    def test_modality(self):
        with open(TWO_BODIES / "meeting.yaml") as f:
            plans = yaml.safe_load(f).get("modalities") or {}
        for plan in plans or ["hybrid"]:
            self.dais("build", TWO_BODIES, "-o", self.tmp / plan, "-l", "en", "-f", "txt", "--modality", plan,
                      code=0 if plans else 2)
        got = self.dais("build", TWO_BODIES, "-o", self.out, "--modality", "telepathy", code=2)
        self.assertIn("telepathy", got.stderr)

    def test_batch(self):
        packages = [self.package(ONE_BODY, f"copy-{n:02}") for n in range(20)]
        self.dais("build", *packages, "--out", self.out, "-l", "en,fr", "-f", "txt,html,docx")
        first = results(self.out / "copy-00")
        self.assertEqual(len(first), 6)
        for p in packages:
            self.assertEqual(results(self.out / p.name), first)
        # One bad package stops no other, and is named.
        (packages[7] / "meeting.yaml").write_text("dais: 1\nnonsense: 1\n")
        got = self.dais("build", *packages, "--out", self.tmp / "again", "-l", "en", "-f", "txt", code=2)
        self.assertIn("copy-07", got.stderr)
        self.assertEqual(sum((self.tmp / "again" / p.name / "en/agenda.txt").is_file() for p in packages), 19)

    def test_batch_of_the_same_name(self):
        one, two = self.package(ONE_BODY, "a/meeting"), self.package(TWO_BODIES, "b/meeting")
        got = run("build", one, two, "--out", self.out, "-l", "en", "-f", "txt")
        self.assertEqual(got.returncode, 2, "two packages wrote into one folder")

    def test_merge(self):
        package = self.package()
        self.dais("build", package, "-o", self.out, "-f", "xliff")
        before = digests(package)
        xlf = self.out / "agenda.es-fr.xlf"
        got = self.dais("merge", xlf, package)
        self.assertRegex(got.stdout, r": 0 of \d+ texts taken")
        self.assertEqual(digests(package), before, "a merge without changes changes nothing")
        with open(package / "meeting.yaml") as f:
            title = next(iter(yaml.safe_load(f)["items"].values()))["title"]["fr"]
        self.edit(xlf, f">{title}</target>", ">Un titre altéré</target>")
        self.assertEqual(digests(package), before)
        self.dais("merge", "--dry-run", xlf, package)
        self.assertEqual(digests(package), before)
        self.assertIn("1 of", self.dais("merge", xlf, package).stdout)
        meeting = (package / "meeting.yaml").read_text()
        self.assertIn("Un titre altéré", meeting)
        self.assertTrue(meeting.startswith("# An invented body"), "comments stay")
        self.assertEqual((package / "text/fr.md").read_bytes(), (ONE_BODY / "text/fr.md").read_bytes())
        self.dais("build", package, "-o", self.out, "-l", "fr", "-f", "txt")
        self.assertIn("Un titre altéré", (self.out / "fr/agenda.txt").read_text())

    def test_merge_annotation(self):
        package = self.package()
        self.dais("build", package, "-o", self.out, "-f", "xliff")
        xlf = self.out / "agenda.es-fr.xlf"
        text = xlf.read_text()
        words = re.search(r'<unit id="annotation\.[^>]*>.*?<target [^>]*>([^<]{12,})<', text, re.S).group(1)
        xlf.write_text(text.replace(words, "Texte altéré " + words, 1))
        self.dais("merge", xlf, package)
        self.assertIn("Texte altéré", (package / "text/fr.md").read_text())
        self.assertEqual((package / "meeting.yaml").read_bytes(), (ONE_BODY / "meeting.yaml").read_bytes())
        for l in ["en", "es"]:
            self.assertEqual((package / f"text/{l}.md").read_bytes(), (ONE_BODY / f"text/{l}.md").read_bytes())
        self.assertIn("0 errors", run("check", package).stdout)

    def test_merge_refused(self):
        package = self.package()
        self.dais("build", package, "-o", self.out, "-f", "xliff")
        before = digests(package)
        xlf = self.out / "agenda.es-fr.xlf"
        good = xlf.read_text()
        # A reference of the target goes.
        at = good.index("<pc ", good.index("<target", good.index('<unit id="annotation.')))
        end = good.index("</pc>", at) + 5
        line = good.count("\n", 0, at) + 1
        xlf.write_text(good[:at] + good[end:])
        got = self.dais("merge", xlf, package, code=1)
        self.assertRegex(got.stderr, rf"{re.escape(str(xlf))}:{line}: error: .* is missing in the translation")
        # Cut off, no XML, no file.
        xlf.write_text(good[:len(good) // 2])
        self.assertIn("not well-formed", self.dais("merge", xlf, package, code=2).stderr)
        xlf.write_text("<!DOCTYPE x><x/>")
        self.assertIn("document type", self.dais("merge", xlf, package, code=2).stderr)
        self.dais("merge", self.tmp / "none.xlf", package, code=2)
        self.dais("merge", xlf, code=2)
        self.assertEqual(digests(package), before)

    def test_new(self):
        package = self.tmp / "mine"
        got = self.dais("new", package, "--body", "Working Group on Tests", "--symbol", "A/AC.300",
                        "--opens", "2027-05-24", "--place", "Vienna", "--zone", "Europe/Vienna")
        self.assertIn("meeting.yaml", got.stdout)
        self.assert_loads(package)
        self.dais("build", package, "-o", self.out)
        self.assertEqual(sorted(results(self.out)), expected_files(["en"], "en"))
        self.assertIn("Working Group on Tests", (self.out / "en/agenda.txt").read_text())
        before = digests(package)
        self.dais("new", package, "--opens", "2027-05-24", code=2)
        self.assertEqual(digests(package), before, "nothing is overwritten")
        self.dais("new", self.tmp / "no-date", code=2)
        self.dais("new", self.tmp / "bad-date", "--opens", "2027-02-30", code=2)
        self.dais("new", self.tmp / "bad-zone", "--opens", "2027-05-24", "--zone", "Mars/Olympus", code=2)

    def test_new_in_six_languages_two_bodies(self):
        package = self.tmp / "mine"
        self.dais("new", package, "--body", "Group A", "--body", "Group B", "--symbol", "A/AC.1", "--symbol",
                  "A/AC.2", "--ordinal", "3", "--ordinal", "4", "--opens", "2027-05-24", "--lang",
                  "ar,zh,en,fr,ru,es", "--profile", "untoc")
        self.assert_loads(package)
        self.dais("build", package, "-o", self.out, "--draft", "-f", "txt,html,pdf")
        self.assertEqual(len(results(self.out)), 18)


class Refuse(Case):
    def refused(self, package, *words, code=2):
        """The package builds nothing, quickly, and says why."""
        start = time.monotonic()
        got = self.dais("build", package, "--out", self.out, code=code)
        self.assertLess(time.monotonic() - start, 30)
        for w in words:
            self.assertRegex(got.stderr, w)
        self.assertFalse(self.out.exists(), "something was made")
        got = run("check", package)
        self.assertIn(got.returncode, (1, 2), got.stderr)
        return got

    def test_error_in_package(self):
        package = self.package()
        self.edit(package / "meeting.yaml", "produces: agenda", "produces: agendum")
        got = self.refused(package, r"meeting\.yaml:\d+:\d+: error: .*agendum")
        self.assertEqual(got.returncode, 1)
        self.assertRegex(got.stdout, r"meeting\.yaml:\d+:\d+: error: .*agendum")

    def test_error_in_text(self):
        package = self.package()
        with open(package / "text/fr.md", "a") as f:
            f.write("\nVoir {{item nulle-part}} et <b>ceci</b>.\n")
        self.refused(package, r"text/fr\.md:\d+:\d+: error: .*nulle-part")

    def test_empty_folder(self):
        empty = self.tmp / "empty"
        empty.mkdir()
        self.refused(empty, r"meeting\.yaml")
        self.refused(self.tmp / "nowhere", "nowhere")

    def test_bad_yaml(self):
        for name, data, words in [
                ("binary", bytes(range(256)) * 64, r"meeting\.yaml"),
                ("nul", b"dais: 1\n\0\n", r"meeting\.yaml"),
                ("latin-1", "dais: 1\nbodies: {a: {name: {fr: Réunion}}}\n".encode("latin-1"), "UTF-8"),
                ("empty", b"", r"meeting\.yaml"),
                ("list", b"[1, 2]\n", r"meeting\.yaml"),
                ("deep", b"a: " + b"[" * 100000, r"meeting\.yaml"),
                ("deep-map", b"".join(b" " * i + b"a:\n" for i in range(2000)), r"meeting\.yaml"),
                ("aliases", b"a: &a [x,x,x]\n" + b"".join(
                    b"%c: &%c [*%c,*%c,*%c,*%c]\n" % (c, c, c - 1, c - 1, c - 1, c - 1) for c in range(98, 123)), r"meeting\.yaml"),
                ("cut", (ONE_BODY / "meeting.yaml").read_bytes()[:5000], r"meeting\.yaml")]:
            with self.subTest(name):
                package = self.tmp / name
                shutil.copytree(ONE_BODY, package)
                (package / "meeting.yaml").write_bytes(data)
                got = self.refused(package, words)
                self.assertNotIn("bug:", got.stderr)

    def test_bad_text(self):
        for name, data in [("binary", bytes(range(256)) * 64), ("latin-1", "# {{item opening}}\n\nRéunion".encode("latin-1")),
                           ("deep", b"> " * 50000 + b"x"), ("deep-list", b"- " * 20000 + b"x"), ("nul", b"a\0b\n")]:
            with self.subTest(name):
                package = self.tmp / name
                shutil.copytree(ONE_BODY, package)
                (package / "text/fr.md").write_bytes(data)
                self.refused(package, r"text/fr\.md")

    def test_huge_files(self):
        for file in ["meeting.yaml", "text/fr.md", "profile.yaml", "planning.yaml"]:
            with self.subTest(file):
                package = self.package(name="huge-" + file.replace("/", "-"))
                with open(package / file, "wb") as f:
                    f.truncate(100 << 20)
                start = time.monotonic()
                self.refused(package, r"has 104857600 bytes, more than the \d+ allowed")
                self.assertLess(time.monotonic() - start, 5)

    def test_output_below_a_file(self):
        (self.tmp / "file").write_text("x")
        got = self.dais("build", ONE_BODY, "--out", self.tmp / "file/out", code=2)
        self.assertIn("file", got.stderr)
        got = self.dais("build", ONE_BODY, "--out", self.tmp / "file", code=2)
        self.assertEqual((self.tmp / "file").read_text(), "x")

    def test_output_not_writable(self):
        if os.geteuid() == 0:
            setpriv = shutil.which("setpriv")
            if not setpriv:
                self.skipTest("root may write anywhere and there is no setpriv")
            before = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
        else:
            before = []
        locked = self.tmp / "locked"
        locked.mkdir()
        locked.chmod(0o555)
        os.chmod(self.tmp, 0o755)
        if subprocess.run([*before, DAIS, "--version"], capture_output=True).returncode != 0:
            self.skipTest("the program cannot be run as another user here")
        got = subprocess.run([*before, DAIS, "build", str(self.world_readable()), "--out", str(locked / "out")],
                             capture_output=True, text=True)
        self.assertEqual(got.returncode, 2, got.stderr)
        self.assertRegex(got.stderr, r"(?i)denied|permission")

    def world_readable(self):
        package = self.package(name="readable")
        for p in [package, *package.rglob("*")]:
            p.chmod(0o755 if p.is_dir() else 0o644)
        return package

    def test_full_disk(self):
        small = self.tmp / "small"
        small.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small],
                                               capture_output=True).returncode != 0:
            self.skipTest("a small file system cannot be mounted here (not root, or not allowed)")
        try:
            got = self.dais("build", ONE_BODY, "--out", small / "out", code=2)
            self.assertRegex(got.stderr, r"(?i)no space")
            self.assertEqual(temporary(small), [])
            for p in (small / "out").rglob("agenda.pdf"):
                self.assertTrue(p.read_bytes().rstrip().endswith(b"%%EOF"), "a file is whole or absent")
        finally:
            subprocess.run(["umount", small], check=False)

    def test_full_standard_output(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        for args in [["check", ONE_BODY, "--format", "json"], ["rules", "--format", "json"], ["rules"],
                     ["check", ONE_BODY], ["help"], ["completion"]]:
            with self.subTest(args), open("/dev/full", "w") as full:
                got = run(*args, stdout=full)
                self.assertEqual(got.returncode, 2, f"{args}: {got.stderr}")
                self.assertIn("cannot write", got.stderr)

    def test_nothing_temporary_stays(self):
        package = self.package()
        self.dais("build", package, "--out", self.out)
        self.dais("merge", self.out / "agenda.es-fr.xlf", package)
        self.dais("build", package, "--out", self.out, "--force")
        self.assertEqual(temporary(self.tmp), [])
        self.assertEqual(sorted(results(self.out)), ONE_BODY_FILES)

    def test_bad_font(self):
        fonts = self.tmp / "fonts"
        fonts.mkdir()
        (fonts / "NotoSerif-Regular.ttf").write_bytes(b"not a font")
        got = self.dais("build", ONE_BODY, "-o", self.out, "-l", "en", "-f", "pdf", code=2,
                        env={"DAIS_FONT_DIR": str(fonts)})
        self.assertIn("NotoSerif-Regular.ttf", got.stderr)
        self.assertIn("fonts-noto-core", got.stderr)
        self.assertEqual(temporary(self.tmp), [])
        self.assertFalse((self.out / "en/agenda.pdf").exists())

    def test_missing_fonts(self):
        if os.geteuid() != 0 or not shutil.which("unshare"):
            self.skipTest("fonts can only be hidden by root with unshare")
        probe = ["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /usr/share/fonts && exec \"$@\"", "sh"]
        if subprocess.run([*probe, "true"], capture_output=True).returncode != 0:
            self.skipTest("fonts cannot be hidden here (mounting is not allowed)")
        got = subprocess.run([*probe, DAIS, "build", str(ONE_BODY), "-o", str(self.out)], capture_output=True,
                             text=True, env={k: v for k, v in os.environ.items() if k != "DAIS_FONT_DIR"})
        if got.returncode == 0 and list(pathlib.Path("/usr/local/share/fonts").glob("noto/*")):
            self.skipTest("fonts are in /usr/local, too")
        self.assertEqual(got.returncode, 2, got.stderr)
        self.assertIn("fonts-noto-core", got.stderr)


def temporary(folder):
    """Files that are neither results nor dais's own notes."""
    return [str(p) for p in folder.rglob("*") if re.search(r"\.(tmp|new|part|[A-Za-z0-9]{6})$", p.name) and
            p.suffix not in (".docx", ".ttf") and p.is_file()]


class Commands(Case):
    def test_version_and_help(self):
        self.assertRegex(self.dais("--version").stdout, r"^dais \d+\.\d+\.\d+\n$")
        for args in [["help"], ["--help"], ["-h"]]:
            text = self.dais(*args).stdout
            for c in COMMANDS:
                self.assertIn(c, text)
        for c in COMMANDS:
            by_help = self.dais("help", c).stdout
            self.assertIn(f"Usage: dais {c}", by_help)
            self.assertEqual(self.dais(c, "--help").stdout, by_help)
        self.assertIn("Usage", self.dais(code=2).stderr)
        self.dais("help", "nonsense", code=2)

    def test_suggestions(self):
        for args, words in [(["biuld"], 'Did you mean "build"'), (["chek"], 'Did you mean "check"'),
                            (["xyzzyx"], "See dais help"),
                            (["build", "--langs", "fr", ONE_BODY], "Did you mean --lang?"),
                            (["build", "--ofrce"], "Did you mean --force?"),
                            (["check", "--zzzzzzzz"], "--help"), (["check", "-Z"], "-Z"),
                            (["build", ONE_BODY, "--out"], "needs a value"),
                            (["build", ONE_BODY, "--force=1", "-o", self.out], "takes no value"),
                            (["build", ONE_BODY], "--out"), (["build", "-o", self.out], "package"),
                            (["build", ONE_BODY, "-o", self.out, "-l", "fr,xx"], '"xx" is not a language'),
                            (["build", ONE_BODY, "-o", self.out, "-f", "ps"], '"ps" is not a format'),
                            (["build", ONE_BODY, "-o", self.out, "-j", "0"], "1 to 64"),
                            (["check"], "nothing to check"), (["check", ONE_BODY, "--rule", "R-NO-1"], "no rule R-NO-1"),
                            (["check", ONE_BODY, "--format", "xml"], "text, json and sarif"),
                            (["rules", "R-DATE-01", "R-DATE-02"], "unexpected argument"),
                            (["check", ONE_BODY, "--severity", "bad"], "error, warning and info"),
                            (["check", ONE_BODY, "--jobs", "many"], "1 to 64"),
                            (["rules", "R-NO-1"], "no rule R-NO-1"), (["read"], "no document"), (["new"], "no folder"),
                            (["rules", "--format", "xml"], "xml")]:
            with self.subTest(args):
                self.assertIn(words, self.dais(*args, code=2).stderr)
        self.assertFalse(self.out.exists())

    def test_what_is_to_be_mended_first_is_said_first(self):
        """And each complaint says what to do next, also of a file for a folder and of an empty file."""
        file, empty, folder = self.tmp / "file", self.tmp / "empty", self.tmp / "folder"
        file.write_text("words\n", encoding="utf-8")
        empty.touch()
        folder.mkdir()
        package, record = "A package is a folder with a file meeting.yaml in it.", self.tmp / "nowhere.db"
        for args, words, next_step in [
                (["build", "nowhere"], 'there is no folder "nowhere"', package),
                (["build", "nowhere", "--lang", "xx"], 'there is no folder "nowhere"', package),
                (["build", "nowhere", "nothing"], 'there is no folder "nowhere"', package),
                (["build", file], "is a file, not a folder", package), (["build", folder], "has no meeting.yaml", package),
                (["build", ONE_BODY], "no folder for the results", "--out out"),
                (["build", ONE_BODY, "--out", file], "is a file, not a folder", "Name another folder."),
                (["read"], "no document", "dais read agenda.docx"), (["read", "nowhere"], "cannot open", "Check its name"),
                (["read", empty], "is empty", "Was it saved"), (["read", ONE_BODY], "is a folder, not a file", "dais check checks it"),
                (["check", empty], "is empty", "Was it saved"), (["concord", empty, empty], "is empty", "Was it saved"),
                (["concord", folder, folder], "is a folder, not a file", "Name a file in it."),
                (["merge"], "two things are needed", "The file comes first"), (["merge", ONE_BODY, file], "is a folder, not a file", "The file comes first"),
                (["new"], "no folder", "dais new my-meeting"), (["new", ONE_BODY], "is not an empty folder", "does not exist yet"),
                (["db", "init", "--db", folder], "is not a file", "A record is a file"),
                (["db", "init", "--db", folder / "none" / "m.db"], "there is no folder for", "Make the folder first"),
                (["db", "export", "--db", record, "x"], "there is no record", "dais db init makes one."),
                (["db", "foo"], 'cannot "foo"', "See dais help db."), (["account", "token", "--db", record], "there is no record", "dais db init makes one.")]:
            with self.subTest(args):
                said = self.dais(*args, code=2).stderr
                self.assertIn(words, said)
                self.assertIn(next_step, said)

    def test_errors_in_the_language_of_the_reader(self):
        missing = self.tmp / "nowhere.pdf"
        for lang, where, why in [("fr", "impossible d’ouvrir", "aucun fichier ni dossier"), ("ru", "не удалось открыть", "нет такого файла"),
                                 ("es", "no se puede abrir", "no existe ese archivo"), ("zh", "无法打开", "没有这个文件"),
                                 ("ar", "تعذر فتح", "لا يوجد ملف"), ("en", "cannot open", "No such file")]:
            for args, env in [(["--messages", lang], {}), (["-m", lang], {}), ([], {"LC_ALL": f"{lang}_XX.UTF-8"}),
                              ([f"--messages={lang}"], {"LC_ALL": "ru_RU.UTF-8"})]:
                with self.subTest(lang=lang, args=args):
                    words = run("read", missing, *args, env=env).stderr
                    self.assertIn(where, words)
                    self.assertIn(why, words)
                    self.assertIn("nowhere.pdf", words)
        # What is wrong with the options themselves, wherever the language stands among them.
        self.assertIn("option inconnue : --oops", run("check", "--oops", "-m", "fr").stderr)
        self.assertIn("нет команды «chek»", run("chek", env={"LC_ALL": "ru_RU.UTF-8"}).stderr)
        self.assertIn('"xx" is not a language', self.dais("check", ONE_BODY, "-m", "xx", code=2).stderr)
        # A child says it, its parent translates it.
        self.dais("build", ONE_BODY, "-o", self.out, "-l", "en", "-f", "docx")
        broken = next(self.out.rglob("*.docx"))
        broken.write_bytes(broken.read_bytes()[:3000])
        self.assertIn("est tronqué ou endommagé", run("read", broken, "-m", "fr").stderr)

    def test_help_in_the_language_of_the_reader(self):
        for lang, words in [("fr", "Commandes :"), ("ar", "الأوامر:"), ("zh", "命令："), ("ru", "Команды:"), ("es", "Órdenes:")]:
            by_help = run("help", env={"LC_ALL": f"{lang}.UTF-8"}).stdout
            self.assertIn(words, by_help)
            self.assertEqual([c for c in COMMANDS if f"\n  {c} " not in by_help], [])
            self.assertEqual(by_help, run("--help", "-m", lang).stdout)
        for c in COMMANDS[:-2]:
            english, french = run("help", c).stdout, run("help", c, env={"LC_ALL": "fr_FR.UTF-8"}).stdout
            self.assertEqual(re.findall(r"^ {2,6}(?:-., )?--[a-z-]+", english, re.M), re.findall(r"^ {2,6}(?:-., )?--[a-z-]+", french, re.M))
            for line in re.findall(r"^  (?:-.,|   ) --.*", english, re.M):
                if not re.search(r"\b(text|json|127|pdf)\b", line) and "city" not in line:
                    self.assertNotIn(line, french)
            for lang in ("ar", "zh", "fr", "ru", "es"):
                said = run("help", c, "-m", lang).stdout.split("\n\n")[2]
                self.assertEqual(re.findall(r"\b(?:the|and|of|with|when|makes|is|are|it)\b", said), [], (c, lang))
                self.assertRegex(said, {"ar": "[ء-ي]{3}", "zh": "[一-龥]{3}", "ru": "[а-я]{4}"}.get(lang, "[a-zé]{4}"))

    def test_check_exit_codes(self):
        self.dais("check", self.tmp / "nowhere", code=2)
        for example in [TWO_BODIES, ONE_BODY]:
            got = run("check", example)
            n = list(map(int, re.search(r"(\d+) errors?, (\d+) warnings?, (\d+) for information", got.stdout).groups()))
            self.assertEqual(n[0], 0, got.stdout)
            self.assertEqual(got.returncode, 1 if n[0] + n[1] else 0)
        package = self.package()
        self.edit(package / "meeting.yaml", "closes:", "opens:")
        self.assertRegex(self.dais("check", package, code=1).stdout, r"[1-9]\d* errors?,")

    def test_check_json(self):
        package = self.package()
        with open(package / "text/en.md", "a") as f:
            f.write("\nSee {{item nowhere}}.\n")
        for source, least in [(package, 1), (TWO_BODIES, 0)]:
            found = json.loads(run("check", source, "--format", "json").stdout)
            self.assertGreaterEqual(len(found["findings"]), least)
            for f in found["findings"]:
                self.assertLessEqual({"rule", "severity", "message", "places"}, set(f))
                self.assertIn(f["severity"], ("error", "warning", "info"))
                for p in f["places"]:
                    # What is not known is left out.
                    self.assertIn("file", p)
                    self.assertLessEqual(set(p), {"file", "page", "line", "column", "text"})
                    self.assertIsInstance(p.get("line", 1), int)

    def test_check_sarif(self):
        found = json.loads(run("check", TWO_BODIES, "--format", "sarif").stdout)
        self.assertEqual(found["version"], "2.1.0")
        rules = {r["id"] for r in found["runs"][0]["tool"]["driver"]["rules"]}
        for r in found["runs"][0]["results"]:
            self.assertIn(r["ruleId"], rules | {"package", "package-language"})
            self.assertIn(r["level"], ("error", "warning", "note"))

    def test_check_one_rule(self):
        every = json.loads(run("check", TWO_BODIES, "--format", "json").stdout)["findings"]
        if not every:
            self.skipTest("the example has no findings")
        rule = every[0]["rule"]
        some = json.loads(run("check", TWO_BODIES, "--format", "json", "--rule", rule).stdout)["findings"]
        self.assertEqual({f["rule"] for f in some}, {rule})
        self.assertEqual(len(some), sum(f["rule"] == rule for f in every))

    def test_rules(self):
        ids = [r["id"] for r in json.loads(self.dais("rules", "--format", "json").stdout)["rules"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreater(len(ids), 20)
        listed = self.dais("rules").stdout
        for i in ids:
            self.assertIn(i, listed)
        for i in ids[:5] + ids[-5:]:
            text = self.dais("rules", i).stdout
            self.assertTrue(text.startswith(i))
            self.assertIn("Source: ", text)
            self.assertIn("Passes: ", text)
            self.assertIn("Fails: ", text)
            self.assertEqual([r["id"] for r in json.loads(self.dais("rules", i, "-f", "json").stdout)["rules"]], [i])

    def test_rules_in_six_languages(self):
        english = json.loads(self.dais("rules", "-f", "json", "-m", "en").stdout)["rules"]
        self.assertNotIn("english", english[0])
        for language in ("ar", "zh", "fr", "ru", "es"):
            said = json.loads(self.dais("rules", "-f", "json", "-m", language).stdout)["rules"]
            self.assertEqual([r["statement"] for r in english], [r["english"] for r in said])
            self.assertFalse([r["id"] for r in said if r["statement"] == r["english"]])
            self.assertEqual(len(said), len({r["statement"] for r in said}))
            listed = self.dais("rules", "-m", language).stdout
            for r in said:
                self.assertIn(r["statement"], listed)
            self.assertNotIn("not run", listed)
            told = self.dais("rules", "R-SYM-02", "-m", language).stdout
            self.assertNotIn("Holds by", told)
            self.assertNotIn("Passes", told)
            sarif = json.loads(run("check", TWO_BODIES, "--format", "sarif", "-m", language).stdout)
            driver = sarif["runs"][0]["tool"]["driver"]["rules"]
            self.assertIn(said[0]["statement"], json.dumps(driver, ensure_ascii=False))
        self.assertIn("not a language", self.dais("rules", "-m", "xx", code=2).stderr)

    def test_every_source_of_a_rule_is_named(self):
        rows = [line for line in (ROOT / "doc/sources.md").read_text().splitlines() if line.startswith("| ")]
        known = {key.strip() for line in rows for key in line.split("|")[1].split(",")}
        for r in json.loads(self.dais("rules", "--format", "json").stdout)["rules"]:
            for key in r["source"].split(","):
                self.assertIn(key.strip(), known, r["id"])
            self.assertTrue(r["passes"] and r["fails"] and r["statement"], r["id"])
        self.assertIn("annotated provisional agendas of two", self.dais("rules", "R-AGENDA-16").stdout)

    def test_completion(self):
        script = self.dais("completion").stdout
        self.assertEqual(subprocess.run(["bash", "-n"], input=script, text=True).returncode, 0)
        asked = subprocess.run(["bash", "-c", script + "\nCOMP_WORDS=(dais build --f); COMP_CWORD=2; _dais; "
                                "echo \"${COMPREPLY[@]}\"; COMP_WORDS=(dais me); COMP_CWORD=1; _dais; "
                                "echo \"${COMPREPLY[@]}\""], capture_output=True, text=True)
        lines = asked.stdout.splitlines()
        self.assertEqual(set(lines[0].split()), {"--format", "--force"})
        self.assertIn("merge", lines[1].split())

    def test_read(self):
        self.dais("build", TWO_BODIES, "-o", self.out, "-l", "en", "-f", "txt")
        text = self.out / "en/agenda.txt"
        self.assertIn("in English", self.dais("read", text).stdout)
        json.loads(self.dais("read", text, "--format", "json").stdout)
        self.dais("read", text, "--out", self.tmp / "package")
        json.loads((self.tmp / "package/evidence.json").read_text())
        self.assertIn("already", self.dais("read", text, "--out", self.tmp / "package", code=2).stderr)
        self.assertIn("in English", self.dais("read", "-", stdin=text.read_text()).stdout)
        (self.tmp / "latin1.txt").write_bytes("Ordre du jour provisoire\n\n1. Réunion\n".encode("latin-1"))
        self.assertIn("latin1.txt:3: error", self.dais("read", self.tmp / "latin1.txt", code=1).stderr)
        self.dais("read", self.tmp, code=2)
        self.dais("read", self.tmp / "nowhere", code=2)

    def test_closed_output(self):
        # A reader that stops early, as head does, gives no noise beyond the signal or the message.
        got = subprocess.run(["bash", "-c", f"'{DAIS}' rules | head -n 1"], capture_output=True, text=True)
        self.assertEqual(got.returncode, 0)
        self.assertNotIn("bug", got.stderr)


class Large(Case):
    def test_large_package(self):
        package = self.tmp / "large"
        subprocess.run([sys.executable, ROOT / "bench/generate.py", package, "--bodies", "3", "--items", "60",
                        "--documents", "250", "--sittings", "40"], check=True)
        start = time.monotonic()
        self.dais("build", package, "--out", self.out)
        print(f"large package: {time.monotonic() - start:.1f} s")
        self.assertEqual(sorted(results(self.out)), expected_files(["ar", "zh", "en", "fr", "ru", "es"], "en"))
        start = time.monotonic()
        self.assert_loads(package)
        self.assertLess(time.monotonic() - start, 60)
        self.dais("merge", self.out / "agenda.en-fr.xlf", package)
        self.assertIn("42 unchanged", self.dais("build", package, "--out", self.out).stdout)


@unittest.skipUnless(SEED.is_file(), f"there is no {SEED}")
class Seed(Case):
    def findings(self):
        return json.loads(self.dais("check", SEED, "--format", "json", code=1).stdout)["findings"]

    def at(self, found, rules, line=None):
        return [f for f in found if f["rule"] in rules and
                (line is None or any(p["line"] == line for p in f["places"]))]

    def test_findings(self):
        found = self.findings()
        for name, rules, line in [("F-01", {"R-AGENDA-16"}, 633), ("F-02", {"R-AGENDA-17"}, 676),
                                  ("F-03", {"R-AGENDA-04", "R-DOC-11"}, None), ("F-04", {"R-ANNOT-02"}, 86)]:
            with self.subTest(name):
                self.assertTrue(self.at(found, rules, line), f"{name}: {sorted(rules)} at line {line}; found " +
                                str(sorted({(f['rule'], p['line']) for f in found for p in f['places']})))

    def test_package(self):
        package = self.tmp / "package"
        got = self.dais("read", SEED, "--out", package)
        self.assertIn("in French", got.stdout)
        self.assertIn("2 bodies", got.stdout)
        self.assertTrue((package / "text/fr.md").is_file())
        self.assert_loads(package)
        self.dais("build", package, "--out", self.out)
        self.assertTrue((self.out / "fr/agenda.pdf").read_bytes().startswith(b"%PDF-1."))
        with open(package / "meeting.yaml") as f:
            meeting = yaml.safe_load(f)
        self.assertEqual(meeting["languages"], ["fr"])
        self.assertEqual(len(meeting["together"]), 2)


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


if __name__ == "__main__":
    main()
