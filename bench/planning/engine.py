#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The optimizer against clasp on problems like the organization of work, in one run.

    engine.py BENCH_ENGINE [--time SECONDS] [--json FILE]

Each problem is made by engine.c, solved by the optimizer and, as OPB, by clasp; processor time of
whole processes, the optimizer's with the making of the problem and clasp's with the reading.
Optima are compared: a difference ends the run with an error."""
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

PROBLEMS = [  # items, slots, rooms, seed, tight
    (20, 20, 4, 1, False), (60, 40, 8, 1, False), (60, 40, 8, 2, False), (60, 40, 8, 3, False),
    (60, 40, 8, 4, False), (60, 40, 8, 1, True), (100, 40, 8, 1, True), (100, 40, 8, 3, True),
    (100, 60, 12, 1, False), (160, 60, 16, 1, False), (100, 40, 8, 2, True),
]
QUICK = [(12, 12, 4, seed, seed % 2 == 1) for seed in (1, 3, 4, 7, 9)]
CLASP = ["clasp", "--opt-strategy=usc,oll"]


def run(command):
    """Output and processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(engine, problem, limit):
    items, slots, rooms, seed, tight = problem
    command = [engine, str(items), str(slots), str(rooms), str(seed), "--time", str(limit)]
    out, seconds = run(command + (["--tight"] if tight else []))
    found = json.loads(out)
    return {"cost": found["cost"] if found["outcome"] in ("optimal", "feasible") else None, "bound": found["bound"],
            "proven": found["outcome"] == "optimal", "seconds": round(seconds, 3),
            "sittings": found["sittings"], "clauses": found["clauses"]}


def clasp(engine, problem, limit, folder):
    items, slots, rooms, seed, tight = problem
    opb = os.path.join(folder, "problem.opb")
    subprocess.run([engine, str(items), str(slots), str(rooms), str(seed), "--opb", opb, "--only-opb"]
                   + (["--tight"] if tight else []), check=True)
    with open(opb, encoding="ascii") as f:
        offset = next(int(line.split()[2]) for line in f if line.startswith("* offset"))
    out, seconds = run(CLASP + [f"--time-limit={limit}", opb])
    costs = re.findall(r"^o (-?\d+)", out, re.M)
    lower = re.findall(r"Bounds *: *\[(-?\d+)", out)
    proven = "s OPTIMUM FOUND" in out
    cost = int(costs[-1]) + offset if costs else None
    return {"cost": cost, "bound": cost if proven else int(lower[-1]) + offset if lower else None, "proven": proven,
            "seconds": round(seconds, 3)}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("engine")
    options.add_argument("--time", type=int, default=60)
    options.add_argument("--json")
    options.add_argument("--quick", action="store_true", help="small problems only, as a test")
    options = options.parse_args()
    if not shutil.which("clasp"):
        print("clasp is not installed: nothing to compare with")
        return 77 if options.quick else 0
    rows = []
    print(f"{'items slots rooms seed':<26}{'optimizer':>24}{'clasp':>24}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for problem in QUICK if options.quick else PROBLEMS:
            a, b = ours(options.engine, problem, options.time), clasp(options.engine, problem, options.time, folder)
            name = " ".join(map(str, problem[:4])) + (" tight" if problem[4] else "")
            if a["proven"] and b["proven"] and a["cost"] != b["cost"]:
                print(f"{name}: {a['cost']} against {b['cost']}", file=sys.stderr)
                return 1
            ratio = round(b["seconds"] / a["seconds"], 1) if a["proven"] and b["proven"] else None
            rows.append({"problem": name, "dais": a, "clasp": b, "ratio": ratio})
            say = [f"{x['cost']} {'=' if x['proven'] else '>'} {x['bound']}, {x['seconds']:.2f} s" for x in (a, b)]
            print(f"{name:<26}{say[0]:>24}{say[1]:>24}{ratio or '':>8}", flush=True)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"limit": options.time, "rows": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


sys.exit(main())
