#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What other readers wait while somebody asks for one heavy search after the other.

usage: flood.py BUILD RECORD [--seconds S] [--addresses N] [--out FILE]

RECORD is one that bench/site/site.py has made, its summary, too. A flood is a connection that asks for searches that are all different
(two words of a title, a row of three, "two words -third", sixteen words), each as soon as the last is answered or refused: none, one at an
address of its own, two at one address, and one at each of N addresses (default 8), which have an allowance each. Meanwhile a reader at
another address asks every 20 ms, in turns, for a kept page, for a page made for him and for a search; then one who asks for little, for
a page made for him every 400 ms: of him also how many searches of others were answered while he waited, which does not hang on
the machine. For each: how many searches a second
were answered and how many were refused (429), the share of one processor that the server took, and what the reader waited, in ms.
"""
import argparse
import collections
import http.client
import importlib.util
import json
import os
import pathlib
import random
import sys
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("pages", ROOT / "bench/site/site.py")  # Python has a module of that name
pages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pages)
percentile = pages.percentile


def heavy(sample, chance):
    language = chance.choice(pages.LANGUAGES)
    # A title in Chinese is one word: some of its characters.
    words = lambda n: urllib.parse.unquote(sample.words(language, 1, most=2 * n) if language == "zh" else sample.words(language, n))
    kind = chance.randrange(4)
    query = [lambda: f"{words(1)} {words(1)}", lambda: f'"{words(3)}"', lambda: f"{words(1)} {words(1)} -{words(1)}",
             lambda: " ".join(words(1) for _ in range(16))][kind]()
    return f"/{language}/search?q={urllib.parse.quote(query)}"


def flood(port, source, sample, seed, until, counts):
    connection = http.client.HTTPConnection("127.0.0.1", port, source_address=(source, 0))
    chance = random.Random(seed)
    while not until.is_set():
        connection.request("GET", heavy(sample, chance), headers={"Cookie": f"seen={chance.random()}"})
        reply = connection.getresponse()
        reply.read()
        counts[reply.status] += 1
        if reply.status == 429:
            time.sleep(0.01)
    connection.close()


def read(port, sample, seconds):
    """What the reader waits for each sort of page."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    chance, waits, asked = random.Random(5), collections.defaultdict(list), 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        asked += 1
        name, path, headers = [("kept", "/en", {}), ("made", f"/en/meetings/{sample(sample.packages)}", {"Cookie": f"r={asked}"}),
                               ("search", heavy(sample, chance), {"Cookie": f"r={asked}"})][asked % 3]
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        reply = connection.getresponse()
        reply.read()
        if reply.status != 200:
            sys.exit(f"{path}: {reply.status}")
        waits[name].append((time.perf_counter() - start) * 1000)
        time.sleep(0.02)
    connection.close()
    return {name: {"n": len(v), "p50_ms": round(percentile(v, .5), 2), "p99_ms": round(percentile(v, .99), 2)} for name, v in waits.items()}


def read_seldom(port, sample, seconds, counts):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    waits, others = [], []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        before, start = counts[200], time.perf_counter()
        connection.request("GET", f"/en/meetings/{sample(sample.packages)}", headers={"Cookie": f"s={len(waits)}"})
        connection.getresponse().read()
        waits.append((time.perf_counter() - start) * 1000)
        others.append(counts[200] - before)
        time.sleep(0.4)
    connection.close()
    return {"n": len(waits), "p50_ms": round(percentile(waits, .5), 2), "p99_ms": round(percentile(waits, .99), 2),
            "others_mean": round(sum(others) / len(others), 1), "others_most": max(others)}


def measure(process, port, sample, sources, seconds):
    until, counts = threading.Event(), collections.Counter()
    threads = [threading.Thread(target=flood, args=(port, source, sample, i, until, counts)) for i, source in enumerate(sources)]
    for thread in threads:
        thread.start()
    before, start = pages.processor_ns(process.pid), time.monotonic()
    waits = read(port, sample, seconds)
    took = time.monotonic() - start
    used = (pages.processor_ns(process.pid) - before) / 1e9 / took
    answered, refused = counts[200], counts[429]
    waits["seldom"] = read_seldom(port, sample, seconds, counts)
    until.set()
    for thread in threads:
        thread.join()
    return {"floods": len(sources), "addresses": len(set(sources)), "answered_a_second": round(answered / took, 1),
            "refused_a_second": round(refused / took, 1), "processor": round(used, 2), "reader": waits}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("record", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--addresses", type=int, default=8)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench/results/search_flood.json")
    args = parser.parse_args()
    sample = pages.Sample(args.record)
    many = [f"127.0.1.{i + 1}" for i in range(args.addresses)]
    rows = []
    with pages.serving(args.build / "dais", args.record, None) as (process, port):
        for sources in ([], ["127.0.0.2"], ["127.0.0.3"] * 2, many, []):
            rows.append(measure(process, port, sample, sources, args.seconds))
            print(json.dumps(rows[-1]), file=sys.stderr)
    data = {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1), "bytes": args.record.stat().st_size, "runs": rows}
    args.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
