/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The front of a document: whether it is the report of a session, of which body, which gathering,
 * when and where. "Report of the X on its fifty-ninth session, held in Y from ... to ...", or lines
 * of their own: the body, "Fifty-ninth session", "Y, 4-15 June 2014".
 */
#include "read/text/front_priv.h"

#define HOUR_BEHIND_MAX 100u /* bytes between days and the hour of opening: a place */
#define PLACE_AND_DATES_MAX 200u /* bytes of a line of both */
#define DAYS_LINE_MAX 300u /* bytes of "to be held at ..., starting at 10 a.m. on ..." */
#define PLACE_LINE_MAX 80u  /* bytes of a place on a line of its own */
#define PLACE_WORDS_MAX 5u
#define SITTING_LINE_MAX 120u  /* bytes of "Third plenary meeting" on a line of its own */

static bool
is_report_title(const struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	bool begins = read_starts_phrase(&r->words->report_title, s);

	/* "Report of the joint meeting of the Bodies, held in Liston from 7 to 9 June 2027" */
	if ((!f->ordinals && !(begins && f->has_range)) || s.n > TITLE_MAX ||
	    r->blocks.v[b].mark.kind != MARK_NONE)
		return false;
	/* "Доклад Межправительственного комитета ... о работе его пятой сессии" */
	begins |= r->lang == DAIS_LANG_RU && read_starts_phrase(&r->words->report_alone, s) &&
		  read_has_phrase(&r->words->on_its, s);
	/* Chinese names the report last. */
	if (r->lang == DAIS_LANG_ZH)
		begins =
		    read_has_phrase(&r->words->report_title, dais_str_sub(s, f->ordinal_end, s.n));
	return begins;
}

/* Whether @s is longer than a line of place and dates is, and a sentence. */
static bool
is_paragraph(struct dais_str s)
{
	return s.n > PLACE_AND_DATES_MAX && read_ends_sentence(s);
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
		r->last_day = f.last_day;
	}
}

/* "Fifth session of the X, to be held in Y, 4 June 2014" */
static bool
is_gathering_of_a_day(struct dais_str s, const struct front_scan *f)
{
	return f->ordinals == 1 && f->ordinal_at <= GATHERING_AT_MAX && f->dates == 1 &&
	       !read_ends_sentence(s);
}

/* Whether the line @s is one of a gathering and its days, longer than those of the days alone: "to
 * be held from 4 to 8 May 2026 at ..., starting at 10 a.m." */
static bool
is_held_on_days(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	return s.n <= TITLE_MAX && dais_str_count(s) < DAYS_LINE_MAX &&
	       (!read_ends_sentence(s) || f->times == 1) &&
	       (front_is_held(r, s) || front_held_when(r, s, f) != SIZE_MAX);
}

/* The gathering that a report is of, where it is not counted: "joint meeting of the Bodies" in
 * "Report of the joint meeting of the Bodies, held in Liston from 7 to 9 June 2027". */
static void
name_in_uncounted(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t held = front_held_when(r, s, f), end = f->date_at < held ? f->date_at : held, word,
	       n;
	struct phrase_place p;

	if (!read_find_phrase(&r->words->report_title, s, 0, &p) || p.at != 0)
		return;
	for (word = front_find(&r->words->held, s, p.n, &n); word < end;)
		end = word;
	while (end > p.n && strchr(" ,(", s.p[end - 1]))
		end--;
	p.n = read_skip_spaces(s, p.n);
	if (end <= p.n + NAME_MIN)
		return;
	r->body_name = (struct text_span){ b, p.n, end - p.n };
	r->has_body_name = true;
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
		if (!r->has_body_name && f.ordinals)
			front_name_in_title(r, b, &f);
		if (!r->has_body_name && !f.ordinals)
			name_in_uncounted(r, b, &f);
	}
	if (!r->has_body_name && s.n < TITLE_MAX)
		front_name_in_agenda_title(r, b, &f);
	if (!r->has_body_name && !r->is_report && s.n < TITLE_MAX)
		front_name_beside_gathering(r, b, &f);
	if (!r->ordinal && f.ordinals && s.n < TITLE_MAX &&
	    (title || s.n < 120 || (r->has_body_name && r->body_name.block == b))) {
		r->ordinal = f.ordinal;
		r->noun = f.noun;
	}
	if (!r->to.year && f.has_range &&
	    (title || s.n < PLACE_AND_DATES_MAX || is_held_on_days(r, s, &f))) {
		r->from = f.from;
		r->to = f.to;
		/* "to be held on 12 and 13 May 2026, starting at 10 a.m." */
		r->has_hour = f.times == 1 && f.time_at > f.date_end &&
			      f.time_at < f.date_end + HOUR_BEHIND_MAX && front_is_held(r, s);
		r->minute = f.minute;
	}
	if (!r->to.year && !f.has_range && f.day_end && s.n < DAYS_LINE_MAX &&
	    (f.times || is_gathering_of_a_day(s, &f)) && front_is_held(r, s)) {
		r->from = f.day;
		r->to = f.last_day;
	}
	if (!r->place.n && s.n < TITLE_MAX)
		r->place = read_behind_label(&r->words->place_label, s);
	if (!r->place.n)
		r->place = front_place_held(r, s, &f);
	if (!r->place.n)
		r->place = front_place_behind(r, s, &f);
	if (title && !r->place.n)
		r->place = front_place_after(r, s, &f);
	if (!title && !is_paragraph(s))
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
		    !front_has_body_word(r, dais_str_sub(s, f.ordinal_end, s.n))) ||
		   f.has_range);
}

static bool
is_place_and_dates(const struct reader *r, size_t b)
{
	struct dais_str s = front_place_line(r, r->blocks.v[b].text);
	struct front_scan f;

	if (s.n > PLACE_AND_DATES_MAX || is_paragraph(r->blocks.v[b].text))
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
	    k->contents || k->text.p[0] == '(' || read_starts_phrase(&r->words->agenda, k->text) ||
	    read_starts_phrase(&r->words->report_title, k->text) ||
	    read_starts_phrase(&r->words->timetable, k->text) ||
	    read_starts_phrase(&r->words->annotations, k->text) ||
	    read_item_reference(r, k->text, &number, &letter) ||
	    strchr(".;:?,", k->text.p[k->text.n - 1]))
		return false;
	if (!has_letters(k->text) || read_document_label(r, k->text) ||
	    dais_str_find(k->text, DAIS_STR("№"), 0) != SIZE_MAX || read_is_labelled(r, k->text) ||
	    (r->lang != DAIS_LANG_ZH && read_starts_low(k->text)) || read_is_masthead(r, k->text))
		return false;
	f = front_scan_of(r, k->text);
	return !f.ordinals && !f.has_range && !f.times && !f.dates;
}

/* Bytes of @s without the year of the gathering at its end: "理事会2026年会议". */
static size_t
without_year(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;
	size_t digits = 0;

	if (!read_find_phrase(&r->words->of_year, s, 0, &p) || p.at + p.n != s.n)
		return s.n;
	while (digits < p.at && s.p[p.at - 1 - digits] >= '0' && s.p[p.at - 1 - digits] <= '9')
		digits++;
	return digits == 4 && p.at > digits + NAME_MIN ? p.at - digits : s.n;
}

/* Bytes of the name in block @b: a symbol behind it on the same line is none of it. */
static size_t
name_length(const struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	symbol_vec v = read_symbols(r, s);
	size_t n = v.n && v.v[0].at >= NAME_MIN ? v.v[0].at : s.n, at;

	if (n == s.n && read_symbol_at_end(s, &at) && at >= NAME_MIN)
		n = at;
	if (front_committee(s))
		return front_committee(s);
	n = without_year(r, dais_str_sub(s, 0, n));
	while (n > 0 && front_is_space(s.p[n - 1]))
		n--;
	return n;
}

/* Whether block @b is a sentence that names the body behind its gathering, as letters do: "... to
 * attend the eighth session of the X, to be held from ..."; takes the name. */
static bool
is_sentence_of_gathering(struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	struct front_scan f = front_scan_of(r, s);

	return read_ends_sentence(s) && f.ordinals == 1 && f.ordinal_at > GATHERING_AT_MAX &&
	       f.has_range && f.ordinal_end < f.date_at && front_name_behind_gathering(r, b, &f);
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
	if (at != DAIS_NONE && is_sentence_of_gathering(r, at))
		return;
	for (size_t b = 0; b < end && at == DAIS_NONE; b++) {
		if (read_is_body(r, b) && front_name_before_gathering(r, b))
			return;
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
		if (cell && !front_has_body_word(r, r->blocks.v[b].text))
			continue;
		if (may_be_name(r, b) && r->blocks.v[b].text.p[name_length(r, b) - 1] != ':') {
			r->body_name = (struct text_span){ b, 0, name_length(r, b) };
			r->has_body_name = r->named_by_gathering = true;
		}
		return;
	}
}

/* Whether block @b may be a place on a line of its own: a few words, none of a body, no figures. */
static bool
may_be_place(struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t words = 1;

	if (s.n > PLACE_LINE_MAX || (r->has_body_name && r->body_name.block == b) ||
	    !read_is_body(r, b) || !may_be_name(r, b) || front_has_body_word(r, s) ||
	    read_is_masthead(r, s) || read_starts_low(s) != (r->lang == DAIS_LANG_ZH))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		words += front_is_space(s.p[i]);
		if ((s.p[i] >= '0' && s.p[i] <= '9') || strchr(";:/\"", s.p[i]))
			return false;
	}
	return words <= PLACE_WORDS_MAX;
}

/* "Nadi, Fiji" in block @b, right behind the name of a body. */
static bool
is_town_and_country(const struct reader *r, size_t b)
{
	return front_has_body_word(r, r->blocks.v[b - 1].text) &&
	       dais_str_find(r->blocks.v[b].text, DAIS_STR(", "), 0) != SIZE_MAX;
}

/* Whether no space sets block @b apart from the one before it. */
static bool
is_close_below(const struct reader *r, size_t b)
{
	const struct dais_flow_block *f = r->blocks.v[b].source;

	/* Where all paragraphs are set apart alike, this one is no more so than the one above. */
	return r->flow ? !f->spaced || r->blocks.v[b - 1].source->spaced
		       : !r->blocks.v[b - 1].gap_after;
}

static bool
is_range_alone(const struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	struct front_scan f = front_scan_of(r, s);

	return f.has_range && f.date_end == s.n &&
	       (f.date_at == 0 ||
		   read_is_phrase(&r->words->from, dais_str_trim(dais_str_sub(s, 0, f.date_at))));
}

/* The block behind @b, or before it, past what stands beside it in the masthead: symbols, the date
 * of the document, its language. */
static size_t
past_masthead(const struct reader *r, size_t b, size_t end, bool back)
{
	while (back ? b > 0 : b + 1 < end) {
		b = back ? b - 1 : b + 1;
		if (!r->blocks.v[b].text.n || (!read_is_masthead(r, r->blocks.v[b].text) &&
						  (!is_date(r, b) || is_range_alone(r, b))))
			break;
	}
	return b;
}

/* The place on the line before the dates, right behind the gathering, or on the next line, without
 * a gap. */
static void
place_beside_dates(struct reader *r, size_t end)
{
	for (size_t b = 1; b < end && !r->place.n; b++) {
		size_t below;

		if (!read_is_body(r, b) || !is_range_alone(r, b))
			continue;
		below = past_masthead(r, b, end, false);
		if (b > 1 && (is_gathering(r, b - 2) || is_town_and_country(r, b - 1)) &&
		    may_be_place(r, b - 1))
			r->place = r->blocks.v[b - 1].text;
		else if (is_gathering(r, past_masthead(r, b, end, true)) && below > b &&
			 is_close_below(r, below) && may_be_place(r, below))
			r->place = r->blocks.v[below].text;
	}
}

/* Whether block @b stands right below the name found so far, a line of its own: a body below its
 * parent. */
static bool
is_below_parent(const struct reader *r, size_t b)
{
	return !r->named_by_gathering && b > 0 && r->body_name.block + 1 == b &&
	       r->body_name.n == r->blocks.v[b - 1].text.n &&
	       (r->flow || !r->blocks.v[b].gap_before);
}

void
read_front(struct reader *r)
{
	size_t end;

	front_unmark_masthead(r);
	end = front_end(r);
	name_before_gathering(r, end);
	for (size_t b = 0; b < end; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (!read_is_body(r, b))
			continue;
		if ((!r->has_body_name || is_below_parent(r, b)) && read_is_body_line(r, b)) {
			r->body_name = (struct text_span){ b, 0, k->text.n };
			r->has_body_name = true;
		}
		take(r, b);
	}
	place_beside_dates(r, end);
	front_days(r, end);
	if (read_starts_low(r->place))
		r->place = front_without_article(r, r->place);
	if (!r->place.n && r->place_of_day.n) {
		r->place = r->place_of_day;
		if (!r->to.year) {
			r->from = r->day;
			r->to = r->last_day;
		}
	}
}
