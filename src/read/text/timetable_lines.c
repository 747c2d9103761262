/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables in lines of text: cells end at tabs, at wide gaps, or at strokes. Timetables in
 * paragraphs of a word processor, where a day, its hours and what is taken up then may share a
 * paragraph.
 */
#include "read/text/lists.h"
#include "read/text/table_priv.h"

#define PARAGRAPH_MAX 600u    /* bytes of one that states when and what */
#define TIMED_MIN 3u          /* items with hours that make an agenda a timetable */
#define BETWEEN_FACTS_MAX 40u /* bytes between a day and its hours, and before them */

/* Whether a cell of line @s ends at byte @at: at a tab, two spaces, or a stroke between cells. */
static bool
ends_cell(struct dais_str s, size_t at, bool strokes)
{
	return s.p[at] == '\t' || (strokes && s.p[at] == '|') ||
	       (s.p[at] == ' ' && at + 1 < s.n && s.p[at + 1] == ' ');
}

/* "* Reissued for technical reasons.": a footnote, not a bullet before an item. */
static bool
is_footnote(struct reader *r, struct dais_str s)
{
	size_t stars = 0;

	while (stars < s.n && s.p[stars] == '*')
		stars++;
	return stars > 0 && !read_entry_begins(r, dais_str_trim(dais_str_sub(s, stars, s.n)));
}

/* Bytes of @s that state a day, hours, or both, before the words of an entry; 0 when it does not
 * begin so, all of it when nothing else stands there. */
static size_t
time_stated_first(const struct reader *r, struct dais_str s)
{
	struct cell_facts f;
	size_t end = 0;

	read_cell_facts(r, s, &f);
	for (unsigned i = 0; i < f.n; i++) {
		bool when = f.v[i].kind == DAIS_FACT_DATE || f.v[i].kind == DAIS_FACT_WEEKDAY ||
			    f.v[i].kind == DAIS_FACT_TIME;

		if (!when || f.v[i].at > end + BETWEEN_FACTS_MAX)
			break;
		end = f.v[i].at + f.v[i].n;
	}
	return end ? end : read_bare_hours_length(s);
}

/* Bytes of the hours from and to that @s begins with; 0: it begins with none, or states more of
 * when: a day. */
static size_t
hours_stated_first(const struct reader *r, struct dais_str s)
{
	struct cell_facts f;
	size_t n = read_bare_hours_length(s);

	/* "09:15" before "1. Opening" is no hour to those who find facts. */
	if (n)
		return n;
	n = time_stated_first(r, s);
	read_cell_facts(r, dais_str_sub(s, 0, n), &f);
	return n && !f.date.year && (f.times == 2 || !f.n) ? n : 0;
}

/* Takes the cell @c of a line; its hours apart, where words stand behind them without a gap. */
static void
take_line_cell(struct reader *r, struct table_scan *t, struct cell c)
{
	size_t hours = c.first && t->day.year ? hours_stated_first(r, c.s) : 0;
	struct dais_str rest = read_without_frame(dais_str_sub(c.s, hours, c.s.n));

	if (hours && rest.n) {
		struct cell head = c;

		head.s = dais_str_sub(c.s, 0, hours);
		read_table_cell(r, t, head);
		c.raw_at += (size_t)(rest.p - c.s.p);
		c.s = dais_str_sub(c.s, (size_t)(rest.p - c.s.p), c.s.n);
		c.first = false;
	}
	read_table_cell(r, t, c);
}

/* Splits line @i into its cells. */
static void
take_line(struct reader *r, struct table_scan *t, size_t i)
{
	const struct text_line *l = &r->lines.v[i];
	size_t at = 0, base = read_indent(l);
	bool first = true, strokes = dais_str_find(l->trim, DAIS_STR(" | "), 0) != SIZE_MAX;

	while (at < l->trim.n) {
		size_t end = at;
		struct dais_str s;

		while (end < l->trim.n && !ends_cell(l->trim, end, strokes))
			end++;
		s = dais_str_trim(dais_str_sub(l->trim, at, end));
		if (s.n) {
			take_line_cell(r, t,
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

/* Whether line @i is a heading in capitals behind a gap, below entries that are not: "FIRST MEETING
 * OF THE DRAFTING COMMITTEE". */
static bool
is_heading_below(const struct reader *r, const struct table_scan *t, size_t i)
{
	const struct text_line *l = &r->lines.v[i];
	const struct open_entry *last = t->entries.n ? &t->entries.v[t->entries.n - 1] : NULL;

	return last && l->gap > r->gap && read_is_in_capitals(l->trim) &&
	       !read_is_in_capitals((struct dais_str){ last->text.v, last->text.n });
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

		t.closed |= l->role == LINE_RULE || is_heading_below(r, &t, i);
		if (l->role != LINE_TEXT)
			continue;
		f = l->trim.n < 300 ? dais_str_trim(dais_text_fold(r->a, l->trim)) : DAIS_STR_NONE;
		if ((t.day.year && f.n && dais_map_get(&t.heads, f) != DAIS_MAP_NONE) ||
		    is_footnote(r, l->trim))
			continue;
		take_line(r, &t, i);
		if (!t.day.year && f.n)
			dais_map_add(&t.heads, f, i);
	}
	read_table_flush(r, &t);
}

/* Whether @s is hours and a numbered item behind them. */
static bool
is_timed_item(const struct reader *r, struct dais_str s)
{
	size_t n = hours_stated_first(r, s);
	struct dais_str rest = read_without_frame(dais_str_sub(s, n, s.n)), title;
	unsigned number;
	int letter;

	return n && read_entry_start(r, rest, &number, &letter, &title) && title.n;
}

bool
read_leads_timetable(const struct reader *r, size_t b)
{
	size_t timed = 0;

	for (size_t i = r->flow ? b + 1 : r->blocks.v[b].last + 1;
	    i < (r->flow ? r->blocks.n : r->lines.n); i++)
		timed += is_timed_item(r, r->flow ? r->blocks.v[i].text : r->lines.v[i].trim);
	return timed >= TIMED_MIN;
}

/* Whether a paragraph of a timetable is a cell of its own: a day, hours, an item. Others are prose.
 */
static bool
is_cell(struct reader *r, struct dais_str s)
{
	struct cell_facts f, hours;
	struct dais_str rest;
	bool only;

	read_cell_facts(r, s, &f);
	only = read_states_only_facts(s, &f) || read_hours_of_day(r, s, &f, &rest, &hours);
	return only || read_hours(r, s, &f) || read_is_phrase(&r->words->half_day, s) ||
	       read_entry_begins(r, s);
}

static void
take_paragraph(struct reader *r, struct table_scan *t, size_t b)
{
	struct cell c = {
		.s = r->blocks.v[b].text, .line = b, .first = true, .block = b, .body = DAIS_NONE
	};
	size_t end = is_footnote(r, c.s) ? 0 : time_stated_first(r, c.s);
	struct dais_str rest = read_without_frame(dais_str_sub(c.s, end, c.s.n));

	if (end && rest.n && read_entry_begins(r, rest)) {
		struct cell head = c;

		head.s = read_without_frame(dais_str_sub(c.s, 0, (size_t)(rest.p - c.s.p)));
		head.raw_at = (size_t)(head.s.p - c.s.p);
		read_table_cell(r, t, head);
		c.s = rest;
		c.raw_at = (size_t)(rest.p - r->blocks.v[b].text.p);
		c.first = false;
	} else if (is_footnote(r, c.s) || (!t->has_number && !is_cell(r, c.s))) {
		return;
	}
	read_table_cell(r, t, c);
}

void
read_paragraphs_of_table(struct reader *r)
{
	struct table_scan t = { .hours_line = DAIS_NONE };

	dais_map_init(&t.heads, r->a);
	for (size_t b = r->annex + 1; b < r->blocks.n; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (!k->text.n || k->text.n >= PARAGRAPH_MAX)
			continue;
		/* Tables that state no hours themselves hold what is taken up in the hours above
		 * them. */
		if (k->role == DAIS_FLOW_CELL)
			read_table_cell(r, &t,
			    (struct cell){ .s = k->text,
				.line = b,
				.first = true,
				.block = b,
				.body = DAIS_NONE });
		else if (read_is_body(r, b))
			take_paragraph(r, &t, b);
	}
	read_table_flush(r, &t);
	r->timetable_in_paragraphs = r->sittings.n > 0;
}
