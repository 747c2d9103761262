/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The organization of work in the annex, a table that extraction flattened to text: day headings,
 * hours, then cells "number title" one after another. A cell belongs to the body whose item has
 * that number and that title; columns are not needed unless two bodies have both alike.
 */
#include "read/text/table_priv.h"

#define SITTINGS_MAX 4000u
#define ENTRIES_MAX 200u

/* @d with the year of the gathering, if it has none and lies in its days; else year 0. */
static struct dais_date
with_year(const struct cell_facts *c, struct dais_date d)
{
	if (d.year || !c->to.year)
		return d;
	for (int year = c->from.year; year <= c->to.year; year++) {
		d.year = year;
		if (dais_date_cmp(d, c->from) >= 0 && dais_date_cmp(d, c->to) <= 0)
			return d;
	}
	d.year = 0;
	return d;
}

static void
collect(void *ctx, const struct dais_fact *f)
{
	struct cell_facts *c = ctx;

	if (f->kind == DAIS_FACT_TIME)
		c->times++;
	if (f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY)
		c->date = with_year(c, f->from);
	if (c->n < FACTS_MAX) {
		c->v[c->n++] = *f;
		c->covered += f->n;
	}
}

void
read_cell_facts(const struct reader *r, struct dais_str s, struct cell_facts *f)
{
	*f = (struct cell_facts){ .from = r->from, .to = r->to };
	dais_text_find_facts(r->lang, s, collect, f);
}

/* The next "(" or its full-width form in @s at or after @from, or SIZE_MAX. */
static size_t
next_open(struct dais_str s, size_t from)
{
	size_t narrow = dais_str_find_char(s, '(', from),
	       wide = dais_str_find(s, DAIS_STR("（"), from);

	return narrow < wide ? narrow : wide;
}

/* Letters of @s outside its facts: few when the cell states them and nothing else. */
bool
read_states_only_facts(struct dais_str s, const struct cell_facts *c)
{
	if (s.n && s.p[s.n - 1] == ')' && next_open(s, 0) == SIZE_MAX)
		return false; /* the end of a title */
	return c->n > 0 && s.n < 160 && s.n <= c->covered + 24 && s.n <= c->covered * 2 + 8;
}

/* The part of @title before the mark "(continued)". */
static struct dais_str
without_mark(const struct reader *r, struct dais_str title)
{
	for (size_t at = next_open(title, 0); at != SIZE_MAX; at = next_open(title, at + 1)) {
		if (read_is_phrase(&r->words->continued, dais_str_sub(title, at, title.n)))
			return dais_str_trim(dais_str_sub(title, 0, at));
	}
	return dais_str_trim(title);
}

/* Ends the open sitting: gives its entries to bodies, in the order they were begun. */
void
read_table_flush(struct reader *r, struct table_scan *t)
{
	struct sketch_sitting *sit = r->sittings.n ? &r->sittings.v[r->sittings.n - 1] : NULL;

	for (size_t i = 0; sit && i < t->entries.n; i++) {
		struct open_entry *o = &t->entries.v[i];

		o->e.words = (struct dais_str){ o->text.v, o->text.n };
		o->e.title = without_mark(r, o->e.words);
		o->e.continued = o->e.continued_place.line != 0;
		read_resolve_entry(r, sit, o);
		if (o->e.body != DAIS_NONE)
			dais_vec_push(r->a, &sit->entries, o->e);
	}
	t->entries.n = t->entries.cap = 0;
	t->entries.v = NULL;
}

/* Cells of a terminal that @s takes. */
static size_t
width_of(struct dais_str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n && at < 4096;) {
		uint32_t c = dais_str_decode(s, &at);
		bool none = (c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x65F) ||
			    c == 0x670 || (c >= 0x200B && c <= 0x200F);
		bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xFFEF);

		n += none ? 0 : wide ? 2 : 1;
	}
	return n;
}

static struct dais_line_start
place(const struct reader *r, const struct cell *c)
{
	struct dais_line_start p = { 0 };
	const struct text_line *l;

	if (c->block != DAIS_NONE)
		return read_place(r, c->block, c->raw_at);
	l = &r->lines.v[c->line];
	p.line = l->no;
	if (c->raw_at < 100000)
		p.column = (unsigned)dais_str_count(dais_str_sub(l->raw, 0, c->raw_at)) + 1;
	return p;
}

/* The part in "16.1" at *@at of @s, behind the stop, as a letter, 0 = a; -1 if there is none. */
static int
part_number(struct dais_str s, size_t *at)
{
	size_t i = *at;
	int part = 0;

	if (i == 0 || s.p[i - 1] != '.')
		return -1;
	while (i < s.n && i < *at + 2 && s.p[i] >= '0' && s.p[i] <= '9')
		part = part * 10 + (s.p[i++] - '0');
	if (i < s.n && s.p[i] == '.')
		i++;
	if (part < 1 || part > 26 || (i < s.n && s.p[i] != ' '))
		return -1;
	*at = i;
	return part - 1;
}

/* Number, letter and title ("1 b) Adoption of ...") at the start of @s. False if it has none. */
static bool
entry_start(const struct reader *r, struct dais_str s, unsigned *ret_number, int *ret_letter,
    struct dais_str *ret_title)
{
	size_t at = 0, space = dais_str_find_char(s, ' ', 0);
	struct item_mark m;
	unsigned n = 0;

	if (space < 24 && (unsigned char)s.p[0] >= 'A' &&
	    read_is_phrase(&r->words->item, dais_str_sub(s, 0, space)))
		s = dais_str_trim(dais_str_sub(s, space, s.n));
	while (at < s.n && at < 3 && s.p[at] >= '0' && s.p[at] <= '9')
		n = n * 10 + (unsigned)(s.p[at++] - '0');
	if (at == 0 || at > 2 || n == 0)
		return false;
	if (at < s.n && s.p[at] == '.')
		at++;
	*ret_letter = part_number(s, &at);
	if (at < s.n && s.p[at] != ' ' && s.p[at] != '(' && (unsigned char)s.p[at] < 0x80)
		return false;
	s = dais_str_trim(dais_str_sub(s, at, s.n));
	*ret_number = n;
	if (*ret_letter >= 0) {
		*ret_title = s;
		return true;
	}
	m = s.n ? read_mark(r, s) : (struct item_mark){ .kind = MARK_NONE };
	if (m.kind == MARK_LETTER) {
		*ret_letter = (int)m.value;
		s = dais_str_sub(s, m.n, s.n);
	} else if (s.n >= 2 && s.n <= 6 && (s.p[0] == '(' || s.p[s.n - 1] == ')')) {
		/* "1 (a)" alone in its cell: a word behind it makes it a mark. */
		m = read_mark(r, dais_arena_concat(r->a, s, DAIS_STR(" x")));
		if (m.kind != MARK_LETTER)
			return false;
		*ret_letter = (int)m.value;
		s = DAIS_STR_NONE;
	}
	*ret_title = s;
	return true;
}

static void
note_continued(struct reader *r, struct open_entry *o, const struct cell *c)
{
	for (size_t at = next_open(c->s, 0); at != SIZE_MAX; at = next_open(c->s, at + 1)) {
		struct cell mark = *c;

		mark.s = dais_str_sub(c->s, at, c->s.n);
		mark.raw_at += at;

		if (!read_is_phrase(&r->words->continued, mark.s))
			continue;
		o->e.continued_place = place(r, &mark);
		o->e.continued_words = mark.s;
	}
}

static size_t
column_of(const struct reader *r, const struct cell *c)
{
	return c->block != DAIS_NONE
		   ? c->x
		   : width_of(dais_str_sub(r->lines.v[c->line].raw, 0, c->raw_at));
}

/* Adds the words of @c to entry @o. */
static void
append(struct reader *r, struct open_entry *o, const struct cell *c)
{
	struct dais_line_start *s;

	if (o->text.n + c->s.n > 2000)
		return;
	if (o->text.n && (unsigned char)c->s.p[0] < 0xE3 && o->text.v[o->text.n - 1] != '-')
		dais_vec_push(r->a, &o->text, ' ');
	s = dais_vec_add(r->a, &o->e.lines);
	*s = place(r, c);
	s->at = o->text.n;
	for (size_t i = 0; i < c->s.n; i++)
		dais_vec_push(r->a, &o->text, c->s.p[i]);
	note_continued(r, o, c);
}

static void
begin_entry(struct reader *r, struct table_scan *t, const struct cell *c, unsigned number,
    int letter, struct dais_str title)
{
	struct cell at = *c;
	struct open_entry *o;

	if (t->entries.n >= ENTRIES_MAX)
		return;
	o = dais_vec_add(r->a, &t->entries);
	o->number = number;
	o->letter = letter;
	o->indented = c->block == DAIS_NONE && c->first && c->raw_at >= 3;
	o->body = c->body;
	o->e.body = DAIS_NONE;
	at.raw_at += (size_t)(title.p - c->s.p);
	at.s = title;
	o->x = column_of(r, &at);
	t->has_columns |= t->hours_line == c->line;
	o->e.place = place(r, &at);
	append(r, o, &at);
}

/* More words of an entry: of the last one begun in this column of the table, or, where extraction
 * has lost the columns, of the last one. */
static void
continue_entry(struct reader *r, struct table_scan *t, const struct cell *c)
{
	size_t x = column_of(r, c);
	struct open_entry *o = &t->entries.v[t->entries.n - 1];

	for (size_t i = t->entries.n; i-- > 0 && i + 16 > t->entries.n;) {
		if (t->entries.v[i].x == x) {
			o = &t->entries.v[i];
			break;
		}
	}
	append(r, o, c);
}

static void
take_hours(struct reader *r, struct table_scan *t, const struct cell_facts *f)
{
	for (unsigned i = 0; i < f->n; i++) {
		struct sketch_sitting *sit;

		if (f->v[i].kind != DAIS_FACT_TIME)
			continue;
		if (t->awaits_end) {
			struct sketch_sitting *last = &r->sittings.v[r->sittings.n - 1];
			int minute = f->v[i].minute;

			/* An hour over two lines may lose its half of the day. */
			last->end.minute =
			    minute + (minute < last->start.minute && minute < 720 ? 720 : 0);
			t->awaits_end = false;
			continue;
		}
		if (r->sittings.n >= SITTINGS_MAX)
			return;
		sit = dais_vec_add(r->a, &r->sittings);
		sit->start = (struct dais_local){ t->day, f->v[i].minute };
		sit->end = (struct dais_local){ t->day, -1 };
		t->awaits_end = t->sitting = true;
	}
}

/* A line of a title that was broken within brackets: "10 July 2020)". */
static bool
is_cut_in_brackets(struct dais_str s)
{
	static const char *const brackets[][2] = { { "(", ")" }, { "（", "）" } };

	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		size_t opens = dais_str_find(s, dais_str_from(brackets[i][0]), 0);
		size_t closes = dais_str_find(s, dais_str_from(brackets[i][1]), 0);

		if (closes < opens || (opens != SIZE_MAX && closes == SIZE_MAX))
			return true;
	}
	return false;
}

void
read_table_cell(struct reader *r, struct table_scan *t, struct cell c)
{
	struct cell_facts f = { 0 };
	struct dais_str title;
	unsigned number;
	int letter;

	read_cell_facts(r, c.s, &f);
	if (read_states_only_facts(c.s, &f) && f.date.year && !f.times &&
	    !is_cut_in_brackets(c.s)) {
		read_table_flush(r, t);
		t->day = f.date;
		t->sitting = t->awaits_end = t->has_number = false;
		return;
	}
	if (t->day.year && read_is_phrase(&r->words->half_day, c.s)) {
		/* Its hours follow. */
		read_table_flush(r, t);
		t->sitting = t->awaits_end = t->has_number = false;
		return;
	}
	if (t->day.year &&
	    (f.times ? read_states_only_facts(c.s, &f) || read_hours_with_words(r, c.s, &f)
		     : read_bare_hours(c.s, &f))) {
		if (!t->awaits_end)
			read_table_flush(r, t);
		t->has_number = false;
		t->hours_line = c.line;
		t->hours_x = column_of(r, &c);
		if (f.n == 1 && !t->awaits_end)
			read_bare_first_hour(c.s, &f);
		take_hours(r, t, &f);
		return;
	}
	if (t->has_number) {
		t->has_number = false;
		if (entry_start(r, t->number.s, &number, &letter, &title) &&
		    read_is_known_entry(r, number, letter, c.s)) {
			begin_entry(r, t, &c, number, letter, c.s);
			return;
		}
	}
	if (t->sitting && entry_start(r, c.s, &number, &letter, &title)) {
		if (!title.n) {
			t->number = c;
			t->has_number = true;
			return;
		}
		if (read_is_known_entry(r, number, letter, title)) {
			begin_entry(r, t, &c, number, letter, title);
			return;
		}
	}
	/* The rest of the hours ("horas") under them is no part of a title. */
	if (t->has_columns && c.first && column_of(r, &c) == t->hours_x)
		return;
	if (t->entries.n)
		continue_entry(r, t, &c);
}

/* Splits line @i at tabs and runs of spaces. */
static void
take_line(struct reader *r, struct table_scan *t, size_t i)
{
	const struct text_line *l = &r->lines.v[i];
	size_t at = 0, base = (size_t)(l->trim.p - l->raw.p);
	bool first = true;

	while (at < l->trim.n) {
		size_t end = at;
		struct dais_str s;

		while (end < l->trim.n && l->trim.p[end] != '\t' &&
		       !(l->trim.p[end] == ' ' && end + 1 < l->trim.n && l->trim.p[end + 1] == ' '))
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

static void
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

void
read_timetable(struct reader *r)
{
	if (!r->bodies.n)
		return;
	r->items_from_table = r->bodies.n == 1 && !r->bodies.v[0].items.n;
	if (r->flow)
		read_grids(r);
	else if (r->annex != DAIS_NONE)
		read_lines_of_table(r);
	if (r->items_from_table)
		read_sort_table_items(r);
}
