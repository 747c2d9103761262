/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What facts of running text say about the meetings: when a body's gathering opens, which one it
 * is, and of which body an ordinal is said.
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

/* --- openings --------------------------------------------------------------------------------- */

struct opening_scan {
	unsigned ordinal;
	const char *noun;
	struct dais_date date;
	int minute;
	struct dais_date last;
	size_t date_end;
	int early; /* hour before the day: "at 10 a.m. on Monday, 15 March" */
	size_t early_end; /* byte behind it; 0: none */
	size_t apart; /* bytes from the day to the hour behind it */
	size_t hour_end; /* byte behind that hour; 0: none */
	size_t range_end; /* byte behind days that were a range; 0: none */
};

/* Bytes between an hour and its day. */
#define HOUR_BEFORE_DAY_MAX 40u

/* Whether the day @f stands behind the hour, and nearer to it than the day before: "will end on
 * 4 March. It will be opened at 3 p.m. on 27 February". */
static bool
is_nearer(const struct opening_scan *s, const struct dais_fact *f)
{
	return s->hour_end && f->at - s->hour_end <= HOUR_BEFORE_DAY_MAX &&
	       f->at - s->hour_end < s->apart;
}

static void
note_fact(void *ctx, const struct dais_fact *f)
{
	struct opening_scan *s = ctx;
	/* "from Monday, 4 to Friday, 8 May": the last day of a range opens nothing. */
	bool is_day = (f->kind == DAIS_FACT_WEEKDAY || f->kind == DAIS_FACT_DATE) && f->from.year &&
		      f->at >= s->range_end;

	if (f->kind == DAIS_FACT_ORDINAL && !s->ordinal && !s->date.year) {
		s->ordinal = f->number;
		s->noun = f->noun;
	}
	if (is_day && is_nearer(s, f)) {
		s->date = f->from;
	} else if (is_day && s->minute < 0) {
		s->date = f->from;
		s->date_end = f->at + f->n;
		if (s->early_end && f->at <= s->early_end + HOUR_BEFORE_DAY_MAX)
			s->minute = s->early;
	}
	if (f->kind == DAIS_FACT_TIME && s->minute < 0 && s->date.year) {
		s->minute = f->minute;
		s->apart = f->at - s->date_end;
		s->hour_end = f->at + f->n;
	}
	if (f->kind == DAIS_FACT_TIME && !s->date.year && !s->early_end) {
		s->early = f->minute;
		s->early_end = f->at + f->n;
	}
	if (f->kind == DAIS_FACT_RANGE && f->to.year) {
		s->last = f->to;
		s->range_end = f->at + f->n;
		if (!s->date.year && f->from.year)
			s->date = f->from;
	}
}

/* An ordinal with its noun at the front, for a document about one gathering. */
static void
front_ordinal(struct reader *r, struct sketch_body *body)
{
	for (size_t b = 0; b < r->blocks.n && b < 40 && !body->ordinal; b++) {
		struct opening_scan s = { .minute = -1 };

		if (b == r->annotations || r->blocks.v[b].mark.kind != MARK_NONE)
			return;
		dais_text_find_facts(r->lang, r->blocks.v[b].text, note_fact, &s);
		body->ordinal = s.ordinal;
		body->noun = s.noun;
	}
}

/* Whether @day, under the item that opens the gathering, may be that of its opening although the
 * sentence does not number it. */
static bool
is_opening_day(struct reader *r, const struct sketch_item *it, struct dais_date day)
{
	int64_t apart = r->from.year ? dais_date_to_days(day) - dais_date_to_days(r->from) : -1;

	return read_starts_phrase(&r->words->opening, read_title(r, it)) &&
	       apart >= -NEAR_TABLE_DAYS && apart <= NEAR_TABLE_DAYS && r->from.year;
}

static void
find_opening(struct reader *r, size_t index)
{
	struct sketch_body *body = &r->bodies.v[index];

	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *note = &r->notes.v[k];

		if (note->body != index || body->items.v[note->item].number != 1)
			continue;
		for (size_t i = 0; i < note->blocks.n; i++) {
			struct opening_scan s = { .minute = -1 };

			dais_text_find_facts(
			    r->lang, r->blocks.v[note->blocks.v[i]].text, note_fact, &s);
			if (!s.date.year ||
			    (!s.ordinal && !is_opening_day(r, &body->items.v[note->item], s.date)))
				continue;
			if (!body->ordinal && s.ordinal) {
				body->ordinal = s.ordinal;
				body->noun = s.noun;
			}
			if (s.minute >= 0) {
				body->opens = (struct dais_local){ s.date, s.minute };
				body->closes = s.last;
				return;
			}
		}
	}
}

/* The gathering that the first item opens or holds elections for. */
static void
ordinal_of_first_item(struct reader *r, struct sketch_body *body)
{
	for (size_t i = 0; i < body->items.n && !body->ordinal; i++) {
		struct dais_str title = read_title(r, &body->items.v[i]);
		struct opening_scan s = { .minute = -1 };

		if (body->items.v[i].number != 1)
			return;
		if (!read_starts_phrase(&r->words->opening, title) &&
		    !read_starts_phrase(&r->words->election, title))
			continue;
		dais_text_find_facts(r->lang, title, note_fact, &s);
		body->ordinal = s.ordinal;
		body->noun = s.noun;
	}
}

/* Whether words without the number of the gathering, which state the day @date, are of its opening.
 */
static bool
is_of_opening(const struct reader *r, struct dais_str words, struct dais_date date)
{
	return dais_date_eq(date, r->from) &&
	       (read_has_phrase(&r->words->opening, words) ||
		   read_has_phrase(&r->words->begins, words) || front_is_held(r, words));
}

/* The opening in prose before the first item: "Opening of the session", without a number. */
static void
opening_before_items(struct reader *r, struct sketch_body *body)
{
	for (size_t b = 0; b < body->first && b < r->blocks.n; b++) {
		struct opening_scan s = { .minute = -1 };

		dais_text_find_facts(r->lang, r->blocks.v[b].text, note_fact, &s);
		if (!s.date.year || s.minute < 0 ||
		    (s.ordinal && r->ordinal && s.ordinal != r->ordinal) ||
		    (!s.ordinal && !is_of_opening(r, r->blocks.v[b].text, s.date)))
			continue;
		body->opens = (struct dais_local){ s.date, s.minute };
		if (s.last.year)
			body->closes = s.last;
		return;
	}
}

/* First and last sittings of a body, where the text says nothing. */
static void
settle_by_sittings(struct reader *r, size_t index)
{
	struct sketch_body *body = &r->bodies.v[index];

	for (size_t i = 0; i < r->sittings.n; i++) {
		const struct sketch_sitting *s = &r->sittings.v[i];

		for (size_t k = 0; k < s->entries.n; k++) {
			if (s->entries.v[k].body != index)
				continue;
			if (!body->opens.date.year)
				body->opens = s->start;
			if (dais_date_cmp(body->closes, s->start.date) < 0)
				body->closes = s->start.date;
		}
	}
	if (!body->closes.year)
		body->closes = body->opens.date;
}

/* The ordinal that the masthead prints under the name of the body, where it names several. */
static void
masthead_ordinal(struct reader *r, struct sketch_body *body)
{
	struct dais_str name = read_span(r, body->name);

	name = dais_str_trim(dais_text_fold(r->a, name));
	for (size_t b = 0; name.n && b + 1 < r->blocks.n && b < 40 && !body->ordinal; b++) {
		struct opening_scan s = { .minute = -1 };
		struct dais_str line = r->blocks.v[b].text, next = r->blocks.v[b + 1].text;

		if (b == r->annotations || r->blocks.v[b].mark.kind != MARK_NONE)
			return;
		if (line.n > 300 || next.n > 120 || r->blocks.v[b + 1].mark.kind != MARK_NONE ||
		    !dais_str_eq(dais_str_trim(dais_text_fold(r->a, line)), name))
			continue;
		dais_text_find_facts(r->lang, next, note_fact, &s);
		body->ordinal = s.ordinal;
		body->noun = s.noun;
	}
}

/* What the front says of the one gathering the document is about. */
static void
settle_by_front(struct reader *r, struct sketch_body *body)
{
	if (r->is_report && r->ordinal) {
		body->ordinal = r->ordinal;
		body->noun = r->noun;
	}
	if (!r->to.year)
		return;
	if (body->opens.date.year) {
		if (!body->closes.year && dais_date_cmp(body->opens.date, r->to) <= 0)
			body->closes = r->to;
		return;
	}
	body->opens = (struct dais_local){ r->from, r->has_hour ? r->minute : -1 };
	body->closes = r->to;
}

void
read_openings(struct reader *r)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (!r->is_report && r->bodies.n > 1)
			masthead_ordinal(r, &r->bodies.v[b]);
		if (!r->is_report)
			find_opening(r, b);
		if (r->bodies.n == 1 && !r->is_report && !r->bodies.v[b].opens.date.year)
			opening_before_items(r, &r->bodies.v[b]);
		settle_by_front(r, &r->bodies.v[b]);
		if (!r->bodies.v[b].ordinal && r->ordinal) {
			r->bodies.v[b].ordinal = r->ordinal;
			r->bodies.v[b].noun = r->noun;
		}
		if (!r->bodies.v[b].ordinal)
			front_ordinal(r, &r->bodies.v[b]);
		if (!r->bodies.v[b].ordinal)
			ordinal_of_first_item(r, &r->bodies.v[b]);
		settle_by_sittings(r, b);
	}
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
