# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares a reading with the truth: how much of each kind is right, wrong and missed."""
import collections
import difflib

from truth import ABSENT, plain


class Counts:
    """right, wrong (said, but not so) and missed (so, but not said), per kind and language."""

    def __init__(self):
        self.by = collections.defaultdict(lambda: [0, 0, 0])
        self.misses = []

    def add(self, kind, language, right=0, wrong=0, missed=0):
        cell = self.by[kind, language]
        cell[0] += right
        cell[1] += wrong
        cell[2] += missed

    def value(self, kind, source, want, got):
        """One value that a document states once, or not at all (None)."""
        if want is ABSENT or (want is None and got is None):
            return
        if want == got:
            self.add(kind, source["language"], right=1)
            return
        self.add(kind, source["language"], wrong=got is not None, missed=want is not None)
        self.misses.append((source["file"], kind, want, got))

    def several(self, kind, source, want, got, complete=True):
        """Many values, each as often as it occurs."""
        want, got = collections.Counter(want), collections.Counter(got)
        right = want & got
        missed, wrong = want - right, got - right
        self.add(kind, source["language"], right=right.total(), missed=missed.total(),
                 wrong=wrong.total() if complete else 0)
        self.misses += [(source["file"], kind, one, None) for one in missed.elements()]
        if complete:
            self.misses += [(source["file"], kind, None, one) for one in wrong.elements()]


def alike(a, b):
    return difflib.SequenceMatcher(None, plain(a["name"] or ""), plain(b["name"] or ""), autojunk=False).ratio()


def pairs(want, got):
    """For each body of the truth, the index of the one that was read; None where there is none."""
    left, found = list(range(len(got))), [None] * len(want)
    ranked = sorted(((alike(w, g), i, k) for i, w in enumerate(want) for k, g in enumerate(got)), reverse=True)
    for _, i, k in ranked:
        if found[i] is None and k in left:
            found[i] = k
            left.remove(k)
    return found


def ordinals(text):
    """The numbers that may stand for an ordinal such as "52-55": one meeting of several sessions."""
    parts = str(text).split("-")
    return [int(p) for p in parts if p.isdigit()]


def compare_body(counts, source, want, got):
    name = lambda b: plain(b["name"]) or None
    counts.value("body", source, name(want), name(got) if got else None)
    get = lambda key: got[key] if got else None
    ordinal = want["ordinal"]
    if ordinal is not ABSENT and ordinal is not None:
        ordinal = get("ordinal") if get("ordinal") in ordinals(ordinal) else ordinals(ordinal)[0]
    counts.value("ordinal", source, ordinal, get("ordinal"))
    counts.value("opening date", source, want["start"], get("start"))
    counts.value("closing date", source, want["end"], get("end"))
    counts.value("opening hour", source, want["opening"], get("opening"))
    place = want["place"] if want["place"] is ABSENT else plain(want["place"])
    counts.value("place", source, place, plain(get("place")))
    counts.value("stem of symbols", source, want["symbol"], get("symbol"))
    compare_items(counts, source, want["items"], get("items") or [])


def compare_items(counts, source, want, got):
    counts.several("item number", source, [i["number"] for i in want], [i["number"] for i in got])
    titled = lambda its: [(i["number"], plain(i["title"])) for i in its]
    counts.several("item", source, titled(want), titled(got))
    parts = lambda its: [(i["number"], p["number"], plain(p["title"])) for i in its for p in i["items"]]
    counts.several("sub-item", source, parts(want), parts(got))
    common = lambda its: [i["number"] for i in its if i["common"]]
    if common(want) or common(got):
        counts.several("common item", source, common(want), common(got))
    known = {i["number"] for i in want if i["documents"] is not ABSENT}
    of = lambda its: [(i["number"], d) for i in its if i["number"] in known for d in i["documents"]]
    counts.several("document of an item", source, of(want), of(got), source["documents_complete"])


def compare_sittings(counts, source, got, order):
    """@order: for each body of the truth the index of the body read."""
    whole = lambda s: (s["start"], s["end"])
    counts.several("sitting", source, [whole(s) for s in source["sittings"]], [whole(s) for s in got])
    back = {g: w for w, g in enumerate(order) if g is not None}
    want = [(s["start"], b, i) for s in source["sittings"] for b, i in s["entries"]]
    read = [(s["start"], back.get(b, b), i) for s in got for b, i in s["entries"]]
    counts.several("entry of a sitting", source, want, read)


def compare(counts, source, got):
    """@source: a truth; @got: a reading, or None when the document could not be read."""
    got = got or {"language": None, "kind": None, "symbols": [], "bodies": [], "sittings": [], "facts": []}
    counts.value("language", source, source["language"], got["language"])
    counts.value("kind of document", source, source["kind"], got["kind"])
    if source["symbols"] is not ABSENT:
        counts.several("symbol of the document", source, source["symbols"], got["symbols"])
    order = pairs(source["bodies"], got["bodies"])
    for want, index in zip(source["bodies"], order):
        compare_body(counts, source, want, None if index is None else got["bodies"][index])
    for index in set(range(len(got["bodies"]))) - set(order):
        extra = got["bodies"][index]
        counts.value("body", source, None, plain(extra["name"]) or "(no name)")
        compare_items(counts, source, [], extra["items"])
    if source["sittings"] is not ABSENT:
        compare_sittings(counts, source, got["sittings"], order)
    if source["facts"] is not ABSENT:
        for kind in sorted({k for k, _ in source["facts"]}):
            of = lambda facts, kind=kind: [v for k, v in facts if k == kind]
            counts.several("fact: " + kind, source, of(source["facts"]), of(got["facts"]))


def compare_findings(counts, source, expected, got):
    """@expected: findings a person judged, {"rule", "line" or "text", "verdict"}; @got: findings of
    `dais check --format json`. An optional one may be reported and need not be. What nobody judged yet is counted as such, neither right nor wrong."""
    left = list(expected)
    unjudged = []
    for finding in got:
        places = finding.get("places") or [{}]
        match = next((e for e in left if e["rule"] == finding["rule"] and stands_at(e, places)), None)
        if match is None:
            unjudged.append((source["file"], finding["rule"], places[0].get("line"), finding["message"]))
            counts.add(finding["rule"] + " unjudged", source["language"], wrong=1)
            continue
        left.remove(match)
        right = match["verdict"] == "right"
        counts.add(finding["rule"], source["language"], right=right, wrong=not right)
    for e in left:
        if e["verdict"] == "right" and not e.get("optional"):
            counts.add(e["rule"], source["language"], missed=1)
            counts.misses.append((source["file"], e["rule"], e.get("text") or e.get("line"), None))
    return unjudged


def stands_at(expected, places):
    if "text" in expected and not any(plain(p.get("text", "")) == plain(expected["text"]) for p in places):
        return False
    return "line" not in expected or any(p.get("line") == expected["line"] for p in places)
