#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every command has a manual page, mandoc accepts it, and it names every option and action of the command. Each page is there in
the five other languages and keeps step with the English one: it has its date and sections, and names the same options, variables,
exit codes, files and examples."""
import collections
import pathlib
import re
import subprocess
import sys

root, dais, mandoc = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
pages = sorted((root / "man").glob("*.[157]"))
languages = ("ar", "es", "fr", "ru", "zh")
bad = subprocess.run([mandoc, "-T", "lint", "-W", "warning", *map(str, pages)], check=False).returncode


def complain(words):
    global bad
    print(words)
    bad = 1


def listed(*arguments):
    return subprocess.run([dais, "help", *arguments], check=True, text=True, stdout=subprocess.PIPE, env={"LC_ALL": "C"}).stdout


def against_help(name, page):
    """What `dais COMMAND --help` lists and the page does not."""
    text = page.read_text(encoding="utf-8").replace("\\-", "-")
    usage, _, options = listed(name).partition("Options:")
    for short, option in re.findall(r"^  (?:-(\w), |    )--([a-z-]+)", options, re.M):
        wanted = f".It Fl {short} , Fl Fl {option}" if short else f"Fl Fl {option}"
        if option != "help" and not re.search(re.escape(wanted) + r"(?![a-z-])", text):
            complain(f"{page.name}: {wanted} is not there")
    actions = re.findall(r"^  ([a-z]+) .*", usage, re.M)
    if "Actions: " in usage:
        actions += re.findall(r"[a-z]+", re.split(r"\.\s", usage.split("Actions: ")[1])[0])
    for action in actions:
        if not re.search(rf"(^\.(?:It )?|, )Cm {action}\b", text, re.M):
            complain(f"{page.name}: {name} {action} is not there")


def facts(text):
    """What a page says in every language alike."""
    sections = re.split(r"^\.Sh ", text, flags=re.M)[1:]
    prose = ["\n".join(re.findall(r"^[^.].*", section, re.M)) for section in sections]
    exits = max((set(re.findall(r"\b[012]\b", words)) for words in prose), key=len)
    # The names of arguments are in the language of the page; every word of a macro but these stays.
    bare = re.sub(r"(?<=[. ])Ar (?:(?!Ns |Op |Fl |Cm |Ar |[,.:;=@()|] ?)\S+ ?)+", "Ar ", text)
    return {
        "date": re.findall(r"^\.Dd (.*)", text, re.M),
        "sections": len(sections),
        "forms of use": [line.rstrip() for line in re.findall(r"^\.(?:Nm dais|Op|Fl|Cm) ?.*", re.split(r"^\.Sh ", bare, flags=re.M)[2], re.M)],
        "options": sorted(set(re.findall(r"Fl (?:Fl )?([a-z][a-z-]*)", text))),
        "entries": [line.rstrip() for line in re.findall(r"^\.It (.*)", bare, re.M)],
        "words typed": sorted(re.findall(r"^\.(?:Pq |No \S+ Ns )?(?:Cm|Ev|Pa|Li) (.*?)(?: Ns\b.*| [.,;:()]+(?: [.])?)?$", text, re.M)),
        "other pages": sorted(set(re.findall(r"Xr (\S+ \d)", text))),
        "examples": re.findall(r"^\.Dl (.*)", text, re.M) + re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed", text, re.M | re.S),
        "exit codes": sorted(exits),
    }


def too_wide(text):
    """Lines of examples that do not fit into 80 columns, where they would be broken or run on."""
    examples = re.findall(r"^\.Dl (.*)", text, re.M)
    for block in re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed", text, re.M | re.S):
        examples += block.splitlines()
    return [line for line in examples if len(line) > 69]


def difference(here, there):
    if not isinstance(there, list):
        return f"{here}, not {there}"
    lacks, more = (list((collections.Counter(a) - collections.Counter(b)).elements()) for a, b in ((there, here), (here, there)))
    return f"lacks {lacks}, has {more}" if lacks or more else "in another order"


def titles(text):
    return re.findall(r"^\.Sh (.*)", text, re.M)


def translations(page, called):
    """A page in the other languages; `called` collects how each section is called in each."""
    english = page.read_text(encoding="utf-8")
    there = facts(english)
    for language in languages:
        other = root / "man" / language / "man1" / page.name
        if not other.exists():
            complain(f"no {page.name} in {language}")
            continue
        text = other.read_text(encoding="utf-8")
        # mandoc knows the first section by its English name only.
        as_english = re.sub(r"^\.Sh .*", ".Sh NAME", text, count=1, flags=re.M)
        checked = subprocess.run([mandoc, "-T", "lint", "-W", "warning"], input=as_english, text=True, stdout=subprocess.PIPE, check=False)
        if checked.returncode:
            complain(f"{other}: {checked.stdout}")
        here = facts(text)
        for what, value in there.items():
            if here[what] != value:
                complain(f"{other.relative_to(root)}: {what} not as in English: {difference(here[what], value)}")
        for title, said in zip(titles(english), titles(text)):
            if called.setdefault((language, title), said) != said:
                complain(f"{other.relative_to(root)}: {title} is called {said}, elsewhere {called[language, title]}")


for manual in pages:
    for line in too_wide(manual.read_text(encoding="utf-8")):
        complain(f"{manual.name}: does not fit into a line: {line}")
commands = [name for name in re.findall(r"^  ([a-z]+) +\S", listed().split("Start with")[0], re.M) if name != "dais"]
first_page = (root / "man/dais.1").read_text(encoding="utf-8")
for command in commands:
    if f".It Cm {command}\n" not in first_page:
        complain(f"dais.1: dais {command} is not there")
    if command in ("help", "completion"):
        continue
    if (root / "man" / f"dais-{command}.1").exists():
        against_help(command, root / "man" / f"dais-{command}.1")
    else:
        complain(f"no manual page for dais {command}")
sections = {}
for manual in pages:
    translations(manual, sections)
for stray in sorted((root / "man").glob("*/man*/*")):
    if stray.parent.parent.name not in languages or root / "man" / stray.name not in pages:
        complain(f"{stray.relative_to(root)}: no such page in English, or no such language")
installed = set(re.findall(r"'(dais[a-z-]*\.1)'", (root / "meson.build").read_text(encoding="utf-8")))
if installed != {page.name for page in pages}:
    complain(f"meson.build installs other pages than man/ has: {sorted(installed ^ {page.name for page in pages})}")
sys.exit(1 if bad else 0)
