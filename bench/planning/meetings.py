#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Plans meetings of growing size and tightness; results as data and as a picture.

    bench/planning/meetings.py BUILD [--time 60] [--seeds 3] [--jobs 1] [--only NAME] [--out bench/results]

BUILD is a release build with bench/planning/bench_meeting (ninja -C BUILD bench/planning/bench_meeting). Packages come
from packages.py; every plan is held against the judge, and a plan the judge refuses ends the run. Times, the limit among
them, are of the processor, of the busiest thread of a run. Writes planning-meetings.json and planning-meetings.svg.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import packages

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from picture import runs  # noqa: E402

# name: bodies, items of all, days of two sittings, rooms, percent of its time each body wishes
CASES = {
    "60 items, 3 bodies, 14 half-days (some 40 sittings), 8 rooms": (3, 60, 7, 8, 85),
    "60 items, 3 bodies, 40 half-days, 8 rooms": (3, 60, 20, 8, 57),
    "60 items, 3 bodies, 40 half-days, 8 rooms, 70 % of the time wished": (3, 60, 20, 8, 70),
    "60 items, 3 bodies, 40 half-days, 8 rooms, 85 % of the time wished": (3, 60, 20, 8, 85),
    "100 items, 6 bodies, 60 half-days, 12 rooms": (6, 100, 30, 12, 57),
}
# opening, agenda, other matters and report common to all bodies
COMMON = {"60 items, 3 bodies, 14 half-days, opening and report in common, 8 rooms": (3, 60, 7, 8, 85)}
# one team of interpreters, seven sittings a week, for a week with ten half-days
ONE_TEAM = {"8 items, 2 bodies, 10 half-days, 2 rooms, one team of seven sittings": (2, 8, 5, 2, 80),
            "12 items, 3 bodies, 10 half-days, 2 rooms, one team of seven sittings": (3, 12, 5, 2, 80)}
GROWTH = [(1, 8, 5, 2, 80), (2, 14, 5, 3, 80), (3, 24, 5, 4, 80), (4, 40, 8, 6, 80), (6, 80, 10, 8, 80),
          (8, 120, 15, 12, 80), (12, 240, 20, 20, 80), (24, 480, 20, 32, 80), (48, 960, 40, 48, 80), (100, 1000, 100, 64, 30),
          (150, 1500, 130, 64, 28)]


def first_plan(lines):
    """Seconds until the first sound plan, from the trace."""
    for line in lines:
        words = line.split()
        if len(words) > 4 and words[1:3] == ["s,", "rank"]:
            return float(words[0])
    return None


def plan(build, folder, seconds, seed):
    """The figures of one run."""
    run = subprocess.run([build / "bench/planning/bench_meeting", folder, "--time", str(seconds), "--seed", str(seed), "--trace"],
                         capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{folder}: {run.stderr}")
    figures = json.loads(run.stdout)
    figures["first_plan_seconds"] = first_plan(run.stderr.splitlines())
    figures["cpu_seconds"] = round(figures.pop("processor_seconds"), 3)
    return figures


def gap(figures):
    """Of the first rank that is not proven, in percent of its cost; 0 when all are; None without a plan."""
    if "cost" not in figures:
        return None
    for cost, bound in zip(figures["cost"], figures["bound"]):
        if cost > bound:
            return round(100 * (cost - bound) / cost, 1)
    return 0.0


def run(build, name, shape, seed, seconds):
    with tempfile.TemporaryDirectory() as folder:
        values = dict(zip(("bodies", "items", "days", "rooms", "use"), shape), seed=seed,
                      common=name in COMMON | ONE_TEAM, teams=int(name in ONE_TEAM))
        packages.write(pathlib.Path(folder), argparse.Namespace(**values))
        figures = plan(build, folder, seconds, 1)
    figures["gap_percent"] = gap(figures)
    print(f"{name}, {seed}: {figures['outcome']}, {figures['cpu_seconds']} s, {figures.get('sittings', 0)} sittings, "
          f"first plan {figures['first_plan_seconds']} s, cost {figures.get('cost')}, bound {figures.get('bound')}, gap {figures['gap_percent']} %", flush=True)
    return figures


def measure(pool, name, shape, args):
    """Begins the runs of a case; what is returned waits for them."""
    begun = [pool.submit(run, args.build, name, shape, seed, args.time) for seed in range(1, args.seeds + 1)]

    def collect():
        made = [b.result() for b in begun]
        return {"name": name, "bodies": shape[0], "items": shape[1], "half_days": shape[2] * 2, "rooms": shape[3],
                "use_percent": shape[4], "proven": sum(r["outcome"] == "optimal" for r in made), "runs": made,
                "median_cpu_seconds": statistics.median(r["cpu_seconds"] for r in made)}
    return collect


def picture(growth):
    """Time against sittings of the runs that found a plan."""
    points = [(max(1, r.get("sittings", 1)), max(0.001, r["cpu_seconds"]), r["outcome"] == "optimal")
              for case in growth for r in case["runs"] if r.get("sittings")]
    return runs("Time of the processor against the sittings of a meeting", "time of the processor", "sittings of the meeting", points,
                "best plan proven", "stopped by the limit of time")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--time", type=int, default=60)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent.parent / "results")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        cases = [measure(pool, name, shape, args) for name, shape in (CASES | COMMON | ONE_TEAM).items() if args.only in name]
        growth = [measure(pool, f"growth {n + 1}", shape, args) for n, shape in enumerate(GROWTH)
                  if args.only in f"growth {n + 1}"]
        cases, growth = [case() for case in cases], [case() for case in growth]
    if args.only:
        return
    data = {"limit_seconds": args.time, "cores": os.cpu_count(), "load": round(os.getloadavg()[1], 1), "seeds": args.seeds, "cases": cases, "growth": growth}
    (args.out / "planning-meetings.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    (args.out / "planning-meetings.svg").write_text(picture(growth), encoding="utf-8")


main()
