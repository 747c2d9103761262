# SPDX-License-Identifier: LGPL-2.1-or-later
"""Truth files and readings in one shape, so that they can be compared.

A truth file is what a person read in a document, as JSON. Two forms are known: one body with its
"meeting" and "items" at the top, or "bodies" as objects with their own. The keys are those of
bench/README.md; every key but "file" and "language" may be absent, and what is absent is not
measured. A null states that the document does not say it.
"""
import json
import re
import unicodedata

ABSENT = object()

# The wordings of "kind" in truth files, by how they begin, and what dais calls it.
KINDS = (
    ("annotated", "annotated-agenda"),
    ("report", "report"),
    ("agenda", "agenda"),
    ("provisional agenda", "agenda"),
    ("timetable", "timetable"),
    ("list of documents", "document-list"),
    ("unknown", "unknown"),
)


def plain(words):
    """Words as they are compared: case, typographic quotes, spaces, final marks do not count."""
    if words is None:
        return None
    words = unicodedata.normalize("NFKC", words)
    words = words.translate(str.maketrans("’‘ʼ“”„«»‐‑–—", "'''\"\"\"\"\"----"))
    words = re.sub(r"[\u200e\u200f\u061c\u00ad\u200b]", "", words)
    words = re.sub(r"\s+", " ", words).strip().casefold()
    words = re.sub(r" ?(['\"]) ?", r"\1", words)
    words = re.sub(r" ([:;,.!?)])", r"\1", words)
    return words.rstrip(" .;:*。").strip()


def symbols(value):
    """Symbols of a value that may be null, one symbol, a joint symbol, or a list of such."""
    if value is None:
        return []
    if isinstance(value, str):
        value = [value]
    return [part for one in value for part in re.split(r"-(?=[A-Z]+/)", one)]


def clock(date, time):
    hour, minute = re.match(r"(\d{1,2})[:.](\d{2})", time).groups()
    return f"{date}T{int(hour):02}:{minute}"


def entry(mark):
    """"1 a) (suite)" as ("1a", True)."""
    number = re.match(r"\s*(\d+)\s*\(?\s*([a-z])?\b", mark)
    return (number.group(1) + (number.group(2) or ""), bool(re.search(r"\(\w{3,}", mark))) if number else None


def timetable(rows, bodies):
    """The compact form: [date, "10:00-13:00", "WG.3: 1 a), 2; WG.2: 3 (suite)"]."""
    found = []
    for date, hours, words in rows:
        start, end = hours.split("-")
        entries = []
        for group in words.split(";"):
            name, _, marks = group.rpartition(":")
            body = next((i for i, b in enumerate(bodies) if name.strip() and (b.get("symbol") or "").endswith(name.strip())), 0)
            for mark in marks.split(","):
                if entry(mark):
                    entries.append((body, entry(mark)[0]))
        found.append({"start": clock(date, start), "end": clock(date, end), "entries": entries})
    return found


def letter(number):
    """A sub-item's place by its letter: "6.2" is b, as "(b)" is."""
    decimal = re.fullmatch(r"\d+\.(\d+)\.?", number)
    return chr(96 + int(decimal.group(1))) if decimal and 0 < int(decimal.group(1)) < 27 else number


def items(raw):
    found = []
    for it in raw:
        parts = it.get("subitems", it.get("items", []))
        found.append({
            "number": str(it["number"]),
            "title": it["title"],
            "common": bool(it.get("common") or it.get("common_with")),
            "documents": symbols(it.get("documents", [])) if "documents" in it else ABSENT,
            "items": [{"number": letter(str(p.get("letter", p.get("number")))), "title": p["title"]} for p in parts],
        })
    return found


def body(raw, meeting, its):
    get = lambda *keys: next((meeting[k] for k in keys if k in meeting), ABSENT)
    return {
        "name": raw["name"] if isinstance(raw, dict) else raw,
        "symbol": raw.get("symbol", raw.get("symbol_stem", ABSENT)) if isinstance(raw, dict) else ABSENT,
        "ordinal": get("ordinal"),
        "start": get("start"),
        "end": get("end"),
        "opening": get("opening"),
        "place": get("place"),
        "items": items(its),
    }


def load(path):
    """A truth file in the common shape, or None when the file is not one."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or "file" not in raw or "language" not in raw:
        return None
    bodies = raw.get("bodies", [])
    if bodies and isinstance(bodies[0], str):
        bodies = [body(bodies[0], raw.get("meeting", {}), raw.get("items", []))]
    else:
        bodies = [body(b, b, b.get("items", [])) for b in bodies]
    kind = next((ours for words, ours in KINDS if raw.get("kind", "").lower().startswith(words)), ABSENT)
    sittings = ABSENT
    if raw.get("timetable"):
        sittings = timetable(raw["timetable"], bodies)
    elif "sittings" in raw:
        sittings = [{"start": s["start"], "end": s["end"],
                     "entries": [(e.get("body", 0), e["item"]) for e in s["entries"]]} for s in raw["sittings"]]
    return {
        "path": path,
        "file": raw["file"].rsplit("/", 1)[-1],
        "language": raw["language"],
        "kind": kind,
        "symbols": symbols(raw["symbol"]) if "symbol" in raw else ABSENT,
        "bodies": bodies,
        "sittings": sittings,
        "facts": [(f["kind"], f["value"]) for f in raw["facts"]] if "facts" in raw else ABSENT,
        # Where the reader of the truth did not look for every document, one more is no mistake.
        "documents_complete": "not exhaustive" not in raw.get("documents_note", ""),
        "findings": raw.get("findings", ABSENT),
    }


def reading(raw):
    """What `dais read --format json` printed, in the same shape."""
    bodies = []
    for b in raw.get("bodies", []):
        opens = b.get("opens") or ""
        bodies.append({
            "name": b.get("name"),
            "symbol": b.get("symbol") or None,
            "ordinal": b.get("ordinal"),
            "start": opens[:10] or None,
            "end": (b.get("closes") or "")[:10] or None,
            "opening": opens if "T" in opens else None,
            "place": b.get("place"),
            "items": items(b.get("items", [])),
        })
        for it, source in zip(bodies[-1]["items"], b.get("items", [])):
            it["common"] = bool(source.get("common"))
    return {
        "language": raw.get("language"),
        "kind": raw.get("kind"),
        "symbols": raw.get("symbols", []),
        "bodies": bodies,
        "sittings": [{"start": s["start"], "end": s["end"],
                      "entries": [(e["body"], e["item"]) for e in s["entries"]]} for s in raw.get("sittings", [])],
        "facts": [(f["kind"], f["value"]) for f in raw.get("facts", [])],
    }
