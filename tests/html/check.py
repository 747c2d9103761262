#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks what the writers make of the sample in six languages with the checkers of the formats.

usage: check.py akn|vnu|axe|golden WRITE_SAMPLE [--update]
       check.py site-vnu|site-axe WRITE_PAGES PACKAGE     every page of the portal in six languages

akn     xmllint against the Akoma Ntoso 3.0 schema ($DAIS_AKN_XSD or the usual places)
vnu     Nu Html Checker (npm module vnu-jar, needs java): no error, no warning
axe     axe-core in Chromium (axe.mjs)
golden  text and Akoma Ntoso against tests/html/golden; --update replaces them
Exit status 77 (skipped) with a line of reason when a checker is missing.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
SCHEMAS = [
    os.environ.get("DAIS_AKN_XSD", ""),
    str(HERE / "schema/akomantoso30.xsd"),
    str(HERE.parents[2] / "shared/schemas/akomantoso/xsd/akomantoso30.xsd"),
]


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


def write(program, kind, folder):
    """The sample in every language as files FOLDER/LANG.KIND."""
    files = []
    for language in LANGUAGES:
        files.append(pathlib.Path(folder) / f"{language}.{kind}")
        subprocess.run([program, kind, language, files[-1]], check=True)
    return files


def akn(program, folder):
    schema = next((s for s in SCHEMAS if s and os.path.exists(s)), None)
    if not schema:
        skip("the Akoma Ntoso schema is not here (set DAIS_AKN_XSD)")
    if not shutil.which("xmllint"):
        skip("no xmllint (apt-get install libxml2-utils)")
    files = write(program, "akn", folder)
    return subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, *files]).returncode


def pages(program, folder):
    """Every page of the portal, with style and scripts, in FOLDER."""
    subprocess.run([program, sys.argv[3], folder], check=True)
    return sorted(pathlib.Path(folder).glob("*.html"))


def vnu(program, folder, files=None):
    jar = next(HERE.glob("node_modules/vnu-jar/build/dist/vnu.jar"), None)
    if not jar:
        skip("vnu-jar is not installed (npm ci in tests/html)")
    if not shutil.which("java"):
        skip("no java (apt-get install default-jre-headless)")
    files = files or write(program, "html", folder)
    done = subprocess.run(["java", "-jar", jar, *files], capture_output=True, text=True)
    print(done.stdout + done.stderr, end="")
    return 1 if done.returncode or (done.stdout + done.stderr).strip() else 0


def axe(program, folder):
    if not shutil.which("node"):
        skip("no node (apt-get install nodejs)")
    files = write(program, "html", folder)
    return subprocess.run(["node", HERE / "axe.mjs", *files]).returncode


def site_vnu(program, folder):
    return vnu(program, folder, pages(program, folder))


def site_axe(program, folder):
    if not shutil.which("node"):
        skip("no node (apt-get install nodejs)")
    return subprocess.run(["node", HERE / "axe.mjs", "--root", folder, *pages(program, folder)]).returncode


def golden(program, folder):
    bad = 0
    for file in write(program, "txt", folder) + write(program, "akn", folder):
        kept = HERE / "golden" / file.name
        if "--update" in sys.argv:
            kept.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, kept)
        elif not kept.exists() or kept.read_bytes() != file.read_bytes():
            subprocess.run(["diff", "-u", kept, file])
            bad = 1
    return bad


with tempfile.TemporaryDirectory() as where:
    checks = {"akn": akn, "vnu": vnu, "axe": axe, "golden": golden,
              "site-vnu": site_vnu, "site-axe": site_axe}
    sys.exit(checks[sys.argv[1]](sys.argv[2], where))
