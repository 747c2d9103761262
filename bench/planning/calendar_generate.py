#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a calendar of a duty station for `dais plan`: bodies of several sizes, regular sessions,
series of short meetings, order with time for translation, delegations that are shared.

    calendar_generate.py --sittings 5000 --seed 1 > calendar.yaml

All names and figures are invented. The means (rooms, teams) grow with the sittings, so that they
are used to about --load (0.6: as in a usual year; 0.85: tight)."""
import argparse
import datetime
import random

HOURS_A_DAY = 2
LANGUAGES = {"six": "ar, zh, en, fr, ru, es", "three": "en, fr, es", "two": "en, fr"}


def working_days(first, last, closed):
    day, days = first, []
    while day <= last:
        if day.weekday() < 5 and not any(a <= day <= b for a, b in closed):
            days.append(day)
        day += datetime.timedelta(1)
    return days


class Calendar:
    def __init__(self, sittings, seed, load, months, single):
        self.random = random.Random(seed)
        self.sittings, self.load, self.single = sittings, load, single
        self.first = datetime.date(2027, 1, 4)
        self.last = self.first + datetime.timedelta(days=int(months * 30.4))
        summer = (datetime.date(2027, 8, 2), datetime.date(2027, 8, 13))
        easter = (datetime.date(2027, 3, 26), datetime.date(2027, 3, 29))
        self.closed = [period for period in (easter, summer) if period[1] <= self.last]
        self.days = working_days(self.first, self.last, self.closed)
        self.meetings = []

    def sizes(self):
        """Shares of sittings: (seats, remote, languages, share)."""
        return [(400, True, "six", 0.2), (120, True, "six", 0.25), (120, False, "three", 0.2),
                (40, False, "two", 0.2), (40, False, None, 0.15)]

    def means(self):
        slots = len(self.days) * HOURS_A_DAY
        weeks = len({d.isocalendar()[:2] for d in self.days})

        def rooms(share):
            return max(1, round(self.sittings * share / slots / self.load + 0.5))
        self.rooms = [("large", 450, True, rooms(0.2)), ("middle-remote", 150, True, rooms(0.25)),
                      ("middle", 150, False, rooms(0.2)), ("small", 50, False, rooms(0.35))]
        def teams(share):
            by_slot = self.sittings * share / slots / self.load
            by_week = self.sittings * share / weeks / 7 / self.load
            return max(2, round(max(by_slot, by_week) + 0.5))  # a session of ten sittings in a week needs two
        self.pools = [("six", teams(0.45)), ("three", teams(0.2)), ("two", teams(0.2))]

    def make_bodies(self):
        count = max(3, self.sittings // 40)
        self.bodies = []
        for size, (seats, remote, languages, share) in enumerate(self.sizes()):
            for i in range(max(1, round(count * share))):
                self.bodies.append((f"body-{size + 1}-{i + 1}", seats - self.random.randrange(seats // 4), remote, languages, size))
        self.delegations = []
        names = [b[0] for b in self.bodies]
        for i in range(len(names) // 8):
            self.delegations.append((f"shared-{i + 1}", self.random.sample(names, min(3, len(names))), i % 3 == 2))

    def window(self, day, spread):
        at = self.days.index(day)
        return self.days[max(0, at - spread)], self.days[min(len(self.days) - 1, at + spread)]

    def add_session(self, body, serial):
        sittings = self.random.choice([4, 6, 8, 10, 10, 10])
        need = (sittings + 1) // 2
        at = self.random.randrange(max(1, len(self.days) - need))
        monday = at - self.days[at].weekday() if at >= self.days[at].weekday() else at
        day = self.days[max(0, monday)]
        at = self.days.index(day)
        last = min(len(self.days) - 1, at + 15 + need)
        low, high = self.days[max(0, min(at - 15, last - 20))], self.days[last]
        self.meetings.append((f"session-{serial}", [f"body: {body[0]}", f"sittings: {sittings}", f"preferred: {day}",
                              f"earliest: {low}", f"latest: {high}", f"weight: {self.random.choice([1, 1, 2, 3])}"]))
        return sittings, day, high

    def add_briefings(self, body, serial):
        times = min(self.random.choice([1, 2, 3, 4, 6]), 1 + len(self.days) // 20)
        day = self.random.choice(self.days[:max(1, len(self.days) - times * 15)])
        fields = [f"body: {body[0]}", "sittings: 1", f"preferred: {day}"]
        if times > 1:
            fields += [f"times: {times}", "every: 3 weeks", "apart: 10 days"]
        else:
            low, high = self.window(day, 8)
            fields += [f"earliest: {low}", f"latest: {high}"]
        self.meetings.append((f"briefing-{serial}", fields))
        return times

    def add_single(self, body, serial):
        day = self.random.choice(self.days)
        low, high = self.window(day, 5)
        self.meetings.append((f"meeting-{serial}", [f"body: {body[0]}", "sittings: 1", f"preferred: {day}",
                              f"earliest: {low}", f"latest: {high}"]))
        return 1

    def fill(self):
        weights = [s[3] for s in self.sizes()]
        by_size = [[b for b in self.bodies if b[4] == k] for k in range(len(weights))]
        placed, serial, before = 0, 0, None
        while placed < self.sittings:
            serial += 1
            size = self.random.choices(range(len(weights)), weights)[0]
            body = self.random.choice(by_size[size])
            if self.single:
                placed += self.add_single(body, serial)
            elif self.random.random() < 0.4 and len(self.days) > 40:
                sittings, day, high = self.add_session(body, serial)
                placed += sittings
                if before and self.random.random() < 0.2 and before[1] + datetime.timedelta(28) < day:
                    self.meetings[-1][1].append(f"after: [{{meeting: {before[0]}, gap: 3 weeks}}]")
                before = (f"session-{serial}", high)
            else:
                placed += self.add_briefings(body, serial)

    def lines(self):
        yield "# invented: made by bench/planning/calendar_generate.py"
        yield "dais-calendar: 1"
        yield "name: Invented duty station"
        yield "zone: Europe/Vienna"
        yield f"from: {self.first}"
        yield f"to: {self.last}"
        yield 'hours: ["10:00-13:00", "15:00-18:00"]'
        if self.closed:
            yield "closed: [" + ", ".join(f"{a}..{b}" for a, b in self.closed) + "]"
        yield "rooms:"
        for name, seats, remote, count in self.rooms:
            for i in range(count):
                yield f"  {name}-{i + 1}: {{capacity: {seats}, remote: {str(remote).lower()}}}"
        yield "pools:"
        for name, teams in self.pools:
            yield f"  {name}: {{languages: [{LANGUAGES[name]}], teams: {teams}, week: 7}}"
        yield "bodies:"
        for name, seats, remote, languages, _ in self.bodies:
            spoken = f", languages: [{LANGUAGES[languages]}]" if languages else ""
            yield f"  {name}: {{attendance: {seats}, remote: {str(remote).lower()}{spoken}}}"
        if self.delegations:
            yield "delegations:"
        for name, bodies, wish in self.delegations:
            yield f"  {name}: {{bodies: [{', '.join(bodies)}]" + (", wish: true, weight: 2}" if wish else "}")
        yield "meetings:"
        for name, fields in self.meetings:
            yield f"  {name}: {{{', '.join(fields)}}}"


def make(sittings, seed=1, load=0.6, months=None, single=False):
    if months is None:
        months = 11.5 if sittings >= 300 else max(1, sittings / 26)
    calendar = Calendar(sittings, seed, load, months, single)
    calendar.means()
    calendar.make_bodies()
    calendar.fill()
    return "\n".join(calendar.lines()) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sittings", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--load", type=float, default=0.6)
    parser.add_argument("--months", type=float)
    parser.add_argument("--single", action="store_true", help="only meetings of one sitting")
    args = parser.parse_args()
    print(make(args.sittings, args.seed, args.load, args.months, args.single), end="")


if __name__ == "__main__":
    main()
