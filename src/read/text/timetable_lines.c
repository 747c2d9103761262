/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables in lines of text: cells end at tabs, at wide gaps, or at strokes.
 */
#include "read/text/table_priv.h"

/* Whether a cell of line @s ends at byte @at: at a tab, two spaces, or a stroke between cells. */
static bool
ends_cell(struct dais_str s, size_t at, bool strokes)
{
	return s.p[at] == '\t' || (strokes && s.p[at] == '|') ||
	       (s.p[at] == ' ' && at + 1 < s.n && s.p[at + 1] == ' ');
}

/* Splits line @i into its cells. */
static void
take_line(struct reader *r, struct table_scan *t, size_t i)
{
	const struct text_line *l = &r->lines.v[i];
	size_t at = 0, base = (size_t)(l->trim.p - l->raw.p);
	bool first = true, strokes = dais_str_find(l->trim, DAIS_STR(" | "), 0) != SIZE_MAX;

	while (at < l->trim.n) {
		size_t end = at;
		struct dais_str s;

		while (end < l->trim.n && !ends_cell(l->trim, end, strokes))
			end++;
		s = dais_str_trim(dais_str_sub(l->trim, at, end));
		if (s.n) {
			read_table_cell(r, t,
			    (struct cell){ .s = s,
				.line = i,
				.raw_at = base + (size_t)(s.p - l->trim.p),
				.first = first,
				.block = DAIS_NONE,
				.body = DAIS_NONE });
			first = false;
		}
		at = end + 1;
	}
}

void
read_lines_of_table(struct reader *r)
{
	struct table_scan t = { .hours_line = DAIS_NONE };
	size_t i;

	dais_map_init(&t.heads, r->a);
	for (i = r->blocks.v[r->annex].last + 1; i < r->lines.n; i++) {
		struct text_line *l = &r->lines.v[i];
		struct dais_str f;

		if (l->role != LINE_TEXT)
			continue;
		f = l->trim.n < 300 ? dais_str_trim(dais_text_fold(r->a, l->trim)) : DAIS_STR_NONE;
		if (t.day.year && f.n && dais_map_get(&t.heads, f) != DAIS_MAP_NONE)
			continue;
		take_line(r, &t, i);
		if (!t.day.year && f.n)
			dais_map_add(&t.heads, f, i);
	}
	read_table_flush(r, &t);
}
