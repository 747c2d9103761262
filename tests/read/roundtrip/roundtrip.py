#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What dais makes of what it wrote itself: roundtrip.py DAIS [--format F]... [--only WORDS] [--update] [--strict].

Each package (the examples and those that variants.py makes) is built in all its languages and formats, each document is
read, what was read is compared with meeting.json, the record that was built, and the document is checked: it may have no
errors but those of the package. The places of known differences stand in known.txt, one a line; the test fails on any other, and with --strict on a known one that no longer occurs.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import variants

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
KNOWN = HERE / "known.txt"
FILES = {"txt": "agenda.txt", "html": "agenda.html", "docx": "agenda.docx", "akn": "agenda.akn.xml", "pdf": "agenda.pdf"}


def run(dais, *args):
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | {"LC_ALL": "C.UTF-8"}
    return subprocess.run([dais, *map(str, args)], env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)


def spaced(words):
    """What keeps words together on a line is no part of them."""
    return words and words.replace("\u00a0", " ").replace("\u202f", " ")


class Record:
    """meeting.json in the shape of `dais read --format json`, in one language."""

    def __init__(self, record, language):
        self.record, self.language = record, language
        self.bodies = {b["id"]: b for b in record["bodies"]}
        self.items = {i["id"]: i for i in record["items"]}
        self.documents = {d["id"]: d for d in record.get("documents", [])}
        computed = record["computed"]
        self.numbers = {(n["item"], n["body"]): n for n in computed["numbers"]}
        self.common = {c["item"] for c in computed["common"]}

    def words(self, value):
        return spaced((value or {}).get(self.language))

    def symbols_of(self, ids):
        return sorted({s for d in ids for s in self.documents[d].get("symbols", [])})

    def documents_of(self, item):
        """Its own and those of its parts."""
        return item.get("documents", []) + [d for p in item.get("parts", []) for d in self.documents_of(self.items[p])]

    def number(self, item, body):
        n = self.numbers[item, body]
        return str(n["number"]) + ("abcdefghijklmnopqrstuvwxyz"[n["part"] - 1] if "part" in n else "")

    def item(self, name, body):
        item = self.items[name]
        number = self.number(name, body)
        return {"number": number[-1] if item.get("parent") else number, "title": self.words(item["title"]),
                "common": name in self.common and item.get("parent") is None,
                "documents": self.symbols_of(self.documents_of(item)),
                "items": [self.item(part, body) for part in item.get("parts", [])]}

    def documents_of(self, item):
        """Of the item and of its parts, as `dais read` lists them."""
        return item.get("documents", []) + [d for p in item.get("parts", []) for d in self.documents_of(self.items[p])]

    def body(self, meeting):
        body = self.bodies[meeting["body"]]
        items = next((a["items"] for a in self.record["agendas"] if a["body"] == body["id"]), [])
        return {"name": self.words(body["name"]), "symbol": body.get("symbol"), "ordinal": meeting.get("ordinal"),
                "opens": meeting.get("opens"), "closes": meeting.get("closes"), "place": self.words(meeting.get("place")),
                "items": [self.item(i, body["id"]) for i in items]}

    def sitting(self, sitting, order):
        entries = [{"body": order.index(c["body"]), "item": self.number(e["item"], c["body"]),
                    "title": self.words(self.items[e["item"]]["title"]), "continued": e["continued"]}
                   for c in sitting["cells"] for e in c["entries"]]
        return {"start": sitting["start"], "end": sitting["end"], "entries": entries}

    def expected(self):
        meetings = {m["id"]: m for m in self.record["meetings"]}
        together = [meetings[m] for m in self.record["together"]]
        order = [m["body"] for m in together]
        own = self.documents.get(self.record.get("produces"), {})
        return {"language": self.language, "kind": "annotated-agenda", "symbols": sorted(own.get("symbols", [])),
                "bodies": [self.body(m) for m in together],
                "sittings": [self.sitting(s, order) for s in self.record["computed"]["timetable"]]}


def normal_item(item):
    return {"number": item["number"], "title": spaced(item["title"]), "common": item.get("common", False),
            "documents": sorted(item["documents"]), "items": [normal_item(i) for i in item.get("items", [])]}


def in_columns(entries):
    """By body, as columns stand beside each other: which of two is first on the page says nothing."""
    return sorted((e | {"title": spaced(e["title"])} for e in entries), key=lambda e: e["body"])


def normal(read):
    """What was read, without what meeting.json does not tell."""
    bodies = [{k: b.get(k) for k in ("name", "symbol", "ordinal", "opens", "closes", "place")} |
              {"items": [normal_item(i) for i in b["items"]]} for b in read["bodies"]]
    return {"language": read["language"], "kind": read["kind"], "symbols": sorted(read["symbols"]), "bodies": bodies,
            "sittings": [s | {"entries": in_columns(s["entries"])} for s in read["sittings"]]}


def short(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= 160 else text[:157] + "..."


def compare(want, got, path=""):
    """Lines that say where @got is not @want."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key in want:
            yield from compare(want[key], got.get(key), f"{path}.{key}" if path else key)
        return
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got) and any(isinstance(w, dict) for w in want):
        for i, (w, g) in enumerate(zip(want, got)):
            yield from compare(w, g, f"{path}[{i}]")
        return
    if path.endswith("].items") and isinstance(want, list) and isinstance(got, list):
        want, got = ([i["number"] + " " + i["title"] for i in v] for v in (want, got))
    if path == "sittings" and isinstance(want, list) and isinstance(got, list):
        want, got = ([s["start"] for s in v] for v in (want, got))
    # A document may leave out the hour of a further body's opening; it may not tell another.
    if path.endswith(".opens") and want and got and "T" not in got:
        want = want.split("T")[0] if "[0]" not in path else want
    if want != got:
        yield f"{path}: {short(want)} read as {short(got)}"


def errors(dais, path, allowed):
    """Errors that the document has and its package has not: what dais writes it must not call wrong."""
    ran = run(dais, "check", path, "--severity", "error", "--format", "json")
    for f in json.loads(ran.stdout)["findings"]:
        if f["rule"] not in allowed:
            yield f"error {f['rule']}: {f['message']}"


def one(dais, name, language, fmt, path, record, allowed):
    where = f"{name} {language} {fmt}"
    ran = run(dais, "read", path, "--format", "json")
    if not ran.stdout.startswith("{"):
        return [f"{where}: not read: {ran.stderr.strip().splitlines()[0] if ran.stderr.strip() else ran.returncode}"]
    want, got = Record(record, language).expected(), normal(json.loads(ran.stdout))
    # Where a body of several has joint documents only, nothing says whose series is whose.
    alone = {d["symbols"][0].rsplit("/", 2)[0] for d in record["documents"] if len(d.get("symbols", [])) == 1}
    for w, g in zip(want["bodies"], got["bodies"]):
        if w["symbol"] not in alone and not g["symbol"] and len(want["bodies"]) > 2:
            w["symbol"] = g["symbol"]
    return [f"{where}: {line}" for line in [*compare(want, got), *errors(dais, path, allowed)]]


def place(line):
    """Document and path of a difference."""
    return ": ".join(line.split(": ")[:2])


def build(dais, package, out, formats):
    ran = run(dais, "build", package, "--out", out, "--format", ",".join([*formats, "json"]))
    if ran.returncode:
        raise RuntimeError(f"{package}: {ran.stderr}")
    return json.loads((out / "meeting.json").read_text(encoding="utf-8"))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("dais")
    args.add_argument("--format", action="append", choices=FILES)
    args.add_argument("--only", default="", help="packages, languages and formats whose name has this")
    args.add_argument("--variants", type=int, default=6)
    args.add_argument("--update", action="store_true", help="write known.txt")
    args.add_argument("--strict", action="store_true", help="known differences must occur")
    opt = args.parse_args()
    formats = opt.format or list(FILES)
    dais = str(pathlib.Path(opt.dais).resolve())
    found, tried = [], 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tmp = pathlib.Path(folder)
        packages = sorted((ROOT / "examples").glob("*/meeting.yaml")) + variants.write(tmp / "packages", opt.variants)
        jobs = []
        for package in packages:
            name = package.parent.name
            record = build(dais, package.parent, tmp / "out" / name, formats)
            ran = run(dais, "check", package.parent, "--severity", "error", "--format", "json")
            allowed = {f["rule"] for f in json.loads(ran.stdout)["findings"]}
            for language in record["languages"]:
                for fmt in formats:
                    if opt.only in f"{name} {language} {fmt}":
                        path = tmp / "out" / name / language / FILES[fmt]
                        jobs.append(pool.submit(one, dais, name, language, fmt, path, record, allowed))
        for job in jobs:
            tried += 1
            found += job.result()
    if opt.update:
        KNOWN.write_text("".join(f"{line}\n" for line in sorted(map(place, found))), encoding="utf-8")
    known = set(KNOWN.read_text(encoding="utf-8").splitlines()) if KNOWN.exists() else set()
    # What is known of parts that were not tried says nothing.
    known = {k for k in known if opt.only in k and k.split(": ")[0].split()[-1] in formats}
    new, gone = [f for f in found if place(f) not in known], sorted(known - set(map(place, found)))
    for line in new:
        print("differs:", line)
    for line in gone:
        print("holds now, take it out of known.txt:", line)
    print(f"{tried} documents, {len(found)} differences, {len(found) - len(new)} of them known")
    sys.exit(1 if new or (gone and opt.strict) or not tried else 0)


if __name__ == "__main__":
    main()
