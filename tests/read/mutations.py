#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""One fact of a sound document is changed, and exactly that is found: mutations.py DAIS DUMP PACKAGE.
The agenda of PACKAGE is made as text in six languages; none has an error. Then, one at a time, a
weekday, an ordinal, the last day, a mark, a number or a word of a title is replaced, and the only
new finding is the rule and the line of the change. The repair of a weekday gives the text back."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Language: Monday and Tuesday, an ordinal and the next one, the mark of continuation, a word in the
# title of item 2 and another.
WORDS = {
    "ar": ("الاثنين", "الثلاثاء", "الثالث عشر", "الرابع عشر", "(تابع)", "الأشخاص", "الأفراد"),
    "zh": ("星期一", "星期二", "第十三次", "第十四次", "(续)", "人员", "人士"),
    "en": ("Monday", "Tuesday", "Thirteenth", "Fourteenth", "(continued)", "persons", "people"),
    "fr": ("lundi", "mardi", "Treizième", "Quatorzième", "(suite)", "personnes", "individus"),
    "ru": ("понедельник", "вторник", "Тринадцатое", "Четырнадцатое", "(продолжение)", "осужденных", "задержанных"),
    "es": ("lunes", "martes", "13ª", "14ª", "(continuación)", "personas", "individuos"),
}


def findings(dump, path):
    run = subprocess.run([dump, str(path)], capture_output=True, check=True)
    lines = run.stdout.decode().splitlines()
    out, head = [], None
    for line in lines[lines.index("}") + 1 :]:
        m = re.match(r"(\S+) (error|warning|info): (.*)", line)
        place = re.match(r"    (\d+):", line)
        if m:
            head = m.groups()
        elif place and head:
            out.append((*head, int(place.group(1))))
            head = None
    return out


def nth(text, word, n, start=0):
    at = text.index(word, start)
    for _ in range(n):
        at = text.index(word, at + 1)
    return at


def mutations(lang, text):
    """(name, offset, old, new, rule, lines before the change where the finding may stand)."""
    monday, tuesday, ordinal, other, mark, word, instead = WORDS[lang]
    if monday not in text:
        monday, tuesday = monday.capitalize(), tuesday.capitalize()
    item = re.search(r"^4(\.|-)  ", text, re.M)
    heading = [m.start() for m in re.finditer(r"^2(?:\.|-)  ", text, re.M)][2]
    yield "weekday", nth(text, monday, 0), monday, tuesday, "R-DATE-01", 0
    yield "ordinal in the front", nth(text, ordinal, 0), ordinal, other, "R-AGENDA-16", 0
    yield "last day in the front", nth(text, "27", 0), "27", "28", "R-DATE-02", 0
    yield "first day in the front", nth(text, "23", 0), "23", "29", "R-DATE-06", 0
    yield "mark of continuation", nth(text, mark, 1), mark, "", "R-TIME-03", 12
    yield "number of an item", item.start(), "4", "6", "R-AGENDA-01", 0
    entries = list(re.finditer(r"^ *\S*\d[^\n]*?  (5)  [^\n]*  7  ", text, re.M))
    # In Russian the title stands on several lines: only its first is beside the number.
    if entries and lang != "ru":
        yield "number in the timetable", entries[-1].start(1), "5", "4", "R-AGENDA-04", 0
    yield "title over an annotation", text.index(word, heading), word, instead, "R-AGENDA-04", 0


def check(dump, path, text, known, mutation):
    name, at, old, new, rule, before = mutation
    line = text.count("\n", 0, at) + 1
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    fresh = [f for f in findings(dump, path) if (f[0], f[2]) not in known]
    if [f[0] for f in fresh] == [rule] and line - before <= fresh[0][3] <= line:
        return True
    print(f"{path.name}: {name}, line {line}: expected {rule}, got {fresh}")
    return False


def mends(dais, path, text, mutation):
    _, at, old, new, _, _ = mutation
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    subprocess.run([dais, "check", "--fix", "--write", str(path)], check=False, capture_output=True)
    if path.read_text(encoding="utf-8") == text:
        return True
    print(f"{path}: the wrong weekday is not mended")
    return False


def main():
    dais, dump, package = sys.argv[1:4]
    good = True
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([dais, "build", package, "--out", folder, "--format", "txt"], check=True, stdout=subprocess.DEVNULL)
        for lang in WORDS:
            path = Path(folder) / lang / "agenda.txt"
            text = path.read_text(encoding="utf-8")
            base = findings(dump, path)
            errors = [f for f in base if f[1] == "error"]
            if errors:
                print(f"{lang}: not sound: {errors}")
                good = False
            known = {(f[0], f[2]) for f in base}
            for mutation in mutations(lang, text):
                good &= check(dump, path, text, known, mutation)
                if mutation[0] == "weekday":
                    good &= mends(dais, path, text, mutation)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
