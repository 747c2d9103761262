#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Timetables typed by hand, each with one thing wrong: dais plan --verify names what the cell breaks and where. e2e_plan_by_hand.py DAIS."""
import copy
import shutil
import subprocess

import e2e

MEETING = """dais: 1
languages: [en]
profile: untoc
bodies:
  cop: {name: {en: Conference}, symbol: X/COP, noun: session}
  fa: {parent: cop, name: {en: Group on Firearms}, symbol: X/COP/WG.6, noun: meeting}
  sm: {parent: cop, name: {en: Group on Smuggling}, symbol: X/COP/WG.7, noun: meeting}
meetings:
  fa@4: {opens: 2027-06-07T10:00, closes: 2027-06-11, place: {en: Vienna}, zone: Europe/Vienna}
  sm@3: {opens: 2027-06-07T10:00, closes: 2027-06-11, place: {en: Vienna}, zone: Europe/Vienna}
together: [fa@4, sm@3]
agendas:
  fa: [opening, agenda, marking, sea, practice, other, report]
  sm: [opening, agenda, sea, victims, review, other, report]
items:
  opening: {kind: opening, title: {en: Opening}}
  agenda: {kind: adoption-of-agenda, title: {en: Agenda}}
  marking: {kind: substantive, title: {en: Marking}}
  sea: {kind: substantive, title: {en: Trafficking by sea}}
  practice: {kind: substantive, title: {en: Practices}}
  victims: {kind: substantive, title: {en: Victims}}
  review: {kind: review, title: {en: Review}}
  other: {kind: other, title: {en: Other matters}}
  report: {kind: report, title: {en: Report}}
"""
PLANNING = """rooms:
  hall: {name: {en: Great Hall}, capacity: 400}
  side: {name: {en: Room 7}, capacity: 180, closed: [2027-06-08/afternoon]}
teams:
  blue: {name: {en: blue}, day: 2}
  green: {name: {en: green}, day: 1, closed: [friday]}
  short: {name: {en: short}, languages: [en], week: 1}
bodies:
  fa: {attendance: 160}
  sm: {attendance: 170, rooms: [hall]}
people:
  customs: {name: customs expert, present: [2027-06-08, 2027-06-09/morning]}
items:
  marking: {minutes: {least: 150, wished: 360, most: 360}, people: [customs], sittings: 2}
  sea: {minutes: {least: 60, wished: 180}, fixed: [2027-06-07T15:00]}
  practice: {minutes: {least: 60, wished: 180}, undivided: true, not-on: [thursday]}
  victims: {minutes: {least: 120, wished: 180}, avoid: [monday], after: [practice]}
  review: {minutes: {least: 60, wished: 120}}
  report: {minutes: {least: 60, wished: 180}}
apart:
  - bodies: [fa, sm]
limits: {items-a-sitting: 3}
"""
BOTH = ["fa", "sm"]


def sitting(day, hour, bodies, *entries, room="hall", team="blue"):
    return {"day": day, "from": hour, "to": hour + 3, "room": room, "team": team, "bodies": bodies, "entries": [list(e) for e in entries]}


# Keeps all demands: June, the hour, bodies, items with their minutes.
SOUND = [
    sitting(7, 10, BOTH, ("opening", 30), ("agenda", 30)),
    sitting(7, 15, BOTH, ("sea", 180)),
    sitting(8, 10, ["fa"], ("marking", 180)),
    sitting(8, 15, ["fa"], ("marking", 180), team="green"),
    sitting(9, 10, ["fa"], ("practice", 180)),
    sitting(9, 15, ["sm"], ("victims", 180), team="green"),
    sitting(10, 10, BOTH, ("review", 120), ("other", 60), team="green"),
    sitting(10, 15, BOTH, ("report", 180)),
]


def written(plan):
    out = "sittings:\n"
    for s in plan:
        day = f"2027-06-{s['day']:02}"
        out += f"  - start: {day}T{s['from']:02}:00\n    end: {day}T{s['to']:02}:00\n    room: {s['room']}\n    team: {s['team']}\n"
        out += f"    bodies: [{', '.join(s['bodies'])}]\n    entries:\n"
        out += "".join(f"      - {{item: {item}, minutes: {minutes}}}\n" for item, minutes in s["entries"])
    return out


def at(plan, day, hour):
    return next(s for s in plan if s["day"] == day and s["from"] == hour)


def changes(day, hour, /, **what):
    """The sitting of that time with other facts; `day`, `from` and `to` move it."""
    def do(plan):
        at(plan, day, hour).update(what)
    return do


def entries(day, hour, *items):
    return changes(day, hour, entries=[list(e) for e in items])


def without(day, hour):
    def do(plan):
        plan.remove(at(plan, day, hour))
    return do


def added(*args, **options):
    def do(plan):
        plan.append(sitting(*args, **options))
        plan.sort(key=lambda s: (s["day"], s["from"]))
    return do


def both(*changes_):
    def do(plan):
        for change in changes_:
            change(plan)
    return do


MONDAY, TUESDAY = "Monday, 7 June 2027, 10 a.m.–1 p.m.", "Tuesday, 8 June 2027, 3 p.m.–6 p.m."

# What is done to it, and the demands that it breaks.
BREAKS = {
    "a body twice at a time": (added(8, 10, ["fa"], ("practice", 60), room="side", team="green"),
                               ["the Group on Firearms is in 2 sittings at the same time, on Tuesday, 8 June 2027, 10 a.m.–1 p.m."]),
    "bodies apart": (added(8, 15, ["sm"], ("victims", 60)),
                     ["the Group on Firearms and the Group on Smuggling are in two sittings at the same time, on " + TUESDAY + " (planning.yaml:21)"]),
    "a room twice at a time": (added(8, 15, ["sm"], ("review", 60)), ["Great Hall serves 2 sittings at the same time, on " + TUESDAY]),
    "a team twice at a time": (added(8, 15, ["sm"], ("review", 60), team="green"), ["green serves 2 sittings at the same time, on " + TUESDAY]),
    "a room too small": (changes(7, 10, room="side"), ["Room 7 has 180 seats, 150 too few, on " + MONDAY]),
    "a closed room": (changes(8, 15, room="side"), ["Room 7 is not free on " + TUESDAY]),
    "another room than its own": (changes(9, 15, room="side"),
                                  ["the Group on Smuggling sits in Room 7, not in a room set for it, on Wednesday, 9 June 2027, 3 p.m.–6 p.m. (planning.yaml:10)"]),
    "a team that is away": (changes(8, 10, day=11, team="green"), ["green is not free on Friday, 11 June 2027, 10 a.m.–1 p.m."]),
    "a team too often a day": (changes(8, 10, team="green"), ["green serves 2 sittings in a day, 1 more than it can, the first on Tuesday, 8 June 2027"]),
    "a team too often a week": (both(changes(9, 10, team="short"), changes(10, 10, team="short")),
                                ["short serves 2 sittings in a week, 1 more than it can, the first on Wednesday, 9 June 2027, 10 a.m.–1 p.m."]),
    "an expert who is away": (changes(8, 15, day=9), ["item 3 of WG.6 (Marking) is taken up outside the times set for it, on Wednesday, 9 June 2027, "
                                                      "3 p.m.–6 p.m. (planning.yaml:12)"]),
    "a day ruled out": (changes(9, 10, day=10, **{"from": 15, "to": 18}),
                        ["item 5 of WG.6 (Practices) is taken up outside the times set for it, on Thursday, 10 June 2027, 3 p.m.–6 p.m. (planning.yaml:16)"]),
    "before what it waits for": (changes(9, 10, day=11), ["item 4 of WG.7 (Victims) is taken up on Wednesday, 9 June 2027, 3 p.m.–6 p.m., before the "
                                 "last sitting of item 5 of WG.6 (Practices) on Friday, 11 June 2027, 10 a.m.–1 p.m. (planning.yaml:17)"]),
    "too little time": (both(without(8, 15), entries(8, 10, ("marking", 120))),
                        ["item 3 of WG.6 (Marking) gets 2 h, 30 min less than the 2 h 30 min asked for (planning.yaml:14)"]),
    "no time at all": (without(9, 15), ["item 4 of WG.7 (Victims) is not taken up; time asked for: 2 h (planning.yaml:17)"]),
    "too much time": (added(9, 15, ["fa"], ("marking", 60), room="side", team="short"),
                      ["item 3 of WG.6 (Marking) gets 7 h, 1 h more than the 6 h allowed (planning.yaml:14)"]),
    "too many sittings": (both(entries(9, 10, ("practice", 120), ("marking", 30)), entries(8, 10, ("marking", 150))),
                          ["item 3 of WG.6 (Marking) is divided among 3 sittings, 1 more than the 2 allowed: on Tuesday, 8 June 2027, 10 a.m.–1 p.m."]),
    "divided": (both(entries(9, 10, ("practice", 120)), entries(8, 10, ("marking", 120), ("practice", 60))),
                ["item 5 of WG.6 (Practices) is divided among 2 sittings, 1 more than the 1 allowed: on Tuesday, 8 June 2027"]),
    "out of its fixed sitting": (changes(7, 15, day=10, **{"from": 15}), ["item 4 of WG.6 and 3 of WG.7 (Trafficking by sea) does not have 30 min on "
                                 "Monday, 7 June 2027, 3 p.m.–6 p.m., where it is fixed (planning.yaml:15)"]),
    "the opening later": (both(without(9, 15), changes(7, 10, day=9, **{"from": 15, "to": 18})),
                          ["before the last sitting of item 2 (Agenda) on Wednesday, 9 June 2027, 3 p.m.–6 p.m."]),
    "the report too early": (changes(10, 15, day=9, **{"from": 10, "to": 13}), ["item 7 (Report) is taken up on Wednesday, 9 June 2027, 10 a.m.–1 p.m., "]),
    "the report without its lead": (entries(10, 15, ("report", 120), ("review", 60)),
                                    ["Report) is taken up on Thursday, 10 June 2027, 3 p.m.–6 p.m., not 1 half-day after item 5 of WG.7 (Review)"]),
    "too many items": (entries(7, 10, ("opening", 30), ("agenda", 30), ("victims", 30), ("marking", 30)),
                       ["a sitting takes up more than 3 items, on " + MONDAY + " (1 too many in all) (planning.yaml:22)"]),
    "out of order within": (entries(7, 10, ("agenda", 30), ("opening", 30)), ["item 2 (Agenda) stands before item 1 (Opening) in the sitting on " + MONDAY]),
    "a body without an item": (changes(8, 10, bodies=BOTH),
                               ["the Group on Smuggling sits on Tuesday, 8 June 2027, 10 a.m.–1 p.m. without an item of its own there"]),
}
# ... the wishes...
WISHES = {
    "time": (entries(9, 15, ("victims", 150)), ["item 4 of WG.7 (Victims) gets 2 h 30 min, 30 min less than the 3 h asked for (planning.yaml:17)"]),
    "avoid": (both(without(9, 10), without(9, 15), entries(7, 10, ("opening", 30), ("agenda", 30), ("practice", 120)),
                   entries(7, 15, ("sea", 60), ("victims", 120))),
              ["item 4 of WG.7 (Victims) is taken up outside the times set for it, on Monday, 7 June 2027, 3 p.m.–6 p.m. (planning.yaml:17)"]),
    "order": (lambda plan: None, ["Trafficking by sea) is taken up on Monday, 7 June 2027, 3 p.m.–6 p.m., before the last sitting of item 3 of WG.6 (Marking)"]),
    "lead": (entries(10, 15, ("other", 30), ("report", 150)),
             ["Report) is taken up on Thursday, 10 June 2027, 3 p.m.–6 p.m., not 1 half-day after item 6 (Other matters)"]),
    "unbroken": (both(entries(8, 15, ("practice", 180)), entries(9, 10, ("marking", 180))),
                 ["item 3 of WG.6 (Marking) is interrupted by a sitting on something else on " + TUESDAY]),
    "dense": (both(without(9, 10), entries(8, 15, ("marking", 60), ("practice", 120))),
              ["the Group on Firearms takes up more than one substantive item, on " + TUESDAY]),
    "free": (changes(10, 15, day=11), ["there is a sitting in a time to be kept free, on Friday, 11 June 2027, 3 p.m.–6 p.m."]),
    "full": (lambda plan: None, ["2 h of booked time stay unused, on " + MONDAY]),
    "no-gap": (lambda plan: None, ["the Group on Firearms does not sit on Wednesday, 9 June 2027, 3 p.m.–6 p.m., between its first and last sitting"]),
    "one-room": (changes(9, 10, room="side"), ["the Group on Firearms sits in 2 rooms; it moves to Room 7 on Wednesday, 9 June 2027, 10 a.m.–1 p.m."]),
}
# ... and what is no sitting at all.
ODD = {
    "an evening": (changes(10, 15, **{"from": 18, "to": 21}), "no sitting can begin on 2027-06-10T18:00 in person"),
    "a Saturday": (changes(10, 15, day=12), "no sitting can begin on 2027-06-12T15:00 in person"),
    "too long": (changes(8, 10, to=14), "the sitting of 2027-06-08T10:00 does not end at 13:00"),
    "a body is missing": (changes(7, 15, bodies=["fa"]), "is common and `sm` does not take part in the sitting of 2027-06-07T15:00"),
    "more than it holds": (entries(8, 10, ("marking", 210)), "the entries of the sitting of 2027-06-08T10:00 take 210 minutes; it lasts 180"),
    "half a step": (entries(8, 10, ("marking", 170)), "170 minutes is no multiple of the step of 30"),
    "another body's item": (entries(8, 10, ("victims", 60)), "item `victims` is on the agenda of no body of this sitting"),
    "an unknown room": (changes(8, 10, room="hal"), "did you mean `hall`?"),
}


class ByHand(e2e.Case):
    def setUp(self):
        super().setUp()
        self.folder = self.tmp / "package"
        self.folder.mkdir()
        (self.folder / "planning.yaml").write_text(PLANNING)

    def verify(self, plan, code):
        (self.folder / "meeting.yaml").write_text(MEETING + written(plan))
        got = self.dais("plan", self.folder, "--verify", "--quiet", code=code)
        return got.stdout.replace("\N{NO-BREAK SPACE}", " ") or got.stderr

    def each(self, table, code):
        """What is said, of demands and of wishes, after each change to the sound plan."""
        for name, (change, words) in table.items():
            plan = copy.deepcopy(SOUND)
            change(plan)
            demands, _, wishes = self.verify(plan, code).partition("Wishes not met:")
            yield name, demands, wishes, words

    def test_sound(self):
        self.assertIn("The plan keeps all demands.", self.verify(SOUND, 0))

    def test_use_of_booked_time(self):
        """22 of 24 hours are 91 %, 18 are 75: less than the 80 of the profile (R-SPK-15)."""
        self.assertNotIn("profile asks", self.verify(SOUND, 0))
        plan = copy.deepcopy(SOUND)
        both(entries(10, 15, ("report", 60)), entries(9, 10, ("practice", 60)))(plan)
        self.assertIn("18 h of 24 h booked are used (75 %). The profile asks for 80 %.", self.verify(plan, 0))
        (self.folder / "profile.yaml").write_text("booked-use-percent: 70\n")
        self.assertNotIn("profile asks", self.verify(plan, 0))

    def test_each_broken_demand_is_named(self):
        for name, demands, _, words in self.each(BREAKS, 1):
            self.assertIn("The plan breaks demands:", demands, name)
            for part in words:
                self.assertIn(part, demands, name)

    def test_each_wish_is_named(self):
        for name, demands, wishes, words in self.each(WISHES, 0):
            self.assertIn("The plan keeps all demands.", demands, name)
            for part in words:
                self.assertIn(part, wishes, name)

    def test_a_lacking_part_is_told(self):
        """The program alone, without its modules: more time is wished than there is, which a linear programme would tell."""
        alone = self.tmp / "alone"
        shutil.copy(e2e.DAIS, alone)
        (self.folder / "meeting.yaml").write_text(MEETING)
        (self.folder / "planning.yaml").write_text(PLANNING.replace("review: {minutes: {least: 60, wished: 120}}", "review: {minutes: {least: 60, wished: 2400}}"))
        got = subprocess.run([alone, "plan", self.folder, "--quiet", "--time", "2s"], capture_output=True, encoding="utf-8", timeout=100)
        self.assertEqual(got.returncode, 0, got.stderr)
        self.assertIn("proves plans best cannot be loaded", got.stderr)
        whole = self.dais("plan", self.folder, "--quiet", "--time", "2s")
        self.assertEqual(whole.stderr, "")

    def test_each_odd_cell_is_named(self):
        for name, said, _, words in self.each(ODD, 2):
            self.assertIn("meeting.yaml:", said, name)
            self.assertIn(words, said, name)


if __name__ == "__main__":
    e2e.main()
