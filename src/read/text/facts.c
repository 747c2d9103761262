/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Facts of running text: of which body an ordinal is said, and the days and hours of a timetable.
 */
#include "read/text/front_priv.h"

#define NEAR_BYTES 100u
#define NAME_BYTES 300u

/* --- of which body ---------------------------------------------------------------------------- */

/* First words that the names of all bodies share: "Working Group on ...". */
static size_t
shared_words(const word_vec *names, size_t n)
{
	size_t k = 0;

	if (n == 1)
		return names[0].n >= 4 ? 2 : 1;
	for (;; k++) {
		for (size_t i = 0; i < n; i++) {
			if (k >= names[i].n || !read_akin(names[i].v[k], names[0].v[k]))
				return k ? k : 1;
		}
	}
}

/* Words of @text at @from that go through @name from word @at on, in order, without a gap in the
 * text. */
static size_t
follow(const word_vec *text, size_t from, const word_vec *name, size_t at)
{
	size_t n = 0;

	while (from + n < text->n) {
		while (at < name->n && !read_akin(text->v[from + n], name->v[at]))
			at++;
		if (at == name->n)
			return n;
		at++;
		n++;
	}
	return n;
}

/* The place of the first word of @name near the start of @text (after articles), or SIZE_MAX. */
static size_t
name_start(const word_vec *text, const word_vec *name)
{
	for (size_t i = 0; i < text->n && i < 4; i++) {
		if (name->n && name->v[0].n >= 5 && read_akin(text->v[i], name->v[0]))
			return i;
		if (text->v[i].n > 6)
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* The words of the bodies' names, once. */
static void
split_names(struct reader *r)
{
	word_vec *names;

	if (r->body_names)
		return;
	names = DAIS_NEW_N(r->a, r->bodies.n, word_vec);
	for (size_t b = 0; b < r->bodies.n; b++)
		names[b] = read_split(r->a, read_span(r, r->bodies.v[b].name));
	r->body_names = names;
	r->shared_words = shared_words(names, r->bodies.n);
}

/* The body whose whole name ends @text, as where a language puts the name before the ordinal; or
 * DAIS_NONE. */
static size_t
named_before(const word_vec *text, const word_vec *names, size_t n)
{
	size_t best = DAIS_NONE, most = 0;

	for (size_t b = 0; b < n; b++) {
		word_vec tail = { .n = names[b].n };

		if (names[b].n <= most || names[b].n < 2 || names[b].n > text->n)
			continue;
		tail.v = text->v + (text->n - names[b].n);
		if (follow(&tail, 0, &names[b], 0) != names[b].n)
			continue;
		most = names[b].n;
		best = b;
	}
	return best;
}

/* Where the name of a body begins behind an ordinal, or SIZE_MAX. */
static size_t
first_start(const word_vec *after, const word_vec *names, size_t n)
{
	size_t start = SIZE_MAX;

	for (size_t b = 0; b < n && start == SIZE_MAX; b++)
		start = name_start(after, &names[b]);
	return start;
}

/* Words of @s from @from to @to; one that is cut at the start does not count. */
static word_vec
words_between(struct dais_arena *a, struct dais_str s, size_t from, size_t to)
{
	while (from > 0 && from < s.n && ((unsigned char)s.p[from] & 0xC0u) == 0x80)
		from++;
	return read_split(a, dais_str_sub(s, from, to));
}

/* Whether the last word of @before is that of a body's name. */
static bool
ends_as_name(const word_vec *before, const word_vec *names, size_t n)
{
	for (size_t b = 0; b < n; b++) {
		if (before->n && names[b].n &&
		    read_akin(before->v[before->n - 1], names[b].v[names[b].n - 1]))
			return true;
	}
	return false;
}

size_t
read_ordinal_body(
    struct reader *r, struct dais_str text, size_t at, size_t n, size_t here, bool *ret_explicit)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	word_vec after, before;
	const word_vec *names;
	size_t best = here, most = 0, shared, start;

	*ret_explicit = false;
	if (!r->bodies.n)
		return DAIS_NONE;
	split_names(r);
	names = r->body_names;
	shared = r->shared_words;
	/* The name begins near; most ordinals are said of something else. */
	after = read_split(a, dais_str_sub(text, at + n, at + n + NEAR_BYTES));
	start = first_start(&after, names, r->bodies.n);
	if (start != SIZE_MAX)
		after = read_split(a, dais_str_sub(text, at + n, at + n + NAME_BYTES));
	if (start == SIZE_MAX) {
		before = words_between(a, text, at > NEAR_BYTES ? at - NEAR_BYTES : 0, at);
		if (!ends_as_name(&before, names, r->bodies.n))
			return DAIS_NONE;
		before = words_between(a, text, at > NAME_BYTES ? at - NAME_BYTES : 0, at);
		best = named_before(&before, names, r->bodies.n);
		*ret_explicit = best != DAIS_NONE;
		return best;
	}
	*ret_explicit = true;
	for (size_t b = 0; b < r->bodies.n; b++) {
		size_t common = 0, score;

		while (common < shared && start + common < after.n && common < names[b].n &&
		       read_akin(after.v[start + common], names[b].v[common]))
			common++;
		score = common < shared ? 0 : follow(&after, start + common, &names[b], common);
		if (score > most) {
			most = score;
			best = b;
		}
	}
	return best;
}

/* --- the table's days and hours ------------------------------------------------------------- */

struct table_facts {
	struct reader *r;
	const struct text_line *line;
};

struct dais_date
read_dated(const struct reader *r, struct dais_date d, int near)
{
	struct dais_date dated = d;

	if (d.year || !d.month || !r->to.year)
		return d;
	for (dated.year = r->from.year; dated.year <= r->to.year; dated.year++) {
		if (dais_date_is_valid(dated) &&
		    dais_date_to_days(dated) >= dais_date_to_days(r->from) - near &&
		    dais_date_to_days(dated) <= dais_date_to_days(r->to) + near)
			return dated;
	}
	return d;
}

static void
add_table_fact(void *ctx, const struct dais_fact *fact)
{
	struct table_facts *t = ctx;
	struct reader *r = t->r;
	struct dais_evidence *e;
	size_t base = read_indent(t->line);
	struct dais_fact dated = *fact, *f = &dated;
	bool day;

	if (f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY)
		f->from = f->to = read_dated(r, f->from, NEAR_TABLE_DAYS);
	day = (f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY) && f->from.year;
	if ((!day && f->kind != DAIS_FACT_TIME) || r->out->evidence.n >= DAIS_EVIDENCE_MAX)
		return;
	e = dais_vec_add(r->a, &r->out->evidence);
	*e = (struct dais_evidence){ .kind = f->kind == DAIS_FACT_TIME ? DAIS_EVIDENCE_TIME
					     : f->kind == DAIS_FACT_DATE
						 ? DAIS_EVIDENCE_DATE
						 : DAIS_EVIDENCE_WEEKDAY_DATE,
		.part = DAIS_READING_TIMETABLE,
		.subject = DAIS_NONE,
		.body = DAIS_NONE,
		.item = DAIS_NONE,
		.words = dais_str_sub(t->line->trim, f->at, f->at + f->n),
		.value = read_fact_value(r, f),
		.from = f->from,
		.to = f->to,
		.weekday = f->weekday,
		.letter = -1,
		.minute = f->kind == DAIS_FACT_TIME ? f->minute : -1,
		.line = t->line->no };
	if (base + f->at < 100000)
		e->column =
		    (unsigned)dais_str_count(dais_str_sub(t->line->raw, 0, base + f->at)) + 1;
}

void
read_table_facts(struct reader *r)
{
	if (r->annex == DAIS_NONE || r->flow)
		return;
	for (size_t i = r->blocks.v[r->annex].last + 1; i < r->lines.n; i++) {
		struct table_facts t = { r, &r->lines.v[i] };

		if (t.line->role == LINE_TEXT)
			dais_text_find_facts(r->lang, t.line->trim, add_table_fact, &t);
	}
}
