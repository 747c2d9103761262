#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What dais refuses, and what it leaves behind then: e2e_refuse.py DAIS [CLASS...]."""
import os
import pathlib
import shutil
import subprocess

import e2e
from e2e import Case, children_seconds, ONE_BODY, ONE_BODY_FILES, results, run, temporary


class Refuse(Case):
    def refused(self, package, *words, code=2):
        """The package builds nothing, quickly, and says why."""
        start = children_seconds()
        got = self.dais("build", package, "--out", self.out, code=code)
        self.assertLess(children_seconds() - start, 30)
        for w in words:
            self.assertRegex(got.stderr, w)
        self.assertFalse(self.out.exists(), "something was made")
        got = run("check", package)
        self.assertIn(got.returncode, (1, 2), got.stderr)
        return got

    def test_error_in_package(self):
        package = self.package()
        self.edit(package / "meeting.yaml", "produces: agenda", "produces: agendum")
        got = self.refused(package, r"meeting\.yaml:\d+:\d+: error: .*agendum")
        self.assertEqual(got.returncode, 1)
        self.assertRegex(got.stdout, r"meeting\.yaml:\d+:\d+: error: .*agendum")

    def test_error_in_text(self):
        package = self.package()
        with open(package / "text/fr.md", "a") as f:
            f.write("\nVoir {{item nulle-part}} et <b>ceci</b>.\n")
        self.refused(package, r"text/fr\.md:\d+:\d+: error: .*nulle-part")

    def test_empty_folder(self):
        empty = self.tmp / "empty"
        empty.mkdir()
        self.refused(empty, r"meeting\.yaml")
        self.refused(self.tmp / "nowhere", "nowhere")

    def test_bad_yaml(self):
        for name, data, words in [
                ("binary", bytes(range(256)) * 64, r"meeting\.yaml"),
                ("nul", b"dais: 1\n\0\n", r"meeting\.yaml"),
                ("latin-1", "dais: 1\nbodies: {a: {name: {fr: Réunion}}}\n".encode("latin-1"), "UTF-8"),
                ("empty", b"", r"meeting\.yaml"),
                ("list", b"[1, 2]\n", r"meeting\.yaml"),
                ("deep", b"a: " + b"[" * 100000, r"meeting\.yaml"),
                ("deep-map", b"".join(b" " * i + b"a:\n" for i in range(2000)), r"meeting\.yaml"),
                ("aliases", b"a: &a [x,x,x]\n" + b"".join(
                    b"%c: &%c [*%c,*%c,*%c,*%c]\n" % (c, c, c - 1, c - 1, c - 1, c - 1) for c in range(98, 123)), r"meeting\.yaml"),
                ("cut", (ONE_BODY / "meeting.yaml").read_bytes()[:5000], r"meeting\.yaml")]:
            with self.subTest(name):
                package = self.tmp / name
                shutil.copytree(ONE_BODY, package)
                (package / "meeting.yaml").write_bytes(data)
                got = self.refused(package, words)
                self.assertNotIn("bug:", got.stderr)

    def test_bad_text(self):
        for name, data in [("binary", bytes(range(256)) * 64), ("latin-1", "# {{item opening}}\n\nRéunion".encode("latin-1")),
                           ("deep", b"> " * 50000 + b"x"), ("deep-list", b"- " * 20000 + b"x"), ("nul", b"a\0b\n")]:
            with self.subTest(name):
                package = self.tmp / name
                shutil.copytree(ONE_BODY, package)
                (package / "text/fr.md").write_bytes(data)
                self.refused(package, r"text/fr\.md")

    def test_huge_files(self):
        for file in ["meeting.yaml", "text/fr.md", "profile.yaml", "planning.yaml"]:
            with self.subTest(file):
                package = self.package(name="huge-" + file.replace("/", "-"))
                with open(package / file, "wb") as f:
                    f.truncate(100 << 20)
                start = children_seconds()
                self.refused(package, r"has 104857600 bytes, more than the \d+ allowed")
                self.assertLess(children_seconds() - start, 5)

    def test_output_below_a_file(self):
        (self.tmp / "file").write_text("x")
        got = self.dais("build", ONE_BODY, "--out", self.tmp / "file/out", code=2)
        self.assertIn("file", got.stderr)
        got = self.dais("build", ONE_BODY, "--out", self.tmp / "file", code=2)
        self.assertEqual((self.tmp / "file").read_text(), "x")

    def test_output_not_writable(self):
        if os.geteuid() == 0:
            setpriv = shutil.which("setpriv")
            if not setpriv:
                self.skipTest("root may write anywhere and there is no setpriv")
            before = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
        else:
            before = []
        locked = self.tmp / "locked"
        locked.mkdir()
        locked.chmod(0o555)
        os.chmod(self.tmp, 0o755)
        if subprocess.run([*before, e2e.DAIS, "--version"], capture_output=True).returncode != 0:
            self.skipTest("the program cannot be run as another user here")
        got = subprocess.run([*before, e2e.DAIS, "build", str(self.world_readable()), "--out", str(locked / "out")],
                             capture_output=True, text=True)
        self.assertEqual(got.returncode, 2, got.stderr)
        self.assertRegex(got.stderr, r"(?i)denied|permission")

    def world_readable(self):
        package = self.package(name="readable")
        for p in [package, *package.rglob("*")]:
            p.chmod(0o755 if p.is_dir() else 0o644)
        return package

    def test_full_disk(self):
        small = self.tmp / "small"
        small.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small],
                                               capture_output=True).returncode != 0:
            self.skipTest("a small file system cannot be mounted here (not root, or not allowed)")
        try:
            got = self.dais("build", ONE_BODY, "--out", small / "out", code=2)
            self.assertRegex(got.stderr, r"(?i)no space")
            self.assertEqual(temporary(small), [])
            for p in (small / "out").rglob("agenda.pdf"):
                self.assertTrue(p.read_bytes().rstrip().endswith(b"%%EOF"), "a file is whole or absent")
        finally:
            subprocess.run(["umount", small], check=False)

    def test_full_standard_output(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        for args in [["check", ONE_BODY, "--format", "json"], ["rules", "--format", "json"], ["rules"],
                     ["check", ONE_BODY], ["help"], ["completion"]]:
            with self.subTest(args), open("/dev/full", "w") as full:
                got = run(*args, stdout=full)
                self.assertEqual(got.returncode, 2, f"{args}: {got.stderr}")
                self.assertIn("cannot write", got.stderr)

    def test_nothing_temporary_stays(self):
        package = self.package()
        self.dais("build", package, "--out", self.out)
        self.dais("merge", self.out / "agenda.es-fr.xlf", package)
        self.dais("build", package, "--out", self.out, "--force")
        self.assertEqual(temporary(self.tmp), [])
        self.assertEqual(sorted(results(self.out)), ONE_BODY_FILES)

    def test_bad_font(self):
        fonts = self.tmp / "fonts"
        fonts.mkdir()
        (fonts / "NotoSerif-Regular.ttf").write_bytes(b"not a font")
        got = self.dais("build", ONE_BODY, "-o", self.out, "-l", "en", "-f", "pdf", code=2,
                        env={"DAIS_FONT_DIR": str(fonts)})
        self.assertIn("NotoSerif-Regular.ttf", got.stderr)
        self.assertIn("fonts-noto-core", got.stderr)
        self.assertEqual(temporary(self.tmp), [])
        self.assertFalse((self.out / "en/agenda.pdf").exists())

    def test_missing_fonts(self):
        if os.geteuid() != 0 or not shutil.which("unshare"):
            self.skipTest("fonts can only be hidden by root with unshare")
        probe = ["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /usr/share/fonts && exec \"$@\"", "sh"]
        if subprocess.run([*probe, "true"], capture_output=True).returncode != 0:
            self.skipTest("fonts cannot be hidden here (mounting is not allowed)")
        got = subprocess.run([*probe, e2e.DAIS, "build", str(ONE_BODY), "-o", str(self.out)], capture_output=True,
                             text=True, env={k: v for k, v in os.environ.items() if k != "DAIS_FONT_DIR"})
        if got.returncode == 0 and list(pathlib.Path("/usr/local/share/fonts").glob("noto/*")):
            self.skipTest("fonts are in /usr/local, too")
        self.assertEqual(got.returncode, 2, got.stderr)
        self.assertIn("fonts-noto-core", got.stderr)


if __name__ == "__main__":
    e2e.main()
