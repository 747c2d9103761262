#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What of an agenda is not read is told where it stands, and nothing is where all is read: unread.py DAIS."""

import sys

from batch import read_and_check

HEAD = "Committee on Lighthouses\nTwelfth session\nGeneva, 6-10 July 2026\n\nProvisional agenda\n\n"
PARAGRAPH = "The Committee will have before it a note on the lights of the coast, which was prepared by the secretariat.\n\n"
TIDES = "Council of Tides\nThird special session\nLisbon, 4 May 2026\n\nAgenda\n\n"


def numbered(n):
    return HEAD + "".join(f"{i}. Report on light number {i} of the coast\n" for i in range(1, n + 1))


def agenda(name, mid):
    return f"{name}\n\n1. Opening of the session\n2. Adoption of the agenda\n" + "".join(
        f"{3 + i}. {title}\n" for i, title in enumerate(mid)) + f"{3 + len(mid)}. Adoption of the report\n\n"


def annotated(paragraphs):
    titles = ["Opening of the session", "Adoption of the agenda", "Lights of the north", "Lights of the south", "Adoption of the report"]
    return HEAD + "".join(f"{i}. {title}\n\n" + PARAGRAPH * (paragraphs if i == 3 else 1) for i, title in enumerate(titles, 1))


# text, items read of each agenda, words of what is told; None: nothing is
CASES = (
    ("999 items", numbered(999), [999], None),
    ("1,000 items", numbered(1000), [999], "behind item 999"),
    ("5,000 items", numbered(5000), [998], "behind item 998"),
    ("two agendas that begin and end alike",
     HEAD.removesuffix("Provisional agenda\n\n") + agenda("Provisional agenda", ["Lights of the north", "Towers and their paint"])
     + agenda("Provisional agenda", ["Work plan of the buoys", "Fees for fog signals"]), [5, 5], None),
    ("the same agenda twice", HEAD.removesuffix("Provisional agenda\n\n") + 2 * agenda("Provisional agenda", ["Lights of the north", "Towers and their paint"]),
     [5], None),
    ("twenty agendas", "".join(agenda(f"Committee on Light {chr(65 + i)}\n\nAgenda", [f"Work plan {i}"]) for i in range(20)), [4] * 16, "more than 16 agendas"),
    ("long annotations", annotated(70), [3], "behind item 3"),
    ("annotations", annotated(8), [5], None),
    ("a title that is none", HEAD + "1. Opening of the session\n2. Lights of the north\n3. " + "Consideration of the towers and of their paint " * 12
     + "\n4. Lights of the south\n5. Adoption of the report\n", [2], "behind item 2"),
    ("one item", TIDES + "1. Election of the Secretary-General\n", [1], None),
    ("one item in words", TIDES + "Item 1. Election of the Secretary-General\n", [1], None),
    ("one item with parts", TIDES + "1. Election of the Secretary-General:\n   (a) Report of the Bureau\n   (b) Ballot\n", [1], None),
    ("one paragraph", TIDES + "1. " + PARAGRAPH * 2, [], None),
)


def main():
    failed = 0
    for (name, _, items, told), (read, findings) in zip(CASES, read_and_check(sys.argv[1], [text for _, text, _, _ in CASES])):
        got = [len(body["items"]) for body in read["bodies"] if body["items"]]
        said = [f for f in findings if "not found; the package says" not in f and "no agenda was" not in f]
        if got != items or len(said) != bool(told) or (told and told not in said[0]):
            failed += 1
            print(f"{name}: {got} items instead of {items}", *said, sep="\n    ")
    (_, findings), = read_and_check(sys.argv[1], ["<p>" + "word " * 300000 + "</p>"], ".html")
    if not any("the paragraph is longer than is read" in f for f in findings):
        failed += 1
        print("a paragraph of more than a megabyte:", *findings, sep="\n    ")
    print(f"{len(CASES) + 1} documents, {failed} otherwise")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
