#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every command has a manual page, mandoc accepts it, and it names every option of the command. A page in another language
keeps step with the English one: it has its date, and names the same options, variables, exit codes, files and examples."""
import pathlib
import re
import subprocess
import sys

root, dais, mandoc = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
pages = sorted((root / "man").glob("*.[157]"))
translated = sorted((root / "man").glob("*/man[157]/*.[157]"))
bad = subprocess.run([mandoc, "-T", "lint", "-W", "warning", *map(str, pages)], check=False).returncode
listing = subprocess.run([dais, "help"], check=True, text=True, stdout=subprocess.PIPE).stdout
for name in re.findall(r"^  ([a-z]+) +\S", listing, re.M):
    if name in ("dais", "help", "completion"):
        continue
    page = root / "man" / f"dais-{name}.1"
    if not page.exists():
        print(f"no manual page for dais {name}")
        bad = 1
        continue
    text = page.read_text(encoding="utf-8")
    usage = subprocess.run([dais, "help", name], check=True, text=True, stdout=subprocess.PIPE).stdout
    for option in re.findall(r"--([a-z-]+)", usage.split("Options:")[-1]):
        if option != "help" and f"Fl Fl {option}" not in text.replace("\\-", "-"):
            print(f"{page.name}: --{option} is not there")
            bad = 1

first_page = (root / "man/dais.1").read_text(encoding="utf-8")
for name in re.findall(r"^  ([a-z]+) +\S", listing.split("Start with")[0], re.M):
    if f".It Cm {name}\n" not in first_page:
        print(f"dais.1: dais {name} is not there")
        bad = 1


def facts(text):
    """What a page says in every language alike."""
    sections = re.split(r"^\.Sh ", text, flags=re.M)[1:]
    prose = ["\n".join(re.findall(r"^[^.].*", section, re.M)) for section in sections]
    exits = max((set(re.findall(r"\b[012]\b", words)) for words in prose), key=len)
    return {
        "date": re.findall(r"^\.Dd (.*)", text, re.M),
        "sections": len(sections),
        "options": sorted(set(re.findall(r"Fl (?:Fl )?([a-z][a-z-]*)", text))),
        "entries": [re.sub(r" Ar .*", "", line) for line in re.findall(r"^\.It (.*)", text, re.M)],
        "words typed": sorted(re.findall(r"^\.(?:Cm|Ev|Pa|Li) (.*?)(?: Ns .*| [.,;:()]+(?: [.])?)?$", text, re.M)),
        "other pages": sorted(set(re.findall(r"Xr (\S+ \d)", text))),
        "examples": re.findall(r"^\.Dl (.*)", text, re.M),
        "exit codes": sorted(exits),
    }


for page in translated:
    text, english = page.read_text(encoding="utf-8"), (root / "man" / page.name).read_text(encoding="utf-8")
    # mandoc knows the first section by its English name only.
    as_english = re.sub(r"^\.Sh .*", ".Sh NAME", text, count=1, flags=re.M)
    checked = subprocess.run([mandoc, "-T", "lint", "-W", "warning"], input=as_english, text=True, stdout=subprocess.PIPE, check=False)
    if checked.returncode:
        print(f"{page}: {checked.stdout}")
        bad = 1
    there, here = facts(english), facts(text)
    for what, value in there.items():
        if here[what] != value:
            print(f"{page.relative_to(root)}: {what} not as in English:\n  {here[what]}\n  {value}")
            bad = 1
languages = {page.relative_to(root).parts[1] for page in translated}
for name in sorted({page.name for page in translated}):
    for language in sorted(languages):
        if not (root / "man" / language / "man1" / name).exists():
            print(f"no {name} in {language}")
            bad = 1
sys.exit(1 if bad else 0)
