/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The front of a document: whether it is the report of a session, of which body, which gathering,
 * when and where. "Report of the X on its fifty-ninth session, held in Y from ... to ...", or lines
 * of their own: the body, "Fifty-ninth session", "Y, 4-15 June 2014".
 */
#include "read/text/front_priv.h"

#define BODY_NAME_MAX 400u   /* bytes: of Cyrillic letters 200 */
#define NAME_MIN 6u          /* bytes of the name of a body */
#define DAYS_LINE_MAX 300u /* bytes of "to be held at ..., starting at 10 a.m. on ..." */
#define GATHERING_AT_MAX 14u   /* bytes before its number */
#define SITTING_LINE_MAX 120u  /* bytes of "Third plenary meeting" on a line of its own */

static void
collect(void *ctx, const struct dais_fact *f)
{
	struct front_scan *s = ctx;

	if (f->kind == DAIS_FACT_ORDINAL && f->noun && strcmp(f->noun, "sitting") != 0) {
		if (!s->ordinals) {
			s->ordinal = f->number;
			s->noun = f->noun;
			s->ordinal_at = f->at;
		}
		s->ordinal_end = f->at + f->n;
		s->ordinals++;
	}
	if (f->kind == DAIS_FACT_ORDINAL && f->noun && f->at == 0 &&
	    strcmp(f->noun, "sitting") == 0) {
		s->sitting = true;
		s->sitting_end = f->n;
	}
	if (f->kind == DAIS_FACT_TIME)
		s->times++;
	s->dates += f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY;
	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY) && f->from.year &&
	    !s->day_end) {
		s->day = s->last_day = f->from;
		s->day_at = f->at;
		s->day_end = f->at + f->n;
	}
	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY) && f->from.year &&
	    dais_date_cmp(s->last_day, f->from) < 0)
		s->last_day = f->from;
	if (f->kind == DAIS_FACT_TIME && !s->time_at)
		s->time_at = f->at;
	if (f->kind == DAIS_FACT_RANGE && f->to.year && !s->has_range) {
		s->from = f->from;
		s->to = f->to;
		s->date_at = f->at;
		s->date_end = f->at + f->n;
		s->has_range = true;
	}
}

struct front_scan
front_scan_of(const struct reader *r, struct dais_str s)
{
	struct front_scan f = { 0 };

	dais_text_find_facts(r->lang, s, collect, &f);
	return f;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

static bool
has_body_word(const struct reader *r, struct dais_str s)
{
	return read_has_phrase(&r->words->body, s);
}

/* --- the title of a report -------------------------------------------------------------------- */

/* The body in "Report of the X on its fifty-ninth session": between the words of the report and
 * those before the gathering. */
static void
name_in_title(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t n = 0, at, end, from = 0;

	at = front_find(&r->words->report_title, s, 0, &n);
	if (at != 0)
		return;
	from = n;
	while (from < s.n && is_space(s.p[from]))
		from++;
	end = front_find(&r->words->on_its, s, from, &n);
	if (end == SIZE_MAX || end > f->ordinal_at) {
		end = f->ordinal_at;
		/* "of the sixtieth session": cut the small word before it */
		while (end > from && is_space(s.p[end - 1]))
			end--;
	}
	while (end > from && (is_space(s.p[end - 1]) || s.p[end - 1] == ','))
		end--;
	if (end > from + 3 && has_body_word(r, dais_str_sub(s, from, end))) {
		r->body_name = (struct text_span){ b, from, end - from };
		r->has_body_name = true;
	}
}

/* Bytes of the longest phrase of @list that @s begins with, an apostrophe behind it included; 0:
 * none. */
static size_t
leading(const struct read_list *list, struct dais_str s)
{
	struct phrase_place p;
	size_t n;

	if (!read_find_phrase(list, dais_str_sub(s, 0, TITLE_MAX), 0, &p) || p.at != 0)
		return 0;
	n = p.n;
	if (n < s.n && s.p[n] == '\'')
		return n + 1;
	return dais_str_has_prefix(dais_str_sub(s, n, s.n), DAIS_STR("’")) ? n + strlen("’") : n;
}

bool
read_ends_as_agenda(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;

	/* "大会第五十九届会议议程": Chinese names the agenda last. */
	if (r->lang != DAIS_LANG_ZH || s.n > 160)
		return false;
	for (size_t from = 0; read_find_phrase(&r->words->agenda, s, from, &p); from = p.at + 1) {
		if (p.at + p.n == s.n)
			return p.at > 0;
	}
	return false;
}

/* The body in "大会第五十九届会议议程". */
static void
name_before_agenda(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t end = f->ordinals ? f->ordinal_at : 0;

	if (!end || end > 200 || !has_body_word(r, dais_str_sub(s, 0, end)))
		return;
	r->body_name = (struct text_span){ b, 0, end };
	r->has_body_name = true;
}

/* The body in "Provisional agenda for the sixtieth session of the X, to be held in Y". */
static void
name_in_agenda_title(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t from = leading(&r->words->agenda, s), end = s.n, n = 0, held;

	if (!from)
		return;
	from = f->ordinals ? f->ordinal_end : from;
	while (from < s.n && is_space(s.p[from]))
		from++;
	n = leading(&r->words->of_the, dais_str_sub(s, from, s.n));
	if (!n)
		return;
	from += n;
	held = front_find(&r->words->held, s, from, &n);
	end = held < end ? held : end;
	end = f->has_range && f->date_at < end ? f->date_at : end;
	while (from < end && is_space(s.p[from]))
		from++;
	while (end > from && strchr(" ,*:;", s.p[end - 1]))
		end--;
	if (end > from + 3 && end - from < 240 && has_body_word(r, dais_str_sub(s, from, end))) {
		r->body_name = (struct text_span){ b, from, end - from };
		r->has_body_name = true;
	}
}

/* A line of the front that is the name of a body and nothing else. */
bool
read_is_body_line(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct front_scan f;
	size_t at;
	unsigned number;
	int letter;

	if (read_item_reference(r, k->text, &number, &letter))
		return false;
	if (k->mark.kind != MARK_NONE || k->text.n < 4 || k->text.n > BODY_NAME_MAX ||
	    !read_is_body(r, b) || k->contents || read_starts_phrase(&r->words->agenda, k->text) ||
	    read_starts_phrase(&r->words->report_title, k->text) || !has_body_word(r, k->text) ||
	    dais_symbol_match(k->text) || read_is_masthead(r, k->text) ||
	    read_starts_phrase(&r->words->annotations, k->text) ||
	    read_starts_phrase(&r->words->timetable, k->text))
		return false;
	for (at = 0; at < k->text.n; at++) {
		if (strchr(".;:!?*|", k->text.p[at]) && at + 1 == k->text.n)
			return false;
		if (k->text.p[at] == '.' && at + 1 < k->text.n && k->text.p[at + 1] == ' ')
			return false;
	}
	f = front_scan_of(r, k->text);
	return f.ordinals == 0 && !f.has_range && f.times == 0 && f.dates == 0;
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool
is_report_title(const struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	bool begins = read_starts_phrase(&r->words->report_title, s);

	if (!f->ordinals || s.n > TITLE_MAX || r->blocks.v[b].mark.kind != MARK_NONE)
		return false;
	/* Chinese names the report last. */
	if (r->lang == DAIS_LANG_ZH)
		begins =
		    read_has_phrase(&r->words->report_title, dais_str_sub(s, f->ordinal_end, s.n));
	return begins;
}

/* Place and dates on a line of their own. */
static void
take_place(struct reader *r, struct dais_str s)
{
	struct front_scan f = front_scan_of(r, s);

	if (!r->place.n)
		r->place = front_place_before(r, s, &f);
	if (!r->place.n)
		r->place = front_place_after(r, s, &f);
	if (!r->place_of_day.n && (r->ordinal || r->named_by_gathering)) {
		r->place_of_day = front_place_before_day(s, &f);
		r->day = f.day;
	}
}

static void
take(struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	struct front_scan f = front_scan_of(r, s);
	bool title = is_report_title(r, b, &f);

	if (!r->is_document_list && s.n < 200 &&
	    read_starts_phrase(&r->words->list_of_documents, s)) {
		r->is_document_list = r->has_title = true;
		r->title = (struct text_span){ b, 0, s.n };
	}
	title |= b > 0 && r->ordinal && read_is_phrase(&r->words->report_alone, s);
	if (title && !r->is_report) {
		r->is_report = true;
		r->title = (struct text_span){ b, 0, s.n };
		r->has_title = true;
		if (!r->has_body_name)
			name_in_title(r, b, &f);
	}
	if (!r->has_body_name && read_ends_as_agenda(r, s))
		name_before_agenda(r, b, &f);
	if (!r->has_body_name && s.n < TITLE_MAX)
		name_in_agenda_title(r, b, &f);
	if (!r->ordinal && f.ordinals && s.n < TITLE_MAX && (title || s.n < 120)) {
		r->ordinal = f.ordinal;
		r->noun = f.noun;
	}
	if (!r->to.year && f.has_range && (title || s.n < 200)) {
		r->from = f.from;
		r->to = f.to;
	}
	if (!r->to.year && !f.has_range && f.times && f.day_end && s.n < DAYS_LINE_MAX &&
	    front_is_held(r, s)) {
		r->from = f.day;
		r->to = f.last_day;
	}
	if (!r->place.n)
		r->place = front_place_held(r, s, &f);
	if (title && !r->place.n)
		r->place = front_place_after(r, s, &f);
	if (!title)
		take_place(r, front_place_line(r, s));
}

/* "Sixth session", "13er período de sesiones", with little behind it. */
static bool
is_gathering(const struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	struct front_scan f;

	if (s.n > 160 || r->blocks.v[b].mark.kind == MARK_NUMBER)
		return false;
	f = front_scan_of(r, s);
	if (f.sitting)
		return s.n < SITTING_LINE_MAX;
	return f.ordinals == 1 &&
	       (f.ordinal_at <= GATHERING_AT_MAX || read_is_part_of(r, s, f.ordinal_at)) &&
	       ((s.n <= f.ordinal_end + GATHERING_REST_MAX &&
		    !has_body_word(r, dais_str_sub(s, f.ordinal_end, s.n))) ||
		   f.has_range);
}

static bool
is_place_and_dates(const struct reader *r, size_t b)
{
	struct dais_str s = front_place_line(r, r->blocks.v[b].text);
	struct front_scan f;

	if (s.n > 200)
		return false;
	f = front_scan_of(r, s);
	return front_place_before(r, s, &f).n > 0 || front_place_after(r, s, &f).n > 0 ||
	       (s.n < r->blocks.v[b].text.n && front_place_before_day(s, &f).n > 0);
}

/* The date of the document, in its masthead. */
static bool
is_date(const struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;

	return s.n < 50 && front_scan_of(r, s).dates > 0;
}

/* Whether @s has a word: a date in figures is no name. */
static bool
has_letters(struct dais_str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n && n < 3;) {
		uint32_t c = dais_str_decode(s, &at);

		n += (c | 0x20) - 'a' < 26 || c >= 0xC0;
	}
	return n >= 3;
}

static bool
may_be_name(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct front_scan f;
	unsigned number;
	int letter;

	if (k->mark.kind != MARK_NONE || k->text.n < 4 || k->text.n > BODY_NAME_MAX ||
	    k->contents || read_starts_phrase(&r->words->agenda, k->text) ||
	    read_starts_phrase(&r->words->report_title, k->text) ||
	    read_starts_phrase(&r->words->timetable, k->text) ||
	    read_starts_phrase(&r->words->annotations, k->text) ||
	    read_item_reference(r, k->text, &number, &letter) ||
	    strchr(".;:?", k->text.p[k->text.n - 1]))
		return false;
	if (!has_letters(k->text))
		return false;
	f = front_scan_of(r, k->text);
	return !f.ordinals && !f.has_range && !f.times && !f.dates;
}

/* Bytes of the name in block @b: a symbol behind it on the same line is none of it. */
static size_t
name_length(const struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	symbol_vec v = read_symbols(r, s);
	size_t n = v.n && v.v[0].at >= NAME_MIN ? v.v[0].at : s.n;

	while (n > 0 && is_space(s.p[n - 1]))
		n--;
	return n;
}

/* The body's name stands right before its gathering, or, where none is counted, before the place
 * and the dates; lines of the masthead may stand between. */
static void
name_before_gathering(struct reader *r, size_t end)
{
	size_t at = DAIS_NONE;

	for (size_t b = 0; b < end && at == DAIS_NONE; b++) {
		if (read_is_body(r, b) && is_gathering(r, b))
			at = b;
	}
	for (size_t b = 0; b < end && at == DAIS_NONE; b++) {
		if (read_is_body(r, b) && is_place_and_dates(r, b))
			at = b;
	}
	for (size_t b = at == DAIS_NONE ? 0 : at; b-- > 0;) {
		bool cell = r->blocks.v[b].role == DAIS_FLOW_CELL;

		if ((!read_is_body(r, b) && !cell) || !r->blocks.v[b].text.n ||
		    read_is_masthead(r, r->blocks.v[b].text) || is_gathering(r, b) || is_date(r, b))
			continue;
		/* The masthead may be a table, with the emblem's name and more in its cells. */
		if (cell && !has_body_word(r, r->blocks.v[b].text))
			continue;
		if (may_be_name(r, b)) {
			r->body_name = (struct text_span){ b, 0, name_length(r, b) };
			r->has_body_name = r->named_by_gathering = true;
		}
		return;
	}
}

/* Blocks of the front: up to the first item or the contents. */
static size_t
front_end(const struct reader *r)
{
	size_t b = 0;

	while (b < r->blocks.n && b < FRONT_BLOCKS && !r->blocks.v[b].contents &&
	       (r->blocks.v[b].mark.kind != MARK_NUMBER || b == 0))
		b++;
	return b;
}

void
read_front(struct reader *r)
{
	size_t end = front_end(r);

	name_before_gathering(r, end);
	for (size_t b = 0; b < end; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (!read_is_body(r, b))
			continue;
		if (!r->has_body_name && read_is_body_line(r, b)) {
			r->body_name = (struct text_span){ b, 0, k->text.n };
			r->has_body_name = true;
		}
		take(r, b);
	}
	if (!r->place.n && r->place_of_day.n) {
		r->place = r->place_of_day;
		if (!r->to.year)
			r->from = r->to = r->day;
	}
}
