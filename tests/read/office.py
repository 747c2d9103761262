#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Packs data/*.parts into documents, DOCX or ODT: office.py NAME.parts OUT. Each part follows a line "=== name"; what a package
must have besides is added, and parts get their root elements and namespaces."""

import re
import sys
import zipfile
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOTS = {"document": "document", "styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes",
         "endnotes": "endnotes", "header": "hdr", "footer": "ftr", "comments": "comments"}


def kind(name):
    return re.sub(r"[0-9]*\.xml$", "", name.split("/")[-1])


def parts_of(path):
    parts, name = {}, None
    for line in Path(path).read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("=== "):
            name = line[4:].strip()
            parts[name] = ""
        elif name:
            parts[name] += line
    return parts


def wrap(name, text, word):
    if not name.startswith("word/") or kind(name) not in ROOTS or text.lstrip().startswith("<?xml"):
        return text
    root = ROOTS[kind(name)]
    if root == "document":
        text = f"<w:body>{text}</w:body>"
    spaces = (f'xmlns:w="{word}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
              ' xmlns:v="urn:schemas-microsoft-com:vml"'
              ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {spaces}>{text}</w:{root}>'


def relationships(entries):
    lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{t}" Target="{g}"{m}/>' for i, t, g, m in entries)
    return f'<?xml version="1.0"?>\n<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def content_types(parts):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    lines = "".join(f'<Override PartName="/{n}" ContentType="{main}.{"document.main" if kind(n) == "document" else kind(n)}+xml"/>'
                    for n in parts if n.startswith("word/") and kind(n) in ROOTS)
    return ('<?xml version="1.0"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>')


OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {"office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "table": "table:1.0", "draw": "drawing:1.0",
          "fo": "xsl-fo-compatible:1.0", "svg": "svg-compatible:1.0"}


def wrap_open(name, text):
    """content.xml: styles, then a line "--- text"; styles.xml as it is."""
    if text.lstrip().startswith("<?xml"):
        return text
    spaces = " ".join(f'xmlns:{p}="{OASIS}{n}"' for p, n in SPACES.items()) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    if name == "styles.xml":
        return f'<?xml version="1.0"?>\n<office:document-styles {spaces}>{text}</office:document-styles>'
    styles, _, body = text.partition("--- text\n")
    return (f'<?xml version="1.0"?>\n<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>")


def make_open(parts, out):
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, text in parts.items():
            text = wrap_open(name, text) if name in ("content.xml", "styles.xml") else text
            z.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


def make(source, out):
    parts = parts_of(source)
    if not any(n.startswith("word/") for n in parts):
        make_open(parts, out)
        return
    word = STRICT if "strict" in Path(source).stem else WORD
    links = re.findall(r"^(\S+) (\S+)$", parts.pop("links", ""), re.M)
    entries = [(i, "hyperlink", t, ' TargetMode="External"') for i, t in links]
    entries += [(Path(n).stem, kind(n), n.removeprefix("word/"), "") for n in parts
                if n.startswith("word/") and n != "word/document.xml" and kind(n) in ROOTS]
    every = {"[Content_Types].xml": content_types(parts),
             "_rels/.rels": relationships([("main", "officeDocument", "word/document.xml", "")]),
             "word/_rels/document.xml.rels": relationships(entries)}
    every.update({n: wrap(n, t, word) for n, t in parts.items()})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in every.items():
            z.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2])
