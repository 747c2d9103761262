#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais build, merge and new from end to end: e2e_build.py DAIS [CLASS...]."""
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import time

import yaml

import e2e
from e2e import Case, children_seconds, digests, expected_files, ONE_BODY, ONE_BODY_FILES, results, ROOT, run, temporary, TWO_BODIES


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
        both = [subprocess.Popen([e2e.DAIS, "build", str(ONE_BODY), "--out", str(self.out), "--force", "-q"],
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
            p = subprocess.Popen([e2e.DAIS, "build", str(TWO_BODIES), "--out", str(self.out), "--force", "-q"])
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

    def test_document_without_a_symbol(self):
        """As one that dais read made of a house whose symbols it does not know: all but Akoma Ntoso, which is addressed by it, also
        when it is released."""
        package, record = self.tmp / "nameless", self.tmp / "record.db"
        shutil.copytree(ONE_BODY, package)
        text = (package / "meeting.yaml").read_text(encoding="utf-8")
        document = yaml.safe_load(text)["produces"]
        text, n = re.subn(rf"(?m)^(  {document}:\n(?:    .*\n)*?)    symbols?: .*\n", r"\1", text)
        self.assertEqual(n, 1, "the agenda has no symbol to take away")
        (package / "meeting.yaml").write_text(text, encoding="utf-8")
        self.dais("build", package, "--draft", "--out", self.out)
        self.assertEqual(sorted(results(self.out)), [name for name in ONE_BODY_FILES if not name.endswith(".akn.xml")])
        said = self.dais("build", package, "--draft", "--out", self.out, "--format", "akn", code=2).stderr
        self.assertIn("no symbol", said)
        self.assertIn("leave akn out", said)
        self.dais("db", "init", "--db", record)
        self.dais("db", "import", "--db", record, package)
        self.assertRegex(self.dais("db", "release", "--db", record, "nameless", "--despite").stdout, r", 15 files\n")

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
        times = {p: p.stat().st_mtime_ns for p in package.rglob("*")}
        got = self.dais("merge", xlf, package)
        self.assertRegex(got.stdout, r": 0 of \d+ texts taken")
        self.assertEqual(digests(package), before, "a merge without changes changes nothing")
        self.assertEqual(times, {p: p.stat().st_mtime_ns for p in package.rglob("*")}, "nor writes anything")
        with open(package / "meeting.yaml") as f:
            title = next(iter(yaml.safe_load(f)["items"].values()))["title"]["fr"]
        self.edit(xlf, f">{title}</target>", ">Un titre altéré</target>")
        self.assertEqual(digests(package), before)
        self.assertRegex(self.dais("merge", "--dry-run", xlf, package).stdout, r": 1 of \d+ texts would be taken from")
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

    def test_new_asks_in_the_language_of_the_reader(self):
        parent, child = pty.openpty()
        with subprocess.Popen([e2e.DAIS, "new", self.tmp / "asked", "-m", "fr"], stdin=child, stdout=child, stderr=child) as p:
            os.close(child)
            os.write(parent, "Groupe des lacs\n2027-05-24\nVienne\nEurope/Vienna\n".encode())
            said = b""
            try:
                while part := os.read(parent, 4096):
                    said += part
            except OSError:  # the other side is closed
                pass
        os.close(parent)
        self.assertEqual(p.returncode, 0, said.decode())
        for question in ("Nom de l’organe [", "Premier jour [", "Ville [", "Fuseau horaire ["):
            self.assertIn(question, said.decode())
        self.assertIn("Groupe des lacs", (self.tmp / "asked/meeting.yaml").read_text())

    def test_what_is_new_has_no_errors(self):
        package = self.tmp / "rivers"
        self.dais("new", package, "--body", "Comisión de los Ríos", "--body", "Comité Científico", "--symbol",
                  "CRM/COM", "--symbol", "CRM/CC", "--opens", "2027-03-09", "--lang", "es,fr")
        text = (package / "meeting.yaml").read_text()
        for words in ("together: [com@1, cc@1]", "original: es", "[Tema]", "[Sujet]"):
            self.assertIn(words, text)
        self.assertNotIn("[Topic]", text)
        self.assertIn("0 errors", self.dais("check", package, code=1).stdout)

    def test_new_in_six_languages_two_bodies(self):
        package = self.tmp / "mine"
        self.dais("new", package, "--body", "Group A", "--body", "Group B", "--symbol", "A/AC.1", "--symbol",
                  "A/AC.2", "--ordinal", "3", "--ordinal", "4", "--opens", "2027-05-24", "--lang",
                  "ar,zh,en,fr,ru,es", "--profile", "untoc")
        self.assert_loads(package)
        self.dais("build", package, "-o", self.out, "--draft", "-f", "txt,html,pdf")
        self.assertEqual(len(results(self.out)), 18)


class Large(Case):
    def test_large_package(self):
        package = self.tmp / "large"
        subprocess.run([sys.executable, ROOT / "bench/generate.py", package, "--bodies", "3", "--items", "60",
                        "--documents", "250", "--sittings", "40"], check=True)
        start = children_seconds()
        self.dais("build", package, "--out", self.out)
        print(f"large package: {children_seconds() - start:.1f} s")
        self.assertEqual(sorted(results(self.out)), expected_files(["ar", "zh", "en", "fr", "ru", "es"], "en"))
        start = children_seconds()
        self.assert_loads(package)
        self.assertLess(children_seconds() - start, 60)
        self.dais("merge", self.out / "agenda.en-fr.xlf", package)
        self.assertIn("42 unchanged", self.dais("build", package, "--out", self.out).stdout)


if __name__ == "__main__":
    e2e.main()
