/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines and columns of offsets in the source. Parsers move text about, so that offsets do not
 * only grow: a mark every so many bytes keeps each answer cheap.
 */
#include "read/html/html_priv.h"

static void
advance(struct dais_str text, struct html_point *p, size_t to)
{
	for (; p->at < to; p->at++) {
		char c = text.p[p->at];

		if (c == '\n') {
			p->line++;
			p->column = 1;
		} else if (((unsigned char)c & 0xC0) != 0x80) {
			p->column++;
		}
	}
}

void
html_source_init(struct html_source *s, struct dais_arena *a, struct dais_str text)
{
	struct html_point p = { 0, 1, 1 };

	s->text = text;
	s->n = text.n / HTML_MARK_BYTES + 1;
	s->marks = DAIS_NEW_N(a, s->n, struct html_point);
	for (size_t i = 0; i < s->n; i++) {
		advance(text, &p, i * HTML_MARK_BYTES);
		s->marks[i] = p;
	}
	s->last = s->marks[0];
}

struct html_point
html_source_point(struct html_source *s, size_t at)
{
	const struct html_point *mark;

	if (at > s->text.n)
		at = s->text.n;
	mark = &s->marks[at / HTML_MARK_BYTES];
	if (s->last.at > at || s->last.at < mark->at)
		s->last = *mark;
	advance(s->text, &s->last, at);
	return s->last;
}
