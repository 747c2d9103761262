#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Slips made in agendas of many houses (tests/read/houses): house_slips.py DAIS FOLDER. Each text is right;
one fact of it is changed at a time, wherever the text has such a fact, and `dais check` must report that
change by its rule, on its line, and nothing else."""

import datetime
import re
import sys
from collections import Counter
from pathlib import Path

from batch import read_and_check

WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    "zh": ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
}
AND = ("and", "et", "y", "и", "و", "和")
MARKS = {"en": "(continued)", "fr": "(suite)", "es": "(continuación)", "ru": "(продолжение)", "ar": "(تابع)", "zh": "（续）"}


class House:
    """A text and what it says."""

    def __init__(self, path):
        self.name = path.name
        self.lang = path.name.split(".")[1]
        self.text, said = path.read_text(encoding="utf-8").split("\n====\n")
        self.text += "\n"
        lines = said.rstrip("\n").split("\n")
        self.facts = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z]+: ", line))
        self.items = [line.split(" | ") for line in lines if re.match(r"\d+ \| ", line)]
        self.parts = [line.strip().split(" | ") for line in lines if re.match(r"  \S+ \| ", line)]
        self.sittings = [line for line in lines if line.startswith("sitting ")]

    def is_programme(self):
        """Whether the items are known from a programme alone, which names them as they come up."""
        return self.facts.get("kind") == "timetable" or (not self.sittings and MARKS[self.lang] in self.text)


def put(text, at, old, new):
    assert text.startswith(old, at), (old, text[at : at + 20])
    return text[:at] + new + text[at + len(old) :], text.count("\n", 0, at) + 1


def weekdays(house):
    """Every weekday that stands beside a day of the month."""
    names = WEEKDAYS[house.lang]
    for m in re.finditer("|".join(names), house.text, re.I):
        beside = house.text[m.start() - 12 : m.start()].split("\n")[-1] + house.text[m.end() : m.end() + 12].split("\n")[0]
        if not re.search(r"\d", beside.replace(":", "")) or re.search(r"\d+:\d|^\W*\d+\.\d", beside):
            continue
        now = [name.lower() for name in names].index(m.group().lower())
        new = names[(now + 2) % 7]
        yield ("weekday", "R-DATE-01", *put(house.text, m.start(), m.group(), new.capitalize() if m.group()[0].isupper() else new))


def marks_of_items(house):
    """Where the number of each item of the first list stands: (start, number as written, item)."""
    at = 0
    for item in house.items:
        words = re.escape(" ".join(item[1].split()[:2])).replace(r"\ ", r"\s+")
        m = re.compile(rf"^[^\S\n]*(?:\w+\s+)?(\d+)(\W{{1,12}}){words}", re.M).search(house.text, at)
        if not m or m.group(1) != item[0] or re.search(words, house.text[at : m.end() - 1]):
            return
        yield m.start(1), m.group(1), item, m.end()
        at = m.end()


WORDED = {
    "parties-by-sessions.en.txt": ("Third item", "Fourth item"),
    "municipal-points.fr.txt": ("Quatrième point", "Troisième point"),
    "plenary-sittings.es.txt": ("Punto tercero", "Punto segundo"),
    "council-protocol.ru.txt": ("Второй вопрос", "Третий вопрос"),
    "ports-place-colon.ar.txt": ("البند الرابع", "البند الخامس"),
    "assembly-parts.ar.txt": ("ثالثا:", "رابعا:"),
    "range-with-hours.zh.txt": ("第三项", "第四项"),
}


def words(house):
    """A number in words that is another."""
    if house.name in WORDED:
        old, new = WORDED[house.name]
        yield ("number in words", "R-AGENDA-01", *put(house.text, house.text.index(old), old, new))


def numbers(house):
    found = list(marks_of_items(house))
    if len(found) < 4 or house.is_programme():
        return
    for at, mark, _, title in found[1:-1]:
        if mark == "1":
            continue  # a section that counts anew
        below = house.text.count("\n", at, title)  # the title may stand below its number
        for name, number in ("skipped", int(mark) + 2), ("doubled", int(mark) - 1):
            text, line = put(house.text, at, mark, str(number))
            yield (f"number {name}", "R-AGENDA-01", text, line + below)


def periods(house):
    """The days of the gathering as one period in figures."""
    opens, closes = (house.facts.get(fact) for fact in ("opens", "closes"))
    if not opens or not closes or opens[:10] == closes:
        return
    first, last = (datetime.date.fromisoformat(day[:10]) for day in (opens, closes))
    for m in re.finditer(rf"(?<!\d)({first.day})(\D{{1,24}})({last.day})(?!\d)", house.text):
        named = re.search("|".join(WEEKDAYS[house.lang]), m.group(2) + house.text[m.end() : m.end() + 8], re.I)
        if first.month != last.month or first.day < 3 or "\n" in m.group(2) or named or m.group(2).strip() in AND:
            continue
        yield ("period goes back", "R-DATE-06", *put(house.text, m.start(3), m.group(3), str(max(1, first.day - 2))))
        break


def ordinals(house):
    """An ordinal in figures that stands in the text several times: each of them."""
    number = house.facts.get("ordinal")
    if not number:
        return
    found = list(re.finditer(rf"(?<![\d/.]){number}(?=(?:st|nd|rd|th|e|ª|\.ª|-я|-е|-го|\.º)\b)", house.text))
    if len(found) > 1:
        for m in found:
            yield ("ordinal", "R-AGENDA-16", *put(house.text, m.start(), m.group(), str(int(number) + 1)))


def sittings(house):
    if not house.sittings:
        return
    mark = MARKS[house.lang]
    found = list(re.finditer(re.escape(mark), house.text))
    # A text without any mark may have none on purpose.
    for m in found if len(found) > 1 else ():
        yield ("mark left out", "R-TIME-03", *put(house.text, m.start(), m.group(), ""))


def letters(house):
    """The mark of each part but the first and the last: one further."""
    for i, part in enumerate(house.parts[1:-1], 1):
        words = re.escape(" ".join(part[1].split()[:2])).replace(r"\ ", r"\s+")
        m = re.search(rf"^[^\S\n]*\(?([b-h])([).])\s+{words}", house.text, re.M)
        follows = i + 1 < len(house.parts) and house.parts[i + 1][0] not in ("a", "b")
        if m and m.group(1) == part[0] and follows and house.parts[i - 1][0] == chr(ord(part[0]) - 1):
            yield ("letter skipped", "R-AGENDA-01", *put(house.text, m.start(1), m.group(1), chr(ord(m.group(1)) + 1)))


def decimals(house):
    """The number of each part "3.2" that has one of its item before and behind it: one further."""
    keys = [part[0] for part in house.parts]
    for before, key, behind in zip(keys, keys[1:], keys[2:]):
        at = re.fullmatch(r"(\d+)\.(\d+)", key)
        if not at or house.is_programme() or any(not k.startswith(at[1] + ".") for k in (before, behind)):
            continue
        found = list(re.finditer(rf"^[^\S\n]*{re.escape(key)}(?=[.\s])", house.text, re.M))
        if len(found) == 1:
            start = found[0].end() - len(at[2])
            yield ("decimal skipped", "R-AGENDA-01", *put(house.text, start, at[2], str(int(at[2]) + 1)))


def titles(house):
    """A title that stands in several places: a word of each but the first is another. Headings of a report that are not
    titles of items are its own."""
    if house.facts.get("kind") == "report" or (house.is_programme() and not house.sittings):
        return
    for item in house.items:
        words = item[1].rstrip(".").split()
        title = re.escape(item[1]).replace(r"\ ", r"\s+")
        mark = r"(?:^|\n|  )[^\S\n]*(?:\w+ )?(?:\d+|[IVX]+)\s?[.:–-]?\s+"
        places = [m for m in re.finditer(mark + f"({title})" + r"[^\S\n]*[.(（;|\n]", house.text, re.I)]
        if len(item[1]) < (4 if house.lang == "zh" else 12) or len(places) < 2:
            continue
        for m in places[1:]:
            if house.lang == "zh":
                old, at = m.group(1)[-2:], m.end(1) - 2
            else:
                old = max(re.findall(r"\w+", m.group(1)), key=len)
                at = m.start(1) + m.group(1).index(old)
            if len(words) >= 2 or house.lang == "zh":
                yield ("another title", "R-AGENDA-04", *put(house.text, at, old, "丙丁" if house.lang == "zh" else old[:2] + "xoqu" + old[2:3]))


def twice(house):
    """A document is listed a second time under its item."""
    for item in house.items:
        if len(item) < 3 or "," in item[2]:
            continue
        places = [m for m in re.finditer(re.escape(item[2]) + r"(?![\w/.(])", house.text)]
        if len(places) == 1 and re.match(r"\s*(\)|\n)", house.text[places[0].end() :]) and "(" in house.text[places[0].start() - 20 : places[0].start()]:
            at = places[0].end()
            yield ("document twice", "R-SYM-05", house.text[:at] + "; " + item[2] + house.text[at:], house.text.count("\n", 0, at) + 1)


def has_item(house, at):
    """Whether an item stands behind byte @at on its line."""
    return re.match(r"[^\n]*\d", house.text[at:])


def hours(house):
    """A sitting that ends before it begins, one that begins before the last has ended; a day that comes too early."""
    if not house.sittings:
        return
    for m in re.finditer(r"(?<![\d:.])(1[0-7])([:.]00)(\s*(?:–|-|a|to|à)\s*)(1[1-8])([:.]00)", house.text):
        if has_item(house, m.end()):
            yield ("sitting ends early", "R-DATE-06", *put(house.text, m.start(4), m.group(4), "09"))
    for m in re.finditer(r"(?<![\d:.])(15)([:.]00)(\s*(?:–|-|a|to|à)\s*)(18)([:.]00)", house.text):
        if has_item(house, m.end()):
            yield ("sittings overlap", "R-TIME-02", *put(house.text, m.start(1), m.group(1), "12"))


def marks(house):
    """A first appearance in the timetable that is marked as going on."""
    for i, sitting in enumerate(house.sittings):
        for entry in sitting.split(": ", 1)[1].split(", "):
            number = entry.split()[0]
            earlier = ", ".join(s.split(": ", 1)[1] for s in house.sittings[:i])
            if "(" in entry or number in earlier.replace(" (continued)", "").split(", ") or i == 0:
                continue
            title = next((item[1] for item in house.items if item[0] == number), None)
            places = [m for m in re.finditer(rf"{number}\W{{1,3}}{re.escape(title)}(?=\n)", house.text)] if title else []
            if len(places) > (house.facts.get("kind") != "timetable"):
                m = places[-1]
                yield ("marked too early", "R-TIME-03", house.text[: m.end()] + " " + MARKS[house.lang] + house.text[m.end() :], house.text.count("\n", 0, m.end()) + 1)


def references(house):
    """A reference to an item that no agenda has."""
    words = {"en": "See item 43.", "fr": "Voir point 43 de l’ordre du jour.", "es": "Véase el tema 43 del programa.", "ru": "См. пункт 43 повестки дня.", "ar": "انظر البند 43 من جدول الأعمال.", "zh": "见议程项目43。"}
    if house.facts.get("kind") == "annotated-agenda":
        m = re.search(r"\n\n(?=[^\n]+\n*\Z)", house.text)
        at = house.text.rstrip().rfind("\n\n")
        at = house.text.rfind("\n\n", 0, at)
        if m:
            yield ("item that is none", "R-ANNOT-06", house.text.rstrip("\n") + " " + words[house.lang] + "\n", house.text.rstrip("\n").count("\n") + 1)


PARAGRAPHS = {
    "en": " (see paragraph 97 above)", "fr": " (voir paragraphe 97 ci-dessus)", "es": " (véase el párrafo 97 supra)",
    "ru": " (см. пункт 97 выше)", "ar": " (انظر الفقرة 97 أعلاه)", "zh": "（见上文第97段）",
}


def paragraphs(house):
    """A reference to a paragraph that the document has not, in one of several numbered paragraphs of annotations."""
    if house.facts.get("kind") != "annotated-agenda":
        return
    found = list(re.finditer(r"^\s*(\d+)[.\s]+[^\n]{60,}?([.。])$", house.text, re.M))
    if len(found) > 2:
        at = found[len(found) // 2].start(2)
        yield ("paragraph that is none", "R-PARA-02", house.text[:at] + PARAGRAPHS[house.lang] + house.text[at:], house.text.count("\n", 0, at) + 1)


SLIPS = (weekdays, words, numbers, letters, decimals, periods, ordinals, titles, twice, sittings, hours, marks, references, paragraphs)


def places(slip, text, line):
    """The lines on which a finding may stand: that of the change; below a number that has a line to itself; of two lines that
    disagree, either."""
    lines = text.splitlines()
    if slip == "ordinal":
        return range(1, len(lines) + 1)
    return (line, line + 1) if len(lines[line - 1].split()) <= 2 else (line,)


def main():
    dais, folder = sys.argv[1:3]
    cases = [
        (house.name, *slip) for path in sorted(Path(folder).glob("*.txt")) for house in [House(path)] for make in SLIPS for slip in make(house)
    ]
    counts, missed = Counter(case[1] for case in cases), 0
    for (name, slip, rule, text, line), (_, findings) in zip(cases, read_and_check(dais, [case[3] for case in cases])):
        found = [f for f in findings if ": info:" not in f]
        if len(found) != 1 or not found[0].endswith(f"[{rule}]") or int(found[0].split(":")[1]) not in places(slip, text, line):
            missed += 1
            print(f"{name}, {slip}, line {line}: {rule} expected: {text.splitlines()[line - 1].strip()}", *found, sep="\n    ")
    print(", ".join(f"{n} {slip}" for slip, n in sorted(counts.items())))
    print(f"{len(cases)} slips, {missed} not found as they should be")
    return 1 if missed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
