#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the constant tables of src/text from share/languages and share/glossary.

usage: make_languages.py OUT.c TERMS.yaml AR.yaml ZH.yaml EN.yaml FR.yaml RU.yaml ES.yaml

Fails with file and key when a language lacks something another has: a missing word must be
found when dais is built, not when a secretary prints a document.
"""
import re
import sys
import unicodedata

import yaml

LANGS = ["ar", "zh", "en", "fr", "ru", "es"]
NOUNS = ["meeting", "session", "sitting"]
# Gatherings that are only found, never printed.
FOUND_NOUNS = NOUNS + ["conference", "assembly", "congress", "forum"]
FORMS = ["masculine", "feminine", "neuter", "before", "genitive", "genitive-feminine"]
# What a form falls back to when a language does not tell it apart.
FALLBACK = {"feminine": "masculine", "neuter": "masculine", "before": "masculine",
            "genitive": "masculine", "genitive-feminine": "feminine"}
KINDS = {"month": 0, "weekday": 1, "ordinal": 2, "noun": 3, "link": 4, "article": 5, "to": 6,
         "and": 7, "year": 8, "am": 9, "pm": 10, "hour": 11, "minute": 12, "noon": 13,
         "midnight": 14, "clock": 15, "from": 16, "range": 17, "between": 18, "suffix": 19,
         "more": 20, "item": 21, "paragraph": 22, "resolution": 23, "decision": 24, "agenda": 25,
         "many": 26, "morning": 27, "afternoon": 28, "short": 29, "number": 30, "hundred": 31, "at": 32, "named": 33, "past": 34}
VALUED = (1 << KINDS["month"]) | (1 << KINDS["weekday"]) | (1 << KINDS["ordinal"]) \
    | (1 << KINDS["noun"]) | (1 << KINDS["hundred"]) | (1 << KINDS["named"]) \
    | (1 << KINDS["past"])
KEY_BYTES_MAX = 120  # DAIS_SCAN_KEY_MAX in src/text/scan_priv.h


class Bad(Exception):
    pass


def fold(word):
    """The folding of src/text/scan.c: no case, no diacritics, hyphens and apostrophes as spaces."""
    word = unicodedata.normalize("NFKD", word.lower())
    out = []
    for c in word:
        if unicodedata.category(c) == "Mn" or c in "\u0640\u00ad":
            continue
        c = {"ى": "ي", "ة": "ه", "ٱ": "ا", "œ": "oe", "º": "o"}.get(c, c)
        out.append(" " if c in "-'’/." else c)
    return " ".join("".join(out).split())


class Language:
    def __init__(self, path, code):
        self.path, self.code = path, code
        with open(path, encoding="utf-8") as f:
            self.data = yaml.safe_load(f)
        self.pool, self.at = bytearray(), {}
        self.words = {}

    def need(self, *keys):
        d = self.data
        for k in keys:
            if not isinstance(d, dict) or k not in d:
                raise Bad(f"{self.path}: {'.'.join(map(str, keys))} is missing")
            d = d[k]
        return d

    def names(self, key, n):
        v = self.need(key)
        if len(v) != n:
            raise Bad(f"{self.path}: {key} has {len(v)} entries, not {n}")
        return [str(x) for x in v]

    def ref(self, text):
        text = unicodedata.normalize("NFC", str(text))
        if text not in self.at:
            b = text.encode()
            self.at[text] = (len(self.pool), len(b))
            self.pool += b
        return "{%d, %d}" % self.at[text]

    def word(self, text, kind, value=0):
        key = fold(text)
        if not key:
            raise Bad(f"{self.path}: '{text}' ({kind}) folds to nothing")
        if len(key.encode()) > KEY_BYTES_MAX:
            raise Bad(f"{self.path}: '{text}' ({kind}) is too long to be found")
        bit = 1 << KINDS[kind]
        kinds, old = self.words.get(key, (0, 0))
        if bit & VALUED and kinds & VALUED and old != value:
            raise Bad(f"{self.path}: '{text}' cannot be {kind} {value}: it has value {old}")
        self.words[key] = (kinds | bit, value if bit & VALUED else old)

    # --- ordinals -----------------------------------------------------------------------------

    def entry(self, e):
        """An ordinal as {form: text, other: [...]}, whichever way the file writes it."""
        if isinstance(e, str):
            return {"masculine": e}
        if isinstance(e, list):
            ends = self.need("ordinals", "classes", e[1])
            r = {k: e[0] + v for k, v in ends.items() if k != "other"}
            r["other"] = [e[0] + v for v in ends.get("other", [])]
            return r
        return dict(e)

    def compound(self, n):
        o = self.need("ordinals")
        ten, unit = n // 10 * 10, n % 10
        over = o.get("tens-over-ten", {})
        if ten in over:
            tens, part = [over[ten]], self.entry(o["simple"][10 + unit])
        else:
            tens = o.get("tens", {}).get(ten)
            if tens is None:
                raise Bad(f"{self.path}: ordinals.tens lacks {ten}")
            tens = tens if isinstance(tens, list) else [tens]
            part = self.entry(o.get("units", {}).get(unit) or o["simple"][unit])
        join = o.get("join-at", {}).get(unit, o["join"])

        def put(unit_word, t, j):
            return unit_word + j + t if o.get("unit-first") else t + j + unit_word

        # Where the tens agree with the unit, the file gives them masculine, then feminine.
        r = {}
        for k, v in part.items():
            if k != "other":
                agree = tens[-1] if "feminine" in k and not o.get("unit-first") else tens[0]
                if "genitive" in k and o.get("unit-first"):
                    agree = tens[-1]
                r[k] = put(v, agree, join)
        if o.get("unit-first"):
            r["genitive"] = put(part["masculine"], tens[-1], join)
            r["genitive-feminine"] = put(part["feminine"], tens[-1], join)
        every = [v for k, v in part.items() if k != "other"] + part.get("other", [])
        r["other"] = [put(w, t, j) for w in every for t in tens
                      for j in [join] + o.get("join-found", [])]
        return r

    def ordinals(self):
        o, forms = self.need("ordinals"), [["" for _ in range(99)] for _ in FORMS]
        for n in list(range(1, 100)) + [100]:
            if n in o["simple"]:
                e = self.entry(o["simple"][n])
            elif n < 100:
                e = self.compound(n)
            else:
                continue
            for i, f in enumerate(FORMS):
                t = e.get(f)
                while t is None:
                    f = FALLBACK[f]
                    t = e.get(f)
                if n < 100:
                    forms[i][n - 1] = t
            for t in [v for k, v in e.items() if k != "other"] + e.get("other", []):
                self.ordinal_word(t, n)
        for n, more in o.get("found", {}).items():
            for t in more:
                self.ordinal_word(t, n)
        for s in o["suffixes"]:
            self.word(s, "suffix")
        return forms

    def ordinal_word(self, text, n):
        if self.code == "zh":
            return  # composed by src/text/find_zh.c
        self.word(text, "ordinal", n)
        if self.code == "ar":
            bare = re.sub(r"\bال", "", text)
            for t in (text, bare):
                for p in ("و", ""):
                    self.word(p + t, "ordinal", n) if bare not in ("أول", "") or p else \
                        self.word(t, "ordinal", n)

    def compounds(self):
        """Nouns of a language without spaces: measure word, adjective, noun."""
        c = self.data.get("noun-compounds", {})
        for noun, measures in c.get("measures", {}).items():
            for m in measures:
                for adjective in c["adjectives"]:
                    for ending in c["endings"]:
                        yield m + adjective + ending, noun

    # --- words to be found --------------------------------------------------------------------

    def find_words(self):
        for i, m in enumerate(self.names("months", 12), 1):
            self.word(m, "month", i)
            for t in (self.need("months-found") or {}).get(i, []):
                self.word(t, "month", i)
            # Double names in either order: "أبريل/نيسان".
            if "/" in m:
                first, second = m.split("/")
                others = [t for t in self.need("months-found").get(i, []) if t != first]
                for t in others + [second]:
                    self.word(f"{first}/{t}", "month", i)
                    self.word(f"{t}/{first}", "month", i)
        for i, w in enumerate(self.names("weekdays", 7), 1):
            self.word(w, "weekday", i)
            for t in (self.need("weekdays-found") or {}).get(i, []):
                self.word(t, "weekday", i)
        for n, words in self.need("ordinals").get("hundreds", {}).items():
            for t in words:
                self.word(t, "hundred", n)
        for noun, endings in self.data.get("noun-compounds", {}).get("named", {}).items():
            for t in endings:
                self.word(t, "named", FOUND_NOUNS.index(noun))
        for t, noun in self.compounds():
            self.word(t, "noun", FOUND_NOUNS.index(noun))
        for i, noun in enumerate(FOUND_NOUNS):
            for t in self.need("nouns-found", noun):
                for p in self.data.get("noun-prefixes", [""]):
                    for s in self.data.get("noun-suffixes", [""]):
                        stem = t[:-1] + "ت" if s and t.endswith("ة") else t
                        self.word(p + stem + s, "noun", i)
        for t in self.need("between"):
            self.word(t, "between")
        for minutes, texts in (self.need("minutes-past") or {}).items():
            for t in texts:
                self.word(t, "past", minutes)
        for kind in ["link", "article", "to", "and", "year", "am", "pm", "hour", "minute", "noon",
                     "midnight", "clock", "from", "range", "at"]:
            for t in self.need("words", kind):
                self.word(str(t), kind)
        self.references()
        for key in list(self.words):
            parts = key.split(" ")
            for i in range(1, len(parts)):
                p = " ".join(parts[:i])
                kinds, value = self.words.get(p, (0, 0))
                self.words[p] = (kinds | 1 << KINDS["more"], value)
        self.begins = {}
        for key, (kinds, _) in list(self.words.items()):
            first = key[0] if self.code == "zh" else key.split(" ")[0]
            if first not in self.words:
                self.words[first] = (1 << KINDS["more"], 0)
            self.begins[first] = self.begins.get(first, 0) | kinds

    def reference_word(self, text, kind):
        """A word before a number; where articles and pronouns are written together with it,
        with those."""
        for p in self.data.get("noun-prefixes", [""]):
            for s in self.data.get("noun-suffixes", [""]):
                stem = text[:-1] + "ت" if s and text.endswith("ة") else text
                self.word(p + stem + s, kind)

    def references(self):
        for kind in ["item", "paragraph", "resolution", "decision"]:
            for t in self.need("references", kind, "one"):
                self.reference_word(t, kind)
            for t in self.need("references", kind, "many"):
                self.reference_word(t, kind)
                self.reference_word(t, "many")
            for t in self.need("references", kind).get("short", []):
                for k in (kind, "many", "short"):
                    self.word(t, k)
        for t in self.need("references", "agenda"):
            self.word(t, "agenda")
        for t in self.need("references", "number"):
            self.word(t, "number")
        for kind in ["morning", "afternoon"]:
            for t in self.need("references", kind):
                self.word(t, kind)

    # --- output -------------------------------------------------------------------------------

    def refs(self, texts):
        return "{" + ", ".join(self.ref(t) for t in texts) + "}"

    def figures(self):
        given, rows, counts = self.need("ordinals", "figures"), [], []
        for f in FORMS:
            while f not in given:
                if f not in FALLBACK:
                    raise Bad(f"{self.path}: ordinals.figures.{f} is missing")
                f = FALLBACK[f]
            ends = sorted(given[f].items(), key=lambda kv: -len(str(kv[0])))
            rows.append("{" + ", ".join("{%s, %s}" % (self.ref(k), self.ref(v)) for k, v in ends)
                        + "}")
            counts.append(str(len(ends)))
        return "{" + ", ".join(rows) + "}", "{" + ", ".join(counts) + "}"

    def gatherings(self):
        rows = []
        for noun in NOUNS:
            g = self.need("gatherings", noun)
            form = FORMS.index(g["form"])
            rows.append("{%s, %s, %d, %d}" % (self.ref(g["text"]), self.ref(g["of"]), form,
                                             FORMS.index(g.get("of-form", g["form"]))))
        return "{" + ", ".join(rows) + "}"

    def shortened(self):
        """Words as they are shortened and whole; one that shortens nothing is C's empty list."""
        words = self.need("shortened") or {}
        return "{" + ", ".join("{" + self.ref(fold(k)) + ", " + self.ref(v) + "}" for k, v in words.items()) + "}"

    def gender(self, name):
        if name not in FORMS[:3]:
            raise Bad(f"{self.path}: {name} is no gender")
        return str(FORMS.index(name))

    def gender_endings(self):
        return "{" + ", ".join("{%s, %s}" % (self.ref(k), self.gender(g)) for k, g in self.need("gender-endings").items()) + "}"

    def alone(self, rows):
        """Rows of what is found, what it is alone, and its gender."""
        return "{" + ",\n".join("{%s, %s, %s}" % (self.ref(k), self.ref(v), self.gender(g)) for k, v, g in rows) + "}"

    def table(self, phrases, out):
        c = self.code
        forms = self.ordinals()
        self.find_words()
        ls, order = self.need("list"), self.need("ordinal-order")
        figures, counts = self.figures()
        fields = [
            ("pool", f"pool_{c}"),
            ("months", self.refs(self.names("months", 12))),
            ("months_alone", self.refs(self.names("months-alone" if "months-alone" in self.data else "months", 12))),
            ("weekdays", self.refs(self.names("weekdays", 7))),
            ("weekdays_on", self.refs(self.names("weekdays-on", 7))),
            ("shortened", self.shortened()), ("n_shortened", str(len(self.need("shortened")))),
            ("gender_endings", self.gender_endings()), ("n_gender_endings", str(len(self.need("gender-endings")))),
            ("nouns", self.alone([k, *v] for k, v in self.need("alone", "nouns").items())),
            ("n_nouns", str(len(self.need("alone", "nouns")))),
            ("adjectives", self.alone(self.need("alone", "adjectives"))), ("n_adjectives", str(len(self.need("alone", "adjectives")))),
            ("first_day", self.ref(self.need("first-day"))),
            ("ordinals", "{" + ",\n".join(self.refs(f) for f in forms) + "}"),
            ("figures", figures), ("n_figures", counts),
            ("words_to", str(self.need("ordinals", "words-to"))),
            ("gatherings", self.gatherings()),
            ("letters", self.refs(self.need("letters"))),
            ("n_letters", str(len(self.need("letters")))),
            ("digits", self.ref(self.need("digits"))),
            ("comma", self.ref(ls["comma"])), ("list_and", self.ref(ls["and"])),
            ("list_other_and", self.ref(ls.get("other-and", ""))),
            ("other_before", self.ref(" ".join(ls.get("other-before", [])))),
            ("other_not_before", self.ref(" ".join(ls.get("other-not-before", [])))),
            ("hour_after", "0x%xull" % sum(1 << KINDS[k] for k in self.need("hour-after"))),
            ("months_capitalised", str(self.need("months-capitalised")).lower()),
            ("masthead_english", str(self.need("masthead") == "english").lower()),
            ("ordinal_before", str(order in ("before", "both")).lower()),
            ("ordinal_after", str(order in ("after", "both")).lower()),
            ("noun_takes_number", str(self.data.get("noun-takes-number", False)).lower()),
            ("phrases", f"phrases_{c}"), ("words", f"words_{c}"),
            ("n_words", str(len(self.words))), ("slots", f"slots_{c}"),
            ("slot_bits", str(slot_bits(len(self.words)))),
        ]
        rows = [self.ref(phrases[k]) for k in sorted(phrases)]
        out.append(f"static const struct dais_text_ref phrases_{c}[] = {{\n"
                   + ",\n".join(rows) + "\n};\n")
        words = sorted((k.encode(), v) for k, v in self.words.items())
        rows = []
        for k, (kinds, value) in words:
            at = self.ref(k.decode())[1:-1].split(", ")
            rows.append("{%s, %s, %d, 0x%xull, 0x%xull}" % (
                at[0], at[1], value, kinds, self.begins.get(k.decode(), 0)))
        out.append(f"static const struct dais_text_word words_{c}[] = {{\n"
                   + ",\n".join(rows) + "\n};\n")
        out.append(f"static const uint16_t slots_{c}[] = {{\n"
                   + c_numbers(hash_slots([k for k, _ in words])) + "\n};\n")
        out.append(f"static const char pool_{c}[] =\n{c_bytes(bytes(self.pool))};\n")
        return "{\n" + ",\n".join(f"\t.{k} = {v}" for k, v in fields) + "\n}"


def hash_of(key):
    """FNV-1a, as find_word() of src/text/scan.c computes it."""
    h = 2166136261
    for x in key:
        h = (h ^ x) * 16777619 & 0xFFFFFFFF
    return h


def slot_bits(n):
    """Of a hash table with room: about one key in four slots."""
    return max(4, (4 * n).bit_length())


def hash_slots(keys):
    """Open addressing with single steps: 1 + the index of a key, 0 in an empty slot."""
    bits = slot_bits(len(keys))
    if len(keys) >= 0xFFFF:
        raise Bad("too many words")
    table = [0] * (1 << bits)
    for i, key in enumerate(keys):
        at = hash_of(key) >> (32 - bits)
        while table[at]:
            at = (at + 1) % len(table)
        table[at] = i + 1
    return table


def c_numbers(numbers):
    return ",\n".join(", ".join(map(str, numbers[i:i + 24])) for i in range(0, len(numbers), 24))


def c_bytes(b):
    """A C string literal of any bytes, in lines; octal escapes never run into what follows."""
    lines = []
    for i in range(0, len(b), 64):
        lines.append('"' + "".join(
            chr(x) if 32 <= x < 127 and x not in b'"\\?' else "\\%03o" % x
            for x in b[i:i + 64]) + '"')
    return "\n".join(lines) or '""'


def slots(text):
    return set(re.findall(r"\{([a-z0-9A-Z-]+)\}", text))


def gather_phrases(languages, terms, terms_path):
    """Phrases per language: the file's own, then its formats, then the terms of the glossary."""
    keys = set()
    result = {}
    for lang in languages:
        ph = {str(k): str(v) for k, v in lang.need("phrases").items()}
        for k, v in lang.need("formats").items():
            ph["format-" + k] = str(v)
        result[lang.code] = ph
        keys |= set(ph)
    for key, cells in terms.items():
        for code in LANGS:
            if code not in cells or not cells[code].get("text"):
                raise Bad(f"{terms_path}: {key}.{code} is missing")
    for lang in languages:
        ph = result[lang.code]
        for k in sorted(keys - set(ph)):
            raise Bad(f"{lang.path}: phrases.{k} is missing")
        for k, text in ph.items():
            def term(m):
                if m.group(1) not in terms:
                    raise Bad(f"{lang.path}: {k} uses {m.group(1)}, which is not in {terms_path}")
                return terms[m.group(1)][lang.code]["text"]
            ph[k] = re.sub(r"\{=([a-z-]+)\}", term, text)
            if not k.startswith("format-") and slots(ph[k]) != slots(result["en"][k]) \
                    and lang.code != "en":
                raise Bad(f"{lang.path}: phrases.{k} has other places than in English")
        # A term that shares its key with a phrase ("(common item)") is kept under a key of its own.
        for key, cells in terms.items():
            text = cells[lang.code]["text"]
            if ph.setdefault(key, text) != text or key in lang.need("phrases"):
                ph["term-" + key] = text
    return result


def main(argv):
    out_path, terms_path, paths = argv[1], argv[2], argv[3:]
    if len(paths) != len(LANGS):
        raise Bad("six language files are needed, in the order " + " ".join(LANGS))
    with open(terms_path, encoding="utf-8") as f:
        terms = yaml.safe_load(f)
    languages = [Language(p, c) for p, c in zip(paths, LANGS)]
    # English first, as its places are what the others are compared with.
    by_en = sorted(languages, key=lambda x: x.code != "en")
    phrases = gather_phrases(by_en, terms, terms_path)
    out = ["/* SPDX-License-Identifier: LGPL-2.1-or-later */",
           "/* Made by tools/make_languages.py; not to be edited. */",
           '#include "text/tables_priv.h"\n']
    tables = [f"[DAIS_LANG_{x.code.upper()}] = " + x.table(phrases[x.code], out)
              for x in languages]
    out.append("const struct dais_text_table dais_text_tables[DAIS_LANG_COUNT] = {\n"
               + ",\n".join(tables) + "\n};\n")
    keys, pool, refs = sorted(phrases["en"]), b"", []
    for k in keys:
        refs.append("{%d, %d}" % (len(pool), len(k)))
        pool += k.encode() + b"\0"
    is_term = ["1" if k in terms else "0" for k in keys]
    out.append(f"const char dais_text_key_pool[] =\n{c_bytes(pool)};\n")
    out.append("const struct dais_text_ref dais_text_keys[] = {" + ", ".join(refs) + "};\n")
    out.append(f"const unsigned dais_text_n_keys = {len(keys)};\n")
    out.append("const uint8_t dais_text_key_is_term[] = {" + ", ".join(is_term) + "};\n")
    with open(out_path, "w", encoding="utf-8") as f:
        f.write("\n".join(out))


if __name__ == "__main__":
    try:
        main(sys.argv)
    except (Bad, OSError, yaml.YAMLError) as e:
        sys.exit(f"make_languages.py: {e}")
