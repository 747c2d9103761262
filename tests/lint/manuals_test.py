#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""tools/lint_man.py: a page that lacks what the command, or the English page, has is found, whatever it is that lacks."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

tool, source, dais, mandoc = sys.argv[1:5]
# What is changed in a page, and what is then said of it; an empty page is taken away.
SLIPS = (
    ("fr/man1/dais-db.1", None, "", "no dais-db.1 in fr"),
    ("ar/man1/dais-plan.1", ".It Fl k , Fl Fl keep\n", "", "ar/man1/dais-plan.1: entries not as in English"),
    ("ru/man1/dais-plan.1", ".Op Fl Fl explain\n", "", "ru/man1/dais-plan.1: forms of use not as in English"),
    ("ru/man1/dais-serve.1", ".Sh ПРИМЕРЫ\n", ".Pp\n", "ru/man1/dais-serve.1: sections not as in English"),
    ("es/man1/dais-rules.1", ".Sh EJEMPLOS", ".Sh MUESTRAS", "es/man1/dais-rules.1: EXAMPLES is called MUESTRAS, elsewhere EJEMPLOS"),
    ("zh/man1/dais-check.1", ".Cm sarif", ".Cm SARIF", "zh/man1/dais-check.1: words typed not as in English"),
    ("zh/man1/dais-serve.1", "--listen unix:", "--listen unix/", "zh/man1/dais-serve.1: examples not as in English"),
    ("fr/man1/dais-build.1", "--out out --lang", "--out sortie --lang", "fr/man1/dais-build.1: examples not as in English"),
    ("es/man1/dais-new.1", ", 2 en caso", ", 1 en caso", "es/man1/dais-new.1: exit codes not as in English"),
    ("ru/man1/dais-merge.1", "\n.Dd ", "\n.Dd January 1, 2020\\\" ", "ru/man1/dais-merge.1: date not as in English"),
    ("ar/man1/dais-concord.1", ".Xr dais-rules 1", ".Xr dais-read 1", "ar/man1/dais-concord.1: other pages not as in English"),
    ("dais-rules.1", ".It Fl f , Fl Fl format", ".It Fl Fl format", "dais-rules.1: .It Fl f , Fl Fl format is not there"),
    ("dais-db.1", "Cm rebuild", "Cm again", "dais-db.1: db rebuild is not there"),
    ("dais-account.1", ".It Cm seal\n", ".It Cm close\n", "dais-account.1: account seal is not there"),
    ("dais-concord.1", ".Dl dais concord --aligned", ".Dl dais concord --aligned --lang ar --format sarif", "dais-concord.1: does not fit into a line"),
    ("dais.1", ".It Cm plan\n", ".It Cm plans\n", "dais.1: dais plan is not there"),
)


def lint(root):
    done = subprocess.run([sys.executable, tool, root, dais, mandoc], text=True, stdout=subprocess.PIPE, check=False)
    return done.returncode, done.stdout


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    shutil.copytree(pathlib.Path(source) / "man", root / "man")
    shutil.copy(pathlib.Path(source) / "meson.build", root)
    for name, before, after, _ in SLIPS:
        page = root / "man" / name
        if before is None:
            page.unlink()
            continue
        text = page.read_text(encoding="utf-8")
        assert before in text, (name, before)
        page.write_text(text.replace(before, after), encoding="utf-8")
    (root / "man/de/man1").mkdir(parents=True)
    shutil.copy(root / "man/dais-read.1", root / "man/de/man1")
    (root / "man/dais-sing.1").write_text((root / "man/dais-read.1").read_text(encoding="utf-8"), encoding="utf-8")
    code, said = lint(root)
    assert code == 1, said
    wanted = [*(words for *_, words in SLIPS), "de/man1/dais-read.1: no such page in English, or no such language", "no dais-sing.1 in zh",
              "meson.build installs other pages than man/ has: ['dais-sing.1']"]
    missed = [words for words in wanted if words not in said]
    assert not missed, (missed, said)
