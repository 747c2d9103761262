#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calendars of growing size: first plan, bound, proof or gap, repairs, and the same calendar given
whole to Cbc. Writes results/planning-calendar.json and .svg.

    calendar.py BUILD [--quick] [--limit SECONDS]
    calendar.py --draw                # the picture anew, of the data that is kept

BUILD is a release build with bench/planning/calendar_run and calendar_whole. Processor time of each
process is given beside the clock: ratios of it hold on a busy machine, too."""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import calendar_generate

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from picture import growth_in_seconds  # noqa: E402

RESULTS = pathlib.Path(__file__).parent.parent / "results"
REPAIRED = 5000  # sittings of the year that is planned again


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return lines, round(cpu, 3)


def gap(row):
    if row["outcome"] == "optimal":
        return 0.0
    return round(1 - row["bound"][0] / row["cost"][0], 4) if row["cost"][0] and not row["unplaced"] else None


def plan(tools, path, limit, *more):
    lines, cpu = run([str(tools / "calendar_run"), path, "--time", str(limit), *more])
    for line in lines:
        if "outcome" in line:
            line["gap"] = gap(line)
    return lines, cpu


def growth(tools, folder, sizes, limit, single):
    rows = []
    for size in sizes:
        path = f"{folder}/{size}{'-single' if single else ''}.yaml"
        pathlib.Path(path).write_text(calendar_generate.make(size, single=single), encoding="utf-8")
        first, first_cpu = run([str(tools / "calendar_run"), path, "--first"])
        lines, cpu = plan(tools, path, 4 * limit if size == 5000 and not single else limit)
        row = {"sittings": size, "cpu_s": cpu, "first_process_cpu_s": first_cpu,
               "first_plan_s": first[0]["first_s"], **lines[0]}
        rows.append(row)
        print(size, row["outcome"], "cost", row["cost"][0], "bound", row["bound"][0], "cpu", cpu, flush=True)
    return rows


def against_cbc(tools, folder, cases, limit):
    rows = []
    for size, single in cases:
        path = f"{folder}/cbc-{size}.yaml"
        pathlib.Path(path).write_text(calendar_generate.make(size, single=single), encoding="utf-8")
        lines, cpu = plan(tools, path, limit)
        whole, whole_cpu = run([str(tools / "calendar_whole"), path, str(limit)])
        row = {"sittings": size, "single": single, "dais": {"cpu_s": cpu, **lines[0]}, "cbc": {"cpu_s": whole_cpu, **whole[0]}}
        if lines[0]["outcome"] == "optimal" and whole[0]["proven"]:
            assert lines[0]["cost"][0] == round(whole[0]["cost"]), "the optima differ"
            row["times_faster"] = round(whole_cpu / cpu, 1)
        rows.append(row)
        print("cbc", size, row.get("times_faster"), cpu, whole_cpu, flush=True)
    return rows


def repairs(tools, folder, size, limit):
    path = f"{folder}/repair.yaml"
    pathlib.Path(path).write_text(calendar_generate.make(size), encoding="utf-8")
    rows = []
    for loss in ("room:large-1@2027-05-10..2027-05-14", "team:six@2027-05-10..2027-05-14", "day:2027-05-12",
                 "room:middle-1@2027-09-13..2027-09-24"):
        lines, _ = plan(tools, path, limit, "--lose", loss)
        row = {"lost": loss, "changes": lines[2]["changes"], **{k: lines[1][k] for k in
               ("outcome", "cost", "bound", "solve_s", "sound", "whole", "gap")}}
        rows.append(row)
        print(loss, row["outcome"], row["changes"], row["solve_s"], flush=True)
    return rows


def picture(data):
    """Processor time against sittings: whole run and first plan; and of a year's calendar after a loss."""
    rows = data["growth"]
    series = {"whole run": [(r["sittings"], r["cpu_s"], r["outcome"] != "optimal") for r in rows],
              "first plan": [(r["sittings"], r["first_plan_s"]) for r in rows if r["first_plan_s"] > 0],
              "again after a loss": [(REPAIRED, r["solve_s"], r["outcome"] != "optimal") for r in data["repairs_of_5000"]]}
    return growth_in_seconds("Time of the processor against the sittings of a calendar", "time of the processor", "sittings of the calendar",
                             dict(zip(series, ("#0072b2", "#d55e00", "#009e73"))), series, "hollow: stopped by the limit of time")


def draw(data):
    (RESULTS / "planning-calendar.svg").write_text(picture(data), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=pathlib.Path, nargs="?")
    parser.add_argument("--draw", action="store_true", help="the picture alone, of the data that is kept")
    parser.add_argument("--quick", action="store_true", help="small sizes, nothing is written")
    parser.add_argument("--limit", type=float, default=30, help="seconds of a calendar; the year of 5,000 sittings gets four times as much")
    args = parser.parse_args()
    if args.draw:
        draw(json.loads((RESULTS / "planning-calendar.json").read_text(encoding="utf-8")))
        return
    tools = args.build / "bench" / "planning"
    with tempfile.TemporaryDirectory() as folder:
        if args.quick:
            growth(tools, folder, [10, 100], 2, False)
            return
        mixed = growth(tools, folder, [10, 30, 100, 300, 1000, 3000, 5000, 10000, 130000], args.limit, False)
        data = {"limit_s": args.limit, "growth": mixed,
                "growth_single": growth(tools, folder, [100, 1000, 5000, 13000, 40000], args.limit, True),
                "repairs_of_5000": repairs(tools, folder, REPAIRED, min(args.limit, 5)),
                "against_cbc": against_cbc(tools, folder, [(30, False), (300, False), (1000, True), (5000, True), (13000, True)], 60)}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "planning-calendar.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    draw(data)


if __name__ == "__main__":
    main()
