#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a package whose organization of work is to be planned: meeting.yaml without sittings, planning.yaml.

    bench/planning/packages.py OUT [--bodies 3] [--items 60] [--days 20] [--rooms 8] [--use 57] [--seed 1] [--common] [--teams N]

--items are of all bodies together, --days are working days of two sittings, --use is how much of its time, in percent,
each body wishes. What else is drawn: items common to two bodies, speakers who are away, half-days preferred, items
that come after others or must not run beside each other, rooms of several sizes that are closed at times, teams of
interpreters of seven sittings a week. --common: opening, agenda, other matters and report are common to all bodies, as in
most meetings of several bodies, and not of each. --teams: so many teams of interpreters, and not as many as the bodies
may need. The same arguments give the same bytes.
"""
import argparse
import datetime
import pathlib
import random

OPENS = datetime.date(2027, 6, 7)
STEP = 30
SITTING = 180
COMMON, AWAY, PREFERRED, AFTER, APART = 13, 40, 20, 15, 5  # percent of the items


def working_days(n):
    day, days = OPENS, []
    while len(days) < n:
        if day.weekday() < 5:
            days.append(day)
        day += datetime.timedelta(days=1)
    return days


def share(rng, total, n):
    """Multiples of STEP, at least one each, that sum up to about @total."""
    weights = [rng.uniform(0.4, 2.0) for _ in range(n)]
    return [max(STEP, round(total * w / sum(weights) / STEP) * STEP) for w in weights]


def draw_items(args, rng):
    """Substantive items: their bodies, in turns, a few common to two."""
    items = []
    for k in range(args.items):
        first = k % args.bodies
        bodies = [first]
        if args.bodies > 1 and rng.random() * 100 < COMMON:
            bodies.append((first + rng.randrange(1, args.bodies)) % args.bodies)
        items.append({"id": f"measure-{k + 1}", "bodies": sorted(bodies)})
    return items


def give_time(args, rng, items):
    """Wished and least minutes: each body wishes --use percent of its sittings, less opening, agenda and report."""
    # Friday afternoons are to stay free, and bodies that outnumber the rooms take turns
    at_once = min(1.0, 0.8 * args.rooms / args.bodies)
    wish = min(args.use / 100, at_once) * args.days * 2 * SITTING - 2 * STEP - SITTING
    load = [0] * args.bodies
    for item in items:
        for b in item["bodies"]:
            load[b] += 1
    for item, minutes in zip(items, share(rng, wish * sum(1 / load[i["bodies"][0]] for i in items), len(items))):
        item["wished"] = minutes
    for b in range(args.bodies):  # common items count for both: the others of a body give way
        own = [i for i in items if i["bodies"] == [b]]
        rest = wish - sum(i["wished"] for i in items if b in i["bodies"] and len(i["bodies"]) > 1)
        for item, minutes in zip(own, share(rng, max(rest, STEP * len(own)), len(own))):
            item["wished"] = minutes
    for item in items:
        item["least"] = max(STEP, int(item["wished"] * rng.uniform(0.4, 0.8) / STEP) * STEP)


def title(out, indent, words):
    out.append(f"{' ' * indent}en: {words}")


def meeting_yaml(args, items, days):
    bodies = [f"wg{b + 1}" for b in range(args.bodies)]
    out = ["dais: 1", "languages: [en]", "profile: untoc", "produces: agenda", "", "bodies:", "  cop:", "    name:"]
    title(out, 6, "Conference of the Parties")
    out += ["    symbol: XTOC/COP", "    noun: session"]
    for n, body in enumerate(bodies, 1):
        out += [f"  {body}:", "    parent: cop", "    name:"]
        title(out, 6, f"Working Group {n}")
        out += [f"    symbol: XTOC/COP/WG.{n}", "    noun: meeting"]
    out += ["", "meetings:"]
    for body in bodies:
        out += [f"  {body}@1:", f"    opens: {days[0]}T10:00", f"    closes: {days[-1]}", "    place:"]
        title(out, 6, "Vienna")
        out += ["    zone: Europe/Vienna", "    modality: in-person"]
    out += ["", f"together: [{', '.join(b + '@1' for b in bodies)}]", "", "agendas:"]
    for b, body in enumerate(bodies):
        own = [i["id"] for i in items if b in i["bodies"]]
        n = 1 if args.common else b + 1
        last = [f"other-{n}"] * args.common + [f"report-{n}"]
        out.append(f"  {body}: [{', '.join([f'organization-{n}'] + own + last)}]")
    out += ["", "items:"]
    for b in range(1 if args.common else args.bodies):
        out += [f"  organization-{b + 1}:", "    kind: organizational", "    title:"]
        title(out, 6, "Organizational matters")
        out.append("    parts:")
        for part, kind, words in (("opening", "opening", "Opening of the meeting"),
                                  ("agenda", "adoption-of-agenda", "Adoption of the agenda")):
            out += [f"      {part}:", f"        kind: {kind}", "        title:"]
            title(out, 10, words)
    for item in items:
        out += [f"  {item['id']}:", "    kind: substantive", "    title:"]
        title(out, 6, f"Implementation of measure {item['id'][8:]}")
        out += [f"    proposed-by: wg{item['bodies'][0] + 1}", "    documents: []"]
    for b in range(1 if args.common else args.bodies):
        if args.common:
            out += [f"  other-{b + 1}:", "    kind: other", "    title:"]
            title(out, 6, "Other matters")
            out.append("    documents: []")
        out += [f"  report-{b + 1}:", "    kind: report", "    title:"]
        title(out, 6, "Adoption of the report")
        out.append("    documents: []")
    out += ["", "documents:", "  agenda:", "    symbols: [" + ", ".join(f"XTOC/COP/WG.{n}/2027/1" for n in range(1, args.bodies + 1))
            + "]", "    kind: agenda", "    title:"]
    title(out, 6, "Annotated provisional agendas")
    out += ["    author: secretariat", "    distribution: general", "    original: en", "    date: 2027-03-01", "", "sittings: []"]
    return "\n".join(out) + "\n"


def some_days(rng, days, most):
    """Days in a row, as planning.yaml names them."""
    at = rng.randrange(len(days))
    return [str(d) for d in days[at:at + rng.randint(1, most)]]


def room_lines(args, rng, days):
    out = ["rooms:"]
    for r in range(args.rooms):
        capacity = 600 if r % 4 == 0 else rng.choice([300, 200, 120])
        closed = some_days(rng, days, 3) if r % 4 and rng.random() < 0.3 else []
        out.append(f"  room-{r + 1}: {{capacity: {capacity}, remote: {'true' if r % 2 == 0 else 'false'}"
                   + (f", closed: [{', '.join(closed)}]" if closed else "") + "}")
    return out


def item_lines(args, rng, items, days):
    people, out, apart = [], ["items:"], []
    for k, item in enumerate(items):
        out.append(f"  {item['id']}:")
        out.append(f"    minutes: {{least: {item['least']}, wished: {item['wished']}}}")
        if rng.random() * 100 < AWAY and len(days) > 2:
            absent = some_days(rng, days, max(1, len(days) // 4))
            people.append(f"  speaker-{k + 1}: {{absent: [{', '.join(absent)}]}}")
            out.append(f"    people: [speaker-{k + 1}]")
        if rng.random() * 100 < PREFERRED:
            out.append(f"    prefer: [{rng.choice(days)}/{rng.choice(['morning', 'afternoon'])}]")
        earlier = [i for i in items[:k] if set(i["bodies"]) & set(item["bodies"])]
        if rng.random() * 100 < AFTER and earlier:
            out.append(f"    after: [{rng.choice(earlier)['id']}]")
        others = [i for i in items[:k] if not set(i["bodies"]) & set(item["bodies"])]
        if rng.random() * 100 < APART and others:
            apart.append(f"  - {{items: [{rng.choice(others)['id']}, {item['id']}], wish: true}}")
    return people, out, apart


def planning_yaml(args, rng, items, days):
    weeks = max(1, len(days) / 5)
    sittings = min(args.bodies * args.use / 100, args.rooms) * len(days) * 2
    out = ["days: {host-holidays: open}", f"step: {STEP}", ""] + room_lines(args, rng, days)
    out += ["", "teams:"]
    for n in range(1, (args.teams or int(sittings / weeks / 7) + 1) + 1):
        out.append(f"  team-{n}: {{languages: [en], week: 7, day: 2}}")
    out += ["", "bodies:"]
    for b in range(args.bodies):
        out.append(f"  wg{b + 1}: {{attendance: {rng.choice([60, 100, 110, 180])}}}")
    people, lines, apart = item_lines(args, rng, items, days)
    if people:
        out += ["", "people:"] + people
    out += [""] + lines
    if apart:
        out += ["", "apart:"] + apart
    return "\n".join(out) + "\n"


def write(out, args):
    rng = random.Random(f"{args.bodies} {args.items} {args.days} {args.rooms} {args.use} {args.seed}")
    days = working_days(args.days)
    items = draw_items(args, rng)
    give_time(args, rng, items)
    out.mkdir(parents=True, exist_ok=True)
    (out / "meeting.yaml").write_text(meeting_yaml(args, items, days), encoding="utf-8")
    (out / "planning.yaml").write_text(planning_yaml(args, rng, items, days), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    for name, value in (("bodies", 3), ("items", 60), ("days", 20), ("rooms", 8), ("use", 57), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--common", action="store_true")
    parser.add_argument("--teams", type=int, default=0)
    args = parser.parse_args()
    write(args.out, args)


if __name__ == "__main__":
    main()
