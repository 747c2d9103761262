#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""tools/changes.py: what is not of the form is refused, and entries come into CHANGELOG.md whole and once."""
import pathlib
import subprocess
import sys
import tempfile

tool = sys.argv[1]
LOG = "# Changes\n\n## 0.2.0 (not released)\n\n- Old entry.\n\n## 0.1.0 (2026-11-01)\n\n- Older.\n"
REFUSED = {
    "desk.md": "A name without words.\n",
    "Desk-days.md": "A name with a capital.\n",
    "kitchen-days.md": "No such area.\n",
    "desk-empty.md": "\n\n",
    "desk-bullet.md": "- A bullet.\n",
    "desk-heading.md": "# A heading\n",
    "desk-indented.md": "A line\n  and an indented one.\n",
    "desk-small.md": "small letter.\n",
    "desk-stop.md": "No full stop\n",
    "desk-long.md": "Long " + "x" * 160 + ".\n",
    "desk-end.md": "No line break at the end.",
}


def tree(folder, entries, log=LOG):
    root = pathlib.Path(folder)
    (root / "changes").mkdir()
    (root / "changes/README.md").write_text("- not an entry\n", encoding="utf-8")
    (root / "CHANGELOG.md").write_text(log, encoding="utf-8")
    for name, text in entries.items():
        (root / "changes" / name).write_text(text, encoding="utf-8")
    return root


def run(root, *arguments):
    return subprocess.run([sys.executable, tool, str(root), *arguments], check=False, text=True, capture_output=True)


for name, text in REFUSED.items():
    with tempfile.TemporaryDirectory() as folder:
        root = tree(folder, {name: text})
        done = run(root, "lint")
        assert done.returncode == 1 and f"changes/{name}: " in done.stdout, (name, done)
        assert run(root, "join").returncode == 1, name
        assert (root / "changes" / name).exists() and (root / "CHANGELOG.md").read_text(encoding="utf-8") == LOG, name

with tempfile.TemporaryDirectory() as folder:
    root = tree(folder, {"plan-b.md": "`dais plan` is\nquicker.\n\nIt says so.\n", "desk-a.md": "Desk: days.\n"})
    assert run(root, "lint").returncode == 0
    gained = "- Desk: days.\n- `dais plan` is\n  quicker.\n- It says so.\n"
    assert run(root, "list").stdout == gained
    assert run(root, "release").returncode != 0 and run(root, "release", "31.1.2027").returncode != 0
    assert (root / "changes/desk-a.md").exists()
    done = run(root, "join")
    assert done.returncode == 0, done
    assert (root / "CHANGELOG.md").read_text(encoding="utf-8") == LOG.replace("- Old entry", gained + "- Old entry")
    assert [p.name for p in (root / "changes").iterdir()] == ["README.md"]
    assert run(root, "release", "2027-01-31").returncode == 0
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text == LOG.replace("(not released)", "(2027-01-31)").replace("- Old entry", gained + "- Old entry"), text
    done = run(root, "join")
    assert done.returncode == 1 and "not released" in done.stderr, done

with tempfile.TemporaryDirectory() as folder:
    done = run(tree(folder, {}, LOG.replace("(2026-11-01)", "(not released)")), "lint")
    assert done.returncode == 1 and "0.2.0, 0.1.0" in done.stdout, done
