#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turns sql/ into C: make_sql.py names OUT.h FILE... | make_sql.py sqlite|postgresql OUT.h FILE...

The first gives the enumeration of all statements, the others the texts of one engine. Form of the
files: sql/README.md. A name that is missing in an engine, or differs in its arguments, ends the build.
"""
import pathlib
import re
import sys

HEAD = re.compile(r"^-- ([a-z][a-z0-9_]*)\(([a-z, ]*)\)(?::.*)?$")
SCRIPT = re.compile(r"^-- script: ([a-z][a-z0-9_]*)$")
TYPES = {"text": "t", "int": "i", "bytes": "b"}
ENGINES = ("sqlite", "postgresql")


def fail(path, number, text):
    sys.exit(f"{path}:{number}: {text}")


def arguments(path, number, text):
    words = [w.strip() for w in text.split(",")] if text.strip() else []
    for w in words:
        if w not in TYPES:
            fail(path, number, f'"{w}" is not a type of argument')
    return "".join(TYPES[w] for w in words)


def parse(path):
    """Statements {name: (arguments, text, place)} and scripts {name: text} of a file."""
    statements, scripts, name, body, where = {}, {}, None, [], 0

    def finish():
        text = "\n".join(body).strip()
        if name is None:
            if text:
                fail(path, where, "words outside a statement")
            return
        if not text.endswith(";"):
            fail(path, where, f"{name[1]} does not end with ;")
        if name[0] == "script":
            scripts[name[1]] = text
            return
        if name[1] in statements:
            fail(path, where, f"{name[1]} stands here twice")
        text = text[:-1]
        used = {int(n) for n in re.findall(r"\$(\d+)", text)}
        if used != set(range(1, len(name[2]) + 1)):
            fail(path, where, f"{name[1]} has {len(name[2])} arguments and uses {sorted(used)}")
        statements[name[1]] = (name[2], text, f"{path}:{where}")

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        head, script = HEAD.match(line), SCRIPT.match(line)
        if head or script:
            finish()
            body, where = [], number
            name = ("statement", head[1], arguments(path, number, head[2])) if head else ("script", script[1])
        elif not line.startswith("--"):
            body.append(line)
    finish()
    return statements, scripts


def collect(files):
    found = {"common": {}, "sqlite": {}, "postgresql": {}}
    scripts = {e: {} for e in ENGINES}
    steps, own_names = {e: [] for e in ENGINES}, set()
    for path in map(pathlib.Path, files):
        folder = path.parent.name
        if folder == "migrations":
            number, _, name = path.stem.partition("-")
            steps[path.parent.parent.name].append((int(number), name, path.read_text(encoding="utf-8")))
            continue
        statements, own = parse(path)
        if path.stem == "own":
            own_names.update(statements)
        for name, entry in statements.items():
            if name in found[folder]:
                sys.exit(f"{entry[2]}: {name} stands in {found[folder][name][2]} as well")
            found[folder][name] = entry
        if own:
            scripts[folder].update(own)
    check(found, own_names)
    for e in ENGINES:
        steps[e].sort()
        if [s[0] for s in steps[e]] != list(range(1, len(steps[e]) + 1)):
            sys.exit(f"migrations of {e} are not numbered 1, 2, 3 ...")
    if [s[:2] for s in steps["sqlite"]] != [s[:2] for s in steps["postgresql"]]:
        sys.exit("migrations of the engines differ in number or name")
    return found, scripts, steps


def check(found, own_names):
    for name in {**found["sqlite"], **found["postgresql"]}:
        here = [found[e].get(name) for e in ENGINES]
        if name in found["common"]:
            sys.exit(f"{(here[0] or here[1])[2]}: {name} stands in common/ as well")
        if name in own_names:
            continue
        if None in here:
            sys.exit(f"{(here[0] or here[1])[2]}: the other engine has no {name}")
        if here[0][0] != here[1][0]:
            sys.exit(f"{here[0][2]}: arguments of {name} differ from {here[1][2]}")


def quoted(text):
    lines = text.replace("\\", "\\\\").replace('"', '\\"').split("\n")
    return "\n\t    ".join(f'"{line}\\n"' for line in lines if line.strip())


def names(found):
    every = sorted({**found["common"], **found["sqlite"], **found["postgresql"]})
    out = ["enum dais_sql_id {"]
    out += [f"\tDAIS_SQL_{n.upper()}," for n in every]
    return out + ["\tDAIS_SQL_COUNT", "};"]


def texts(engine, found, scripts, steps):
    every = {**found["common"], **found["sqlite"], **found["postgresql"]}
    mine = {**found["common"], **found[engine]}
    out = [f"static const struct dais_sql_text dais_sql_{engine}_texts[] = {{"]
    for n in sorted(every):
        if n not in mine:
            out.append(f'\t{{ "{n}", "", NULL }},')
            continue
        args, text, _ = mine[n]
        if engine == "sqlite":
            text = re.sub(r"\$(\d+)", r"?\1", text)
        out.append(f'\t{{ "{n}", "{args}",\n\t    {quoted(text)} }},')
    out += ["};", f"static const struct dais_sql_step dais_sql_{engine}_steps[] = {{"]
    for number, name, text in steps[engine]:
        out.append(f'\t{{ {number}, "{name}",\n\t    {quoted(text)} }},')
    out += ["\t{ 0, NULL, NULL },", "};"]
    for name, text in sorted(scripts[engine].items()):
        out.append(f"static const char dais_sql_{engine}_{name}[] =\n\t    {quoted(text)};")
    return out


def main():
    what, to, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    found, scripts, steps = collect(files)
    out = ["/* Made by tools/make_sql.py. */"]
    out += names(found) if what == "names" else texts(what, found, scripts, steps)
    pathlib.Path(to).write_text("\n".join(out) + "\n", encoding="utf-8")


main()
