#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais plan through the real program: e2e_plan.py DAIS."""
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import plan_schema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from processor import processor_seconds  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
TWO_BODIES = ROOT / "examples/untoc-2022"
ONE_BODY = ROOT / "examples/single-body"
YEAR = ROOT / "examples/vienna-year/calendar.yaml"
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
DAIS = ""


def processor_seconds(pid):
    """What the process has used of the processor."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Base(unittest.TestCase):
    def setUp(self):
        self.tmp = pathlib.Path(tempfile.mkdtemp(prefix="dais-plan-"))
        self.addCleanup(shutil.rmtree, self.tmp)

    def package(self, source=TWO_BODIES):
        to = self.tmp / "package"
        shutil.copytree(source, to)
        return to

    def dais(self, *args, code=0):
        got = subprocess.run([DAIS, *map(str, args)], capture_output=True, encoding="utf-8", timeout=200,
                             env=dict(os.environ, LC_ALL="C.UTF-8"))
        for word in ["runtime error:", "Sanitizer", "dais: bug:"]:
            self.assertNotIn(word, got.stderr)
        if code is not None:
            self.assertEqual(got.returncode, code, f"{args}: {got.stdout[-2000:]}{got.stderr[-2000:]}")
        return got

    def plan(self, *args, code=0):
        got = json.loads(self.dais("plan", *args, "--format", "json", code=code).stdout)
        self.assertEqual(plan_schema.faults(got), [], args)
        return got

    def change(self, package, name, old, new):
        path = package / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Meeting(Base):
    """The organization of work of a package."""

    # --- a plan -------------------------------------------------------------------------------

    def test_optimum_is_proven(self):
        got = self.plan(TWO_BODIES)
        self.assertEqual(got["outcome"], "optimal")
        self.assertTrue(got["sound"])
        for rank in got["ranks"]:
            self.assertEqual(rank["cost"], rank["bound"])
        items = {e["item"] for s in got["sittings"] for e in s["entries"]}
        self.assertLessEqual({"organization/opening", "transfer", "environment", "report"}, items)

    def test_same_seed_same_plan(self):
        one = self.dais("plan", TWO_BODIES, "--seed", "7", "--format", "json").stdout
        self.assertEqual(one, self.dais("plan", TWO_BODIES, "--seed", "7", "--format", "json").stdout)

    def test_schema_of_what_is_printed_refuses(self):
        """Each of these would go unnoticed where the schema let everything pass."""
        got = self.plan(TWO_BODIES, "--explain")
        if plan_schema.Draft202012Validator:
            for wrong in ({"outcome": "best"}, {"sittings": [{}]}, {"more": 1}, {"not-met": [{"message": "x", "cost": -1, "sittings": []}]}):
                self.assertNotEqual(plan_schema.faults(got | wrong), [], wrong)

    def test_written_plan_is_the_plan(self):
        package = self.package()
        want = self.plan(package, "--write")
        self.dais("plan", package, "--verify")
        again = self.plan(package, "--keep")
        self.assertEqual(again["changes"], [])
        self.assertEqual(again["sittings"], want["sittings"])

    def test_titles_and_numbers_never_change(self):
        package = self.package()
        before = (package / "meeting.yaml").read_text(encoding="utf-8").split("\nsittings:")[0]
        self.dais("plan", package, "--modality", "hybrid", "--write")
        after = (package / "meeting.yaml").read_text(encoding="utf-8").split("\nsittings:")[0]
        self.assertEqual(before, after)

    def test_every_look(self):
        for language in LANGUAGES:
            self.assertIn("2022", self.dais("plan", TWO_BODIES, "--lang", language).stdout)
        self.assertIn("<!DOCTYPE html>", self.dais("plan", TWO_BODIES, "--format", "html").stdout)
        self.assertIn("<svg", self.dais("plan", TWO_BODIES, "--format", "svg").stdout)
        self.assertIn("BEGIN:VEVENT", self.dais("plan", TWO_BODIES, "--format", "ics").stdout)

    def test_written_to_a_file(self):
        out = self.tmp / "plan.html"
        got = self.dais("plan", TWO_BODIES, "--format", "html", "--out", out)
        self.assertEqual(got.stdout, "")
        self.assertIn("</html>", out.read_text(encoding="utf-8"))

    def test_usual_minutes_are_those_of_the_profile(self):
        package = self.package(ONE_BODY)
        (package / "planning.yaml").unlink()
        usual = {"opening": 30}
        for change, want in [("", usual), ("item-minutes: {opening: {least: 60, wished: 60, most: 60}}\n", usual | {"opening": 60})]:
            with open(package / "profile.yaml", "a", encoding="utf-8") as profile:
                profile.write(change)
            minutes = {}
            for sitting in self.plan(package)["sittings"]:
                for entry in sitting["entries"]:
                    minutes[entry["item"]] = minutes.get(entry["item"], 0) + entry["minutes"]
            self.assertEqual(next(m for i, m in minutes.items() if "opening" in i), want["opening"])

    # --- why ----------------------------------------------------------------------------------

    def test_departures_are_explained(self):
        got = self.plan(TWO_BODIES, "--explain")
        costs = [n for n in got["not-met"] if n.get("rank", 0) > 0 and n["demand"] != "fewest"]
        self.assertEqual(len(got["departures"]), len(costs))
        for d in got["departures"]:
            self.assertTrue(d["message"])

    def test_full_sittings_are_settled_by_arithmetic(self):
        """One team serves seven sittings that are all full: that no item can have all it wishes shows without a search."""
        package = self.tmp / "full"
        subprocess.run([sys.executable, ROOT / "bench/planning/packages.py", package, *"--bodies 1 --items 6 --days 5 --rooms 2 --seed 1 "
                        "--common --use 120 --teams 1".split()], check=True)
        got = self.plan(package, "--explain", "--time", "30s")
        self.assertGreater(len(got["departures"]), 8)
        self.assertEqual([d["message"] for d in got["departures"] if not d["proven"]], [])

    def test_too_little_time_is_named(self):
        package = self.package()
        self.change(package, "planning.yaml", "strategies: {minutes: {least: 180", "strategies: {minutes: {least: 1800")
        self.change(package, "planning.yaml", "wished: 360}}\n  recommendations", "wished: 1800}}\n  recommendations")
        got = self.plan(package, "--write", code=1)
        self.assertEqual(got["outcome"], "infeasible")
        conflict = got["conflict"]
        self.assertTrue(conflict["message"])
        self.assertTrue(any(d.get("place", {}).get("file") == "planning.yaml" for d in conflict["demands"]))
        self.assertTrue(conflict["ways-out"])
        self.assertTrue(all(w["verified"] for w in conflict["ways-out"]))
        self.assertEqual((package / "meeting.yaml").read_bytes(), (TWO_BODIES / "meeting.yaml").read_bytes())

    # --- another modality ---------------------------------------------------------------------

    def test_hybrid_states_the_shortfall(self):
        text = self.dais("plan", TWO_BODIES, "--modality", "hybrid").stdout
        self.assertRegex(text, r"\d+[ \u00a0]h")
        got = self.plan(TWO_BODIES, "--modality", "hybrid")
        contingency = got["contingency"]
        self.assertEqual(contingency["normal"]["booked-minutes"], 27 * 60)
        self.assertEqual(contingency["contingency"]["booked-minutes"], got["booked-minutes"])
        self.assertEqual(sum(i["minutes-after"] for i in contingency["items"]), got["used-minutes"])
        for s in got["sittings"]:
            start, end = (datetime.datetime.fromisoformat(s[k]) for k in ("start", "end"))
            self.assertLessEqual(end - start, datetime.timedelta(hours=2), "R-HYB-01")

    def test_switch_needs_an_approval(self):
        package = self.package()
        got = self.dais("plan", package, "--switch", "hybrid", "--write", code=2)
        self.assertIn("R-HYB-06", got.stderr)
        self.assertEqual((package / "meeting.yaml").read_bytes(), (TWO_BODIES / "meeting.yaml").read_bytes())

    def test_notice_of_a_proposal(self):
        """Without an approval the notice says whose is needed; nothing is written."""
        package = self.package()
        before = (package / "meeting.yaml").read_bytes()
        got = self.dais("plan", package, "--switch", "hybrid")
        for words in ["It is proposed to change the format of the meeting: hybrid", "which has not yet been given", "会议", "28\u00a0h"]:
            self.assertIn(words, got.stdout.replace("\n", " "))
        self.assertIn("still needs its approval", got.stderr)
        self.assertEqual((package / "meeting.yaml").read_bytes(), before)

    def test_switch_and_back(self):
        package = self.package()
        got = self.dais("plan", package, "--switch", "hybrid", "--approved", "2022-05-16", "--write")
        for word in ["混合", "hybrid", "hybride", "гибрид", "híbrid"]:
            self.assertIn(word, got.stdout)
        text = (package / "meeting.yaml").read_text(encoding="utf-8")
        here = TWO_BODIES.joinpath("meeting.yaml").read_text(encoding="utf-8").count("modality: hybrid")
        self.assertEqual(text.count("modality: hybrid"), here + 3, "two meetings, and the approval of the format")
        self.assertIn("object: format", text)
        self.dais("plan", package, "--verify")
        self.dais("plan", package, "--switch", "in-person", "--approved", "2022-05-16", "--write")
        self.dais("plan", package, "--verify")
        text = (package / "meeting.yaml").read_text(encoding="utf-8")
        self.assertEqual(text.count("modality: hybrid"), here + 1, "the approval stays on record")

    def test_opening_follows_the_modality(self):
        package = self.package()
        opens = lambda: (package / "meeting.yaml").read_text(encoding="utf-8").count("opens: 2022-05-23T09:00")
        self.dais("plan", package, "--modality", "hybrid", "--write")
        said = self.dais("plan", package, "--switch", "hybrid", "--approved", "2022-05-16", "--write").stdout
        self.assertIn("First sitting: Monday, 23 May, 9 a.m.–11 a.m. (before: Monday, 23 May, 10 a.m.–1 p.m.).", said.replace("\n", " ").replace("\xa0", " "))
        self.assertIn("Первое заседание: ", said)
        self.assertEqual(opens(), 2, "the first hybrid sitting begins at 9")
        self.dais("plan", package, "--verify")
        self.dais("plan", package, "--switch", "in-person", "--write")
        self.assertEqual(opens(), 0)
        self.dais("plan", package, "--verify")

    # --- re-planning --------------------------------------------------------------------------

    def test_a_lost_day(self):
        package = self.package()
        before = self.plan(package, "--write")
        got = self.plan(package, "--lose", "day:2022-05-26", "--now", "2022-05-24")
        self.assertTrue(got["changes"])
        self.assertFalse([s for s in got["sittings"] if s["start"].startswith("2022-05-26")])
        gaps = [n["message"] for n in got["not-met"] if "does not sit" in n["message"]]
        self.assertFalse([m for m in gaps if "26 May" in m], "nobody can sit then")
        early = [s for s in before["sittings"] if s["start"] < "2022-05-24"]
        self.assertEqual([s for s in got["sittings"] if s["start"] < "2022-05-24"], early, "what is past stays")

    def test_a_moment_is_enough(self):
        got = self.plan(self.package(), "--time", "0.2")
        self.assertTrue(got["sound"])

    def test_what_is_open_is_told(self):
        package = self.tmp / "large"
        subprocess.run([sys.executable, ROOT / "bench/planning/packages.py", package, "--days", "7", "--use", "85", "--seed", "8"], check=True)
        for seconds in (1, 10, 100):  # a busy machine finds none in one
            got = self.dais("plan", package, "--time", f"{seconds}s", code=None)
            if got.returncode == 0:
                break
        text = got.stdout
        rank, cost, bound = re.search(r"n rank (\d+) it pays (\d+), no plan pays less than (\d+) ", text).groups()
        said = re.search(r"Open in rank (\d+), .* at most (\d+) of it in all:\n((?:  .*\n)+)", text)
        self.assertEqual(said[1], rank)
        self.assertEqual(int(said[2]), int(cost) - int(bound))
        paid = [int(n) for n in re.findall(r" \((\d+)\)\n", said[3])]
        self.assertEqual(paid, sorted(paid, reverse=True))
        if "... and" in said[3]:
            self.assertLess(sum(paid), int(cost))
        else:
            self.assertEqual(sum(paid), int(cost), "all that the rank pays")

    def test_rooms_and_bodies_without_names(self):
        """A room that has no name is shown by its id, and a body that has none in the language by that of another."""
        package = self.package()
        planning = package / "planning.yaml"
        planning.write_text(re.sub(r"    name:\n(?:      \w\w: .*\n)+", "", planning.read_text(encoding="utf-8")), encoding="utf-8")
        meeting = package / "meeting.yaml"
        meeting.write_text(re.sub(r"(?m)^ +ar: .*(فريق|الفريق).*\n", "", meeting.read_text(encoding="utf-8")), encoding="utf-8")
        self.dais("plan", package, "--write", "--quiet")
        said = self.dais("plan", package, "--lose", "room:board-room-d@2022-05-25/morning", "--lang", "ar", "--format", "html").stdout
        self.assertRegex(said, r"<li[^>]*>[^\n]*m-building[^\n]*board-room-d")
        self.assertNotIn("[...]", said)

    def test_a_lost_room(self):
        package = self.package()
        self.dais("plan", package, "--write")
        got = self.plan(package, "--lose", "room:m-building")
        self.assertFalse([s for s in got["sittings"] if s.get("room") == "m-building"])

    def test_what_happened_as_the_table_shows_it(self):
        package = self.package()
        self.dais("plan", package, "--write")
        for option, by_id, names in [
                ("--overran", "environment=60", ["3 / 2=60", "WG.3 3=60", "ta 2=60", "item 3 of WG.3=60", "Application of the Org=60", "environment=60",
                                                 "3 of WG.3 and 2 of WG.2=60", "3 Application=60"]),
                ("--overran", "organization/opening=30", ["1 (a)=30", "1a=30", "opening of the meeting=30", "WG.2 1 (a)=30"]),
                ("--fix", "strategies@2022-05-26T15:00", ["3 of WG.2@Thursday, 26 May 2022, 3 p.m.–6 p.m.", "Effective strategies@26 May 15:00",
                                                          "ta 3@jeudi 26 mai, 15 heures"]),
                ("--lose", "day:2022-05-26", ["Thursday", "day:Thursday, 26 May 2022", "26 May"]),
                ("--lose", "room:board-room-d@2022-05-25/morning", ["room:Board Room D@Wednesday morning", "room:board room d@25 May, 10 a.m."])]:
            wanted = self.dais("plan", package, option, by_id, "--format", "json").stdout
            for name in names:
                self.assertEqual(self.dais("plan", package, option, name, "--format", "json").stdout, wanted, name)
        for args, words in [(["--overran", "3=30"], "item 3 of WG.3 and 2 of WG.2, item 3 of WG.2"), (["--overran", "4 (b)=30"], "no such item"),
                            (["--overran", "an unheard-of title=30"], "no such item"), (["--lose", "room:room@24 May"], "Conference Room M1"),
                            (["--late", "transfer@24 February"], "2022-05-23 to 2022-05-27"), (["--late", "transfer@24 May, at dawn"], "names no day")]:
            self.assertIn(words, self.dais("plan", package, *args, code=2).stderr)

    def test_an_item_that_overran(self):
        package = self.package()
        self.dais("plan", package, "--write")
        got = self.plan(package, "--overran", "transfer=60")
        self.assertTrue(got["changes"])

    # --- bad input ----------------------------------------------------------------------------

    def test_bad_options(self):
        for args, words in [
                ([], "no package"),
                ([self.tmp / "nothing"], "nothing"),
                ([TWO_BODIES, "--modality", "virtual"], "in-person, hybrid and online"),
                ([TWO_BODIES, "--time", "soon"], "30s"),
                ([TWO_BODIES, "--time", "0"], "30s"),
                ([TWO_BODIES, "--time", "0.00001"], "30s"),
                ([TWO_BODIES, "--lose", "rom:x"], "room:"),
                ([TWO_BODIES, "--lose", "room:board-room-e"], "board-room-d"),
                ([TWO_BODIES, "--lose", "day:2022-06-26"], "2022-06-26"),
                ([TWO_BODIES, "--overran", "nothing=30"], "nothing"),
                ([TWO_BODIES, "--overran", "transfer=many"], "="),
                ([TWO_BODIES, "--format", "pdf"], "text, json, html, svg and ics"),
                ([TWO_BODIES, "--lang", "de"], "ar, zh, en, fr, ru and es"),
                ([TWO_BODIES, "--verify", "--write"], "--verify"),
                ([TWO_BODIES, "--approved", "2022-05-16"], "--switch"),
                ([TWO_BODIES, "--now", "yesterday", "--keep"], "2022-05-24"),
                ([TWO_BODIES, "--switch", "online"], "no online plan"),
        ]:
            with self.subTest(args):
                self.assertIn(words, self.dais("plan", *args, code=2).stderr)

    def test_bad_planning(self):
        for old, new, words in [
                ("least: 180, wished: 300", "least: 400, wished: 300", "planning.yaml"),
                ("people: [expert]", "people: [expret]", "expert"),
                ("transfer: {minutes", "tranfser: {minutes", "transfer"),
                ("least: 180, wished: 300", "least: 0, wished: 0", "planning.yaml"),
                ("capacity: 500", "capacity: -5", "planning.yaml"),
        ]:
            with self.subTest(new):
                package = self.package()
                self.change(package, "planning.yaml", old, new)
                got = self.dais("plan", package, "--write", code=2)
                self.assertRegex(got.stderr, r"planning\.yaml:\d+:\d+")
                self.assertIn(words, got.stderr)
                self.assertEqual((package / "meeting.yaml").read_bytes(), (TWO_BODIES / "meeting.yaml").read_bytes())
                shutil.rmtree(package)

    def test_control_c_keeps_the_best_plan(self):
        package = self.tmp / "large"
        made = subprocess.run([sys.executable, ROOT / "bench/planning/packages.py", package], capture_output=True,
                              text=True)
        self.assertEqual(made.returncode, 0, made.stderr)
        p = subprocess.Popen([DAIS, "plan", package, "--time", "600s", "--format", "json"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # A first plan takes a few seconds of the processor, however many it has to share it with.
        while p.poll() is None and processor_seconds(p.pid) < 15:
            time.sleep(0.2)
        p.send_signal(signal.SIGINT)
        out, err = p.communicate(timeout=300)
        self.assertEqual(p.returncode, 0, err)
        self.assertIn(json.loads(out)["outcome"], ["feasible", "optimal"])
        self.assertTrue(json.loads(out)["sound"])


def english_in(text, language):
    """Words of English that stand in a text of another language."""
    text = re.sub(r"^ +\d+:\d+ \|.*$|^dais: ", "", text, flags=re.M)
    text = re.sub(r"`[^`]*`|--[a-z]+(?: json)?|\w+\.yaml|\[(?:planning|package)\]|^dais: .*$|[\u2066-\u2069]", " ", text)
    text = re.sub(r"(?<![A-Za-z])(?:WG\.[23]|unread)(?![A-Za-z])", "", text)
    if language in ("ar", "zh", "ru"):
        return re.findall(r"[A-Za-z]{2,}", text)
    return re.findall(r"\b(?:the|of|and|is|are|not|with|would|gets|at|for|from|than|sits|sitting|item)\b", text)


# A day of two items whose best plan is the only one: the first wishes the afternoon, and the second more time
# than there is.
ONE_DAY = """dais: 1
languages: [ar, zh, en, fr, ru, es]
profile: untoc
bodies:
  ic: {name: {ar: الفريق العامل, zh: 工作组, en: Working Group, fr: Groupe de travail, ru: Рабочая группа, es: Grupo de Trabajo}}
meetings:
  ic@1: {opens: 2022-05-24, closes: 2022-05-24, zone: Europe/Vienna}
together: [ic@1]
agendas:
  ic: [transfer, environment]
items:
  transfer:
    kind: substantive
    title: {ar: نقل المحكوم عليهم, zh: 被判刑人员的移交, en: Transfer, fr: Transfert, ru: Передача, es: Traslado}
  environment:
    kind: substantive
    title: {ar: البيئة, zh: 环境, en: Environment, fr: Environnement, ru: Окружающая среда, es: Medio ambiente}
"""
ONE_DAY_PLANNING = """items:
  transfer: {minutes: 180, prefer: [2022-05-24/afternoon]}
  environment: {minutes: {least: 60, wished: 240}, undivided: true}
"""


class Languages(Base):
    """All that is said of a plan, in each language: tests/golden/plan. Times vary and are left out;
    DAIS_UPDATE_GOLDEN=1 writes the files anew."""

    def said(self, language, *args, code=0):
        got = self.dais("plan", *args, "--quiet", "--lang", language, code=code)
        return re.sub(r"\d+[.,]\d\d(?= ?(?:s|с|ث|秒))", "0.00", got.stdout + got.stderr)

    def changed(self, *changes):
        """The example with lines of planning.yaml replaced: (beginning of the line, line)."""
        folder = self.package()
        path = folder / "planning.yaml"
        lines = path.read_text(encoding="utf-8").split("\n")
        for old, new in changes:
            at = [i for i, line in enumerate(lines) if line.startswith(old)]
            self.assertEqual(len(at), 1, old)
            lines[at[0]] = new
        path.write_text("\n".join(lines), encoding="utf-8")
        return folder

    def cases(self, language):
        yield "departures", self.said(language, self.one_day, "--explain", "--time", "60s")
        yield "no plan", self.said(language, self.conflict, "--time", "60s", code=1)
        yield "an order that cannot hold", self.said(language, self.order, "--time", "60s", code=1)
        yield "timetable verified", self.said(language, self.broken, "--verify", code=1)
        yield "re-planned", self.said(language, TWO_BODIES, "--lose", "time:2022-05-25/afternoon", "--now", "2022-05-24",
                                      "--time", "60s")
        yield "another modality", self.plan(TWO_BODIES, "--modality", "hybrid", "--lang", language)["contingency"]["message"] + "\n"
        yield "not a plan at all", self.said(language, self.wrong, code=2)
        yield "a package with errors", self.said(language, self.unread, code=2)
        yield "a day that is none", self.said(language, self.closed, "--fix", "transfer@2022-05-26", code=2)

    def setUp(self):
        super().setUp()
        made = {
            "conflict": [("  transfer:", "  transfer: {minutes: 1500}"), ("  strategies:", "  strategies: {minutes: 1500}")],
            "order": [("  transfer:", "  transfer: {on: 2022-05-24}"),
                      ("  strategies:", "  strategies: {on: 2022-05-23/afternoon, after: [transfer]}")],
            "broken": [("  strategies:", "  strategies: {undivided: true, on: [friday]}"), ("  review:", "  review: {minutes: 240}"),
                       ("    capacity: 250", "    capacity: 100")],
            "unread": [("  strategies:", "  strategies: {minutes: 0, people: [chair]}")],
            "closed": [("  host-holidays:", "  closed: [2022-05-26]")],
            "wrong": [("  strategies:", "  strategies: {on: 2022-06-24, fixed: 2022-05-24T11:00}")],
        }
        for name, changes in made.items():
            folder = self.changed(*changes)
            setattr(self, name, folder.rename(self.tmp / name))
        self.one_day = self.tmp / "one-day"
        self.one_day.mkdir()
        (self.one_day / "meeting.yaml").write_text(ONE_DAY, encoding="utf-8")
        (self.one_day / "planning.yaml").write_text(ONE_DAY_PLANNING, encoding="utf-8")

    def check(self, language):
        got = "".join(f"== {name} ==\n{text}\n" for name, text in self.cases(language)).replace(str(self.tmp) + "/", "")
        golden = ROOT / "tests/golden/plan" / f"{language}.txt"
        if os.environ.get("DAIS_UPDATE_GOLDEN"):
            golden.write_text(got, encoding="utf-8")
        self.assertEqual(got, golden.read_text(encoding="utf-8"))
        if language != "en":
            self.assertEqual(english_in("\n".join(x for x in got.split("\n") if not x.startswith("==")), language), [])

    def test_arabic(self):
        self.check("ar")

    def test_chinese(self):
        self.check("zh")

    def test_english(self):
        self.check("en")

    def test_french(self):
        self.check("fr")

    def test_russian(self):
        self.check("ru")

    def test_spanish(self):
        self.check("es")


class Calendar(Base):
    """The calendar of a duty station."""

    def calendar(self):
        path = self.tmp / "station.yaml"
        shutil.copy(YEAR, path)
        return path

    def test_planned_whole_and_sound(self):
        path = self.calendar()
        got = self.plan(path, "--write", "--time", "20s")
        self.assertTrue(got["sound"] and got["whole"])
        self.assertEqual(got["unplaced"], 0)
        self.assertEqual([r["of"] for r in got["ranks"]], ["days"])
        self.assertEqual(got["ranks"][0]["cost"], got["ranks"][0]["bound"])
        self.assertTrue((self.tmp / "station.plan.yaml").exists())
        self.dais("plan", path, "--verify")

    def test_a_lost_room(self):
        path = self.calendar()
        before = self.plan(path, "--write", "--time", "20s")
        busy = next(s for s in before["sittings"] if s.get("room"))
        day = busy["start"][:10]
        got = self.plan(path, "--lose", f"room:{busy['room']}@{day}", "--time", "20s")
        self.assertTrue(got["changes"])
        self.assertFalse([s for s in got["sittings"] if s.get("room") == busy["room"] and s["start"].startswith(day)])
        self.assertEqual(self.plan(path, "--keep", "--time", "20s")["changes"], [])

    def test_a_lost_day(self):
        path = self.calendar()
        before = self.plan(path, "--write", "--time", "20s")
        day = sorted(s["start"] for s in before["sittings"])[len(before["sittings"]) // 2][:10]
        got = self.plan(path, "--lose", f"day:{day}", "--time", "20s")
        self.assertTrue(got["sound"] and got["whole"])
        self.assertFalse([s for s in got["sittings"] if s["start"].startswith(day)])
        self.assertEqual(len(got["sittings"]), len(before["sittings"]))

    def test_changes_in_words(self):
        path = self.tmp / "calendar.yaml"
        shutil.copy(YEAR, path)
        self.dais("plan", path, "--write", "--quiet")
        for language, words in [("en", "Joint dialogue of the two working groups (joint-dialogue) moves from 15 September 2027, 10 a.m. to "),
                                ("fr", "(joint-dialogue) : déplacement du 15 septembre 2027, 10\u00a0heures au "),
                                ("zh", "由2027年9月15日上午10时改为2027年9月")]:
            said = self.dais("plan", path, "--lose", "day:2027-09-15", "--quiet", "--lang", language).stdout
            self.assertIn(words, said)
            self.assertNotRegex(said, r"\d{4}-\d\d-\d\d")
        said = self.dais("plan", path, "--lose", "body:cooperation", "--quiet", code=1).stdout
        self.assertIn("\nWorking Group on International Cooperation (cooperation-16) (10 sittings) cannot be held from 3 May 2027 to 16 July 2027", said)
        self.assertIn("No single change that was tried would help.", said)
        self.assertNotIn("gap 100", said)

    def test_named_as_shown(self):
        """Rooms, bodies, meetings and days as tables show them do what their ids do."""
        path = self.calendar()
        self.plan(path, "--write", "--time", "20s")
        for option, shown, written in [
                ("--lose", "room:Board Room A@20–24 September", "room:board-a@2027-09-20..2027-09-24"),
                ("--lose", "room:assembly hall@week of 11 October 2027", "room:assembly@2027-10-11..2027-10-17"),
                ("--lose", "team:six/2@From 20 to 24 September 2027", "team:six/2@2027-09-20..2027-09-24"),
                ("--lose", "body:Commission on Substances@8 mars", "body:drugs@2027-03-08"),
                ("--lose", "2027年9月15日", "day:2027-09-15"),
                ("--fix", "joint dialogue@Thursday, 16 September 2027, 10 a.m.", "joint-dialogue@2027-09-16T10:00"),
                ("--fix", "Commission on Justice (commission-36)@31 May", "commission-36@2027-05-31"),
                ("--fix", "Finance Committee (finance-talks) (5 of 5)@14 December", "finance-talks#5@2027-12-14"),
                ("--lose", "time:Wednesday, 15 September 2027, afternoon", "2027-09-15/afternoon"),
                ("--lose", "room:Board Room A@20 September, 3 p.m.", "room:board-a@2027-09-20T15:00"),
                ("--overran", "Joint dialogue of the two working groups = 3", "joint-dialogue=3")]:
            with self.subTest(shown):
                as_shown = self.plan(path, option, shown, code=None)
                self.assertEqual(as_shown["changes"], self.plan(path, option, written, code=None)["changes"])
        self.assertTrue(self.plan(path, "--lose", "2027年9月15日")["changes"])

    def test_names_that_mean_several(self):
        path = self.calendar()
        self.plan(path, "--write", "--time", "20s")
        for option, typed, words in [
                ("--lose", "room:board room", "To choose from: Board Room A, Board Room D."),
                ("--lose", "body:Trade Law", "To choose from: Trade Law Working Group I, Trade Law Working Group II."),
                ("--fix", "Finance Committee@15 September", "Finance Committee (finance-41), Finance Committee (finance-42)"),
                ("--fix", "joint dialogue@2027-09-16T11:00", "Sittings can begin that day at 10 a.m. and 3 p.m."),
                ("--fix", "joint dialogue@Saturday, 18 September", "There are no sittings that day"),
                ("--lose", "2027-09-16T11:00", "Sittings can begin that day at 10 a.m. and 3 p.m.\n"),
                ("--lose", "day:31 February", "`31 February` names no days"),
                ("--lose", "comission", "does not say what is lost")]:
            with self.subTest(typed):
                self.assertIn(words, self.dais("plan", path, option, typed, code=2).stderr)
        path.write_text(path.read_text(encoding="utf-8").replace("to: 2027-12-17", "to: 2028-12-17"), encoding="utf-8")
        self.assertIn("To choose from: 10 May 2027 and 10 May 2028.", self.dais("plan", path, "--lose", "day:10 May", code=2).stderr)

    def test_things_of_one_name(self):
        """They are told, in tables too, and named with their ids; breaches name what tables show."""
        path = self.calendar()
        text = path.read_text(encoding="utf-8").replace("name: Board Room D", "name: Board Room A")
        text = text.replace("finance-41: {", "finance-41: {name: Budget, ").replace("finance-42: {", "finance-42: {name: Budget, ")
        path.write_text(text, encoding="utf-8")
        self.plan(path, "--write", "--time", "20s")
        self.assertIn("To choose from: Board Room A (board-a), Board Room A (board-d).",
                      self.dais("plan", path, "--lose", "room:Board Room A", code=2).stderr)
        self.assertIn("Budget (finance-41), Budget (finance-42)", self.dais("plan", path, "--fix", "Budget@15 November", code=2).stderr)
        for option, shown, written in [("--lose", "room:Board Room A (board-d)@20 September", "room:board-d@2027-09-20"),
                                       ("--fix", "Budget (finance-42)@16 November", "finance-42@2027-11-16")]:
            self.assertEqual(self.plan(path, option, shown, code=None)["changes"], self.plan(path, option, written, code=None)["changes"])
        page = self.dais("plan", path, "--verify", "--format", "html").stdout
        self.assertIn("Budget (finance-41)", page)
        plan = self.tmp / "station.plan.yaml"
        kept = plan.read_text(encoding="utf-8")
        times = re.findall(r"20\d\d-\d\d-\d\dT\d\d:\d\d \S+", kept)
        other = next(t for t in times[1:] if t[:10] != times[0][:10])
        plan.write_text(kept.replace(other, times[0], 1), encoding="utf-8")
        said = self.dais("plan", path, "--verify", code=1).stdout
        self.assertIn(" are both in `", said)
        self.assertNotRegex(said, "in `(assembly|board-a|board-d|m1|m2|m3|c1|c2)`")

    def test_a_body_that_cannot_come(self):
        path = self.calendar()
        self.plan(path, "--write", "--time", "20s")
        got = self.plan(path, "--lose", "body:drugs@2027-03-01..2027-03-19", "--time", "20s", code=1)
        self.assertEqual([c["meeting"] for c in got["conflicts"]], ["drugs-70"])
        self.assertIn("the days on which a body cannot sit", got["conflicts"][0]["message"])

    def test_typed_by_hand(self):
        path = self.calendar()
        self.plan(path, "--write", "--time", "20s")
        plan = self.tmp / "station.plan.yaml"
        text = plan.read_text(encoding="utf-8")
        start = re.search(r"20\d\d-\d\d-\d\dT10:00", text)[0]
        day = datetime.date.fromisoformat(start[:10])
        sunday = day + datetime.timedelta(days=6 - day.weekday())
        plan.write_text(text.replace(start, f"{sunday}T10:00"), encoding="utf-8")
        got = self.dais("plan", path, "--verify", code=None)
        self.assertIn(got.returncode, [1, 2])
        self.assertIn(f"{sunday.day} {sunday:%B} {sunday.year}", got.stdout + got.stderr)

    def test_every_look(self):
        path = self.calendar()
        self.dais("plan", path, "--write", "--time", "20s")
        self.assertIn("2027", self.dais("plan", path, "--verify", "--lang", "ru").stdout)
        self.assertIn("</html>", self.dais("plan", path, "--verify", "--format", "html").stdout)
        self.assertIn("</svg>", self.dais("plan", path, "--verify", "--format", "svg").stdout)
        self.dais("plan", path, "--verify", "--format", "ics", code=2)

    def test_bad_calendar(self):
        path = self.calendar()
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("capacity:", "capacty:", 1), encoding="utf-8")
        got = self.dais("plan", path, "--write", code=2)
        self.assertRegex(got.stderr, r"station\.yaml:\d+:\d+: error: .*capacty")
        self.assertFalse((self.tmp / "station.plan.yaml").exists())
        for empty, said in [("only-rooms: []", "nothing would be possible"), ("body: []", "no body is listed")]:
            path.write_text(text.replace("body: drugs", empty if empty.startswith("body") else f"body: drugs, {empty}", 1), encoding="utf-8")
            self.assertIn(said, self.dais("plan", path, code=2).stderr)
        for fixed in ("2027-03-06", "2027-03-08T11:00", "2027-03-29"):
            path.write_text(text.replace("body: drugs,", f"body: drugs, fixed: {fixed},", 1), encoding="utf-8")
            self.assertRegex(self.dais("plan", path, code=2).stderr, r"station\.yaml:\d+:\d+: error: .* is fixed for a time at which no sitting begins")
        path.write_text(re.sub("body: trade-([12]), days: 5,", r"body: trade-\1, days: 5, fixed: 2027-02-08,", text, count=2), encoding="utf-8")
        self.assertRegex(self.dais("plan", path, "--time", "20s", code=1).stdout, r"cannot all be held: .*station\.yaml:\d+\)\.")
        path.write_text("meetings: []\n", encoding="utf-8")
        self.assertIn("not a calendar", self.dais("plan", path, code=2).stderr)
        path.write_text(text, encoding="utf-8")
        self.assertIn("no plan yet", self.dais("plan", path, "--lose", "room:nowhere", code=2).stderr)
        self.plan(path, "--write", "--time", "20s")
        self.assertIn("To choose from: Assembly Hall, Board Room A", self.dais("plan", path, "--lose", "room:nowhere", code=2).stderr)
        self.assertIn("Did you mean six?", self.dais("plan", path, "--lose", "team:sixx", code=2).stderr)
        outside = self.dais("plan", path, "--lose", "room:board-a@2028-01-11", code=2).stderr
        self.assertIn("it goes from 11 January 2027 to 17 December 2027", outside)
        self.dais("plan", path, "--modality", "hybrid", code=2)


if __name__ == "__main__":
    DAIS = sys.argv.pop(1)
    unittest.main(verbosity=2)
