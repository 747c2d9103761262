# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each write, sync, rename and new folder of a command fails once as on a full disk: it says so and ends with 2, half of nothing is left,
and once there is room the same command does all of it. Called as e2e_faults.py DAIS FAULTS.so."""
import os
import pathlib
import shutil
import struct
import sys
import unittest

import e2e
from e2e import ONE_BODY, run

FAULTS = str(pathlib.Path(sys.argv.pop(2)).resolve())


class Faults(e2e.Case):
    def faulted(self, args, at, goes_on, folder):
        """What came of it, and how many calls there were."""
        count = self.tmp / "count"
        count.write_bytes(bytes(8))
        env = {"LD_PRELOAD": FAULTS, "FAULT_COUNT": str(count), "FAULT_AT": str(at)} | ({"FAULT_ON": "1"} if goes_on else {})
        return run(*args, env=env, cwd=folder), struct.unpack("<Q", count.read_bytes())[0]

    def fail_each(self, args, prepare, left, again=0, step=1):
        """@left(folder, before) is false where something wrong was left behind. A call that fails and is of no consequence is no fault."""
        folder, model = self.tmp / "work", self.tmp / "model"
        model.mkdir()
        prepare(model)
        shutil.copytree(model, folder)
        got, calls = self.faulted(args, 0, False, folder)
        self.assertEqual(got.returncode, 0, got.stderr)
        self.assertGreaterEqual(calls, 4)  # of one file: written, synchronised, renamed, its folder synchronised
        for goes_on in (False, True):
            for at in range(1, calls + 1, step):
                with self.subTest(at=at, goes_on=goes_on):
                    shutil.rmtree(folder)
                    shutil.copytree(model, folder)
                    before = e2e.digests(folder)
                    got, _ = self.faulted(args, at, goes_on, folder)
                    self.assertIn(got.returncode, (0, 2), got.stderr)
                    if got.returncode == 0:
                        continue
                    self.assertRegex(got.stderr, r"(?s)^dais: .*(No space left|no room|disk|cannot use)")
                    self.assertTrue(left(folder, before), (sorted(e2e.digests(folder)), got.stderr))
                    self.assertEqual(run(*args, cwd=folder).returncode, again)
        shutil.rmtree(folder)
        shutil.rmtree(model)

    def test_new(self):
        self.fail_each(["new", "m", "--opens", "2027-05-24"], lambda folder: None, lambda folder, before: not e2e.digests(folder))

    def test_build(self):
        whole = self.tmp / "whole"
        args = ["build", str(ONE_BODY), "--out", "o", "-l", "en", "-f", "html,txt"]
        run(*args[:3], str(whole), *args[4:])
        made = e2e.results(whole)
        self.fail_each(args, lambda folder: None,
                       lambda folder, before: all(d == made[name[2:]] for name, d in e2e.digests(folder).items()
                                                  if not pathlib.Path(name).name.startswith(".")))

    def test_plan(self):
        def is_old_or_new(folder, before):
            after = e2e.digests(folder)
            return after.keys() == before.keys() and all(after[name] == before[name] for name in before if name != "m/meeting.yaml")
        self.fail_each(["plan", "m", "--write"], lambda folder: shutil.copytree(ONE_BODY, folder / "m"), is_old_or_new)

    def record(self, folder):
        self.assertEqual(run("db", "init", "--db", folder / "r.db").returncode, 0)

    def is_sound(self, folder, _before):
        return run("db", "verify", "--db", folder / "r.db").returncode == 0

    def test_import(self):
        self.fail_each(["db", "import", str(ONE_BODY), "--db", "r.db"], self.record, self.is_sound, step=7)

    def test_release(self):
        """A release whose documents could not be made is completed by the same command."""
        def prepare(folder):
            self.record(folder)
            run("db", "import", ONE_BODY, "--db", folder / "r.db")
        folder = self.tmp / "model"
        folder.mkdir()
        prepare(folder)
        got, calls = self.faulted(["db", "release", "single-body", "--db", "r.db"], 0, False, folder)
        self.assertEqual(got.returncode, 0, got.stderr)
        files = int(got.stdout.split()[-2])
        again = run("db", "release", "single-body", "--db", "r.db", cwd=folder)
        self.assertEqual(again.returncode, 2)
        self.assertIn("nothing has changed since release 1", again.stderr)
        for at in range(calls * 2 // 5, calls, calls // 9):
            with self.subTest(at=at):
                shutil.rmtree(folder)
                folder.mkdir()
                prepare(folder)
                got, _ = self.faulted(["db", "release", "single-body", "--db", "r.db"], at, True, folder)
                self.assertIn(got.returncode, (0, 2), got.stderr)
                if got.returncode == 0:
                    continue
                self.assertTrue(self.is_sound(folder, None))
                again = run("db", "release", "single-body", "--db", "r.db", cwd=folder)
                self.assertEqual(again.returncode, 0, (got.stderr, again.stderr))
                self.assertIn("release 1, ", again.stdout)
                self.assertTrue(again.stdout.endswith(f" {files} files\n"), again.stdout)
                again = run("db", "release", "single-body", "--db", "r.db", cwd=folder)
                self.assertEqual(again.returncode, 2)


if __name__ == "__main__":
    if os.environ.get("DAIS_NO_FENCE"):
        print("a sanitized program wants its own library first")
        sys.exit(77)
    e2e.main()
