#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Search of 10,000 to 1,000,000 documents in six languages, on SQLite and on PostgreSQL; results as data and as a picture.

    bench/search/search.py BUILD [--sizes 10000,100000,1000000] [--queries 500] [--engines sqlite,postgresql]
        [--keep FOLDER] [--out bench/results]

BUILD is a release build with bench/search/search_run (ninja -C BUILD bench/search/search_run). The documents are made by
corpus.c; PostgreSQL is a server of its own, started here. Indexes stay in FOLDER and are asked again the next time. Writes
search.json and search.svg; engines and sizes that are not asked for stay as they were measured before. Times are by the clock of one
client; for SQLite, which works in that client, also of the processor.
"""
import argparse
import contextlib
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench"))
from picture import growth  # noqa: E402
SHOWN = {  # classes of the picture and their colours
    "two words of a document": "#0b4f8a", "one frequent word": "#b3261e", "part of a symbol": "#2e7d32",
    "Chinese": "#7b3fa0", "Arabic": "#a05a00", "phrase of a document": "#00838f"}


@contextlib.contextmanager
def postgresql(folder):
    """A server in @folder, as the user postgres when this is root; gives what its URI ends with."""
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
    become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    if become:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    if not data.exists():
        subprocess.run([*become, f"{programs}/initdb", "-D", data, "-U", "dais", "-A", "trust", "-E", "UTF8", "--locale=C"],
                       check=True, stdout=subprocess.DEVNULL)
    options = f"-k {folder} -c listen_addresses= -c shared_buffers=512MB -c work_mem=64MB -c max_wal_size=4GB"
    subprocess.run([*become, f"{programs}/pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"],
                   check=True, stdout=subprocess.DEVNULL)
    try:
        yield folder
    finally:
        subprocess.run([*become, f"{programs}/pg_ctl", "-D", data, "-w", "-m", "fast", "stop"], check=True, stdout=subprocess.DEVNULL)


def run(build, where, count, queries):
    result = subprocess.run([build / "bench/search/search_run", ROOT / "examples/untoc-2022/text", where, str(count), str(queries)],
                            stdout=subprocess.PIPE, check=False)
    if result.returncode:
        sys.exit(f"{where}: search_run failed")
    return json.loads(result.stdout)


def remember_build(folder, row):
    """The time of making an index that was there already is that of when it was made."""
    path = folder / "builds.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    name = f"{row['engine']} {row['documents']}"
    if row["built"]:
        known[name] = row["seconds"]
        path.write_text(json.dumps(known), encoding="utf-8")
    row["seconds"] = known.get(name)
    del row["built"]


def measure(args, engine, size, folder):
    if engine == "sqlite":
        where = folder / f"{size}.db"
        rows = run(args.build, where, size, args.queries)
        rows[0]["bytes"] = where.stat().st_size
        remember_build(folder, rows[0])
        return rows
    name = f"n{size}"
    psql = ["psql", "-h", folder / "pg", "-U", "dais", "-qAt"]
    if not subprocess.run([*psql, "-d", "postgres", "-c", f"SELECT 1 FROM pg_database WHERE datname = '{name}'"],
                          stdout=subprocess.PIPE, check=True).stdout.strip():
        subprocess.run([*psql, "-d", "postgres", "-c", f"CREATE DATABASE {name}"], check=True)
    where = f"postgresql://dais@/{name}?host={folder / 'pg'}"
    built = run(args.build, where, size, 1)
    subprocess.run([*psql, "-d", name, "-c", "VACUUM ANALYZE"], check=True)
    rows = run(args.build, where, size, args.queries)
    rows[0] = built[0]
    remember_build(folder, rows[0])
    rows[0]["bytes"] = int(subprocess.run([*psql, "-d", name, "-c", f"SELECT pg_database_size('{name}')"],
                                          stdout=subprocess.PIPE, check=True).stdout)
    return rows


def picture(runs):
    series = {name: [(run[0]["documents"], row["cpu_p99_ms"]) for run in runs if run[0]["engine"] == "sqlite"
                     for row in run[1:] if row["class"] == name] for name in SHOWN}
    return growth("The slowest of a hundred searches against the documents of the index, SQLite",
                  "p99, time of the processor, SQLite", "documents of the index", SHOWN, series)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--postgresql-up-to", type=int, default=1000000)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench/results")
    args = parser.parse_args()
    sizes, engines = [int(size) for size in args.sizes.split(",")], args.engines.split(",")
    with contextlib.ExitStack() as stack:
        folder = args.keep or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        if "postgresql" in engines:
            stack.enter_context(postgresql(folder / "pg"))
        runs = [measure(args, engine, size, folder) for size in sizes for engine in engines
                if engine != "postgresql" or size <= args.postgresql_up_to]
    known = args.out / "search.json"
    before = json.loads(known.read_text(encoding="utf-8"))["runs"] if known.exists() else []
    asked = {(run[0]["engine"], run[0]["documents"]) for run in runs}
    for run in runs:
        run[0]["load"] = round(os.getloadavg()[1], 1)
    runs = sorted(runs + [run for run in before if (run[0]["engine"], run[0]["documents"]) not in asked],
                  key=lambda run: (run[0]["documents"], run[0]["engine"] != "sqlite"))
    data = {"cores": os.cpu_count(), "runs": runs}
    (args.out / "search.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (args.out / "search.svg").write_text(picture(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
