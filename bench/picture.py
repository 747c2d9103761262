# SPDX-License-Identifier: LGPL-2.1-or-later
"""Growth as a picture: time against how much there is, both by powers of ten, as SVG."""
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 20, 30, 110
ACROSS, UP = [10000, 100000, 1000000], [0.1, 1, 10, 100]


def _scale(value, marks, start, end):
    low, high = math.log10(marks[0]), math.log10(marks[-1])
    return start + (math.log10(max(value, marks[0])) - low) / (high - low) * (end - start)


def _powers(values):
    """Powers of ten around @values, two at least."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0 ** e if e < 0 else 10 ** e for e in range(low, max(high, low + 1) + 1)]


def _plain(mark):
    """Without an exponent."""
    return f"{mark:.9f}".rstrip("0") if mark < 1 else f"{mark:g}"


class _Picture:
    """Axes with marks at powers of ten, to draw on; @unit is of what is drawn upwards."""

    def __init__(self, title, what, of_what, across, up, unit):
        self.across, self.up = across, up
        self.out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
                    f"<title>{title}</title>", f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
        self.last = [f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - BOTTOM + 38}" text-anchor="middle">{of_what}</text>',
                     f'<text x="{LEFT}" y="18">{what}</text>', "</svg>"]
        for mark in across:
            x = self.at(mark, up[0])[0]
            self.out += [f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ccc"/>',
                         f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="{"end" if mark == across[-1] else "middle"}">{mark:,}</text>']
        for mark in up:
            y = self.at(across[0], mark)[1]
            self.out += [f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ccc"/>',
                         f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_plain(mark)} {unit}</text>']

    def at(self, size, time):
        return _scale(size, self.across, LEFT, WIDTH - RIGHT), _scale(time, self.up, HEIGHT - BOTTOM, TOP)

    def dot(self, x, y, colour, hollow=False):
        self.out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" stroke="{colour}" stroke-width="2" fill="{"#fff" if hollow else colour}"/>')

    def key(self, n, words, colour, hollow=False):
        """The @n-th line of what the dots mean, three beside each other."""
        x, y = LEFT + n % 3 * 220, HEIGHT - BOTTOM + 60 + n // 3 * 20
        self.dot(x, y - 4, colour, hollow)
        self.out.append(f'<text x="{x + 10}" y="{y}">{words}</text>')

    def text(self):
        return "\n".join(self.out + self.last) + "\n"


def _lines(picture, colours, series):
    """A line for each of @series whose points have sizes of their own; a third member of a point says that its dot is hollow."""
    for n, (name, colour) in enumerate(colours.items()):
        points = sorted(series[name])
        places = [picture.at(*p[:2]) for p in points]
        if len({p[0] for p in points}) == len(points):
            drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            picture.out.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for point, (x, y) in zip(points, places):
            picture.dot(x, y, colour, len(point) > 2 and point[2])
        picture.key(n, name, colour)
    return picture


def growth(title, what, of_what, colours, series):
    """@series: points (how much, milliseconds) by name, as in @colours; @what is drawn, against @of_what."""
    return _lines(_Picture(title, what, of_what, ACROSS, UP, "ms"), colours, series).text()


def growth_in_seconds(title, what, of_what, colours, series, hollow=None):
    """The same of seconds, with axes as long as the points need them; @hollow says what hollow dots are."""
    points = [p for name in colours for p in series[name]]
    picture = _lines(_Picture(title, what, of_what, _powers([p[0] for p in points]), _powers([p[1] for p in points]), "s"), colours, series)
    if hollow:
        picture.key(len(colours), hollow, "#555", True)
    return picture.text()


def runs(title, what, of_what, points, filled, hollow, colour="#0b4f8a"):
    """@points: (how much, seconds, whether @filled says what it was, else @hollow), each a run of its own."""
    picture = _Picture(title, what, of_what, _powers([p[0] for p in points]), _powers([p[1] for p in points]), "s")
    for size, seconds, is_filled in points:
        picture.dot(*picture.at(size, seconds), colour, not is_filled)
    picture.key(0, filled, colour)
    picture.key(1, hollow, colour, True)
    return picture.text()
