#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Strange packages through `dais plan`: e2e_plan_strange.py DAIS.

Each has a plan, which the checker finds sound when it is read back, or is refused in words with ways out that were tried,
or is not planned at all for an error with its place. None takes long.
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

import plan_schema

DAIS = ""
SECONDS = float(os.environ.get("DAIS_TEST_SECONDS", "20"))  # of the processor, for one package

ORGANIZATION = {"organization": ("organizational", ["opening", "agenda"])}
REPORT = {"report": "report"}
PARTS = {"opening": "opening", "agenda": "adoption-of-agenda"}
MONDAY, TUESDAY = "2027-06-07", "2027-06-08"


def items(n, first=1):
    return {f"i{k}": "substantive" for k in range(first, first + n)}


def agenda(n):
    return ORGANIZATION | items(n) | {"other": "other"} | REPORT


def said(names, words):
    return "items:\n" + "".join(f"  {name}: {{{words}}}\n" for name in names)


def meeting_yaml(things, agendas, opens, closes, zone, modality):
    bodies = list(agendas)
    out = ["dais: 1", "languages: [en]", "profile: untoc", "produces: agenda", "bodies:",
           "  cop: {name: {en: Conference}, symbol: X/COP, noun: session}"]
    out += [f"  {b}: {{parent: cop, name: {{en: Group {b}}}, symbol: X/COP/WG.{n}, noun: meeting}}" for n, b in enumerate(bodies, 1)]
    out.append("meetings:")
    out += [f"  {b}@1: {{opens: {opens}, closes: {closes}, place: {{en: Vienna}}, zone: {zone}, modality: {modality}}}" for b in bodies]
    out += [f"together: [{', '.join(b + '@1' for b in bodies)}]", "agendas:"]
    out += [f"  {b}: [{', '.join(names)}]" for b, names in agendas.items()]
    out.append("items:")
    for name, kind in things.items():
        kind, parts = kind if isinstance(kind, tuple) else (kind, [])
        out += [f"  {name}:", f"    kind: {kind}", f"    title: {{en: Matter {name}}}"]
        out += [f"    proposed-by: {bodies[0]}"] * (kind == "substantive")
        out += ["    parts:"] * bool(parts) + ["    documents: []"] * (not parts)
        out += [f"      {p}: {{kind: {PARTS.get(p, kind)}, title: {{en: Part {p}}}}}" for p in parts]
    out += ["documents:", "  agenda:", f"    symbols: [{', '.join(f'X/COP/WG.{n}/2027/1' for n in range(1, len(bodies) + 1))}]",
            "    kind: agenda", "    title: {en: Agenda}", "    author: secretariat", "    distribution: general",
            "    original: en", "    date: 2027-03-01", "sittings: []"]
    return "\n".join(out) + "\n"


class Strange(unittest.TestCase):
    def setUp(self):
        self.tmp = pathlib.Path(tempfile.mkdtemp(prefix="dais-strange-"))
        self.addCleanup(shutil.rmtree, self.tmp)

    def package(self, planning="", things=None, agendas=None, opens=f"{MONDAY}T10:00", closes=TUESDAY, zone="Europe/Vienna",
                modality="in-person"):
        things = agenda(3) if things is None else things
        agendas = {"ta": list(things)} if agendas is None else agendas
        folder = self.tmp / f"package-{len(list(self.tmp.iterdir()))}"
        folder.mkdir()
        (folder / "meeting.yaml").write_text(meeting_yaml(things, agendas, opens, closes, zone, modality), encoding="utf-8")
        if planning:
            (folder / "planning.yaml").write_text(planning, encoding="utf-8")
        return folder

    def dais(self, *args, code):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        got = subprocess.run([DAIS, "plan", *map(str, args)], capture_output=True, encoding="utf-8", timeout=200,
                             env=dict(os.environ, LC_ALL="C.UTF-8"))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        for word in ["runtime error:", "Sanitizer", "dais: bug:"]:
            self.assertNotIn(word, got.stderr)
        self.assertEqual(got.returncode, code, f"{got.stdout[-2000:]}{got.stderr[-2000:]}")
        self.assertLess(after.ru_utime - before.ru_utime, SECONDS)
        return got

    def planned(self, *args, **kwargs):
        """There is a plan; read back from the package it is found sound again."""
        folder = self.package(*args, **kwargs)
        got = json.loads(self.dais(folder, "--write", "--format", "json", code=0).stdout)
        self.assertEqual(plan_schema.faults(got), [])
        self.assertTrue(got["sound"])
        self.dais(folder, "--verify", code=0)
        return got

    def refused(self, *args, ways=(), because="", **kwargs):
        """There is none: the conflict, and ways out that were each tried; @ways are among them."""
        folder = self.package(*args, **kwargs)
        got = json.loads(self.dais(folder, "--write", "--time", "60s", "--format", "json", code=1).stdout)
        self.assertEqual(plan_schema.faults(got), [])
        conflict = got["conflict"]
        offered = [w["message"].replace("\xa0", " ") for w in conflict["ways-out"]]
        self.assertTrue(offered, conflict["message"])
        self.assertTrue(all(w["verified"] for w in conflict["ways-out"]), offered)
        self.assertTrue(all(w["cost"] > 0 for w in conflict["ways-out"]), conflict["ways-out"])
        self.assertIn(because, conflict["message"].replace("\xa0", " "))
        for way in ways:
            self.assertIn(way, offered)
        self.assertIn("sittings: []", (folder / "meeting.yaml").read_text(encoding="utf-8"))
        return conflict

    def wrong(self, planning, message, **kwargs):
        """Nothing is planned for an error, which has its place."""
        self.assertRegex(self.dais(self.package(planning, **kwargs), code=2).stderr, message)

    # --- far too much -------------------------------------------------------------------------

    def test_two_items_a_sitting(self):
        limit = "limits:\n  items-a-sitting: 2\n"
        self.refused(limit, agenda(7), because="too many items",
                     ways=["take up as many as 3 items in a sitting, not 2", "add a day: sit on Wednesday, 9 June 2027, 10 a.m.–1 p.m."])
        self.refused(limit, ORGANIZATION | items(14) | REPORT,
                     ways=["take up as many as 5 items in a sitting, not 2",
                           "add 3 days: sit from Wednesday, 9 June 2027 to Friday, 11 June 2027"])
        self.refused(limit, agenda(30), ways=["add 7 days: sit from Wednesday, 9 June 2027 to Thursday, 17 June 2027",
                                              "take up these 25 items only if time is left: item 7, item 8, item 9, item 10, item 11, item 12, item 13, item 14, item 15, item 16 and 15 more"])

    def test_a_day_more(self):
        """Two sittings of one day are one day, and where it is enough no two days are offered beside it."""
        conflict = self.refused("", agenda(7), closes=MONDAY, ways=["add a day: sit on Tuesday, 8 June 2027"])
        self.assertNotRegex(str(conflict["ways-out"]), r"add \d+ days")

    def test_many_more_items_than_time(self):
        self.refused("", agenda(200), because="give 12 h")
        self.refused(said([f"i{k}" for k in range(1, 14)], "minutes: 120, undivided: true"), agenda(13), closes="2027-06-09",
                     ways=["add 4 days: sit from Thursday, 10 June 2027 to Tuesday, 15 June 2027"])

    def test_many_parts(self):
        self.refused("", ORGANIZATION | {"large": ("substantive", [f"p{k}" for k in range(40)])} | REPORT)

    # --- the lead time ------------------------------------------------------------------------

    def test_lead_time(self):
        self.refused("adoption: {lead: 3}\nwishes:\n  free: {rank: 1, weight: 1000000}\n", agenda(4), opens="2027-06-10T10:00",
                     closes="2027-06-11", ways=["adopt item 7 (Matter report) after 2 half-days, not 3",
                                                "add a day: sit on Monday, 14 June 2027, 10 a.m.–1 p.m."])
        self.refused("adoption: {lead: 1000}\n", ways=["adopt item 6 (Matter report) after 2 half-days, not 1000"])
        self.refused(f"days: {{closed: [{MONDAY}/afternoon]}}\n", agenda(2), closes=MONDAY,
                     because="there is one sitting only, on Monday, 7 June 2027, 10 a.m.–1 p.m.; item")
        self.refused("", agenda(2), opens=f"{MONDAY}T15:00", closes=MONDAY, ways=["add a day: sit on Tuesday, 8 June 2027, 10 a.m.–1 p.m."])
        self.planned("adoption: {lead: 0}\n", closes=MONDAY)
        self.planned("adoption: {lead: 5}\n", opens="2027-06-10T10:00", closes="2027-06-14")  # over a weekend

    def test_opening_within_a_sitting(self):
        got = self.planned("", agenda(2), opens=f"{MONDAY}T16:00")
        self.assertEqual((got["sittings"][0]["start"], got["sittings"][0]["end"]), (f"{MONDAY}T16:00", f"{MONDAY}T18:00"))
        folder = self.package("", agenda(2), opens=f"{MONDAY}T16:00")
        self.assertIn(f"DTSTART;TZID=Europe/Vienna:{MONDAY.replace('-', '')}T160000",
                      self.dais(folder, "--format", "ics", code=0).stdout)
        got = self.planned("", agenda(2), opens=f"{MONDAY}T17:45")  # less than a step is left
        self.assertEqual(got["sittings"][0]["start"], f"{TUESDAY}T10:00")

    def test_free_afternoon_against_lead_time(self):
        got = self.planned("adoption: {lead: 2}\nwishes:\n  free: {rank: 1, weight: 100}\n", agenda(3), opens="2027-06-10T10:00",
                           closes="2027-06-11")
        self.assertIn("free", [n["demand"] for n in got["not-met"]])

    # --- what is past ---

    def test_ways_out_with_a_past(self):
        """Monday is past when Tuesday is lost: no room makes up for it, though all would have fitted into Monday."""
        folder = self.package(f"rooms:\n  r: {{}}\nitems:\n  i2: {{on: {TUESDAY}}}\n", ORGANIZATION | items(2) | REPORT)
        self.dais(folder, "--write", code=0)
        (folder / "planning.yaml").write_text("rooms:\n  r: {}\n", encoding="utf-8")
        got = self.dais(folder, "--lose", f"time:{TUESDAY}", "--now", f"{TUESDAY}T08:00", "--format", "json", code=1).stdout
        ways = json.loads(got)["conflict"]["ways-out"]
        said_of = [w["message"].replace("\xa0", " ") for w in ways]
        self.assertTrue(all(w["verified"] for w in ways), said_of)
        self.assertFalse([w for w in said_of if "room" in w], said_of)
        self.assertIn("add a day: sit on Wednesday, 9 June 2027", said_of)
        for way in said_of:  # alone it leaves no sitting for what Monday has not had
            self.assertNotEqual(way, "adopt item 4 (Matter report) without waiting 1 half-day")

    # --- rooms and teams ----------------------------------------------------------------------

    def test_rooms_for_many(self):
        bodies = [f"b{k}" for k in range(8)]
        things = {}
        for b in bodies:
            things |= {f"o-{b}": ("organizational", ["opening"]), f"s-{b}": "substantive", f"r-{b}": "report"}
        found = self.refused("rooms:\n  r: {}\n", things, {b: [f"{x}-{b}" for x in "osr"] for b in bodies}, because="with the rooms there are")
        self.assertTrue([w for w in found["ways-out"] if "further rooms" in w["message"]])

    def test_rooms(self):
        two = {"ta": ["organization", "i1", "i2", "report"], "tb": ["organization", "i3", "i4", "report"]}
        things = ORGANIZATION | items(4) | REPORT
        self.planned("rooms:\n  r: {capacity: 0}\nbodies:\n  ta: {attendance: 10}\n")  # 0: enough for all
        self.planned("rooms:\n  r: {capacity: 1}\nbodies:\n  ta: {attendance: 0}\n")
        self.wrong("rooms:\n  r: {capacity: 1}\nbodies:\n  ta: {attendance: 10}\n", r"planning.yaml:4:3: error: no room of `ta` has 10")
        self.wrong("rooms:\n  r: {capacity: 15}\nbodies:\n  ta: {attendance: 10}\n  tb: {attendance: 10}\n", "the 20 seats", things=things,
                   agendas=two)
        self.wrong("rooms:\n" + "".join(f"  r{k}: {{}}\n" for k in range(65)), "planning.yaml:66:3: error: .* at most 64 rooms")
        self.refused(f"rooms:\n  r: {{closed: [{MONDAY}..{TUESDAY}]}}\n", because="in a room that is free",
                     ways=["find a further room for 3 sittings", "add 2 days: sit from Wednesday, 9 June 2027 to Thursday, 10 June 2027"])
        self.wrong("rooms:\n  r: {capacity: 100}\n", "online participants", modality="hybrid")
        self.refused("rooms:\n  r: {remote: true}\n  q: {}\n" + said(["i1", "i3"], "minutes: 240") + said(["i2", "i4"], "minutes: 120")[7:],
                     things, two, modality="hybrid", because="in the rooms that suit them (r)",
                     ways=["find a further room for 2 sittings, equipped for online participants"])

    def test_teams(self):
        two = {"ta": ["organization", "i1", "i2", "report"], "tb": ["organization", "i3", "i4", "report"]}
        self.refused("teams:\n  t: {week: 4}\n" + said(["i1", "i2", "i3", "i4"], "minutes: 180"), ORGANIZATION | items(4) | REPORT, two,
                     because="with the teams of interpreters there are", ways=["have a further team of interpreters for 2 sittings"])
        self.refused("teams:\n  t: {week: 1}\n", ways=["have a further team of interpreters for 2 sittings"])
        self.refused("teams:\n  t: {day: 1}\n" + said(["i1", "i2"], "minutes: 240"), because="with the teams of interpreters there are")
        self.refused(f"teams:\n  t: {{closed: [{MONDAY}, {TUESDAY}]}}\n", ways=["have a further team of interpreters for 3 sittings"])
        self.wrong("teams:\n  t: {languages: [fr]}\n", "no team of interpreters has all languages")

    # --- people, order, cells -----------------------------------------------------------------

    def test_people(self):
        two = {"ta": ["organization", "i1", "i2", "report"], "tb": ["organization", "i3", "i4", "report"]}
        once = f"people:\n  sp: {{present: [{MONDAY}T15:00]}}\n"
        self.refused(once + said(["i1"], "minutes: 240, people: [sp]"),
                     ways=["take up item 2 (Matter i1) without sp", "give item 2 (Matter i1) 1 h less than the 4 h it needs"])
        self.refused(once + said(["i1", "i3"], "minutes: 120, people: [sp]"), ORGANIZATION | items(4) | REPORT, two,
                     ways=["take up item 2 of WG.1 (Matter i1) without sp"])
        self.wrong(f"people:\n  sp: {{absent: [{MONDAY}..{TUESDAY}]}}\n" + said(["i1"], "people: [sp]"), "all these are there: sp")
        self.refused(f"people:\n  chair: {{absent: [{TUESDAY}]}}\nbodies:\n  ta: {{people: [chair]}}\n",
                     because="(reason: chair must be there)",
                     ways=["let the Group ta sit without chair", "adopt item 6 (Matter report) without waiting 1 half-day"])

    def test_order(self):
        chain = "".join(f"  i{k}: {{after: [i{k - 1}]}}\n" for k in range(2, 6))
        self.wrong("items:\n" + chain + "  i1: {after: [i5]}\n", "wait for each other in a circle", things=agenda(5))
        self.wrong(said(["i1"], "after: [report]"), "wait for each other in a circle")
        self.planned("items:\n" + chain, agenda(5))
        self.refused("items:\n" + chain.replace("{", "{on: [tuesday], ").replace("i5: {on: [tuesday]", "i5: {on: [monday]"), agenda(5),
                     ways=["let item 6 begin before item 5 (Matter i4) is done"])
        self.refused(f"items:\n  i1: {{on: [{TUESDAY}/afternoon]}}\n  i2: {{after: [i1], on: [{MONDAY}]}}\n",
                     ways=["take up item 2 (Matter i1) at other times"])
        self.refused(said(["organization"], f"on: [{TUESDAY}/afternoon]"))

    def test_cells(self):
        afternoon = f"fixed: [{MONDAY}T15:00]"
        self.refused("limits:\n  items-a-sitting: 1\n" + said(["i1", "i2"], afternoon), ORGANIZATION | items(3) | REPORT,
                     ways=["take up as many as 2 items in a sitting, not 1"])
        self.refused(said(["report"], f"fixed: [{MONDAY}T10:00]"))
        self.planned(f"items:\n  i1: {{fixed: [{MONDAY}T10:00], minutes: 180}}\n  i2: {{fixed: [{{at: {MONDAY}T10:00, minutes: 90}}]}}\n")
        self.wrong(said(["i1"], f"on: [{MONDAY}], not-on: [monday]"), "cannot be taken up at any time")
        self.planned(said(["i1"], "prefer: [monday], avoid: [monday]"))

    def test_kept_apart(self):
        three = {f"t{x}": ["organization", f"i{2 * k + 1}", f"i{2 * k + 2}", "report"] for k, x in enumerate("abc")}
        things = ORGANIZATION | items(6) | REPORT
        self.refused("apart:\n  - bodies: [ta, tb, tc]\n" + said([f"i{k}" for k in range(1, 7)], "minutes: 150"), things, three,
                     because="do not sit at the same time")
        self.planned("apart:\n  - bodies: [ta, tb, tc]\n", things, three, closes="2027-06-09")
        self.planned("apart:\n  - items: [i1, i2, i3]\n")
        self.wrong("apart:\n  - items: [i1, i1]\n", "listed twice")

    def test_things_of_one_name(self):
        planning = "rooms:\n" + "".join(f"  {x}: {{name: {{en: Hall}}, capacity: 100}}\n" for x in "ab")
        folder = self.package(planning)
        self.dais(folder, "--write", code=0)
        self.assertIn("To choose from: Hall (a), Hall (b).", self.dais(folder, "--lose", "room:Hall", code=2).stderr)
        self.dais(folder, "--lose", "room:Hall (b)", code=0)

    def test_items_of_one_number(self):
        """The list of times says whose item it is where bodies have others of its number."""
        things = ORGANIZATION | items(2) | REPORT
        folder = self.package("", things, {"ta": ["organization", "i1", "report"], "tb": ["organization", "i2", "report"]})
        shown = self.dais(folder, code=0).stdout.replace("\xa0", " ")
        self.assertRegex(shown, r"\n  2  Matter i1 \(Group ta\): ")
        self.assertRegex(shown, r"\n  2  Matter i2 \(Group tb\): ")
        self.assertRegex(shown, r"\n  1  Matter organization: ")

    # --- two who write --------------------------------------------------------------------------

    def test_two_at_once(self):
        """The first that is ready writes; the others say so and change nothing."""
        folder = self.package()
        running = [subprocess.Popen([DAIS, "plan", str(folder), "--write", "--quiet", "--seed", str(n)], stdout=subprocess.DEVNULL,
                                    stderr=subprocess.PIPE, text=True) for n in range(4)]
        said = [p.communicate(timeout=120)[1] for p in running]
        for process, words in zip(running, said):
            self.assertIn(process.returncode, (0, 2), words)
            self.assertIn("Written to" if process.returncode == 0 else "was changed meanwhile; nothing was written", words)
        self.assertIn(0, [p.returncode for p in running])
        self.dais(folder, "--verify", code=0)
        self.assertEqual(sorted(p.name for p in folder.iterdir()), ["meeting.yaml"])

    # --- numbers, days, hours -----------------------------------------------------------------

    def test_numbers(self):
        self.wrong(said(["i1"], "sittings: 0"), "0 sittings")
        self.wrong(said(["i1"], "minutes: 0"), "0 minutes")
        self.wrong(said(["i1"], "minutes: 1000000000000"), "the largest is 100000000")
        self.refused(said(["i1"], "minutes: 99999990"), ways=["take up item 2 (Matter i1) only if time is left"])
        self.wrong("limits:\n  items-a-sitting: 0\n", "no item a sitting")
        self.wrong(said(["i1"], "minutes: 240, undivided: true"), "the longest sitting has 180")
        self.wrong(said(["i1"], "minutes: {least: 60, wished: 120, most: 90}"), "more than `most`")
        self.refused("step: 120\n", ways=["add 2 days: sit from Wednesday, 9 June 2027 to Thursday, 10 June 2027"])
        self.planned("step: 7\n")

    def test_days_and_hours(self):
        self.wrong("", "no day on which it can sit", opens="2027-06-12T10:00", closes="2027-06-13")
        self.wrong("", "no day on which it can sit", opens=f"{MONDAY}T19:00", closes=MONDAY)
        self.wrong("", "closes before it opens", opens=f"{TUESDAY}T10:00", closes=MONDAY)
        self.wrong("", "more than 400 days", closes="2037-06-08")
        self.wrong("hours:\n  in-person: [\"10:00-13:00\", \"12:00-15:00\"]\n", "begins before the one before it has ended")
        self.wrong("hours:\n  in-person: [\"22:00-02:00\"]\n", "not a range of hours")
        self.refused(f"days:\n  closed: [{MONDAY}/afternoon, {TUESDAY}]\n")
        clock = "days:\n  also: [2027-03-28]\n  host-holidays: open\n"
        self.planned(clock, opens="2027-03-26T10:00", closes="2027-03-29")
        self.wrong(clock + "hours:\n  in-person: [\"01:00-04:00\", \"10:00-13:00\"]\n", "the clock changes during the sitting",
                   opens="2027-03-26T10:00", closes="2027-03-29")

    def test_wishes_at_their_limits(self):
        names = "time prefer opening apart order unbroken lead fewest-sittings dense free full no-gap one-room".split()
        self.planned("wishes:\n" + "".join(f"  {n}: off\n" for n in names))
        self.planned("wishes:\n" + "".join(f"  {n}: {{rank: 8, weight: 1000000}}\n" for n in names))
        self.planned(f"wishes:\n  free: {{rank: 1, weight: 1000000, when: [{MONDAY}, {TUESDAY}]}}\n")

    def test_next_to_nothing(self):
        self.planned("", REPORT)
        self.planned("", ORGANIZATION)


if __name__ == "__main__":
    DAIS = sys.argv.pop(1)
    unittest.main(verbosity=2)
