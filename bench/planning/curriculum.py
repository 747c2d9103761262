#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Courses of the second international timetabling competition (ITC-2007, track 3, formulation UD2): an evaluator of its
own, which reads the instance and the timetable as the competition writes them, and shares nothing with the search.

    bench/planning/curriculum.py INSTANCE.ctt TIMETABLE      # how many demands it breaks, and what it costs
    bench/planning/curriculum.py --kept INSTANCES            # the same of all in bench/results/courses; fails if one is above the best known
"""
import collections
import pathlib
import sys

# The best known objectives: the value; True: proven to be the best, as far as we know; where the value comes from.
# "table": table 13 of Ceschia, Di Gaspero, Schaerf: "Educational timetabling: problems, benchmarks, and state-of-the-art
# results", European Journal of Operational Research 308, 2023 (arXiv:2201.07525). The table itself was not seen: a public
# program quotes it (the list BEST_KNOWN of a benchmark of ITC-2007), and agrees with our older note in all 19 values it has.
# "note": that older note from general knowledge, whose source is not known. "zero": nothing can be less.
# 17 of the 21 are proven, say Bagger, Desaulniers, Desrosiers: "Daily course pattern formulation and valid inequalities for
# the curriculum-based course timetabling problem", Journal of Scheduling 22, 2019 (abstract), so that two of those called
# open here are not.
BEST_KNOWN = {
    "comp01": (5, True, "table"), "comp02": (24, True, "table"), "comp03": (64, False, "note"),
    "comp04": (35, True, "table"), "comp05": (284, False, "table"), "comp06": (27, True, "table"),
    "comp07": (6, True, "table"), "comp08": (37, True, "table"), "comp09": (96, True, "table"),
    "comp10": (4, True, "table"), "comp11": (0, True, "zero"), "comp12": (294, False, "table"),
    "comp13": (59, True, "table"), "comp14": (51, True, "table"), "comp15": (62, False, "table"),
    "comp16": (18, True, "table"), "comp17": (56, True, "table"), "comp18": (61, False, "table"),
    "comp19": (57, True, "table"), "comp20": (4, True, "table"), "comp21": (74, False, "table"),
}
SECTIONS = ("COURSES:", "ROOMS:", "CURRICULA:", "UNAVAILABILITY_CONSTRAINTS:")


def read(path):
    head, parts, part = {}, {name: [] for name in SECTIONS}, None
    for line in path.read_text(encoding="ascii").splitlines():
        words = line.split()
        if not words or words == ["END."]:
            continue
        if words[0] in SECTIONS:
            part = parts[words[0]]
        elif part is None:
            head[words[0]] = words[1]
        else:
            part.append(words)
    return {
        "days": int(head["Days:"]), "periods": int(head["Periods_per_day:"]),
        "courses": {w[0]: {"teacher": w[1], "lectures": int(w[2]), "days": int(w[3]), "students": int(w[4])}
                    for w in parts["COURSES:"]},
        "rooms": {w[0]: int(w[1]) for w in parts["ROOMS:"]},
        "curricula": {w[0]: w[2:] for w in parts["CURRICULA:"]},
        "never": {(w[0], int(w[1]), int(w[2])) for w in parts["UNAVAILABILITY_CONSTRAINTS:"]},
    }


def broken_demands(problem, lectures):
    """Demands that a timetable must keep: each lecture once, nobody and no room twice at a time, no forbidden time."""
    courses, broken = problem["courses"], 0
    held = collections.Counter(course for course, _, _, _ in lectures)
    broken += sum(held[name] != course["lectures"] for name, course in courses.items()) + len(set(held) - set(courses))
    broken += sum((course, day, period) in problem["never"] for course, _, day, period in lectures)
    broken += sum(not (0 <= day < problem["days"] and 0 <= period < problem["periods"]) for _, _, day, period in lectures)
    busy = collections.Counter()
    for course, room, day, period in lectures:
        who = {("course", course), ("teacher", courses[course]["teacher"])}
        who |= {("curriculum", name) for name, members in problem["curricula"].items() if course in members}
        busy.update((x, day, period) for x in who | {("room", room)})
    return broken + sum(n - 1 for n in busy.values())


def evaluate(problem, path):
    """(broken demands, cost) of the timetable at @path."""
    lectures = [(w[0], w[1], int(w[2]), int(w[3])) for w in (x.split() for x in path.read_text("ascii").splitlines()) if w]
    cost = sum(max(0, problem["courses"][course]["students"] - problem["rooms"][room]) for course, room, _, _ in lectures)
    for name, course in problem["courses"].items():
        own = [x for x in lectures if x[0] == name]
        cost += 5 * max(0, course["days"] - len({day for _, _, day, _ in own})) + len({room for _, room, _, _ in own}) - 1
    for members in problem["curricula"].values():
        times = {(day, period) for course, _, day, period in lectures if course in members}
        cost += 2 * sum((day, period - 1) not in times and (day, period + 1) not in times
                        for course, _, day, period in lectures if course in members)
    return broken_demands(problem, lectures), cost


def later(row):
    """What a run with a longer limit came to."""
    if not row:
        return "", ""
    answer = row["dais"]
    after = answer["took"] if answer["proven"] else answer["found"]
    cost = f"**{answer['cost']}**" if answer["proven"] else f"{answer['cost']} (≥ {answer['bound']})"
    return cost, f"{after:.0f} s of {row['limit']} s"


def table(rows, longer):
    """For people to read, as in bench/README.md. †: found before periods were annealed at several temperatures;
    ?: of unknown source."""
    print("| instance | found | bound | after | longer | after | best known | above it |\n"
          "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (known, proven, source) in BEST_KNOWN.items():
        answer = rows.get(name, {}).get("dais")
        if not answer:
            continue
        cost = f"**{answer['cost']}**" if answer["proven"] else answer["cost"]
        more, more_after = later(longer.get(name))
        above = min(answer["cost"], longer.get(name, {"dais": answer})["dais"]["cost"]) - known
        after = answer["took"] if answer["proven"] else answer["found"]
        before = " †" if rows[name].get("before") else ""
        print(f"| {name}{before} | {cost} | {answer['bound']} | {after:.2g} s | {more} | {more_after} |"
              f" {known}{'' if proven else ', open'}{' ?' if source == 'note' else ''} | {above} |")


def kept(instances):
    """Judges the timetables that are kept; whether each is sound and at most the best known."""
    well = True
    for path in sorted((pathlib.Path(__file__).resolve().parent.parent / "results" / "courses").glob("*.txt")):
        broken, cost = evaluate(read(instances / f"{path.stem}.ctt"), path)
        well = well and not broken and cost <= BEST_KNOWN[path.stem][0]
        print(f"{path.stem}: broken demands {broken}, cost {cost}, best known {BEST_KNOWN[path.stem][0]}")
    return well


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if sys.argv[1] == "--kept":
        sys.exit(0 if kept(pathlib.Path(sys.argv[2])) else 1)
    print("broken demands {}, cost {}".format(*evaluate(read(pathlib.Path(sys.argv[1])), pathlib.Path(sys.argv[2]))))
