#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How fast documents are read and checked, against what users have; results as data.

    bench/reading.py DAIS [--runs 5] [--quick] [--out bench/results/reading.json]

One run measures everything, interleaved, each process from its start: read and read + check of
text on one core; DOCX against pandoc and LibreOffice; PDF against pdftotext; HTML against pandoc;
a thousand documents in one command with one job and with two; time and memory from 1 to 100 MB.
DAIS is a release build. Peers that are not installed are left out and named. Times are medians of
processor time, with all children, so that other work on the machine counts little; only the
thousand documents are measured by the clock. Quote ratios, never times; "load" says how busy the
machine was. --quick: small sizes, one run, nothing written: does it work at all?
"""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
MB = 1_000_000
PROSE = (
    "The Commission recalled that, in its resolution {r}/{k}, it had requested the secretariat to report on the state of the "
    "channels, and noted with appreciation the information given by the delegations on the measures they had taken.",
    "At its {o} meeting, on {d}, the Commission had before it the report of the secretariat (CC/{y}/{n}) and the comments "
    "received from {k} States (CC/{y}/{n}/Add.1), and heard statements by the observers.",
    "One delegation proposed that the matter be considered again under agenda item {i} at the next session; the Chair said "
    "that the proposal would be reflected in the draft report, without prejudice to the position of any delegation.",
    "The gauges installed between 1 March {y} and 30 June {y} had been read twice a day, at 9.30 a.m. and 5 p.m., and the "
    "results had been sent to the secretariat, which had published them together with an assessment of their quality.",
)


def day(n):
    date = datetime.date(2031, 3, 3) + datetime.timedelta(days=n % 5)
    return f"{date.day} March {date.year}"


def report(size, items=12):
    """A report of a session, about @size bytes: an agenda, then its items, all of the length."""
    titles = [f"Maintenance of the locks and dams of the {w} reach" for w in
              ("upper", "lower", "middle", "first", "second", "third", "old", "new", "northern", "southern", "eastern", "western")][:items]
    lines = ["Commission on Canals", "Sixth session", "Namur, 3–7 March 2031", "", "CC/2031/8", "",
             "Report of the Commission on Canals on its sixth session, held in Namur from 3 to 7 March 2031", "",
             "1. The agenda of the session was adopted as follows:", ""]
    lines += [f"{i + 1}. {t}." for i, t in enumerate(titles)] + [""]
    written, paragraph = sum(len(line) + 1 for line in lines), 2
    for i, title in enumerate(titles):
        lines += [f"{title}", f"(Agenda item {i + 1})", ""]
        while written < size * (i + 1) / items:
            text = " ".join(p.format(r=paragraph % 9 + 1, k=paragraph % 40 + 2, o=f"{paragraph % 9 + 4}th", d=day(paragraph),
                                     y=2031, n=paragraph % 900 + 2, i=i + 1) for p in PROSE)
            lines += [f"{paragraph}. {text}", ""]
            written += len(lines[-2].encode()) + 2
            paragraph += 1
    return "\n".join(lines) + "\n"


def run(command, **options):
    """Seconds on the clock, seconds of processor time with all children, and whether it was done (0 or findings)."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return seconds, usage.ru_utime + usage.ru_stime, process.returncode in (0, 1)


def peak(command):
    """Kilobytes at most; in a run of its own, through a small process, whose own memory does not count."""
    with tempfile.NamedTemporaryFile() as figure:
        subprocess.run(["/usr/bin/time", "-q", "-o", figure.name, "-f", "%M", *map(str, command)],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return int(pathlib.Path(figure.name).read_text().split()[-1])


class Race:
    """Commands run in turn, so that what else the machine does hits all alike."""

    def __init__(self, runs):
        self.runs, self.commands = runs, {}

    def enter(self, name, command, **options):
        self.commands[name] = (command, options)

    def go(self):
        for name in list(self.commands):
            command, options = self.commands[name]
            if not run(command, **options)[2]:
                print(f"left out, it failed: {name}")
                del self.commands[name]
        taken = {name: [] for name in self.commands}
        for _ in range(self.runs):
            for name, (command, options) in self.commands.items():
                taken[name].append(run(command, **options))
        return {name: {"median_s": round(statistics.median(t[0] for t in v), 4),
                       "processor_s": round(statistics.median(t[1] for t in v), 4), "peak_kb": peak(self.commands[name][0])}
                for name, v in taken.items()}


def one_core():
    return {"preexec_fn": lambda: os.sched_setaffinity(0, {0})}


def text_speed(dais, work, runs, size):
    path = work / "report.txt"
    path.write_text(report(size), encoding="utf-8")
    race = Race(runs)
    race.enter("read", [dais, "read", path], **one_core())
    race.enter("read and check", [dais, "check", path], **one_core())
    result = race.go()
    for row in result.values():
        row["megabytes_a_second"] = round(path.stat().st_size / MB / row["processor_s"], 1)
    return {"megabytes": round(path.stat().st_size / MB, 1), **result}


def items_read(dais, path):
    """How many items and sub-items dais reads: speed without a reading is none."""
    done = subprocess.run([dais, "read", "--format", "json", path], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        return 0
    return sum(1 + len(item["items"]) for body in json.loads(done.stdout)["bodies"] for item in body["items"])


def formats(dais, work, runs, items):
    """One large annotated agenda that dais built, read back from each format; peers do less."""
    package = work / "package"
    subprocess.run([sys.executable, ROOT / "bench/generate.py", package, "--bodies", "2", "--items", str(items), "--paragraphs", "8",
                    "--languages", "en"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([dais, "build", package, "--out", work / "built", "-l", "en", "-q"], check=True)
    built = work / "built" / "en"
    race = Race(runs)
    found = {}
    for form, name in (("text", "agenda.txt"), ("DOCX", "agenda.docx"), ("PDF", "agenda.pdf"), ("HTML", "agenda.html"),
                       ("Akoma Ntoso", "agenda.akn.xml")):
        found[form] = items_read(dais, built / name)
        if found[form]:
            race.enter(f"{form}: dais", [dais, "read", built / name])
        else:
            print(f"left out, no item was read: {form}")
    for tool, name, command in (
            ("pandoc", "DOCX: pandoc", ["pandoc", "-f", "docx", "-t", "json", "-o", "/dev/null", built / "agenda.docx"]),
            ("pandoc", "HTML: pandoc", ["pandoc", "-f", "html", "-t", "json", "-o", "/dev/null", built / "agenda.html"]),
            ("pdftotext", "PDF: pdftotext", ["pdftotext", built / "agenda.pdf", work / "agenda.pdf.txt"]),
            ("soffice", "DOCX: LibreOffice", ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
                                              "txt:Text", "--outdir", work, built / "agenda.docx"])):
        if shutil.which(tool):
            race.enter(name, command)
        else:
            print(f"left out, not installed: {name}")
    result = race.go()
    for name, row in result.items():
        base = result.get(name.split(":")[0] + ": dais")
        if base:
            row["ratio_to_dais"] = round(row["processor_s"] / base["processor_s"], 2)
    sizes = {p.suffix.lstrip("."): p.stat().st_size for p in sorted(built.iterdir()) if p.is_file()}
    return {"bytes": sizes, "items_read": found, **result}


def many(dais, work, runs, count):
    """Documents in six languages, one of them broken, in one command."""
    folder = work / "many"
    folder.mkdir()
    subprocess.run([dais, "build", ROOT / "examples/untoc-2022", "--out", work / "example", "-q"], check=True)
    names = []
    for k in range(count):
        names.append(folder / f"{k:04}.{LANGUAGES[k % 6]}.txt")
        shutil.copy(work / "example" / LANGUAGES[k % 6] / "agenda.txt", names[-1])
    names[count // 2].write_bytes(b"%PDF-1.7 not really a PDF")
    race = Race(runs)
    for jobs in (1, 2):
        race.enter(f"{count} documents, {jobs} job{'s' * (jobs > 1)}", [dais, "check", "--jobs", str(jobs), "--format", "json", *names])
    # A broken file among them gives exit code 2; the rest must still be done.
    result = {}
    for name, (command, options) in race.commands.items():
        taken = [run(command, **options) for _ in range(runs)]
        done = subprocess.run([str(c) for c in command], capture_output=True, check=False)
        if b"findings" not in done.stdout:
            print(f"left out, it failed: {name}: {done.stderr.decode(errors='replace')[:200]}")
            continue
        result[name] = {"median_s": round(statistics.median(t[0] for t in taken), 4), "peak_kb": peak(command),
                        "ms_a_document": round(1000 * statistics.median(t[0] for t in taken) / count, 3)}
    return result


def linearity(dais, work, sizes, runs):
    rows = []
    for megabytes in sizes:
        path = work / "grow.txt"
        path.write_text(report(megabytes * MB), encoding="utf-8")
        taken = [run([dais, "check", path], **one_core()) for _ in range(runs if megabytes < 10 else 1)]
        seconds = statistics.median(t[1] for t in taken)
        most = peak([dais, "check", path]) / 1000
        rows.append({"megabytes": megabytes, "seconds": round(seconds, 3), "seconds_a_megabyte": round(seconds / megabytes, 4),
                     "peak_mb": round(most, 1), "peak_mb_a_megabyte": round(most / megabytes, 1),
                     "done": all(t[2] for t in taken)})
        path.unlink()
    return rows


def show(result):
    text = result["text"]
    print(f"load {result['load']}; text of {text['megabytes']} MB on one core:")
    for name in ("read", "read and check"):
        if name in text:
            print(f"  {text[name]['megabytes_a_second']:8} MB/s  {text[name]['peak_kb'] // 1000:>6} MB  {name}")
    print("one annotated agenda from each format:")
    for name, row in result["formats"].items():
        if "median_s" in row:
            print(f"  {row['processor_s']:8.3f} s  x{row.get('ratio_to_dais', 1):<7} {row['peak_kb'] // 1000:>6} MB  {name}")
    for name, row in result["many"].items():
        print(f"  {row['median_s']:8.3f} s  {row['ms_a_document']} ms a document  {name}")
    print("from small to large, read and check:")
    for row in result["linearity"]:
        print(f"  {row['megabytes']:>4} MB {row['seconds']:8.3f} s  {row['seconds_a_megabyte']} s/MB  {row['peak_mb']} MB"
              + ("" if row["done"] else "  (failed)"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dais")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench/results/reading.json")
    args = parser.parse_args()
    dais, runs = os.path.abspath(args.dais), 1 if args.quick else args.runs
    work = pathlib.Path(tempfile.mkdtemp(prefix="dais-reading-"))
    try:
        result = {
            "machine": {"cores": os.cpu_count()},
            "load": round(os.getloadavg()[0], 1),
            "text": text_speed(dais, work, runs, MB if args.quick else 10 * MB),
            "formats": formats(dais, work, runs, 10 if args.quick else 150),
            "many": many(dais, work, 1 if args.quick else min(runs, 3), 12 if args.quick else 1000),
            "linearity": linearity(dais, work, (1, 2) if args.quick else (1, 3, 10, 30, 100), min(runs, 3)),
        }
    finally:
        shutil.rmtree(work, ignore_errors=True)
    show(result)
    if not args.quick:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
