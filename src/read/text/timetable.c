/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The organization of work in the annex, a table that extraction flattened to text: day headings,
 * hours, then cells "number title" one after another. A cell belongs to the body whose item has
 * that number and that title; columns are not needed unless two bodies have both alike.
 */
#include "read/text/build_priv.h"
#include "read/text/table_priv.h"

#define ENTRIES_MAX 200u
#define LABEL_MAX 200u /* bytes of words of its own that a timetable gives an item */

static void
collect(void *ctx, const struct dais_fact *f)
{
	struct cell_facts *c = ctx;

	if (f->kind == DAIS_FACT_TIME)
		c->times++;
	if (f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY)
		c->date = f->from;
	if (c->n < FACTS_MAX) {
		c->v[c->n++] = *f;
		c->covered += f->n;
	}
}

void
read_cell_facts(const struct reader *r, struct dais_str s, struct cell_facts *f)
{
	*f = (struct cell_facts){ .n = 0 };
	dais_text_find_facts(r->lang, s, collect, f);
	f->date = read_dated(r, f->date, NEAR_TABLE_DAYS);
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

struct dais_str
read_without_continued(const struct reader *r, struct dais_str title)
{
	for (size_t at = next_open(title, 0); at != SIZE_MAX; at = next_open(title, at + 1)) {
		if (read_is_phrase(&r->words->continued, dais_str_sub(title, at, title.n)))
			return dais_str_trim(dais_str_sub(title, 0, at));
	}
	return dais_str_trim(title);
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

size_t
read_cell_column(const struct reader *r, const struct cell *c)
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
	t->closed = false;
	o->number = number;
	o->letter = letter;
	o->indented = c->block == DAIS_NONE && c->first && c->raw_at >= 3;
	o->body = c->body;
	o->e.body = DAIS_NONE;
	at.raw_at += (size_t)(title.p - c->s.p);
	at.s = title;
	o->x = read_cell_column(r, &at);
	t->has_columns |= t->hours_line == c->line;
	o->e.place = place(r, &at);
	append(r, o, &at);
}

/* An entry that names item @item alone, in the words of @c; its title is not known. */
static void
begin_bare(struct reader *r, struct table_scan *t, const struct cell *c, struct named_item item)
{
	struct open_entry *o;

	if (t->entries.n >= ENTRIES_MAX)
		return;
	o = dais_vec_add(r->a, &t->entries);
	t->closed = false;
	o->number = item.number;
	o->letter = item.letter;
	o->bare = true;
	o->body = c->body;
	o->x = read_cell_column(r, c);
	o->e = (struct sketch_entry){ .body = DAIS_NONE, .words = c->s, .place = place(r, c) };
	note_continued(r, o, c);
}

/* An item named in a cell of its own whose title did not follow. */
static void
take_awaited(struct reader *r, struct table_scan *t)
{
	if (t->has_number && t->is_named)
		begin_bare(r, t, &t->number, t->named);
	t->has_number = t->is_named = false;
}

/* "4" beside the hours of a sitting, and no title before the next: the item with that number. Alone
 * on a line it may be that of a page. */
static void
take_number_alone(struct reader *r, struct table_scan *t)
{
	struct named_item item;
	struct dais_str title;

	if (t->has_number && !t->is_named && !t->number.first &&
	    read_entry_start(r, t->number.s, &item.number, &item.letter, &title) && !title.n &&
	    read_knows_item(r, item.number, item.letter))
		begin_bare(r, t, &t->number, item);
}

/* Ends the open sitting: gives its entries to bodies, in the order they were begun. */
void
read_table_flush(struct reader *r, struct table_scan *t)
{
	struct sketch_sitting *sit = r->sittings.n ? &r->sittings.v[r->sittings.n - 1] : NULL;

	take_number_alone(r, t);
	take_awaited(r, t);
	for (size_t i = 0; sit && i < t->entries.n; i++) {
		struct open_entry *o = &t->entries.v[i];

		if (!o->bare) {
			o->e.words = (struct dais_str){ o->text.v, o->text.n };
			o->e.title = read_without_continued(r, o->e.words);
		}
		o->e.continued = o->e.continued_place.line != 0;
		read_resolve_entry(r, sit, o);
		if (o->e.body != DAIS_NONE)
			dais_vec_push(r->a, &sit->entries, o->e);
	}
	t->entries.n = t->entries.cap = 0;
	t->entries.v = NULL;
}

/* More words of an entry: of the last one begun in this column of the table, or, where extraction
 * has lost the columns, of the last one. */
static void
continue_entry(struct reader *r, struct table_scan *t, const struct cell *c)
{
	size_t x = read_cell_column(r, c);
	struct open_entry *o = &t->entries.v[t->entries.n - 1];

	for (size_t i = t->entries.n; i-- > 0 && i + 16 > t->entries.n;) {
		if (t->entries.v[i].x == x) {
			o = &t->entries.v[i];
			break;
		}
	}
	if (!o->bare)
		append(r, o, c);
}

static bool
is_dash(struct dais_str s)
{
	static const char *const dashes[] = { "-", "–", "—", "―", "--", "－" };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (dais_str_eq(s, dais_str_from(dashes[i])))
			return true;
	}
	return false;
}

/* "Budget: outlook (item 3)": the words are what is taken up of the item, and its title where it
 * has none yet. */
static bool
take_item_behind(
    struct reader *r, struct table_scan *t, const struct cell *c, const struct named_items *n)
{
	struct dais_str title = read_without_continued(r, n->title);

	if (n->title.n > LABEL_MAX)
		return false;
	if (r->items_from_table && !read_knows_item(r, n->v[0].number, n->v[0].letter))
		begin_entry(r, t, c, n->v[0].number, n->v[0].letter, title);
	else
		begin_bare(r, t, c, n->v[0]);
	return true;
}

/* Items that the cell names: "Item 3: Title", "Item 3", "Items 4 and 5". */
static bool
take_named(struct reader *r, struct table_scan *t, const struct cell *c)
{
	struct named_items n;
	struct dais_str title;

	if (t->sitting && read_item_behind(r, c->s, &n))
		return take_item_behind(r, t, c, &n);
	if (!t->sitting || (!read_bare_items(r, c->s, &n) && !read_named_items(r, c->s, &n)))
		return false;
	title = read_without_continued(r, n.title);
	if (n.n == 1 && title.n && read_is_known_entry(r, n.v[0].number, n.v[0].letter, title)) {
		begin_entry(r, t, c, n.v[0].number, n.v[0].letter, n.title);
		return true;
	}
	if ((title.n && !n.stopped) || title.n > LABEL_MAX)
		return false;
	for (size_t i = 0; i < n.n; i++) {
		if (!read_knows_item(r, n.v[i].number, n.v[i].letter) &&
		    !(r->items_from_table && n.n == 1 && !n.title.n))
			return false;
	}
	if (n.n == 1 && !n.title.n) {
		t->number = *c;
		t->named = n.v[0];
		t->has_number = t->is_named = true;
		return true;
	}
	for (size_t i = 0; i < n.n; i++)
		begin_bare(r, t, c, n.v[i]);
	return true;
}

/* The title behind a number that stood in a cell of its own. */
static bool
take_title(struct reader *r, struct table_scan *t, const struct cell *c)
{
	struct dais_str title;
	struct named_item item = t->named;
	struct named_items next;
	bool known;

	if (!t->has_number)
		return false;
	if (t->is_named && read_named_items(r, c->s, &next) && !next.title.n) {
		take_awaited(r, t);
		return false;
	}
	known = t->is_named || read_entry_start(r, t->number.s, &item.number, &item.letter, &title);
	if (!known || !read_is_known_entry(r, item.number, item.letter, c->s)) {
		take_awaited(r, t);
		return false;
	}
	t->has_number = t->is_named = false;
	begin_entry(r, t, c, item.number, item.letter, c->s);
	return true;
}

static void
take_cell(struct reader *r, struct table_scan *t, struct cell c)
{
	struct cell_facts f = { 0 };
	struct dais_str title;
	unsigned number;
	int letter;

	read_cell_facts(r, c.s, &f);
	if (read_take_day(r, t, &c, &f))
		return;
	if (t->day.year && read_is_phrase(&r->words->half_day, c.s)) {
		/* Its hours follow. */
		read_table_flush(r, t);
		t->sitting = t->awaits_end = false;
		return;
	}
	if (read_take_hours(r, t, &c, &f) || take_title(r, t, &c) || take_named(r, t, &c))
		return;
	if (t->sitting && read_entry_start(r, c.s, &number, &letter, &title)) {
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
	if (t->has_columns && c.first && read_cell_column(r, &c) == t->hours_x)
		return;
	if (t->entries.n && !t->closed && !read_behind_label(&r->words->speaker_label, c.s).n)
		continue_entry(r, t, &c);
}

void
read_table_cell(struct reader *r, struct table_scan *t, struct cell c)
{
	/* A dash fills a cell in which nothing is taken up. */
	if (is_dash(c.s))
		return;
	for (size_t end = t->sitting ? read_next_entry(r, c.s) : c.s.n; end < c.s.n;
	    end = read_next_entry(r, c.s)) {
		struct cell head = c;

		head.s.n = read_without_end(dais_str_sub(c.s, 0, end));
		take_cell(r, t, head);
		c.s = dais_str_sub(c.s, end, c.s.n);
		c.raw_at += end;
		c.first = false;
	}
	take_cell(r, t, c);
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
	if (r->flow && !r->sittings.n && r->annex != DAIS_NONE)
		read_paragraphs_of_table(r);
	if (r->items_from_table && r->annex != DAIS_NONE && !r->sittings.n)
		read_items_without_days(r);
	if (r->items_from_table) {
		read_sort_table_items(r);
		read_table_documents(r);
	}
}
