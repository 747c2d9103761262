#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What LibreOffice makes of our DOCX reads the same as ODT, numbers included: same.py DAIS FLOW_DUMP PACKAGE. The numbers of the
DOCX are those that dais printed, so three programs agree on them."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

dais, dump, package = (str(Path(p).resolve()) for p in sys.argv[1:4])


def flow(path):
    """Blocks without places; running heads apart, for their order is the program's."""
    text = subprocess.run([dump, path], capture_output=True, check=True).stdout.decode()
    lines = [re.sub(r"^[0-9:]+ ", "", line).replace(" spaced", "") for line in text.splitlines()[1:]]
    furniture = [line for line in lines if re.match("header|footer", line)]
    return [line for line in lines if line not in furniture], sorted(furniture)


def main():
    if not shutil.which("soffice"):
        print("LibreOffice is not installed")
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([dais, "build", package, "--out", folder, "--format", "docx"], capture_output=True, check=True)
        documents = sorted(Path(folder).glob("*/agenda.docx"))
        for docx in documents:
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "odt",
                            "--outdir", docx.parent, docx], capture_output=True, check=True, timeout=240)
            ours, theirs = flow(docx), flow(docx.with_suffix(".odt"))
            numbered = sum("[" in line for line in ours[0])
            if ours != theirs or numbered < 20:
                failed += 1
                print(f"{docx.parent.name}: not the same, {numbered} numbers")
                for a, b in zip(ours[0] + ours[1], theirs[0] + theirs[1]):
                    if a != b:
                        print(f"  {a}\n  {b}")
                        break
    return 1 if failed or len(documents) != 6 else 0


if __name__ == "__main__":
    sys.exit(main())
