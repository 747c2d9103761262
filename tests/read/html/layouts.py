#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""One agenda in the many ways in which pages are written: layouts.py DAIS [NAME]... must read the same of each."""
import html
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "roundtrip"))
import variants

WORDS = variants.WORDS
HEAD = {"en": ("Committee on Navigation", "Fifth session", "Geneva, 3–7 June 2024", "Provisional agenda", "Item"),
        "fr": ("Comité de la navigation", "Cinquième session", "Genève, 3-7 juin 2024", "Ordre du jour provisoire", "Point"),
        "es": ("Comité de Navegación", "Quinto período de sesiones", "Ginebra, 3 a 7 de junio de 2024", "Programa provisional", "Tema"),
        "ru": ("Комитет по судоходству", "Пятая сессия", "Женева, 3–7 июня 2024 года", "Предварительная повестка дня", "Пункт"),
        "zh": ("航行委员会", "第五届会议", "2024年6月3日至7日，日内瓦", "临时议程", "项目"),
        "ar": ("لجنة الملاحة", "الدورة الخامسة", "جنيف، 3-7 حزيران/يونيه 2024", "جدول الأعمال المؤقت", "البند")}


def agenda(language):
    s = WORDS["subjects"]
    return [(WORDS["opening"]["session"][language], []), (WORDS["adoption"][language], []),
            (s[2][language], [s[0][language], s[6][language]]), (s[3][language], []), (s[5][language], []),
            (WORDS["other"][language], []), (WORDS["report"][language], [])]


def letter(i):
    return "abcdefgh"[i]


def front(h, tag="p", cls=""):
    return "".join(f"<{tag}{cls}>{html.escape(w)}</{tag}>\n" for w in h[:3]) + f"<h1>{h[3]}</h1>\n"


def paragraphs(h, items):
    return front(h) + "".join(
        f"<p>{i + 1}. {t}</p>\n" + "".join(f"<p>({letter(k)}) {p}</p>\n" for k, p in enumerate(parts))
        for i, (t, parts) in enumerate(items))


def lists(h, items):
    return front(h) + "<ol>" + "".join(
        f"<li>{t}" + ("<ol type=a>" + "".join(f"<li>{p}</li>" for p in parts) + "</ol>" if parts else "") + "</li>\n"
        for t, parts in items) + "</ol>"


def plain_lists(h, items):
    """Parts are counted from 1 in each item; they are 3.1, 3.2."""
    return lists(h, items).replace(" type=a", "")


def marked_lists(h, items):
    return front(h) + "<ul style='list-style:none'>" + "".join(
        f"<li>{i + 1}. {t}" + ("<ul>" + "".join(f"<li>({letter(k)}) {p}</li>" for k, p in enumerate(parts)) + "</ul>"
                               if parts else "") + "</li>\n" for i, (t, parts) in enumerate(items)) + "</ul>"


def linked_lists(h, items):
    return front(h) + "<ol>" + "".join(
        f"<li><p><a href='/documents/{i}'><strong>{t}</strong></a></p>" +
        ("<ol style='list-style-type: lower-alpha'>" + "".join(f"<li><a href='/d/{p[:3]}'>{p}</a></li>" for p in parts) + "</ol>"
         if parts else "") + "</li>\n" for i, (t, parts) in enumerate(items)) + "</ol>"


def numbered_table(h, items):
    rows = ""
    for i, (t, parts) in enumerate(items):
        rows += f"<tr><td>{i + 1}.</td><td>{t}</td></tr>\n"
        rows += "".join(f"<tr><td>({letter(k)})</td><td>{p}</td></tr>\n" for k, p in enumerate(parts))
    return front(h) + f"<table border=1><tbody>{rows}</tbody></table>"


def item_table(h, items):
    rows = ""
    for i, (t, parts) in enumerate(items):
        cell = f"<p>{t}</p>" + "".join(f"<p>({letter(k)}) {p}</p>" for k, p in enumerate(parts))
        rows += f"<tr>\n<td valign=top><b>{h[4]}&nbsp;{i + 1}</b></td>\n<td>{cell}</td>\n</tr>\n"
    return front(h) + f"<table cellspacing=10>{rows}</table>"


def breaks(h, items):
    lines = []
    for i, (t, parts) in enumerate(items):
        lines += [f"{i + 1}. {t}"] + [f"&nbsp;&nbsp;({letter(k)}) {p}" for k, p in enumerate(parts)]
    return f"<p align=center>{h[0]}</p><p align=center>{h[1]}</p><p>{h[2]}</p><p><b>{h[3]}</b></p><p>" + "<br>\n".join(lines) + "</p>"


def divisions(h, items):
    body = "".join(
        f"<div class=row><div class=num>{i + 1}.</div><div class=txt>{t}</div></div>\n" + "".join(
            f"<div class='row sub'><span>({letter(k)})</span> <span>{p}</span></div>\n" for k, p in enumerate(parts))
        for i, (t, parts) in enumerate(items))
    return front(h, "div") + body


def definitions(h, items):
    return front(h) + "<dl>" + "".join(
        f"<dt>{i + 1}.</dt><dd>{t}</dd>" + "".join(f"<dt>({letter(k)})</dt><dd>{p}</dd>" for k, p in enumerate(parts))
        for i, (t, parts) in enumerate(items)) + "</dl>"


def word(h, items):
    def listed(mark, text, level):
        return (f"<p class=MsoListParagraph style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
                f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>"
                f"&nbsp;&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>\n")
    body = "".join(listed(f"{i + 1}.", t, 1) + "".join(listed(f"({letter(k)})", p, 2) for k, p in enumerate(parts))
                   for i, (t, parts) in enumerate(items))
    cover = "".join(f"<p class=MsoNormal align=center style='text-align:center'><b>{w}<o:p></o:p></b></p>\n" for w in h[:4])
    return f"<div class=WordSection1>{cover}<p class=MsoNormal><o:p>&nbsp;</o:p></p>{body}</div>"


def headings(h, items):
    return front(h) + "".join(
        f"<h3>{i + 1}. {t}</h3>\n" + "".join(f"<h4>({letter(k)}) {p}</h4>\n" for k, p in enumerate(parts))
        for i, (t, parts) in enumerate(items))


def preformatted(h, items):
    lines = "\n\n".join(h[:4]) + "\n\n"
    for i, (t, parts) in enumerate(items):
        lines += f"{i + 1}.  {t}\n" + "".join(f"    ({letter(k)}) {p}\n" for k, p in enumerate(parts))
    return f"<pre>{lines}</pre>"


def restarted_lists(h, items):
    return front(h) + "".join(
        f"<ol start={i + 1}><li><strong>{t}</strong></li></ol>\n" +
        ("<ol type=a>" + "".join(f"<li>{p}</li>" for p in parts) + "</ol>" if parts else "")
        for i, (t, parts) in enumerate(items))


def site(h, items):
    links = "".join(f"<li><a href='/{i}'>Link {i}</a></li>" for i in range(12))
    return (f"<header><div><a href=/>Home</a></div><nav><ul>{links}</ul></nav></header><div class=breadcrumb><a href=/>Home</a></div>"
            f"<main><article><div class=content>{lists(h, items)}</div></article></main>"
            f"<aside><h2>News</h2><ul>{links}</ul></aside><footer><p>© 2024</p><ul>{links}</ul></footer>")


def layout_tables(h, items):
    links = "".join(f"<tr><td><a href='/{i}'>Link {i}</a></td></tr>" for i in range(8))
    return (f"<table width=100%><tr><td><table>{links}</table></td><td><table><tr><td>{paragraphs(h, items)}</td></tr></table>"
            "</td></tr></table>")


LAYOUTS = [paragraphs, lists, plain_lists, marked_lists, linked_lists, numbered_table, item_table, breaks, divisions, definitions, word,
           headings, preformatted, restarted_lists, site, layout_tables]


def read(dais, path):
    ran = subprocess.run([dais, "read", path, "--format", "json"], capture_output=True, encoding="utf-8", check=False)
    if not ran.stdout.startswith("{"):
        return f"not read: {ran.stderr.strip()}"
    got = json.loads(ran.stdout)
    return [[(i["number"], i["title"], [(p["number"], p["title"]) for p in i.get("items", [])]) for i in b["items"]]
            for b in got["bodies"]] + [b["ordinal"] for b in got["bodies"]]


def main():
    dais, names = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2:]
    failed = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        for layout in LAYOUTS:
            for language, head in HEAD.items():
                name = f"{layout.__name__}-{language}"
                if names and not any(n in name for n in names):
                    continue
                items = agenda(language)
                direction = " dir=rtl" if language == "ar" else ""
                page = (f"<!DOCTYPE html>\n<html lang={language}{direction}><head><meta charset=utf-8><title>{head[3]}</title></head>\n"
                        f"<body>\n{layout(head, items)}\n</body></html>\n")
                path = pathlib.Path(folder) / f"{name}.html"
                path.write_text(page, encoding="utf-8")
                part = (lambda i, k: f"{i + 1}.{k + 1}") if layout is plain_lists else lambda i, k: letter(k)
                want = [[(str(i + 1), t, [(part(i, k), p) for k, p in enumerate(parts)]) for i, (t, parts) in enumerate(items)], 5]
                got = read(dais, path)
                tried += 1
                if got != want:
                    failed += 1
                    print(f"{name}: {json.dumps(got, ensure_ascii=False)[:300]}")
    print(f"{tried} pages, {failed} not as they should be")
    sys.exit(1 if failed or not tried else 0)


if __name__ == "__main__":
    main()
