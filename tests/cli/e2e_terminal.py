#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What `dais plan` shows on a terminal: e2e_terminal.py DAIS."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata
import unittest

import e2e

STYLE = re.compile("\033\\[[0-9;]*m")
CLEARED = "\r\033[K"


def columns(line):
    """Columns that a terminal gives the characters of @line."""
    n = 0
    for c in line:
        if unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        n += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return n


def show(width, *args, **env):
    """Lines that dais leaves on a terminal of @width columns, and all that it printed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    full = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "SOURCE_DATE_EPOCH")}
    with subprocess.Popen([e2e.DAIS, *map(str, args)], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                          env=full | {"LC_ALL": "C.UTF-8", "TERM": "xterm"} | env) as program:
        os.close(theirs)
        got = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            got += part
    os.close(ours)
    text = got.decode().replace("\r\n", "\n")
    return [line.rsplit(CLEARED, 1)[-1] for line in text.split("\n")], text, program.returncode


class Terminal(e2e.Case):
    def check(self, width, *args):
        lines, text, _ = show(width, *args)
        for line in lines:
            self.assertLessEqual(columns(STYLE.sub("", line)), max(width, 24), line)
        for progress in re.findall("\r\033\\[K([^\r\n]*)(?=\r)", text):
            self.assertLess(columns(progress), width, "a line that is folded is not cleared as a whole")
        return lines

    def test_nothing_is_cut(self):
        for lang in ("en", "zh", "ar"):
            for width in (30, 80, 200):
                with self.subTest(lang=lang, width=width):
                    lines = self.check(width, "plan", e2e.TWO_BODIES, "--lang", lang, "--explain")
                    self.assertTrue(any(l.lstrip("\u2067 ").startswith("- ") for l in lines))

    def test_what_is_said_of_a_calendar_and_of_conflicts(self):
        package = self.package(e2e.TWO_BODIES)
        self.edit(package / "planning.yaml", "least: 120, wished: 180}}\n\n", "least: 2010, wished: 2010}}\n\n")
        lines = self.check(60, "plan", package)
        first = next(i for i, l in enumerate(lines) if l.startswith("  1. "))
        self.assertRegex(lines[first + 1], r"^( {5}\S|  2\. )", "what follows hangs below the words")
        self.check(60, "plan", e2e.ROOT / "examples/vienna-year/calendar.yaml", "--time", "2s")

    def test_arabic_lines_stand_at_the_right(self):
        lines = self.check(80, "plan", e2e.TWO_BODIES, "--lang", "ar")
        spoken = [STYLE.sub("", l) for l in lines if "\u2067" in l and "│" not in l]
        self.assertGreater(len(spoken), 10)
        for line in spoken:
            self.assertTrue(line.startswith(" "), line)
            self.assertIn(columns(line), (78, 80), line)

    def test_ranges_are_not_broken(self):
        for width in range(60, 100, 4):
            for line in show(width, "plan", e2e.TWO_BODIES, "--lang", "ar")[0]:
                self.assertNotRegex(line, r"\d-\u2069* *$")

    def test_colours_are_asked_for(self):
        self.assertIn("\033[1", show(80, "plan", e2e.ONE_BODY)[1])
        self.assertNotIn("\033", show(80, "plan", e2e.ONE_BODY, NO_COLOR="1")[1])
        self.assertNotIn("\033", show(80, "plan", e2e.ONE_BODY, TERM="dumb")[1])
        self.assertNotIn("\033", e2e.run("plan", e2e.ONE_BODY).stdout)


if __name__ == "__main__":
    e2e.main()
