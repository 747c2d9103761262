# SPDX-License-Identifier: LGPL-2.1-or-later
"""Growth as a picture: milliseconds against how much there is, both by powers of ten, as SVG."""
import math

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 420, 70, 30, 110
ACROSS, UP = [10000, 100000, 1000000], [0.1, 1, 10, 100]


def _scale(value, marks, start, end):
    low, high = math.log10(marks[0]), math.log10(marks[-1])
    return start + (math.log10(max(value, marks[0])) - low) / (high - low) * (end - start)


def growth(title, what, of_what, colours, series):
    """@series: points (how much, milliseconds) by name, as in @colours; @what is drawn, against @of_what."""
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
           f"<title>{title}</title>", f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for mark in ACROSS:
        x = _scale(mark, ACROSS, LEFT, WIDTH - 20)
        out += [f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ccc"/>',
                f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="{"end" if mark == ACROSS[-1] else "middle"}">{mark:,}</text>']
    for mark in UP:
        y = _scale(mark, UP, HEIGHT - BOTTOM, TOP)
        out += [f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - 20}" y2="{y:.1f}" stroke="#ccc"/>',
                f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{mark:g} ms</text>']
    for n, (name, colour) in enumerate(colours.items()):
        points = [(_scale(size, ACROSS, LEFT, WIDTH - 20), _scale(ms, UP, HEIGHT - BOTTOM, TOP)) for size, ms in sorted(series[name])]
        out.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        x, y = LEFT + n % 3 * 220, HEIGHT - BOTTOM + 60 + n // 3 * 20
        out += [f'<circle cx="{x}" cy="{y - 4}" r="4" fill="{colour}"/>', f'<text x="{x + 10}" y="{y}">{name}</text>']
    out += [f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - BOTTOM + 38}" text-anchor="middle">{of_what}</text>',
            f'<text x="{LEFT}" y="18">{what}</text>', "</svg>"]
    return "\n".join(out) + "\n"
