#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The colours of share/colours/items.yaml: words on every tint can be read (WCAG 2.2, 1.4.3), and
any two bands are told apart in grey, by lightness alone, and by people who lack one kind of cone.

usage: colours.py ITEMS.yaml

Simulation of colour vision: Machado, Oliveira and Fernandes 2009, severity 1. Distance: CIE 1976.
"""
import sys

import yaml

CONTRAST = 7.0    # WCAG AAA for the words of an entry
LIGHTNESS = 7.0   # steps of L* between neighbours in grey
DISTANCE = 15.0   # least CIE 1976 difference with any colour vision
MATRICES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    v = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in v]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(x, y):
    a, b = sorted((luminance(linear(x)), luminance(linear(y))))
    return (b + 0.05) / (a + 0.05)


def lab(rgb):
    def f(t):
        return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
    r, g, b = rgb
    x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    y = f(luminance(rgb))
    z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour, matrix):
    rgb = linear(colour)
    return [min(1, max(0, sum(m * c for m, c in zip(row, rgb)))) for row in matrix]


with open(sys.argv[1], encoding="utf-8") as f:
    data = yaml.safe_load(f)
bad = 0
for scheme in ("light", "dark"):
    ink, bands, tints = data["ink"][scheme], data[scheme]["band"], data[scheme]["tint"]
    for i, tint in enumerate(tints):
        if contrast(ink, tint) < CONTRAST:
            print(f"{scheme}: words on tint {i} have {contrast(ink, tint):.1f}:1")
            bad = 1
    grey = sorted(lab([luminance(linear(c))] * 3)[0] for c in bands)
    for low, high in zip(grey, grey[1:]):
        if high - low < LIGHTNESS:
            print(f"{scheme}: two bands are alike in grey: L* {low:.1f} and {high:.1f}")
            bad = 1
    for name, matrix in MATRICES.items():
        for i, x in enumerate(bands):
            for k in range(i):
                p, q = lab(seen(x, matrix)), lab(seen(bands[k], matrix))
                distance = sum((a - b) ** 2 for a, b in zip(p, q)) ** 0.5
                if distance < DISTANCE:
                    print(f"{scheme}, {name}: bands {k} and {i} differ by {distance:.1f}")
                    bad = 1
sys.exit(bad)
