#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whole process, cold, the same content: dais against its peers, in one run; results as data.

    bench/documents.py DAIS [--runs 9] [--out bench/results/documents.json]

Peers that are not installed are left out and named: Typst (npm ci in bench/peers), LibreOffice.
Times are medians of interleaved runs; quote ratios, never times.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import typst_source

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]


def timed(command, **env):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **env})
    _, message = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{command[0]} failed: {message.decode(errors='replace')[:400]}")
    return seconds


def peak(command):
    time_tool = shutil.which("time") or "/usr/bin/time"
    if not pathlib.Path(time_tool).exists():
        return None
    done = subprocess.run([time_tool, "-f", "%M", *command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, check=True)
    return int(done.stderr.strip().splitlines()[-1])


def words(pdf):
    text = subprocess.run(["pdftotext", pdf, "-"], stdout=subprocess.PIPE, check=True).stdout
    return len(text.split())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dais")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench/results/documents.json")
    args = parser.parse_args()
    dais, example = os.path.abspath(args.dais), str(ROOT / "examples/untoc-2022")
    work = pathlib.Path(tempfile.mkdtemp(prefix="dais-bench-"))
    subprocess.run([dais, "build", example, "--out", work / "ref", "-q"], check=True)
    jobs = {
        "dais, six PDF": [dais, "build", example, "--out", str(work / "a"), "-f", "pdf", "--force", "-q"],
        "dais, six languages, all formats": [dais, "build", example, "--out", str(work / "b"), "--force", "-q"],
        "dais, nothing changed": [dais, "build", example, "--out", str(work / "ref"), "-q"],
    }
    checks = {}
    peers = ROOT / "bench/peers"
    if (peers / "node_modules").exists():
        sources = []
        for lang in LANGUAGES:
            path = work / f"{lang}.typ"
            path.write_text(typst_source.convert(work / "ref" / lang / "agenda.html", lang, "CTOC/COP/WG.2/2022/1"), encoding="utf-8")
            sources.append(str(path))
        jobs["Typst, six PDF in one process"] = ["node", str(peers / "typst.mjs"), *sources]
    else:
        print("Typst is left out: run npm ci in bench/peers")
    if shutil.which("soffice"):
        docs = []
        for lang in LANGUAGES:
            copy = work / f"{lang}.docx"
            shutil.copy(work / "ref" / lang / "agenda.docx", copy)
            docs.append(str(copy))
        (work / "lo").mkdir()
        jobs["LibreOffice, six PDF in one process"] = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless",
                                                       "--convert-to", "pdf", "--outdir", str(work / "lo"), *docs]
    else:
        print("LibreOffice is left out: it is not installed")
    times = {name: [] for name in jobs}
    for name, command in jobs.items():
        timed(command)  # warm page cache, first-start profiles
    for _ in range(args.runs):
        for name, command in jobs.items():
            times[name].append(timed(command))
    packages = []
    for k in range(args.copies):
        shutil.copytree(example, work / "batch" / f"p{k:03}")
        packages.append(str(work / "batch" / f"p{k:03}"))
    batch = [timed([dais, "build", *packages, "--out", str(work / "c"), "-f", "pdf", "--force", "-q"]) for _ in range(3)]
    for lang in LANGUAGES:
        checks[lang] = {"dais": words(work / "ref" / lang / "agenda.pdf")}
        for peer, folder in (("typst", work), ("libreoffice", work / "lo")):
            if (folder / f"{lang}.pdf").exists():
                checks[lang][peer] = words(folder / f"{lang}.pdf")
    base = statistics.median(times["dais, six PDF"])
    result = {
        "machine": {"cores": os.cpu_count()},
        "rows": [{"what": name, "median_s": round(statistics.median(v), 4), "min_s": round(min(v), 4), "runs": len(v),
                  "ratio_to_dais_pdf": round(statistics.median(v) / base, 2), "peak_kb": peak(jobs[name])} for name, v in times.items()],
        "batch": {"packages": args.copies, "documents": 6 * args.copies,
                  "ms_per_document": round(1000 * statistics.median(batch) / (6 * args.copies), 2)},
        "words": checks,
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    for row in result["rows"]:
        print(f"{row['median_s']:8.3f} s  x{row['ratio_to_dais_pdf']:<7} {row['peak_kb'] or 0:>8} kB  {row['what']}")
    print(f"batch of {args.copies} packages: {result['batch']['ms_per_document']} ms a document")
    shutil.rmtree(work)


main()
