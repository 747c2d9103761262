#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais check from end to end: e2e_check.py DAIS [CLASS...]."""
import json
import os
import pathlib
import pty
import shutil
import subprocess
import time
import zipfile

import e2e
from checked import AGENDA, IN_ORDER, Checked
from e2e import children_seconds, ONE_BODY, ROOT, run, TWO_BODIES


class Inputs(Checked):
    def test_one(self):
        got = self.dais("check", self.write("a.txt"), code=1)
        self.assertRegex(got.stdout, r"a\.txt:20:\d+: error: .*Wednesday")
        self.assertIn("good practice in", got.stdout)
        self.assertIn("^", got.stdout)
        self.dais("check", self.write("b.txt", IN_ORDER))

    def test_standard_input(self):
        got = self.dais("check", "-", stdin=AGENDA, code=1)
        self.assertRegex(got.stdout, r"^-:20:\d+: error")

    def test_many_in_order(self):
        names = [self.write(f"{n:02}.txt", AGENDA if n % 2 else IN_ORDER) for n in range(20)]
        got = self.dais("check", *names, code=1)
        told = [int(line.split("/")[-1][:2]) for line in got.stdout.splitlines() if line.startswith("/")]
        self.assertEqual(told, sorted(told))
        self.assertEqual(set(told), set(range(1, 20, 2)))
        self.assertIn("in 20 documents", got.stdout)
        self.assertEqual(got.stdout, self.dais("check", "-j", "1", *names, code=1).stdout)

    def test_a_broken_one_stops_nothing(self):
        good, image = self.write("a.txt"), self.write("b.txt", (ROOT / "doc/example.png").read_bytes())
        last = self.write("c.txt")
        got = self.dais("check", good, image, self.tmp / "none.txt", last, code=2)
        self.assertIn("a.txt:", got.stdout)
        self.assertIn("c.txt:", got.stdout)
        self.assertIn("is a picture", got.stderr)
        self.assertIn("none.txt", got.stderr)
        self.assertIn("2 could not be read", got.stdout)
        self.assertEqual([pathlib.Path(u["file"]).name for u in self.findings(good, image, last)["unread"]], ["b.txt"])
        sarif = json.loads(run("check", image, "--format", "sarif").stdout)["runs"][0]
        self.assertFalse(sarif["invocations"][0]["executionSuccessful"])

    def test_folders(self):
        self.write("all/x/b.txt")
        self.write("all/a.TXT")
        self.write("all/notes.c", "int main;")
        self.write("all/.hidden/c.txt")
        shutil.copytree(ONE_BODY, self.tmp / "all/y/meeting")
        os.symlink(self.tmp / "all", self.tmp / "all/x/again")
        files = {str(pathlib.Path(p["file"]).relative_to(self.tmp / "all"))
                 for f in self.findings(self.tmp / "all")["findings"] for p in f["places"]}
        self.assertEqual({f for f in files if not f.startswith("y/meeting/")}, {"a.TXT", "x/b.txt"})
        (self.tmp / "empty").mkdir()
        self.assertIn("neither a package", self.dais("check", self.tmp / "empty", code=2).stderr)

    def test_package_among_others(self):
        package = self.package()
        self.edit(package / "meeting.yaml", "closes:", "opens:")
        alone = self.findings(package)["findings"]
        self.assertEqual(alone[0]["places"][0]["file"], "meeting.yaml")
        both = self.findings(package, self.write("a.txt", IN_ORDER))["findings"]
        self.assertEqual(both[0]["places"][0]["file"], str(package / "meeting.yaml"))

    def test_package_by_its_file(self):
        package = self.package()
        self.edit(package / "meeting.yaml", "closes:", "opens:")
        self.assertEqual(self.findings(package / "meeting.yaml"), self.findings(package))
        self.assertEqual(self.findings("meeting.yaml", cwd=package), self.findings(package))

    def test_profile(self):
        example = str(e2e.ROOT / "examples/untoc-2022")
        own, other = (json.loads(run("check", "-f", "json", *p, example).stdout)["findings"] for p in ((), ("-p", "neutral")))
        self.assertEqual(own, json.loads(run("check", "-f", "json", "-p", "untoc", example).stdout)["findings"])
        self.assertNotEqual({f["rule"] for f in own}, {f["rule"] for f in other})
        got = run("check", "-p", "nowhere", example)
        self.assertEqual((got.returncode, got.stdout), (2, ""))
        self.assertIn("Profiles are neutral, untoc", got.stderr)

    def test_severity_and_rule(self):
        path = self.write("a.txt")
        every = self.findings(path)["findings"]
        self.assertIn("R-DATE-01", {f["rule"] for f in every})
        self.assertEqual(self.rules(path, "--rule", "R-DATE-01"), ["R-DATE-01"])
        errors = self.findings(path, "--severity", "error")["findings"]
        self.assertEqual(errors, [f for f in every if f["severity"] == "error"])
        got = self.findings(self.write("torn.txt", b"\xff\xfe\xfd" * 50), "--rule", "R-DATE-01")
        self.assertEqual({f["rule"] for f in got["findings"]}, {"read"}, "a torn file does not look in order")

    def test_words_that_control_a_terminal(self):
        path = self.write("a.txt", AGENDA.replace("of firearms.", "of\033[2J firearms\u202e."))
        got = self.dais("check", path, code=1).stdout
        self.assertNotIn("\033", got)
        self.assertNotIn("\u202e", got)

    def test_names_that_nobody_expects(self):
        torn = os.fsencode(self.tmp) + b"/\xff.txt"
        with open(torn, "wb") as f:
            f.write(AGENDA.encode())
        got = subprocess.run([e2e.DAIS, "check", torn, "--format", "json"], capture_output=True)
        self.assertEqual(got.returncode, 2)
        self.assertIn("UTF-8", json.loads(got.stdout.decode())["unread"][0]["message"])
        for name in ["a\033[2Jb.txt", "a\nb.txt", "a b.txt", "-a.txt"]:
            with self.subTest(name):
                path = self.write(name)
                got = run("check", path, self.tmp / f"no{name}")
                self.assertNotIn("\033", got.stdout + got.stderr)
                self.assertIn("R-DATE-01", got.stdout)
                self.assertEqual(len(got.stderr.splitlines()), 2)
                self.assertEqual(got.stderr.splitlines()[1].strip(), "Check its name, and the folder it is in.")
        got = run("check", "--", "-a.txt", cwd=self.tmp)
        self.assertIn("R-DATE-01", got.stdout)
        # Why it cannot be read is told, too.
        got = run("check", self.write("a\n\033[2J.docx", b"PK\3\4 is no package"))
        self.assertIn("is a ZIP archive", got.stderr)
        self.assertNotIn("\033", got.stderr)

    def test_a_finding_in_many_places(self):
        """All its places are told, whatever is found between them; more than anybody reads do no harm."""
        head = "<!doctype html><html lang=en><body><p>CTOC/COP/WG.3/2022/3<h1>Working Group on Firearms</h1><p>Eighth meeting"
        link = '<p>See <a href="%s/A/RES/%d/1">A/RES/%d/1</a>.'
        one = "".join(link % ("http://undocs.org", i, i) + link % ("https://undocs.org/es", i, i) for i in range(1, 61))
        many = "".join(link % ("http://undocs.org", i, i) for i in range(1, 10101))
        for name, body, n in [("one.html", one, 60), ("many.html", many, 10000)]:
            found = [f for f in self.findings(self.write(name, head + body))["findings"] if f["rule"] == "R-LINK-03"]
            self.assertEqual([len(f["places"]) for f in found], [n])

    def test_progress_on_a_terminal_only(self):
        names = [self.write(f"{n:02}.txt", IN_ORDER) for n in range(12)]
        self.assertEqual(self.dais("check", *names).stderr, "")
        try:
            parent, child = pty.openpty()
        except OSError as e:
            self.skipTest(f"no terminal can be made here: {e}")
        with open(child, "w") as terminal:
            got = subprocess.run([e2e.DAIS, "check", *names], stdout=subprocess.PIPE, stderr=terminal, text=True,
                                 env=os.environ | {"TERM": "xterm", "NO_COLOR": ""})
        told = b""
        try:
            while block := os.read(parent, 65536):
                told += block
        except OSError:
            pass  # the other end of a terminal is closed
        os.close(parent)
        told = told.decode()
        self.assertIn("12 of 12", told)
        self.assertTrue(told.endswith("\r\033[K"), "the line is wiped at the end")
        self.assertNotIn(" of 12", got.stdout)

    def test_ended_with_its_parent(self):
        """No child is left when dais is killed."""
        slow = self.write("slow.txt", "1. Item of 13 October 2020\n" * 3000000)
        dais = subprocess.Popen([e2e.DAIS, "check", slow], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children = pathlib.Path(f"/proc/{dais.pid}/task/{dais.pid}/children")
        until = time.monotonic() + 120
        found = []
        while not found and dais.poll() is None and time.monotonic() < until:
            found = children.read_text().split() if children.exists() else []
        dais.kill()
        dais.wait()
        def lives(pid):
            try:
                return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
            except OSError:
                return False

        until = time.monotonic() + 120
        while any(map(lives, found)) and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual([c for c in found if lives(c)], [])

    def test_a_thousand(self):
        for n in range(1000):
            self.write(f"many/{n:04}.txt", AGENDA if n == 500 else IN_ORDER)
        start = children_seconds()
        got = self.dais("check", self.tmp / "many", code=1)
        self.assertLess(children_seconds() - start, 60)
        self.assertIn("in 1000 documents", got.stdout)
        self.assertRegex(got.stdout, r"0500\.txt:20:")


class Planned(Checked):
    """What stands in the way of planning is told without planning."""

    def planning(self, *args, **changes):
        """Findings of the planner's rules in the example with lines of planning.yaml replaced."""
        folder = self.tmp / "package"
        shutil.copytree(TWO_BODIES, folder)
        text = (folder / "planning.yaml").read_text(encoding="utf-8")
        for old, new in changes.items():
            old = f"  {old}: "
            self.assertEqual(text.count(old), 1, old)
            line = next(x for x in text.splitlines() if x.startswith(old))
            text = text.replace(line, f"{old}{new}")
        (folder / "planning.yaml").write_text(text, encoding="utf-8")
        return [x for x in self.findings(folder, *args)["findings"]
                if x["rule"] in ("R-TIME-13", "R-TIME-14", "R-TIME-15")]

    def test_demands_that_cannot_all_hold(self):
        found = self.planning(transfer="{minutes: 1500}", strategies="{minutes: 1500}")
        conflict = [x for x in found if x["rule"] == "R-TIME-14"]
        self.assertEqual(len(conflict), 1)
        self.assertEqual(conflict[0]["severity"], "error")
        self.assertIn("no organization of work keeps all demands", conflict[0]["message"])
        self.assertEqual(conflict[0]["places"][0]["file"], "planning.yaml")
        self.assertTrue(conflict[0]["places"][0]["line"])
        self.assertTrue(conflict[0]["hint"])

    def test_a_demand_by_itself(self):
        found = self.planning(review="{minutes: 240, undivided: true}")
        self.assertEqual([x["rule"] for x in found], 2 * ["R-TIME-13"])
        for x, minutes in zip(found, (180, 120)):  # in person, and the hybrid plan that stands ready
            self.assertIn(f"the longest sitting has {minutes}", x["message"])

    def test_a_timetable_that_breaks_a_demand(self):
        found = self.planning("--rule", "R-TIME-15", strategies="{minutes: {least: 180, wished: 360}, on: [friday]}")
        self.assertEqual({x["rule"] for x in found}, {"R-TIME-15"})
        self.assertEqual([p["file"] for p in found[0]["places"]], ["meeting.yaml", "planning.yaml"])

    def test_as_it_is(self):
        self.assertEqual(self.planning(), [])

    def test_a_thousand_bodies(self):
        ids = [f"b{i}" for i in range(1000)]
        folder = self.tmp / "many"
        folder.mkdir()
        (folder / "meeting.yaml").write_text(
            "dais: 1\nlanguages: [en]\nprofile: untoc\nbodies:\n"
            + "".join(f"  {i}: {{name: {{en: Body {i}}}}}\n" for i in ids) + "meetings:\n"
            + "".join(f"  {i}@1: {{opens: 2022-05-23, closes: 2022-05-27, zone: Europe/Vienna}}\n" for i in ids)
            + "together: [" + ", ".join(f"{i}@1" for i in ids) + "]\nagendas:\n"
            + "".join(f"  {i}: [work-{i}]\n" for i in ids) + "items:\n"
            + "".join(f"  work-{i}: {{kind: substantive, title: {{en: Work}}}}\n" for i in ids), encoding="utf-8")
        (folder / "planning.yaml").write_text("rooms:\n  hall: {capacity: 10}\n", encoding="utf-8")
        begin = time.process_time()
        found = self.findings(folder)["findings"]
        self.assertLess(time.process_time() - begin, 20)
        conflict = [x for x in found if x["rule"] == "R-TIME-14"]
        self.assertEqual(len(conflict), 1)
        self.assertIn("with the rooms there are", conflict[0]["message"])
        # One a body and rule, not one for each two.
        self.assertLess(len(found), 10000)


class Changes(Checked):
    def test_baseline(self):
        path, base = self.write("a.txt"), self.tmp / "accepted"
        n = len(self.findings(path)["findings"])
        self.assertGreater(n, 1)
        self.dais("check", path, "--write-baseline", base)
        got = self.dais("check", path, "--baseline", base)
        self.assertIn(f"{n} accepted before", got.stdout)
        # Lines are added above, and one fault more.
        path.write_text("\n\n" + path.read_text().replace("The Working Group is", "On Monday, 14 October 2020, the Working Group is"))
        left = self.findings(path, "--baseline", base)["findings"]
        self.assertEqual([f["places"][0]["text"] for f in left], ["Monday, 14 October 2020"])
        # In another folder it is the same file.
        moved = self.write("else/where/a.txt")
        self.assertEqual(self.findings(moved, "--baseline", base)["findings"], [])

    def test_baseline_refused(self):
        path = self.write("a.txt")
        self.assertIn("not a line of a baseline", self.dais("check", path, "--baseline", path, code=2).stderr)
        self.assertIn("none", self.dais("check", path, "--baseline", self.tmp / "none", code=2).stderr)
        self.dais("check", path, "--baseline", path, "--write-baseline", self.tmp / "b", code=2)
        self.assertFalse((self.tmp / "b").exists())

    def test_fix(self):
        # The date stands elsewhere with its right weekday: what is meant is certain.
        right = IN_ORDER.replace("to adopt a report", "to begin its report on Tuesday, 13 October 2020")
        before = right.replace("on Tuesday, 13 October 2020.", "on Wednesday, 13 October 2020.")
        path = self.write("a.txt", before)
        got = self.dais("check", path, "--fix", code=1)
        self.assertIn("-The Working Group is to begin its report on Wednesday", got.stdout)
        self.assertIn("+The Working Group is to begin its report on Tuesday", got.stdout)
        self.assertIn("1 finding can be mended in 1 file", got.stderr)
        edits = [f["edits"] for f in self.findings(path)["findings"] if "edits" in f]
        self.assertEqual([(e["place"]["text"], e["words"]) for e in edits[0]], [("Wednesday", "Tuesday")])
        self.assertEqual(path.read_text(), before)
        patched = subprocess.run(["git", "apply", "--unsafe-paths", "-p0", "--directory=/"], input=got.stdout, text=True,
                                 cwd=self.tmp, capture_output=True)
        self.assertEqual(patched.returncode, 0, patched.stderr)
        self.assertEqual(path.read_text(), right)
        path.write_text(before)
        self.dais("check", path, "--fix", "--write", code=1)
        self.assertEqual(path.read_text(), right)
        self.dais("check", path)

    def test_nothing_to_fix(self):
        path = self.write("a.txt")
        got = self.dais("check", path, "--fix", code=1)
        self.assertEqual(got.stdout, "")
        self.assertRegex(got.stderr, r"^nothing here can be mended with certainty; \d+ findings are left to a person$")

    def test_fix_package(self):
        package = self.package()
        self.edit(package / "text/en.md", "from 14 to 16 March 2023", "from 15 to 17 March 2023")
        yaml = (package / "meeting.yaml").read_bytes()
        self.assertIn("15 to 17", self.dais("check", package, code=1).stdout)
        patch = self.dais("check", package, "--fix", code=1).stdout
        self.assertEqual(sum(line.startswith("+") for line in patch.splitlines()), 2, patch)
        self.assertIn("{{dates tc@7}}", patch)
        self.dais("check", package, "--fix", "--write", code=1)
        self.assertIn("should be held {{dates tc@7}}. The", (package / "text/en.md").read_text())
        self.assertEqual((package / "meeting.yaml").read_bytes(), yaml)
        self.assertNotIn("R-ANNOT-12", self.rules(package))
        self.assert_loads(package)

    def test_fix_refused(self):
        path = self.write("a.txt")
        self.assertIn("--fix", self.dais("check", path, "--write", code=2).stderr)
        self.dais("check", path, "--fix", "--format", "json", code=2)
        self.assertIn("standard input", self.dais("check", "-", "--fix", stdin=AGENDA, code=2).stderr)
        self.assertEqual(path.read_text(), AGENDA)

    def test_annotate_what_cannot_be(self):
        path = self.write("a.txt")
        got = self.dais("check", path, "--annotate", self.tmp / "b.txt", code=2)
        self.assertIn("comments cannot be written", got.stderr)
        self.assertIn("R-DATE-01", got.stdout, "the findings are shown all the same")
        self.assertFalse((self.tmp / "b.txt").exists())

    def test_annotate(self):
        self.dais("build", TWO_BODIES, "--out", self.out, "-l", "en,fr", "-f", "pdf,docx")
        first, second = self.out / "en/agenda.pdf", self.out / "fr/agenda.pdf"
        found = [len(self.findings(p)["findings"]) for p in (first, second)]
        self.assertTrue(all(found))
        before = first.read_bytes()
        run("check", first, "--annotate", self.tmp / "copy.pdf")
        copy = (self.tmp / "copy.pdf").read_bytes()
        self.assertTrue(copy.startswith(before[:8]))
        self.assertGreater(copy.count(b"/Annot"), before.count(b"/Annot"))
        self.assertEqual(first.read_bytes(), before)
        word = self.out / "fr/agenda.docx"
        run("check", word, "--annotate", self.tmp / "copy.docx")
        with zipfile.ZipFile(self.tmp / "copy.docx") as z:
            self.assertIn("word/comments.xml", z.namelist())
            self.assertIn(b"<w:comment ", z.read("word/comments.xml"))
        # Of two with one name each keeps its folder.
        run("check", first, second, "--annotate", self.tmp / "copies")
        for l in ["en", "fr"]:
            self.assertTrue((self.tmp / f"copies/{l}/agenda.pdf").is_file())
        self.assertNotEqual((self.tmp / "copies/en/agenda.pdf").read_bytes(), (self.tmp / "copies/fr/agenda.pdf").read_bytes())
        got = run("check", first, "--annotate", first)
        self.assertEqual(got.returncode, 2)
        self.assertIn("would replace a document that is checked", got.stderr)
        self.assertEqual(first.read_bytes(), before)

    def test_annotated_copies_replace_no_document(self):
        """By whichever name: nothing that is checked is written over."""
        self.dais("build", ONE_BODY, "--out", self.out, "-l", "en", "-f", "docx")
        (self.tmp / "x").mkdir()
        names = ["x/a.docx", "b.docx", "v1..2.docx"]
        for name in names:
            shutil.copy(self.out / "en/agenda.docx", self.tmp / name)
        before = (self.tmp / "b.docx").read_bytes()
        for operands, to in [(["x/a.docx"], "./x/a.docx"), (["x/a.docx", "b.docx"], "."), (["x/a.docx"], "x"),
                             (["x/a.docx"], str(self.tmp / "x/a.docx"))]:
            got = run("check", *operands, "--annotate", to, cwd=self.tmp)
            self.assertEqual(got.returncode, 2, (operands, to))
            self.assertIn("would replace a document that is checked", got.stderr)
        (self.tmp / "x/b.docx").symlink_to("../b.docx")
        got = run("check", "b.docx", "x/a.docx", "--annotate", "x", cwd=self.tmp)
        self.assertIn("would replace", got.stderr)
        for name in names:
            self.assertEqual((self.tmp / name).read_bytes(), before, name)
        got = run("check", "v1..2.docx", "b.docx", "--annotate", "copies", cwd=self.tmp)
        self.assertNotIn("leads out", got.stderr)
        self.assertTrue((self.tmp / "copies/v1..2.docx").is_file())

    def test_places_of_docx_are_paragraphs(self):
        self.dais("build", TWO_BODIES, "--out", self.out, "-l", "en", "-f", "docx")
        self.assertRegex(run("check", self.out / "en/agenda.docx").stdout, r"agenda\.docx:paragraph \d+:\d+: ")

    def test_sarif(self):
        """What SARIF 2.1.0 asks for: sections 3.13, 3.14, 3.18, 3.19, 3.20, 3.27 to 3.30, 3.49."""
        log = json.loads(run("check", self.write("a b.txt"), self.tmp / "none.txt", "--format", "sarif").stdout)
        self.assertEqual(log["version"], "2.1.0")
        one = log["runs"][0]
        rules = one["tool"]["driver"]["rules"]
        self.assertEqual(len({r["id"] for r in rules}), len(rules))
        self.assertFalse(one["invocations"][0]["executionSuccessful"])
        self.assertGreater(len(one["results"]), 1)
        for r in one["results"]:
            self.assertIn(r["level"], ("error", "warning", "note"))
            self.assertTrue(r["message"]["text"])
            self.assertEqual(rules[r["ruleIndex"]]["id"], r["ruleId"])
            self.assertRegex(r["partialFingerprints"]["dais/v1"], "^[0-9a-f]{32}$")
            for place in r["locations"] + r.get("relatedLocations", []):
                where = place["physicalLocation"]
                self.assertRegex(where["artifactLocation"]["uri"], r"^file:///.*/a%20b\.txt$")
                self.assertGreaterEqual(where["region"]["startLine"], 1)


if __name__ == "__main__":
    e2e.main()
