#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dais read and dais concord from end to end: e2e_read.py DAIS [CLASS...]."""
import json

import e2e
from checked import IN_ORDER, Checked
from e2e import ROOT, TWO_BODIES


class Read(Checked):
    def test_several(self):
        self.write("a/one.txt")
        self.write("a/two.docs.txt", IN_ORDER)
        got = self.dais("read", self.tmp / "a/one.txt", self.tmp / "a/two.docs.txt", "--out", self.out)
        self.assertEqual(len(got.stdout.splitlines()), 4)
        for name in ["one", "two.docs"]:
            self.assertTrue((self.out / name / "meeting.yaml").is_file())
            self.assertTrue((self.out / name / "text/en.md").is_file())
            self.assertIn("facts", json.loads((self.out / name / "evidence.json").read_text()))
            self.assert_loads(self.out / name)

    def test_no_two_to_one_place(self):
        self.write("a/one.txt")
        self.write("b/one.txt")
        got = self.dais("read", self.tmp / "a/one.txt", self.tmp / "b/one.txt", "--out", self.out, code=2)
        self.assertIn("both", got.stderr)
        self.assertFalse(self.out.exists())

    def test_a_broken_one_stops_nothing(self):
        image = self.write("b.txt", (ROOT / "doc/example.png").read_bytes())
        got = self.dais("read", image, self.write("a.txt"), code=2)
        self.assertIn("is a picture", got.stderr)
        self.assertRegex(got.stdout, r"a\.txt: annotated agenda in English")

    def test_a_package_is_no_document(self):
        self.assertIn("dais check", self.dais("read", TWO_BODIES, code=2).stderr)

    def test_language(self):
        path = self.write("a.txt")
        self.assertIn("in French", self.dais("read", path, "--lang", "fr").stdout)
        self.assertIn("not a language", self.dais("read", path, "--lang", "xx", code=2).stderr)


class Versions(Checked):
    def test_formats_side_by_side(self):
        self.dais("build", TWO_BODIES, "--out", self.out, "-l", "en,fr", "-f", "docx,html")
        self.dais("concord", self.out / "en/agenda.docx", self.out / "fr/agenda.html")

    def test_what_differs(self):
        fr = IN_ORDER.replace("13 October", "14 October").replace("Eighth", "Ninth")
        got = self.dais("concord", self.write("one.txt", IN_ORDER), self.write("two.txt", fr), code=1)
        self.assertIn("R-CONC", got.stdout)

    def test_six_languages(self):
        one = self.write("one.txt", "The Group met on 3 May 2013.\n")
        two = self.write("two.txt", "Le Groupe s’est réuni le 4 mai 2013.\n")
        said = {"ar": "التاريخ: «", "zh": "日期：“4 mai 2013”（法文）", "en": "the date is \"4 mai 2013\" in French and",
                "fr": "date : « 4 mai 2013 » (français), « 3 May 2013 » (anglais)", "ru": "дата: «4 mai 2013» (французский)",
                "es": "fecha: “4 mai 2013” (francés)"}
        ends = {"ar": "الاختلافات: 1", "zh": "不一致之处：1", "en": "1 difference", "fr": "différences : 1",
                "ru": "расхождений: 1", "es": "diferencias: 1"}
        for language, words in said.items():
            how = ["concord", one, two, "-a", "-l", "en", "-l", "fr", "-m", language]
            got = self.dais(*how, code=1).stdout
            self.assertIn(words, got)
            self.assertIn(ends[language], got)
            found = json.loads(self.dais(*how, "-f", "json", code=1).stdout)["findings"][0]
            self.assertEqual((found["rule"], found["places"][0]["column"]), ("R-CONC-04", 26))
            self.assertIn(said["en"], found.get("english", found["message"]))
        self.assertIn("not a language", self.dais("concord", one, two, "-m", "xx", code=2).stderr)

    def test_english_beside_is_english_whole(self):
        day = self.write("day.txt", "CTOC/COP/WG.3/2022/3\n\nLe Groupe se réunira le lundi 24 mai 2022 à 10 heures.\n")
        english, russian = (json.loads(self.dais("check", day, "-f", "json", "-m", language, code=1).stdout)["findings"]
                            for language in ("en", "ru"))
        self.assertEqual([f["message"] for f in english], [f["english"] for f in russian])
        self.assertIn("names a Monday", english[-1]["message"])

    def test_broken(self):
        image = self.write("b.txt", (ROOT / "doc/example.png").read_bytes())
        self.assertIn("is a picture", self.dais("concord", image, self.write("a.txt"), code=2).stderr)
        self.assertIn("none.txt", self.dais("concord", self.tmp / "none.txt", image, code=2).stderr)


if __name__ == "__main__":
    e2e.main()
