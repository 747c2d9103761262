#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks what is made of the examples' timetables.

usage: check.py golden|structure|vnu|axe WRITE_TIMETABLE WRITE_CALENDAR EXAMPLES [--update]
       check.py plan|annex DAIS WRITE_CALENDAR EXAMPLES

golden     the files in tests/timetable/golden (style sheets left out)
structure  pages: every table is whole, nothing is fetched or run, marks have words; pictures: well
           formed, titled, everything inside
plan       the same of what "dais plan" makes: a plan, one beside the other, one repaired, a notice
annex      an agenda whose sittings are in two rooms names the room of each, in PDF and text
vnu, axe   the checkers of tests/html. Exit status 77 (skipped) when one is missing
"""
import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as etree

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
EXAMPLES = {"untoc-2022": LANGUAGES, "single-body": ["en", "fr", "es"]}
# KIND, language, example
GOLDEN = (
    [("text-changed", language, "untoc-2022") for language in LANGUAGES]
    + [("text", "en", "untoc-2022"), ("text-changed-ascii-60", "fr", "untoc-2022"),
       ("text-40", "ar", "untoc-2022"), ("text-colour-100", "ru", "untoc-2022"),
       ("text-rooms", "es", "single-body"),
       ("html-changed", "ar", "untoc-2022"), ("html-changed", "en", "untoc-2022"),
       ("html-rooms", "fr", "single-body"),
       ("svg-changed", "ar", "untoc-2022"), ("svg-changed", "zh", "untoc-2022"),
       ("svg", "es", "single-body"), ("beside", "fr", "untoc-2022"),
       ("notice", "ar", "untoc-2022"), ("news", "ru", "untoc-2022")]
    + [("newstext", language, "untoc-2022") for language in LANGUAGES]
    + [("noticetext", language, "untoc-2022") for language in LANGUAGES]
    + [("noticetext-changed", "en", "untoc-2022"), ("besidetext", "en", "untoc-2022"),
       ("besidetext-50", "zh", "untoc-2022"), ("besidepicture", "fr", "untoc-2022"),
       ("besidepicture", "ar", "untoc-2022")]
)
ENDINGS = {"html": "html", "beside": "html", "notice": "html", "news": "html", "svg": "svg", "besidepicture": "svg"}
TWO_PLANS = ("changed", "beside", "notice", "news")  # kinds that need a second plan
PAGES = ["html", "html-changed", "html-rooms", "beside", "notice", "news"]
# The calendar of tests/timetable/data: KIND, language
CALENDAR_GOLDEN = [("text", "en"), ("text", "ar"), ("ascii", "fr"), ("list", "zh"), ("html", "es"),
                   ("svg", "ar"), ("svg", "ru")]
PICTURES = ["svg", "svg-changed", "svg-rooms", "besidepicture"]


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


def make(program, examples, folder, kind, language, example):
    ending = ENDINGS.get(kind.split("-")[0], "txt")
    file = pathlib.Path(folder) / f"{example}.{kind}.{language}.{ending}"
    subprocess.run([program, kind, language, f"{examples}/{example}", file], check=True)
    return file


def make_calendar(folder, kind, language):
    ending = kind if kind in ("html", "svg") else "txt"
    file = pathlib.Path(folder) / f"calendar.{kind}.{language}.{ending}"
    data = HERE / "data"
    subprocess.run([CALENDAR_PROGRAM, kind, language, data / "calendar.yaml",
                    data / "calendar-plan.yaml", file], check=True)
    return file


def make_all(program, examples, folder, kinds):
    return [make(program, examples, folder, kind, language, example)
            for kind in kinds for example, languages in EXAMPLES.items() for language in languages
            if example == "untoc-2022" or not any(word in kind for word in TWO_PLANS)]


def golden(program, examples, folder):
    bad = 0
    for made in [make(program, examples, folder, *wanted) for wanted in GOLDEN] \
            + [make_calendar(folder, *wanted) for wanted in CALENDAR_GOLDEN]:
        made.write_text(re.sub("<style>.*?</style>", "<style></style>",
                               made.read_text(encoding="utf-8"), flags=re.S), encoding="utf-8")
        kept = HERE / "golden" / made.name
        if "--update" in sys.argv:
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(made.read_bytes())
        elif not kept.exists() or kept.read_bytes() != made.read_bytes():
            subprocess.run(["diff", "-u", kept, made])
            bad = 1
    return bad


class Page(html.parser.HTMLParser):
    """Counts the cells of each table as a browser lays them out."""

    def __init__(self):
        super().__init__()
        self.findings, self.tables, self.rows = [], [], []
        self.sign, self.after_sign = False, None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag in ("script", "link", "img", "iframe", "object") or "src" in a:
            self.findings.append(f"<{tag}> fetches or runs something")
        if tag == "table":
            self.rows = []
            self.tables.append(self.rows)
            self.open = {}  # column -> rows that a cell from above still takes
        elif tag == "tr":
            self.rows.append(sum(1 for n in self.open.values() if n))
            self.open = {c: n - 1 for c, n in self.open.items() if n > 0}
            self.column = 0
        elif tag in ("td", "th"):
            span, down = int(a.get("colspan", 1)), int(a.get("rowspan", 1))
            self.rows[-1] += span
            while self.open.get(self.column, 0) > 0 and self.column in self.taken():
                self.column += 1
            if down > 1:
                for c in range(self.column, self.column + span):
                    self.open[c] = down - 1
            self.column += span
        if tag == "p" and a.get("class") == "mark":
            self.after_sign = ""

    def taken(self):
        return {c for c, n in self.open.items() if n > 0}

    def handle_data(self, data):
        if self.after_sign is not None:
            self.after_sign += data

    def handle_endtag(self, tag):
        if tag == "p" and self.after_sign is not None:
            if len(self.after_sign.strip()) < 3:
                self.findings.append("a mark without words")
            self.after_sign = None


def check_page(file):
    page, text = Page(), file.read_text(encoding="utf-8")
    page.feed(text)
    language = file.name.split(".")[-2]
    if f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' not in text:
        page.findings.append("no language or direction")
    if re.search(r"url\(|@import", text):
        page.findings.append("the style fetches something")
    if not page.tables:
        page.findings.append("no table")
    for rows in page.tables:
        if len(set(rows)) != 1 or len(rows) < 3:
            page.findings.append(f"rows of different widths: {rows}")
    return page.findings


def check_picture(file):
    tree, findings = etree.parse(file).getroot(), []
    name = "{http://www.w3.org/2000/svg}"
    width, height = int(tree.get("width")), int(tree.get("height"))
    if not (tree.findtext(f"{name}title") and tree.findtext(f"{name}desc")):
        findings.append("no title or description")
    texts = tree.findall(f".//{name}text")
    if len(texts) < 20:
        findings.append("hardly any words")
    for element in texts + tree.findall(f".//{name}rect"):
        x, y = int(element.get("x")), int(element.get("y"))
        right = x + int(element.get("width", 0))
        bottom = y + int(element.get("height", 0))
        if min(x, y) < 0 or right > width or bottom > height:
            findings.append(f"{element.tag} outside: {x},{y}")
    return findings


def structure(program, examples, folder):
    bad = 0
    for kinds, check in ((PAGES, check_page), (PICTURES, check_picture)):
        ending = "html" if kinds is PAGES else "svg"
        for file in make_all(program, examples, folder, kinds) \
                + [make_calendar(folder, ending, language) for language in LANGUAGES]:
            for finding in check(file):
                print(f"{file.name}: {finding}")
                bad = 1
    return bad


# What is asked for, the format, and which examples have it.
PLANS = [
    ([], "html", None), ([], "svg", None), (["--rooms"], "svg", None), (["--rooms"], "html", None),
    (["--modality", "hybrid"], "html", None), (["--modality", "hybrid"], "svg", None),
    (["--lose", "room:board-room-d@2022-05-24"], "html", "untoc-2022"),
    (["--lose", "room:board-room-d@2022-05-24"], "svg", "untoc-2022"),
    (["--switch", "hybrid", "--approved", "2022-05-16"], "html", "untoc-2022"),
]


def plan(program, examples, folder):
    bad = 0
    for number, (wanted, ending, only) in enumerate(PLANS):
        for example, languages in EXAMPLES.items():
            if only and only != example:
                continue
            # Languages in turn: each is planned once, and each wish in two of them.
            for language in {languages[number % len(languages)], languages[-1]}:
                file = pathlib.Path(folder) / f"{example}.{number}.{language}.{ending}"
                subprocess.run([program, "plan", f"{examples}/{example}", "--quiet", "--lang", language,
                                "--format", ending, "--out", file, *wanted],
                               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for finding in (check_page if ending == "html" else check_picture)(file):
                    print(f"{file.name}: {finding}")
                    bad = 1
    return bad


ROOMS = {  # as planning.yaml of the example names them, without spaces
    "ar": ("قاعةالاجتماعات", "القاعةم"), "zh": ("D会议厅", "M厅"),
    "en": ("BoardRoomD", "ConferenceRoomM1"), "fr": ("salledeconférenceD", "salledeconférenceM1"),
    "ru": ("залзаседанийD", "залзаседанийM1"), "es": ("saladejuntasD", "saladeconferenciasM1"),
}


def annex(program, examples, folder):
    if not shutil.which("pdftotext"):
        skip("no pdftotext (apt-get install poppler-utils)")
    package, out = pathlib.Path(folder) / "package", pathlib.Path(folder) / "out"
    shutil.copytree(f"{examples}/untoc-2022", package)
    file = package / "meeting.yaml"
    head, tail = file.read_text(encoding="utf-8").split("\nsittings:\n")
    sittings, rest = tail.split("\nmodalities:")
    rooms = iter(["board-room-d", "m-building"] * 10)
    sittings = re.sub("(\n    end: .*)", lambda m: f"{m[1]}\n    room: {next(rooms)}", sittings)
    file.write_text(f"{head}\nsittings:\n{sittings}\nmodalities:{rest}", encoding="utf-8")
    count = sittings.count("    room: ")
    subprocess.run([program, "build", package, "--out", out, "--format", "pdf,txt"], check=True,
                   stdout=subprocess.DEVNULL)
    bad = 0
    for language, names in ROOMS.items():
        order = "-layout" if language == "ar" else "-raw"  # the order of reading, for each
        pdf = subprocess.run(["pdftotext", order, out / language / "agenda.pdf", "-"], check=True,
                             capture_output=True, text=True).stdout
        for kind, text in (("pdf", pdf),
                           ("txt", (out / language / "agenda.txt").read_text(encoding="utf-8"))):
            found = sum(re.sub("[\\s\u200e\u200f\u202a-\u202e]", "", text).count(n) for n in names)
            # In text, columns stand beside each other: a name may be folded there.
            if found != count if kind == "pdf" else (language in ("ar", "zh") and found != count):
                print(f"{language}, {kind}: {found} rooms of {count}")
                bad = 1
    return bad


def vnu(program, examples, folder):
    jar = next(HERE.parent.glob("html/node_modules/vnu-jar/build/dist/vnu.jar"), None)
    if not jar:
        skip("vnu-jar is not installed (npm ci in tests/html)")
    if not shutil.which("java"):
        skip("no java (apt-get install default-jre-headless)")
    files = make_all(program, examples, folder, PAGES)
    files += [make_calendar(folder, "html", language) for language in LANGUAGES]
    pictures = make_all(program, examples, folder, PICTURES)
    pictures += [make_calendar(folder, "svg", language) for language in LANGUAGES]
    bad = 0
    for call in ([jar, *files], [jar, "--svg", *pictures]):
        done = subprocess.run(["java", "-jar", *call], capture_output=True, text=True)
        print(done.stdout + done.stderr, end="")
        bad |= done.returncode != 0 or bool((done.stdout + done.stderr).strip())
    return int(bad)


def axe(program, examples, folder):
    if not shutil.which("node"):
        skip("no node (apt-get install nodejs)")
    # The checker opens each page in three widths and two schemes: those with most in them do.
    files = make_all(program, examples, folder, ["html-changed"])
    for kind, language in (("beside", "ar"), ("notice", "zh"), ("news", "en")):
        files.append(make(program, examples, folder, kind, language, "untoc-2022"))
    files.append(make_calendar(folder, "html", "ar"))
    return subprocess.run(["node", HERE.parent / "html/axe.mjs", *files]).returncode


with tempfile.TemporaryDirectory() as where:
    checks = {"golden": golden, "plan": plan, "annex": annex, "structure": structure, "vnu": vnu, "axe": axe}
    CALENDAR_PROGRAM = sys.argv[3]
    sys.exit(checks[sys.argv[1]](sys.argv[2], sys.argv[4], where))
