#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Commands, help and what they say from end to end: e2e_commands.py DAIS [CLASS...]."""
import json
import re
import subprocess
import unittest

import yaml

import e2e
from e2e import Case, ONE_BODY, ROOT, run, TWO_BODIES

SEED = ROOT / "../shared/seed/annotated-agendas-2022-fr.txt"
COMMANDS = ["build", "check", "concord", "db", "read", "new", "merge", "plan", "rules", "completion", "help"]


class Commands(Case):
    def test_rules_as_they_are_typed(self):
        for typed in ("R-TIME-02", "r-time-02", "time-02"):
            self.assertTrue(self.dais("rules", typed).stdout.startswith("R-TIME-02 "), typed)
            got = json.loads(self.dais("check", ONE_BODY, "--rule", typed, "--format", "json").stdout)
            self.assertEqual(got["findings"], [])
        # The findings of the rule are shown, and no others.
        package = self.tmp / "late"
        self.dais("new", package, "--opens", "2027-03-09")
        whole = json.loads(run("check", package, "--format", "json").stdout)["findings"]
        rule = next(f["rule"] for f in whole if f["rule"].startswith("R-"))
        only = json.loads(run("check", package, "--format", "json", "--rule", rule[2:].lower()).stdout)["findings"]
        self.assertEqual({f["rule"] for f in only}, {rule})
        a, b = self.tmp / "a.txt", self.tmp / "b.txt"
        a.write_text("The meeting opens on 24 May 2027.\n", encoding="utf-8")
        b.write_text("La réunion s’ouvre le 25 mai 2027.\n", encoding="utf-8")
        self.assertIn("R-CONC-04", self.dais("concord", "--aligned", a, b, "--rule", "conc-04", code=1).stdout)

    def test_what_is_no_yaml_is_told_once(self):
        package = self.tmp / "slip"
        self.dais("new", package, "--opens", "2027-03-09")
        text = (package / "meeting.yaml").read_text()
        (package / "meeting.yaml").write_text(text.replace("  body:", "\tbody:", 1))
        (package / "planning.yaml").write_text("items:\n  topic: {least: 60}\n")
        got = self.dais("check", package, code=1).stdout
        self.assertIn("a tab stands here", got)
        self.assertIn("\n1 error", got)

    def test_version_and_help(self):
        self.assertRegex(self.dais("--version").stdout, r"^dais \d+\.\d+\.\d+\n$")
        for args in [["help"], ["--help"], ["-h"]]:
            text = self.dais(*args).stdout
            for c in COMMANDS:
                self.assertIn(c, text)
        for c in COMMANDS:
            by_help = self.dais("help", c).stdout
            self.assertIn(f"Usage: dais {c}", by_help)
            self.assertEqual(self.dais(c, "--help").stdout, by_help)
        self.assertIn("Usage", self.dais(code=2).stderr)
        self.dais("help", "nonsense", code=2)

    def test_suggestions(self):
        for args, words in [(["biuld"], 'Did you mean "build"'), (["chek"], 'Did you mean "check"'),
                            (["xyzzyx"], "See dais help"),
                            (["build", "--langs", "fr", ONE_BODY], "Did you mean --lang?"),
                            (["build", "--ofrce"], "Did you mean --force?"),
                            (["check", "--zzzzzzzz"], "--help"), (["check", "-Z"], "-Z"),
                            (["build", ONE_BODY, "--out"], "needs a value"),
                            (["build", ONE_BODY, "--force=1", "-o", self.out], "takes no value"),
                            (["build", ONE_BODY], "--out"), (["build", "-o", self.out], "package"),
                            (["build", ONE_BODY, "-o", self.out, "-l", "fr,xx"], '"xx" is not a language'),
                            (["build", ONE_BODY, "-o", self.out, "-f", "ps"], '"ps" is not a format'),
                            (["build", ONE_BODY, "-o", self.out, "-j", "0"], "1 to 64"),
                            (["check"], "nothing to check"), (["check", ONE_BODY, "--rule", "R-NO-1"], "no rule R-NO-1"),
                            (["check", ONE_BODY, "--format", "xml"], "text, json and sarif"),
                            (["rules", "R-DATE-01", "R-DATE-02"], "unexpected argument"),
                            (["check", ONE_BODY, "--severity", "bad"], "error, warning and info"),
                            (["check", ONE_BODY, "--jobs", "many"], "1 to 64"),
                            (["rules", "R-NO-1"], "no rule R-NO-1"), (["read"], "no document"), (["new"], "no folder"),
                            (["rules", "--format", "xml"], "xml")]:
            with self.subTest(args):
                self.assertIn(words, self.dais(*args, code=2).stderr)
        self.assertFalse(self.out.exists())

    def test_what_is_to_be_mended_first_is_said_first(self):
        """And each complaint says what to do next, also of a file for a folder and of an empty file."""
        file, empty, folder = self.tmp / "file", self.tmp / "empty", self.tmp / "folder"
        file.write_text("words\n", encoding="utf-8")
        empty.touch()
        folder.mkdir()
        package, record = "A package is a folder with a file meeting.yaml in it.", self.tmp / "nowhere.db"
        for args, words, next_step in [
                (["build", "nowhere"], 'there is no folder "nowhere"', package),
                (["build", "nowhere", "--lang", "xx"], 'there is no folder "nowhere"', package),
                (["build", "nowhere", "nothing"], 'there is no folder "nowhere"', package),
                (["build", file], "is a file, not a folder", package), (["build", folder], "has no meeting.yaml", package),
                (["build", ONE_BODY], "no folder for the results", "--out out"),
                (["build", ONE_BODY, "--out", file], "is a file, not a folder", "Name another folder."),
                (["read"], "no document", "dais read agenda.docx"), (["read", "nowhere"], "cannot open", "Check its name"),
                (["read", empty], "is empty", "Was it saved"), (["read", ONE_BODY], "is a folder, not a file", "dais check checks it"),
                (["check", empty], "is empty", "Was it saved"), (["concord", empty, empty], "is empty", "Was it saved"),
                (["concord", folder, folder], "is a folder, not a file", "Name a file in it."),
                (["merge"], "two things are needed", "The file comes first"), (["merge", ONE_BODY, file], "is a folder, not a file", "The file comes first"),
                (["new"], "no folder", "dais new my-meeting"), (["new", ONE_BODY], "is not an empty folder", "does not exist yet"),
                (["db", "init", "--db", folder], "is not a file", "A record is a file"),
                (["db", "init", "--db", folder / "none" / "m.db"], "there is no folder for", "Make the folder first"),
                (["db", "export", "--db", record, "x"], "there is no record", "dais db init makes one."),
                (["db", "foo"], 'cannot "foo"', "See dais help db."), (["account", "token", "--db", record], "there is no record", "dais db init makes one.")]:
            with self.subTest(args):
                said = self.dais(*args, code=2).stderr
                self.assertIn(words, said)
                self.assertIn(next_step, said)

    def test_errors_in_the_language_of_the_reader(self):
        missing = self.tmp / "nowhere.pdf"
        for lang, where, why in [("fr", "impossible d’ouvrir", "aucun fichier ni dossier"), ("ru", "не удалось открыть", "нет такого файла"),
                                 ("es", "no se puede abrir", "no existe ese archivo"), ("zh", "无法打开", "没有这个文件"),
                                 ("ar", "تعذر فتح", "لا يوجد ملف"), ("en", "cannot open", "No such file")]:
            for args, env in [(["--messages", lang], {}), (["-m", lang], {}), ([], {"LC_ALL": f"{lang}_XX.UTF-8"}),
                              ([f"--messages={lang}"], {"LC_ALL": "ru_RU.UTF-8"})]:
                with self.subTest(lang=lang, args=args):
                    words = run("read", missing, *args, env=env).stderr
                    self.assertIn(where, words)
                    self.assertIn(why, words)
                    self.assertIn("nowhere.pdf", words)
        # What is wrong with the options themselves, wherever the language stands among them.
        self.assertIn("option inconnue : --oops", run("check", "--oops", "-m", "fr").stderr)
        self.assertIn("нет команды «chek»", run("chek", env={"LC_ALL": "ru_RU.UTF-8"}).stderr)
        self.assertIn('"xx" is not a language', self.dais("check", ONE_BODY, "-m", "xx", code=2).stderr)
        # A child says it, its parent translates it.
        self.dais("build", ONE_BODY, "-o", self.out, "-l", "en", "-f", "docx")
        broken = next(self.out.rglob("*.docx"))
        broken.write_bytes(broken.read_bytes()[:3000])
        self.assertIn("est tronqué ou endommagé", run("read", broken, "-m", "fr").stderr)

    def test_wishes_count_where_there_is_a_locale(self):
        for locale, words in [("C", "Commands:"), ("POSIX", "Commands:"), ("de_DE.UTF-8", "Commandes :"), ("ru_RU.UTF-8", "Commandes :")]:
            self.assertIn(words, run("help", env={"LC_ALL": locale, "LANGUAGE": "de:fr_CH"}).stdout, locale)

    def test_help_in_the_language_of_the_reader(self):
        for lang, words in [("fr", "Commandes :"), ("ar", "الأوامر:"), ("zh", "命令："), ("ru", "Команды:"), ("es", "Órdenes:")]:
            by_help = run("help", env={"LC_ALL": f"{lang}.UTF-8"}).stdout
            self.assertIn(words, by_help)
            self.assertEqual([c for c in COMMANDS if f"\n  {c} " not in by_help], [])
            self.assertEqual(by_help, run("--help", "-m", lang).stdout)
        for c in COMMANDS[:-2]:
            english, french = run("help", c).stdout, run("help", c, env={"LC_ALL": "fr_FR.UTF-8"}).stdout
            self.assertEqual(re.findall(r"^ {2,6}(?:-., )?--[a-z-]+", english, re.M), re.findall(r"^ {2,6}(?:-., )?--[a-z-]+", french, re.M))
            for line in re.findall(r"^  (?:-.,|   ) --.*", english, re.M):
                if not re.search(r"\b(text|json|127|pdf)\b", line) and "city" not in line:
                    self.assertNotIn(line, french)
            for lang in ("ar", "zh", "fr", "ru", "es"):
                said = run("help", c, "-m", lang).stdout.split("\n\n")[2]
                self.assertEqual(re.findall(r"\b(?:the|and|of|with|when|makes|is|are|it)\b", said), [], (c, lang))
                self.assertRegex(said, {"ar": "[ء-ي]{3}", "zh": "[一-龥]{3}", "ru": "[а-я]{4}"}.get(lang, "[a-zé]{4}"))

    def test_check_exit_codes(self):
        self.dais("check", self.tmp / "nowhere", code=2)
        for example in [TWO_BODIES, ONE_BODY]:
            got = run("check", example)
            n = list(map(int, re.search(r"(\d+) errors?, (\d+) warnings?, (\d+) for information", got.stdout).groups()))
            self.assertEqual(n[0], 0, got.stdout)
            self.assertEqual(got.returncode, 1 if n[0] + n[1] else 0)
        package = self.package()
        self.edit(package / "meeting.yaml", "closes:", "opens:")
        self.assertRegex(self.dais("check", package, code=1).stdout, r"[1-9]\d* errors?,")

    def test_check_json(self):
        package = self.package()
        with open(package / "text/en.md", "a") as f:
            f.write("\nSee {{item nowhere}}.\n")
        for source, least in [(package, 1), (TWO_BODIES, 0)]:
            found = json.loads(run("check", source, "--format", "json").stdout)
            self.assertGreaterEqual(len(found["findings"]), least)
            for f in found["findings"]:
                self.assertLessEqual({"rule", "severity", "message", "places"}, set(f))
                self.assertIn(f["severity"], ("error", "warning", "info"))
                for p in f["places"]:
                    # What is not known is left out.
                    self.assertIn("file", p)
                    self.assertLessEqual(set(p), {"file", "page", "line", "column", "text"})
                    self.assertIsInstance(p.get("line", 1), int)

    def test_check_sarif(self):
        found = json.loads(run("check", TWO_BODIES, "--format", "sarif").stdout)
        self.assertEqual(found["version"], "2.1.0")
        rules = {r["id"] for r in found["runs"][0]["tool"]["driver"]["rules"]}
        for r in found["runs"][0]["results"]:
            self.assertIn(r["ruleId"], rules | {"package", "package-language"})
            self.assertIn(r["level"], ("error", "warning", "note"))

    def test_check_one_rule(self):
        every = json.loads(run("check", TWO_BODIES, "--format", "json").stdout)["findings"]
        if not every:
            self.skipTest("the example has no findings")
        rule = every[0]["rule"]
        some = json.loads(run("check", TWO_BODIES, "--format", "json", "--rule", rule).stdout)["findings"]
        self.assertEqual({f["rule"] for f in some}, {rule})
        self.assertEqual(len(some), sum(f["rule"] == rule for f in every))

    def test_rules(self):
        ids = [r["id"] for r in json.loads(self.dais("rules", "--format", "json").stdout)["rules"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreater(len(ids), 20)
        listed = self.dais("rules").stdout
        for i in ids:
            self.assertIn(i, listed)
        for i in ids[:5] + ids[-5:]:
            text = self.dais("rules", i).stdout
            self.assertTrue(text.startswith(i))
            self.assertIn("Source: ", text)
            self.assertIn("Passes: ", text)
            self.assertIn("Fails: ", text)
            self.assertEqual([r["id"] for r in json.loads(self.dais("rules", i, "-f", "json").stdout)["rules"]], [i])

    def test_rules_in_six_languages(self):
        english = json.loads(self.dais("rules", "-f", "json", "-m", "en").stdout)["rules"]
        self.assertNotIn("english", english[0])
        for language in ("ar", "zh", "fr", "ru", "es"):
            said = json.loads(self.dais("rules", "-f", "json", "-m", language).stdout)["rules"]
            self.assertEqual([r["statement"] for r in english], [r["english"] for r in said])
            self.assertFalse([r["id"] for r in said if r["statement"] == r["english"]])
            self.assertEqual(len(said), len({r["statement"] for r in said}))
            listed = self.dais("rules", "-m", language).stdout
            for r in said:
                self.assertIn(r["statement"], listed)
            self.assertNotIn("not run", listed)
            told = self.dais("rules", "R-SYM-02", "-m", language).stdout
            self.assertNotIn("Holds by", told)
            self.assertNotIn("Passes", told)
            sarif = json.loads(run("check", TWO_BODIES, "--format", "sarif", "-m", language).stdout)
            driver = sarif["runs"][0]["tool"]["driver"]["rules"]
            self.assertIn(said[0]["statement"], json.dumps(driver, ensure_ascii=False))
        self.assertIn("not a language", self.dais("rules", "-m", "xx", code=2).stderr)

    def test_every_source_of_a_rule_is_named(self):
        rows = [line for line in (ROOT / "doc/sources.md").read_text().splitlines() if line.startswith("| ")]
        known = {key.strip() for line in rows for key in line.split("|")[1].split(",")}
        for r in json.loads(self.dais("rules", "--format", "json").stdout)["rules"]:
            for key in r["source"].split(","):
                self.assertIn(key.strip(), known, r["id"])
            self.assertTrue(r["passes"] and r["fails"] and r["statement"], r["id"])
        self.assertIn("annotated provisional agendas of two", self.dais("rules", "R-AGENDA-16").stdout)

    def test_commands_to_copy(self):
        """What is to be done next can be pasted into a shell, whatever the names are."""
        (self.tmp / "bin").mkdir()
        (self.tmp / "bin/dais").symlink_to(e2e.DAIS)
        package, record = self.tmp / "the board's $(meeting) & more", self.tmp / "a record; of 2027.db"

        def paste(text):
            lines = [line.strip() for line in text.splitlines() if line.startswith("  dais ") and "ADDRESS" not in line and " serve " not in line]
            self.assertTrue(lines, text)
            for line in lines:
                got = subprocess.run(["bash", "-c", line.replace("--out out", "--draft --out out")], capture_output=True, text=True, cwd=self.tmp,
                                     env={"PATH": f"{self.tmp}/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
                self.assertIn(got.returncode, (0, 1), (line, got.stderr))
                self.assertNotRegex(got.stderr, "there is no|not found|syntax", line)

        paste(self.dais("new", package, "--opens", "2027-05-24").stdout)
        said = self.dais("db", "init", "--db", record).stdout
        self.assertIn(f"dais serve --db '{record}'\n", said)
        paste(self.dais("db", "import", "--db", record, ONE_BODY).stdout)
        text = self.tmp / "a.txt"
        text.write_text("COMMITTEE ON FORESTS\nFifth session\nGeneva, 3-7 May 2027\n\nProvisional agenda\n\n1. Opening of the session.\n"
                        "2. Adoption of the agenda.\n", encoding="utf-8")
        said = self.dais("read", text, "--out", self.tmp / "it's read").stdout
        paste("\n".join(f"  {c.strip()}" for c in said.rpartition("Next: ")[2].split(";")))

    def complete(self, *words):
        """What bash offers for the last of @words."""
        script = self.dais("completion").stdout
        asked = subprocess.run(["bash", "-c", script + '\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _dais; '
                                'printf "%s\\n" "${COMPREPLY[@]}"', "bash", "dais", *words], capture_output=True, text=True)
        self.assertEqual((asked.returncode, asked.stderr), (0, ""))
        return asked.stdout.split()

    def test_completion(self):
        script = self.dais("completion").stdout
        self.assertEqual(subprocess.run(["bash", "-n"], input=script, text=True).returncode, 0)
        self.assertEqual(set(self.complete("build", "--f")), {"--format", "--force"})
        self.assertEqual(self.dais("completion", "bash").stdout, script)
        self.assertEqual(self.complete("completion", ""), ["bash", "zsh", "fish"])
        refused = self.dais("completion", "nosuch", code=2).stderr
        self.assertIn('no completion for the shell "nosuch"', refused)
        self.assertIn("Shells are bash, zsh and fish.", refused)
        for shell in ("zsh", "fish"):
            said = {l: self.dais("completion", shell, "-m", l).stdout for l in ("ar", "zh", "en", "fr", "ru", "es")}
            self.assertEqual(said["en"], self.dais("completion", shell).stdout)
            self.assertEqual(len(set(said.values())), 6)
            self.assertIn("énumérer les règles", said["fr"])
        self.assertEqual(self.complete("me"), ["merge"])
        self.assertEqual(self.complete("help", "co"), ["concord", "completion"])
        self.assertEqual(self.complete("rules", "R-TIME-02"), ["R-TIME-02"])
        self.assertEqual(self.complete("db", "re"), ["release", "rebuild", "restore"])
        self.assertEqual(self.complete("account", "in"), ["invite"])
        # What bash has nothing for is a file: readline knows how to write odd names.
        self.assertEqual(self.complete("check", ""), [])
        self.assertEqual(self.complete("db", "backup", "--db", ""), [])
        self.assertIn("complete -o bashdefault -o default -F _dais dais\n", script)

    def test_completion_offers_what_the_program_takes(self):
        record, package = self.tmp / "record.db", self.tmp / "package"
        self.dais("db", "init", "--db", record)
        self.dais("new", package, "--opens", "2027-05-24")
        text = self.tmp / "a.txt"
        text.write_text("Provisional agenda\n\n1. Opening of the meeting.\n", encoding="utf-8")
        for option, least, words in [("format", 3, ["check", package]), ("severity", 3, ["check", package]),
                                     ("rule", 50, ["check", package]), ("profile", 2, ["check", package]),
                                     ("lang", 6, ["check", text]), ("messages", 6, ["check", package]),
                                     ("format", 3, ["concord", text, text]), ("format", 2, ["rules"]), ("format", 1, ["read", text]),
                                     ("format", 8, ["build", package, "--draft", "-o", self.out]),
                                     ("modality", 3, ["build", package, "--draft", "-o", self.out, "-f", "txt"]),
                                     ("format", 5, ["plan", package, "-o", self.tmp / "plan"]), ("modality", 3, ["plan", package]),
                                     ("switch", 3, ["plan", package]), ("format", 2, ["db", "list", "--db", record]),
                                     ("format", 2, ["account", "list", "--db", record])]:
            values = self.complete(words[0], f"--{option}", "")
            self.assertGreaterEqual(len(values), least, (words[0], option))
            self.assertEqual(self.complete(words[0], f"--{option}", "=", ""), values)
            self.assertEqual(self.complete(words[0], f"--{option}", "="), values)
            for value in values if len(values) < 50 else values[:3]:
                got = run(*words, f"--{option}", value)
                self.assertNotRegex(got.stderr, f'(?i)"{value}" is n|no rule|there is no profile', (words[0], option, value))
        for i, role in enumerate(self.complete("account", "--role", "")):
            self.dais("account", "add", "--db", record, "--email", f"{i}@example.org", "--role", role)
        for command, option, value in (("new", "noun", "nouns"), ("serve", "mail-tls", "perhaps"), ("account", "role", "king")):
            self.assertNotIn(value, self.complete(command, f"--{option}", ""))

    def test_read(self):
        self.dais("build", TWO_BODIES, "-o", self.out, "-l", "en", "-f", "txt")
        text = self.out / "en/agenda.txt"
        self.assertIn("in English", self.dais("read", text).stdout)
        json.loads(self.dais("read", text, "--format", "json").stdout)
        self.dais("read", text, "--out", self.tmp / "package")
        json.loads((self.tmp / "package/evidence.json").read_text())
        self.assertIn("already", self.dais("read", text, "--out", self.tmp / "package", code=2).stderr)
        self.assertIn("in English", self.dais("read", "-", stdin=text.read_text()).stdout)
        (self.tmp / "latin1.txt").write_bytes("Ordre du jour provisoire\n\n1. Réunion\n".encode("latin-1"))
        self.assertIn("latin1.txt:3: error", self.dais("read", self.tmp / "latin1.txt", code=1).stderr)
        self.dais("read", self.tmp, code=2)
        self.dais("read", self.tmp / "nowhere", code=2)

    def test_closed_output(self):
        # A reader that stops early, as head does, gives no noise beyond the signal or the message.
        got = subprocess.run(["bash", "-c", f"'{e2e.DAIS}' rules | head -n 1"], capture_output=True, text=True)
        self.assertEqual(got.returncode, 0)
        self.assertNotIn("bug", got.stderr)


@unittest.skipUnless(SEED.is_file(), f"there is no {SEED}")
class Seed(Case):
    def findings(self):
        return json.loads(self.dais("check", SEED, "--format", "json", code=1).stdout)["findings"]

    def at(self, found, rules, line=None):
        return [f for f in found if f["rule"] in rules and
                (line is None or any(p["line"] == line for p in f["places"]))]

    def test_findings(self):
        found = self.findings()
        for name, rules, line in [("F-01", {"R-AGENDA-16"}, 633), ("F-02", {"R-AGENDA-17"}, 676),
                                  ("F-03", {"R-AGENDA-04", "R-DOC-11"}, None), ("F-04", {"R-ANNOT-02"}, 86)]:
            with self.subTest(name):
                self.assertTrue(self.at(found, rules, line), f"{name}: {sorted(rules)} at line {line}; found " +
                                str(sorted({(f['rule'], p['line']) for f in found for p in f['places']})))

    def test_package(self):
        package = self.tmp / "package"
        got = self.dais("read", SEED, "--out", package)
        self.assertIn("in French", got.stdout)
        self.assertIn("2 bodies", got.stdout)
        self.assertTrue((package / "text/fr.md").is_file())
        self.assert_loads(package)
        self.dais("build", package, "--out", self.out)
        self.assertTrue((self.out / "fr/agenda.pdf").read_bytes().startswith(b"%PDF-1."))
        with open(package / "meeting.yaml") as f:
            meeting = yaml.safe_load(f)
        self.assertEqual(meeting["languages"], ["fr"])
        self.assertEqual(len(meeting["together"]), 2)


if __name__ == "__main__":
    e2e.main()
