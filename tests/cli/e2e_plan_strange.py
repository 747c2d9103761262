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
        self.assertTrue(got["sound"])
        self.dais(folder, "--verify", code=0)
        return got

    def refused(self, *args, ways=(), because="", **kwargs):
        """There is none: the conflict, and ways out that were each tried; @ways are among them."""
        folder = self.package(*args, **kwargs)
        conflict = json.loads(self.dais(folder, "--write", "--time", "60s", "--format", "json", code=1).stdout)["conflict"]
        offered = [w["message"].replace("\xa0", " ") for w in conflict["ways-out"]]
        self.assertTrue(offered, conflict["message"])
        self.assertTrue(all(w["verified"] for w in conflict["ways-out"]), offered)
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
                                              "give no time that is certain to these 25 items: item 7, item 8, item 9 and 22 more"])

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


if __name__ == "__main__":
    DAIS = sys.argv.pop(1)
    unittest.main(verbosity=2)
