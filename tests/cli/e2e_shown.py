#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The commands that README.md, doc/*.md and the examples of man/*.1 show are run as they stand there.

usage: e2e_shown.py DAIS

A command is a line of a block that begins with dais (whatever folder stands before it), or a code span; of a manual page, a line
of its examples. The commands of a
document run in their order, in one folder with a copy of the examples and the files a reader is meant to have. Exit codes 0
and 1 (findings) are good; 2 is a command that does not exist as it is shown. What cannot be run here has its reason in
NOT_RUN; its command and options are held against the help.
"""
import concurrent.futures
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAIS = str(pathlib.Path(sys.argv[1]).resolve())
LINE = re.compile(r"^(?:    |\t)?(?:\$ )?(?:[\w./-]+/)?dais ([a-z].*)$")
SPAN = re.compile(r"`dais ([a-z][^`]*)`")

# What stands for the words that a reader replaces.
STAND_INS = {"DIR": "examples/untoc-2022", "FOLDER": "examples/untoc-2022", "NAME": "untoc-2022", "ID": "R-SYM-01", "LANGUAGE": "fr",
             "CALENDAR.yaml": "examples/vienna-year/calendar.yaml", "WHERE": "record.db", "NEW": "restored.db",
             "FILE": "backup.dais", "ACCOUNT": "reader", "DIGEST": "0" * 64, "COMMAND": "build",
             "postgresql:///meetings": "restored.db"}
FOLDERS = ("/etc/dais/", "/srv/", "/var/lib/dais/")
REPORTING = ("check", "concord", "plan", "read", "rules")  # 1 says that something was found

# The beginning of a command, and why it is not run.
NOT_RUN = {
    "serve": "serves until it is stopped; tests/web starts it",
    "db verify --db WHERE --head": "the digest is that of a reader's own record",
}
NOT_COMMANDS = {"record 1": "the first line of a backup"}


def dais(folder, *args):
    env = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    return subprocess.run([DAIS, *args], cwd=folder, env=env, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, timeout=300)


def must(folder, *args):
    done = dais(folder, *args)
    assert done.returncode == 0, f"{args}: {done.stdout}"


def is_block(lines, at):
    """Whether an indented line stands in a block of code: all lines up to an empty one are indented so."""
    while at >= 0 and lines[at].strip():
        if not re.match(r"    |\t", lines[at]):
            return False
        at -= 1
    return True


def commands_of(text):
    """The commands of a document in their order, each with the number of its line."""
    lines, found, fenced = text.splitlines(), [], False
    for at, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif (fenced or re.match(r"    |\t", line)) and (fenced or is_block(lines, at)):
            if shown := LINE.match(line):
                found.append((at + 1, re.split(r"\s+#(?:\s|$)", shown[1])[0].strip()))
        else:
            found += [(at + 1, span) for span in SPAN.findall(line)]
    return found


def commands_of_page(text):
    """The same of the examples of a manual page."""
    lines, found = text.splitlines(), []
    at = lines.index(".Sh EXAMPLES") + 1 if ".Sh EXAMPLES" in lines else len(lines)
    while at < len(lines) and not lines[at].startswith(".Sh"):
        number, line = at + 1, lines[at].removeprefix(".Dl ")
        while line.endswith("\\e"):
            at += 1
            line = line.removesuffix("\\e") + lines[at].strip()
        assert not line.startswith("$ "), f"line {number} cannot be pasted: {line}"
        if line.startswith("dais "):
            found.append((number, line.removeprefix("dais ")))
        at += 1
    return found


def arguments(command):
    words = []
    for word in shlex.split(re.sub(r" > \S+$", "", command)):
        word = word.removesuffix("...")
        for folder in FOLDERS:
            word = word.removeprefix(folder)
        if word:
            words.append(STAND_INS.get(word, word))
    return words


def give(folder):
    """What a reader of the documents has: the examples, documents in several formats, a record."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    must(folder, "build", "examples/untoc-2022", "--out", "made")
    for language in ["en", "fr", "ar", "ru"]:
        for kind in ["docx", "pdf", "txt"]:
            shutil.copy(folder / "made" / language / f"agenda.{kind}", folder / f"{language}.{kind}")
        shutil.copy(folder / f"{language}.docx", folder / f"agenda.{language}.docx")
    for name, source in {"agenda.docx": "en.docx", "agenda.pdf": "en.pdf", "report.pdf": "fr.pdf"}.items():
        shutil.copy(folder / source, folder / name)
    for name, words in {"report.en.txt": "Report\n1. Opening on 24 May 2022\n", "report.es.txt": "Informe\n1. Apertura el 24 de mayo de 2022\n"}.items():
        (folder / name).write_text(words, encoding="utf-8")
    shutil.copy(folder / "made" / "agenda.en-fr.xlf", folder)
    for name in ["folder", "documents"]:
        (folder / name).mkdir()
        shutil.copy(folder / "fr.docx", folder / name)
    must(folder, "db", "init", "--db", "record.db")
    must(folder, "account", "add", "--db", "record.db", "--email", "reader@example.org", "--id", "reader", "--role", "secretariat")


def held_against_help(folder, command):
    """Nothing, or what the help does not know of the command."""
    words = arguments(command)
    known = dais(folder, "help", words[0])
    if known.returncode:
        return known.stdout
    missing = [w for w in words if w.startswith("--") and not re.search(rf"{w}(?![\w-])", known.stdout)]
    return f"not in its help: {missing}" if missing else ""


def try_one(folder, command):
    """Nothing, or what is wrong with the command."""
    words = arguments(command)
    # Only named in the text: "`dais check` finds ...".
    if len(command.split()) == 1 or re.fullmatch(r"(db|account) [a-z]+", command):
        done = dais(folder, "help", words[0])
        is_known = done.returncode == 0 and (len(words) == 1 or re.search(rf"\b{words[1]}\b", done.stdout))
        return "" if is_known else f"the help does not know it\n{done.stdout}"
    if command in NOT_COMMANDS:
        return ""
    if any(command.startswith(beginning) for beginning in NOT_RUN):
        return held_against_help(folder, command)
    if words[0] in ("account", "db") and "--db" not in words and "--key-file" not in words:
        words += ["--db", "record.db"]
    done = dais(folder, *words)
    good = (0, 1) if words[0] in REPORTING else (0,)
    return "" if done.returncode in good else f"exit code {done.returncode}\n{done.stdout}"


def try_document(path, given):
    """How many commands a document shows, and what is wrong with them."""
    wrong, find = [], commands_of_page if path.suffix == ".1" else commands_of
    shown = find(path.read_text(encoding="utf-8"))
    if not shown:
        return 0, wrong
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "here"
        shutil.copytree(given, folder)
        for number, command in shown:
            if complaint := try_one(folder, command):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: dais {command}: {complaint}")
    return len(shown), wrong


def main():
    documents = [ROOT / "README.md", *sorted((ROOT / "doc").glob("*.md")), *sorted((ROOT / "man").glob("*.1"))]
    with tempfile.TemporaryDirectory() as given, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        give(pathlib.Path(given))
        results = list(pool.map(lambda path: try_document(path, given), documents))
    for _, wrong in results:
        print("\n".join(wrong), end="\n" if wrong else "")
    number = sum(n for n, _ in results)
    assert number > 60, f"only {number} commands were found"
    print(f"{number} commands of {len(documents)} documents")
    sys.exit(1 if any(wrong for _, wrong in results) else 0)


main()
