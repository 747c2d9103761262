#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Draws the mark of the site, an SVG of rectangles and circles, as bitmaps: make_icons.py ICON.svg ICO PNG

ICO holds it at 16, 32 and 48 pixels, PNG at 180 on a ground without transparent corners, as telephones want it.
"""
import pathlib
import struct
import sys
import xml.etree.ElementTree as ET
import zlib

FINER = 4  # points a pixel, each way


def shapes(path):
    for e in ET.parse(path).getroot():
        number = lambda name: float(e.get(name, 0))
        colour = tuple(int(e.get("fill")[i:i + 2], 16) for i in (1, 3, 5))
        if e.tag.endswith("}circle"):
            r = number("r")
            yield number("cx") - r, number("cy") - r, 2 * r, 2 * r, r, colour
        elif e.tag.endswith("}rect"):
            yield number("x"), number("y"), number("width"), number("height"), number("rx"), colour
        else:
            sys.exit(f"{path}: {e.tag} is not drawn")


def covers(shape, x, y):
    left, top, width, height, r, _ = shape
    if not (left <= x <= left + width and top <= y <= top + height):
        return False
    dx = max(left + r - x, x - (left + width - r), 0)
    dy = max(top + r - y, y - (top + height - r), 0)
    return dx * dx + dy * dy <= r * r


def draw(drawing, size, square):
    """Rows of RGBA."""
    if square:  # the ground to the edges
        x, y, w, h, _, colour = drawing[0]
        drawing = [(x, y, w, h, 0, colour)] + drawing[1:]
    scale, rows = 32 / (size * FINER), []
    for row in range(size):
        line = bytearray()
        for column in range(size):
            points = []
            for i in range(FINER * FINER):
                x = (column * FINER + i % FINER + 0.5) * scale
                y = (row * FINER + i // FINER + 0.5) * scale
                points += [next((s[5] for s in reversed(drawing) if covers(s, x, y)), None)]
            seen = [p for p in points if p]
            line += bytes(round(sum(p[k] for p in seen) / len(seen)) if seen else 0 for k in range(3))
            line.append(round(255 * len(seen) / len(points)))
        rows.append(bytes(line))
    return rows


def png(rows):
    size = len(rows)
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows), 9)) + chunk(b"IEND", b""))


def ico(drawing, sizes):
    images = [png(draw(drawing, s, False)) for s in sizes]
    out, at = struct.pack("<HHH", 0, 1, len(sizes)), 6 + 16 * len(sizes)
    for size, image in zip(sizes, images):
        out += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return out + b"".join(images)


def main():
    drawing = list(shapes(sys.argv[1]))
    pathlib.Path(sys.argv[2]).write_bytes(ico(drawing, (16, 32, 48)))
    pathlib.Path(sys.argv[3]).write_bytes(png(draw(drawing, 180, True)))


main()
