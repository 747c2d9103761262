#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What dais wrote as PDF it reads as it reads the text of the same record, in six languages: the
same bodies, items and dates."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

dais, dump, text_dump, example = sys.argv[1:5]
office = "--office" in sys.argv
bad = 0


def reading(*command):
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.JSONDecoder().raw_decode(out)[0]


def values(read, kind):
    return sorted({fact["value"] for fact in read["facts"] if fact["kind"] == kind})


def items(read):
    return [(body["ordinal"], item["number"], item["title"], item["common"],
             [(part["number"], part["title"]) for part in item["items"]])
            for body in read["bodies"] for item in body["items"]]


def compare(language, what, pdf, text):
    global bad
    if pdf == text:
        return
    bad += 1
    print(f"{language}: {what} differ\n  pdf:  {json.dumps(pdf, ensure_ascii=False)[:3000]}\n"
          f"  text: {json.dumps(text, ensure_ascii=False)[:3000]}")


def without_tags(path):
    """A copy that declares neither paragraphs nor furniture: its geometry is all there is."""
    plain, copy = path.with_suffix(".qdf"), path.with_name("untagged.pdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(path), str(plain)], check=True)
    copy.write_bytes(plain.read_bytes().replace(b"/StructTreeRoot", b"/OtherTreeRoot_")
                     .replace(b"/Artifact", b"/Anything"))
    return copy


def by_office(folder, languages):
    """The DOCX documents as another program prints them; None when it is not there."""
    if not shutil.which("soffice"):
        print("LibreOffice is not installed: its documents are not read")
        sys.exit(77)
    out = pathlib.Path(folder) / "office"
    out.mkdir()
    for language in languages:
        shutil.copy(pathlib.Path(folder) / language / "agenda.docx", out / f"{language}.docx")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
                    "--outdir", str(out), *map(str, out.glob("*.docx"))],
                   check=True, capture_output=True, timeout=280)
    return out


def check(language, pdf, text, record):
    compare(language, "languages", pdf["language"], language.split()[0])
    compare(language, "kinds", pdf["kind"], text["kind"])
    compare(language, "items", items(pdf), items(text))
    compare(language, "sittings", *([(s["start"], s["end"]) for s in r["sittings"]] for r in (pdf, record)))
    lost = set(values(text, "weekday-date")) - set(values(pdf, "weekday-date"))
    compare(language, "dates lost", sorted(lost), [])


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([dais, "build", example, "--out", folder, "--format", "pdf,docx,txt,json"], check=True,
                   stdout=subprocess.DEVNULL)
    record = json.loads((pathlib.Path(folder) / "meeting.json").read_text(encoding="utf-8"))
    found = sorted(pathlib.Path(folder).glob("*/agenda.pdf"))
    if len(found) != 6:
        sys.exit(f"{len(found)} documents were built, not 6")
    printed = by_office(folder, [path.parent.name for path in found]) if office else None
    for path in found:
        language = path.parent.name
        text = reading(text_dump, str(path.with_suffix(".txt")))
        if office:
            check(language + " by LibreOffice", reading(dump, "--read", str(printed / f"{language}.pdf")), text, record)
            continue
        check(language, reading(dump, "--read", str(path)), text, record)
        if shutil.which("qpdf"):
            check(language + " without tags", reading(dump, "--read", str(without_tags(path))), text, record)
sys.exit(1 if bad else 0)
