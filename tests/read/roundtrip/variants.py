# SPDX-License-Identifier: LGPL-2.1-or-later
"""Packages that are not among the examples, made from vocabulary.yaml. The same number gives the same package."""
import datetime
import pathlib
import random

import yaml

LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]
WORDS = yaml.safe_load((pathlib.Path(__file__).parent / "vocabulary.yaml").read_text(encoding="utf-8"))
STEMS = {"a": "CRA/C.1", "b": "CRA/WG.2", "c": "CRA/WG.3"}
HOURS = [("11:00", "13:00", "14:15", "16:30"), ("10:00", "13:00", "15:00", "18:00"), ("09:30", "12:30", "14:30", "17:30"), ("10:00", "12:00", "15:00", "17:00")]


class Package:
    def __init__(self, number):
        self.random = random.Random(number)
        self.bodies = self.random.sample(["a", "b", "c"], self.random.choice([1, 1, 1, 2, 2, 3]))
        self.noun = self.random.choice(["session", "meeting"])
        self.ordinals = {b: self.random.choice([self.random.randint(1, 79), self.random.randint(80, 199)]) for b in self.bodies}
        self.days = self.working_days(self.random.choice([1, 2, 3, 4, 5, 5, 8, 10]))
        self.first, self.last = self.days[0], self.days[-1]
        self.annotated = self.random.random() < 0.8
        self.hours = self.random.choice(HOURS)
        self.items, self.documents, self.agendas, self.texts = {}, {}, {}, []

    def working_days(self, count):
        """Days of a week or two, often over the end of a month or year."""
        day = self.random.choice([
            datetime.date(2023, 1, 2) + datetime.timedelta(days=self.random.randint(0, 900)),
            datetime.date(2023, self.random.randint(1, 12), 27), datetime.date(2024, 12, 28)])
        days = []
        while len(days) < count:
            if day.weekday() < 5:
                days.append(day)
            day += datetime.timedelta(days=1)
        return days

    def symbol(self, body, number):
        return f"{STEMS[body]}/{self.first.year}/{number}"

    def add_document(self, subject, bodies):
        name = f"paper-{len(self.documents)}"
        kind = self.random.choice(["note", "report"])
        title = {l: WORDS["documents"][kind][l] + ("" if l == "zh" else " ") + subject[l] for l in LANGUAGES}
        self.documents[name] = {
            "symbols": [self.symbol(b, len(self.documents) + 2) for b in bodies], "kind": kind, "title": title,
            "author": "secretariat", "distribution": "general", "original": "en",
            "slot": self.first - datetime.timedelta(days=70)}
        return name

    def add_subject(self, name, title, bodies):
        item = {"kind": "substantive", "title": title}
        count = self.random.choice([0, 0, 2, 3])
        parts, self.free = self.free[:count], self.free[count:]
        if len(parts) > 1:
            item["parts"] = {f"part-{i}": {"kind": "substantive", "title": p, "documents": self.some_documents(p, bodies)}
                             for i, p in enumerate(parts)}
        else:
            item["documents"] = self.some_documents(title, bodies)
        if len(bodies) > 1 and self.random.random() < 0.5:
            item["label"] = "bodies"
        self.items[name] = item

    def some_documents(self, subject, bodies):
        return [self.add_document(subject, bodies) for _ in range(self.random.choice([0, 1, 1, 2]))]

    def add_items(self):
        parts = {"opening": {"kind": "opening", "title": WORDS["opening"][self.noun], "documents": []}}
        if self.random.random() < 0.6:
            parts["officers"] = {"kind": "organizational", "title": WORDS["officers"], "documents": []}
        parts["agenda"] = {"kind": "adoption-of-agenda", "title": WORDS["adoption"], "documents": ["agenda"]}
        self.items["organization"] = {"kind": "organizational", "title": WORDS["organizational"], "parts": parts}
        self.free = self.random.sample(WORDS["subjects"], len(WORDS["subjects"]))
        count = self.random.randint(2, 6)
        subjects, self.free = self.free[:count], self.free[count:]
        for i, title in enumerate(subjects):
            owner = self.random.choice([[b] for b in self.bodies] + [self.bodies])
            self.add_subject(f"subject-{i}", title, owner)
            for b in owner:
                self.agendas.setdefault(b, []).append(f"subject-{i}")
        self.items["other"] = {"kind": "other", "title": WORDS["other"], "documents": []}
        self.items["report"] = {"kind": "report", "title": WORDS["report"], "documents": []}
        for b in self.bodies:
            self.agendas[b] = ["organization", *self.agendas.get(b, []), "other", "report"]

    def leaves(self):
        for name, item in self.items.items():
            yield from [f"{name}/{part}" for part in item["parts"]] if "parts" in item else [name]

    def sittings(self):
        """The items one after another, some over two sittings."""
        slots = [(day, self.hours[h], self.hours[h + 1]) for day in self.days for h in (0, 2)]
        entries = [[] for _ in slots]
        leaves = list(self.leaves())
        for i, leaf in enumerate(leaves):
            at = i * len(slots) // len(leaves)
            entries[at].append(leaf)
            if at + 1 < len(slots) and self.random.random() < 0.3 and "subject" in leaf:
                entries[at + 1].append(leaf)
        return [{"start": f"{day}T{start}", "end": f"{day}T{end}", "bodies": self.bodies, "entries": e}
                for (day, start, end), e in zip(slots, entries) if e]

    def record(self):
        place = self.random.choice(WORDS["places"])
        meetings = {f"{b}@{self.ordinals[b]}": {
            "opens": f"{self.first}T{self.hours[0]}", "closes": self.last, "place": place["words"], "zone": place["zone"],
            "modality": "in-person"} for b in self.bodies}
        bodies = {"parent": WORDS["parent"] | {"symbol": "CRA", "noun": "session"}}
        for b in self.bodies:
            words = WORDS["bodies"]["abc".index(b)]
            bodies[b] = {"parent": "parent"} | words | {"symbol": STEMS[b], "noun": self.noun}
        agenda = {"symbols": [self.symbol(b, 1) for b in self.bodies], "kind": "agenda", "title": WORDS["agenda_title"],
                  "author": "secretariat", "distribution": "general", "original": "en",
                  "date": self.first - datetime.timedelta(days=60)}
        return {"dais": 1, "languages": LANGUAGES, "profile": self.random.choice(["untoc", "neutral"]), "produces": "agenda", "bodies": bodies,
                "meetings": meetings, "together": list(meetings), "agendas": self.agendas, "items": self.items,
                "documents": {"agenda": agenda} | self.documents, "sittings": self.sittings()}

    def annotation(self, leaf, language):
        """The first says when and where, others are left out at times."""
        if leaf != "organization/opening":
            return WORDS["annotation"][language]
        body = self.bodies[0]
        meeting = f"{body}@{self.ordinals[body]}"
        return WORDS["opens"][language].replace("MEETING", meeting).replace("BODY", body)

    def text(self, language):
        return "".join(f"# {{{{item {leaf}}}}}\n\n{self.annotation(leaf, language)}\n\n" for leaf in self.leaves()
                       if leaf not in ("other", "report") and (self.annotated or leaf == "organization/opening"))


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def write(folder, count):
    """Writes @count packages into @folder; the paths of their meeting.yaml."""
    made = []
    for number in range(count):
        package = Package(number)
        package.add_items()
        path = folder / f"variant-{number}" / "meeting.yaml"
        (path.parent / "text").mkdir(parents=True)
        path.write_text(yaml.dump(package.record(), Dumper=Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
        for language in LANGUAGES:
            (path.parent / "text" / f"{language}.md").write_text(package.text(language), encoding="utf-8")
        made.append(path)
    return made
