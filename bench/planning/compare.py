#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Planning against other solvers, in one run: what each finds, proves and takes.

    bench/planning/compare.py BUILD [--cosplib DIR] [--curriculum DIR] [--limit 60] [--only exact,whole,...]
                              [--instances N2OR,...] [--without-planner] [--out FILE] [--highs bench/peers]

BUILD is a release build. DIRs hold public instances (CoSPLib's workbooks and their Solutions folder; files *.ctt), which
are not part of dais; without one its comparison is left out with a line that says so. Limits and times are processor
seconds of one core, reading included for the others and for us. Peers that are not installed are left out: clasp and cbc
(Debian), HiGHS (npm ci in bench/peers).
"""
import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

import curriculum

HERE = pathlib.Path(__file__).resolve().parent
INSTANCES = ["N2OR", "GECCO19", "GECCO20", "GECCO20Poster", "GECCO20Workshop", "GECCO21", "GECCO21Workshop", "GECCO22",
             "GECCO22Workshop", "GECCO23", "GECCO23Workshop", "ISF22", "OR60", "OR60F", "OR60F2", "OR60F3"]
NUMBER = r"([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"


def run(command, limit, **more):
    """Output and processor seconds of a command that is ended after @limit of them."""
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 3))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limits, timeout=limit * 20 + 60, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, done.stderr, round(spent, 3)


def figure(text):
    return None if text in (None, "") else round(float(text), 3)


def result(seconds, objective, bound, proven):
    return {"seconds": seconds, "objective": objective, "bound": bound, "proven": bool(proven)}


def highs(lp, limit, folder):
    if not (folder / "node_modules" / "highs").is_dir():
        return None
    out, _, seconds = run(["node", str(folder / "highs.mjs"), str(lp), str(limit * 20)], limit, cwd=folder)
    objective = bound = None
    for line in out.splitlines():  # "T  0  0  0  0.00%  10930  3163100  99.65% ..."
        row = re.match(r"^ ?[A-Za-z]?\s+\d+\s+\d+\s+\d+\s+[\d.]+%\s+(\S+)\s+(\S+)\s", line)
        if row:
            bound = figure(row[1]) if re.fullmatch(NUMBER, row[1]) else bound
            objective = figure(row[2]) if re.fullmatch(NUMBER, row[2]) else objective
    last = re.search(r'^\{"status":"([^"]*)","objective":(null|' + NUMBER + r")", out, re.M)
    proven = bool(last and last[1] in ("Optimal", "Infeasible"))
    if last and last[1] == "Optimal":
        objective = bound = figure(last[2])
    answer = result(seconds, objective, bound, proven)
    if last and last[1] == "Infeasible":
        answer["infeasible"] = True
    return answer


def cbc(lp, limit):
    if not shutil.which("cbc"):
        return None
    out, _, seconds = run(["cbc", str(lp), "ratioGap", "0", "solve"], limit)
    proven = "Result - Optimal solution found" in out
    infeasible = "Problem proven infeasible" in out or "Problem is infeasible" in out
    objective = re.findall(r"(?:best objective|[Oo]bjective value:|Integer solution of|[Ss]olution of|best solution) +" + NUMBER, out)
    bound = re.findall(r"(?:best possible|Continuous objective value is|Lower bound:) +" + NUMBER, out)
    best = figure(objective[-1]) if objective else None
    best = None if best is not None and best > 1e40 else best
    answer = result(seconds, best, best if proven else figure(bound[-1]) if bound else None, proven or infeasible)
    if infeasible:
        answer["infeasible"] = True
    return answer


def clasp(opb, limit, offset=0):
    if not shutil.which("clasp"):
        return None
    out, _, seconds = run(["clasp", "--opt-strategy=usc,oll", "-V2", "--outf=1", str(opb)], limit)
    found = re.findall(r"^o " + NUMBER, out, re.M)
    bounds = re.findall(r"\[(\d+);", out)
    proven = "s OPTIMUM FOUND" in out or (not found and "s SATISFIABLE" in out)  # nothing to be paid
    infeasible = "s UNSATISFIABLE" in out
    best = figure(found[-1]) + offset if found else offset if proven else None
    low = best if proven else int(bounds[-1]) + offset if bounds else None
    answer = result(seconds, best, low, proven or infeasible)
    if infeasible:
        answer["infeasible"] = True
    return answer


def lp_of_opb(opb, lp):
    """The same problem for solvers of integer programmes."""
    offset, names = 0, set()
    with open(opb, encoding="ascii") as source, open(lp, "w", encoding="ascii") as to:
        rows, goal = [], ""
        for line in source:
            if line.startswith("* offset"):
                offset = int(line.split()[2])
            elif line.startswith("min:"):
                goal = line[4:].rstrip(" ;\n")
            elif not line.startswith("*"):
                rows.append(line.rstrip(" ;\n"))
        def linear(text):
            # "+3 ~x1" is 3 - 3 x1: the constant goes to the other side; a name stands once
            sums, right = {}, 0
            words = text.split()
            for factor, name in zip(words[::2], words[1::2]):
                factor = int(factor)
                if name[0] == "~":
                    right, factor, name = right + factor, -factor, name[1:]
                names.add(name)
                sums[name] = sums.get(name, 0) + factor
            return [f"{'+' if factor >= 0 else '-'} {abs(factor)} {name}" for name, factor in sums.items()], right
        def put(parts):
            for k in range(0, len(parts), 20):
                to.write(" " + " ".join(parts[k:k + 20]) + "\n")
        parts, constant = linear(goal)
        to.write("Minimize\n goal:\n")
        put(parts)
        to.write("Subject To\n")
        for k, row in enumerate(rows):
            left, relation, right = re.fullmatch(r"(.*?)(>=|<=|=)(.*)", row).groups()
            parts, moved = linear(left)
            to.write(f" r{k}:\n")
            put(parts)
            to.write(f" {relation} {int(right) - moved}\n")
        to.write("Binary\n" + "\n".join(sorted(names)) + "\nEnd\n")
    return offset + constant


def split_ranks(coefficients):
    """How much a unit of each rank weighs, the last rank first: more than all that is after it together."""
    units, total = [], 0
    for c in sorted(coefficients):
        if c > total:
            units.append(c)
        total += c
    return units


def aspif_of_opb(opb, to):
    """The same problem, which must be of clauses, with the ranks apart: clasp's other format has levels."""
    with open(opb, encoding="ascii") as source, open(to, "w", encoding="ascii") as out:
        rows = [line.rstrip(" ;\n") for line in source if not line.startswith("*")]
        goal = rows.pop(0)[4:].split()
        goal = [(int(c), int(name.lstrip("~x")) * (-1 if name[0] == "~" else 1)) for c, name in zip(goal[::2], goal[1::2])]
        count = max(int(name.lstrip("~x")) for row in rows for name in row.split()[1:-2:2])
        count = max([count] + [abs(x) for _, x in goal])
        out.write("asp 1 0 0\n1 1 " + " ".join(map(str, [count, *range(1, count + 1)])) + " 0 0\n")
        for row in rows:
            left, right = row.split(">=")
            words = left.split()
            literals = [int(name.lstrip("~x")) * (-1 if (int(c) < 0) != (name[0] == "~") else 1)
                        for c, name in zip(words[::2], words[1::2])]
            if int(right) != 1 - sum(int(c) < 0 for c in words[::2]):
                raise ValueError("not a clause: " + row)
            out.write("1 0 0 0 " + " ".join(map(str, [len(literals), *(-x for x in literals)])) + "\n")
        levels = {}
        units = split_ranks([abs(c) for c, _ in goal])
        for c, x in goal:
            x, c = (x, c) if c > 0 else (-x, -c)
            for level in range(len(units) - 1, -1, -1):
                if c >= units[level]:
                    levels.setdefault(level + 1, []).append((x, c // units[level]))
                    c %= units[level]
        for level, terms in levels.items():
            out.write(f"2 {level} {len(terms)} " + " ".join(f"{x} {w}" for x, w in terms) + "\n")
        out.write("0\n")


def clasp_ranks(aspif, limit):
    if not shutil.which("clasp"):
        return None
    out, _, seconds = run(["clasp", "--opt-strategy=usc,oll", "-V2", "--outf=0", "--quiet=1,0", str(aspif)], limit)
    found = re.findall(r"^Optimization ?: ([\d ]+)$", out, re.M)
    return {"seconds": seconds, "proven": "OPTIMUM FOUND" in out,
            "cost": [int(x) for x in found[-1].split()] if found else None}


def ours(command, limit):
    out, error, seconds = run(command, limit * 2)
    try:
        answer = json.loads(out)
    except json.JSONDecodeError:
        return {"seconds": seconds, "proven": "does not fit" in error, "infeasible": "does not fit" in error,
                "why": error.strip()[-200:]}
    return dict(answer, seconds=seconds)


def exact(args, build, name, scratch):
    book = args.cosplib / f"{name}.xlsx"
    tool = str(build / "bench/planning/planning_cosplib")
    lp, opb = scratch / "exact.lp", scratch / "exact.opb"
    answer = ours([tool, "solve", str(book), "exact", str(args.limit), "1"], args.limit)
    row = {"dais": {k: answer.get(k) for k in ("seconds", "proven", "infeasible", "bound", "steps", "why")
                    if answer.get(k) is not None}}
    row["dais"]["objective"] = answer.get("exact_cost")
    if "relaxation" in answer:
        row["dais"]["relaxation"] = answer["relaxation"]
    subprocess.run([tool, "print", str(book), str(lp)], check=True)
    if lp.stat().st_size < 60e6:
        row["HiGHS"] = highs(lp, args.limit, args.highs)
        row["CBC"] = cbc(lp, args.limit)
    # the model without what the relaxation gives, for a solver like our optimizer
    plain = ours([tool, "solve", str(book), "exact", "1", "1", "plain", "opb", str(opb)], 20)
    if opb.exists():
        row["clasp"] = clasp(opb, args.limit, plain.get("offset", 0))
        opb.unlink()
    return row


def whole(args, build, name, _):
    book = args.cosplib / f"{name}.xlsx"
    tool = str(build / "bench/planning/planning_cosplib")
    row = {}
    for model in ("Exact", "Extended"):
        solution = args.cosplib / "Solutions" / f"{model} Model" / f"{name}Solution.xlsx"
        if solution.exists():
            out, _, _ = run([tool, "check", str(book), str(solution)], 60)
            check = json.loads(out)
            row[f"published, {model.lower()} model"] = {"sheet": check["sheet_objective"], "today": check["cost"]}
    close = ["close"] if name in ("OR60F2", "OR60F3") else []
    answer = ours([tool, "solve", str(book), "whole", str(args.limit), "1", *close], args.limit)
    if any(answer.get(k) for k in ("missing", "misplaced", "torn")):
        raise ValueError(f"{name}: the evaluator finds a timetable that is not whole")
    row["dais"] = {k: answer.get(k) for k in ("seconds", "proven", "bound", "cost", "model_cost", "units", "why")
                   if answer.get(k) is not None}
    if args.without_planner:
        return row
    # the same conference as an organization of work, by the planner of dais plan
    answer = ours([tool, "meeting", str(book), str(args.limit), "1"], args.limit)
    row["dais plan"] = {k: answer.get(k) for k in ("seconds", "proven", "sound", "bound", "cost", "model_cost", "units", "why")
                        if answer.get(k) is not None}
    return row


MEETINGS = {
    "60 items, 40 sittings, 8 rooms, ordinary": {},
    "60 items, 40 sittings, 8 rooms, ordinary, seed 2": {"seed": 2},
    "60 items, 40 sittings, 8 rooms, tight": {"use": 80},
    "100 items, 60 sittings, 16 rooms, 5 bodies": {"items": 100, "days": 30, "rooms": 16, "bodies": 5},
}


def meeting(args, build, name, scratch):
    shape = [x for k, v in MEETINGS[name].items() for x in (f"--{k}", str(v))]
    folder, opb, lp = scratch / "package", scratch / "meeting.opb", scratch / "meeting.lp"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, str(HERE / "packages.py"), str(folder), *shape], check=True)
    tool = str(build / "bench/planning/bench_meeting")
    row = {"dais": ours([tool, str(folder), "--time", str(args.limit)], args.limit)}
    run([tool, str(folder), "--opb", str(opb), "--only-opb"], 60)
    if not opb.exists():
        return row
    aspif_of_opb(opb, scratch / "meeting.aspif")
    row["clasp"] = clasp_ranks(scratch / "meeting.aspif", args.limit)
    offset = lp_of_opb(opb, lp)
    for peer, answer in (("HiGHS", highs(lp, args.limit, args.highs)), ("CBC", cbc(lp, args.limit))):
        for key in ("objective", "bound"):
            if answer and answer.get(key) is not None:
                answer[key] += offset
        row[peer] = answer
    return row


ORGANIZATIONS = ["60 40 8 1", "60 40 8 2", "60 40 8 1 --tight"]  # items, slots, rooms, seed


def organization(args, build, name, scratch):
    """The family of engine.py: one rank, so that every solver has the same objective."""
    tool, opb, lp = str(build / "bench/planning/bench_engine"), scratch / "family.opb", scratch / "family.lp"
    row = {"dais": ours([tool, *name.split(), "--time", str(args.limit)], args.limit)}
    row["dais"]["proven"] = row["dais"].get("outcome") == "optimal"
    run([tool, *name.split(), "--opb", str(opb), "--only-opb"], 60)
    offset = lp_of_opb(opb, lp)
    row["clasp"] = clasp(opb, args.limit, offset)
    for peer, answer in (("HiGHS", highs(lp, args.limit, args.highs)), ("CBC", cbc(lp, args.limit))):
        for key in ("objective", "bound"):
            if answer and answer.get(key) is not None:
                answer[key] += offset
        row[peer] = answer
    return row


def courses(args, build, name, scratch):
    tool, instance, solution = str(build / "bench/planning/planning_curriculum"), args.curriculum / f"{name}.ctt", scratch / "solution"
    answer = ours([tool, "solve", str(instance), str(args.limit), "1", str(solution)], args.limit)
    broken, cost = curriculum.evaluate(curriculum.read(instance), solution)
    if broken or cost != answer["cost"]:
        raise ValueError(f"{name}: the evaluator finds {broken} broken demands and a cost of {cost}, the program {answer['cost']}")
    return {"dais": answer}


def cell(answer, best=None):
    """One solver's answer in a table."""
    if not answer:
        return "–"
    value = answer.get("cost", answer.get("objective"))
    ratio = "" if best or not answer.get("seconds") else f", {answer['seconds']:.2g} s"
    if best and answer is not best and best.get("proven") and best.get("seconds"):
        ratio = f", {'' if answer.get('proven') else '> '}{round(answer['seconds'] / best['seconds'], 1 if answer['seconds'] < 10 * best['seconds'] else None):g} ×"
    if answer.get("infeasible"):
        return "impossible, proven" + ratio
    words = "nothing" if value is None else f"{value:.0f}"
    if answer.get("proven"):
        return f"**{words}**{ratio}"
    low = answer.get("bound")
    return f"{words}{'' if not low else f' (≥ {round(low, 2):.10g})'}{ratio}"


def published(row):
    """The least the authors' solutions of a conference cost: on today's files, and in their own sheets; None: they have none."""
    theirs = [v for k, v in row.items() if k.startswith("published")]
    return {key: min(v[key] for v in theirs) for key in ("today", "sheet")} if theirs else None


def is_reached(row):
    """What dais found costs no more than what was published, whether counted on today's files or when it was."""
    found = [row[k]["cost"] for k in ("dais", "dais plan") if row.get(k, {}).get("cost") is not None]
    return bool(found) and min(found) <= min(published(row).values())


def tables(results):
    """The results for people to read, as in bench/README.md."""
    print("| conference, exact model | dais | HiGHS | CBC | clasp on our clauses |\n| --- | --- | --- | --- | --- |")
    for name in INSTANCES:
        row = results.get("exact", {}).get(name)
        if row:
            print(f"| {name} | {cell(row['dais'])} | " + " | ".join(
                cell(row.get(peer), row["dais"]) for peer in ("HiGHS", "CBC", "clasp")) + " |")
    print("\n| items, slots, rooms, seed | dais | HiGHS | CBC | clasp |\n| --- | --- | --- | --- | --- |")
    for name, row in results.get("organization", {}).items():
        print(f"| {name} | {cell(row['dais'])} | " + " | ".join(
            cell(row.get(peer), row["dais"]) for peer in ("HiGHS", "CBC", "clasp")) + " |")
    print("\n| conference, evaluator | published | dais plan | by sets of sessions | at most what is published |\n| --- | --- | --- | --- | --- |")
    for name in INSTANCES:
        row = results.get("whole", {}).get(name)
        if row:
            best = published(row)
            words = f"{best['today']} ({best['sheet']} then)" if best else "–"
            kept = ("yes" if is_reached(row) else "no") if best else "–"
            print(f"| {name} | {words} | {cell(row.get('dais plan'))} | {cell(row['dais'])} | {kept} |")
    print()
    curriculum.table(results.get("curriculum", {}), results.get("longer", {}))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path, help="or --table with nothing measured")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--cosplib", type=pathlib.Path)
    parser.add_argument("--curriculum", type=pathlib.Path)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--only", default="exact,whole,organization,meetings,curriculum")
    parser.add_argument("--instances", default="")
    parser.add_argument("--without-planner", action="store_true", help="whole: what dais plan finds stays as it was")
    parser.add_argument("--highs", type=pathlib.Path, default=HERE.parent / "peers")
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parent / "results" / "planning-peers.json")
    args = parser.parse_args()
    args.highs, build = args.highs.resolve(), args.build.resolve()
    all_parts = {
        "exact": (exact, INSTANCES, args.cosplib, "CoSPLib (--cosplib)"),
        "whole": (whole, INSTANCES, args.cosplib, "CoSPLib (--cosplib)"),
        "meetings": (meeting, list(MEETINGS), HERE, ""),
        "organization": (organization, ORGANIZATIONS, HERE, ""),
        "curriculum": (courses, list(curriculum.BEST_KNOWN), args.curriculum, "ITC-2007 (--curriculum)"),
        "longer": (courses, list(curriculum.BEST_KNOWN), args.curriculum, "ITC-2007 (--curriculum)"),  # with a longer --limit
    }
    results = json.loads(args.out.read_text()) if args.out.exists() else {}
    if args.table:
        tables(results)
        return
    with tempfile.TemporaryDirectory() as scratch:
        for part in args.only.split(","):
            function, names, folder, what = all_parts[part]
            if not folder or not folder.is_dir():
                print(f"{part}: left out, no folder with the instances of {what}")
                continue
            results.setdefault(part, {})
            asked = [args.instances] if args.instances in names else args.instances.split(",") if args.instances else names
            for name in asked:
                row = function(args, build, name, pathlib.Path(scratch))
                if args.without_planner and "dais plan" in results[part].get(name, {}):
                    row["dais plan"] = results[part][name]["dais plan"]
                results[part][name] = dict(row, limit=args.limit, load=round(os.getloadavg()[0], 1))
                print(part, name, json.dumps(results[part][name])[:600], flush=True)
                args.out.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
