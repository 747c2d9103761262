/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The head of a document: lines that stand each for itself. The name of the body may go over
 * several lines; symbol, distribution, "Sixth session", "Place, dates", a reference to an item and
 * the title do not join what is around them.
 */
#include "read/text/build_priv.h"

#define APART_MIN 12u       /* spaces between beginnings, or middles, of lines set apart */
#define HEAD_BYTES_MAX 400u /* of a line that may stand for itself */
#define SMALL_WORD_MAX 3u   /* letters of "of", "des" */
#define LABEL_INDENT 4u     /* spaces before what goes on behind a label, more than before it */
#define PART_MAX 60u        /* bytes of "Second part of the" */
#define PLACE_MAX 40u        /* bytes of a place behind the dates */
#define FOOTNOTE_MAX 3u     /* bytes of a footnote mark behind a line */
#define PLACE_WORDS_MAX 5u
#define NAME_LINE_MAX 160u  /* bytes of a line that is the name of a body */
#define WHOLE_LINE_MAX 45u   /* characters of a line that goes on on none */
#define ADJECTIVES_MAX 2u   /* words before the noun: "Open-ended Working Group" */
#define OPEN_WORDS_MAX 2u   /* words behind an article that may lack their noun */

/* Two lines of the head. */
struct head_lines {
	struct dais_str line, next;
	bool named; /* the lines up to the first of them name a body */
	bool is_title; /* they stand under "Item 3": brackets belong to its title */
	bool is_short; /* the first word of the next would have fitted on the line */
};

struct line_scan {
	const struct reader *r;
	struct dais_str line;
	bool gathering; /* begins with "Sixth session" or "First part of the sixth session" */
	bool dates;
	bool times;
	size_t range_at, range_end; /* of "15-19 March 2021"; 0, 0: none */
};

bool
read_is_part_of(const struct reader *r, struct dais_str s, size_t at)
{
	return at > 0 && at <= PART_MAX && read_has_phrase(&r->words->part, dais_str_sub(s, 0, at));
}

static void
look_at_fact(void *ctx, const struct dais_fact *f)
{
	struct line_scan *s = ctx;

	s->gathering |= f->kind == DAIS_FACT_ORDINAL && f->noun &&
			(f->at == 0 || read_is_part_of(s->r, s->line, f->at));
	s->times |= f->kind == DAIS_FACT_TIME;
	s->dates |=
	    f->kind == DAIS_FACT_RANGE || f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY;
	if (f->kind == DAIS_FACT_RANGE && !s->range_end) {
		s->range_at = f->at;
		s->range_end = f->at + f->n;
	}
}

bool
read_ends_with_small_word(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	return s.n == 0 || s.p[s.n - 1] == ',' || s.p[s.n - 1] == '-' ||
	       (dais_str_count(dais_str_sub(s, at, s.n)) <= SMALL_WORD_MAX &&
		   read_starts_low(dais_str_sub(s, at, s.n)));
}

/* Whether @s has letters of both cases, or large ones only. */
bool
read_is_in_capitals(struct dais_str s)
{
	size_t small = 0, large = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = dais_str_decode(s, &at);

		small += (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
			 (c >= 0x430 && c <= 0x45F);
		large += (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
			 (c >= 0x400 && c <= 0x42F);
	}
	return large >= 3 && small == 0;
}

size_t
read_without_from(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;

	for (size_t from = 0; read_find_phrase(&r->words->from, s, from, &p); from = p.at + p.n) {
		if (!dais_str_trim(dais_str_sub(s, p.at + p.n, s.n)).n)
			return p.at;
	}
	return s.n;
}

/* "Geneva, 15-19 March 2021" and nothing else: what comes before the dates is one place, that is
 * without a comma of its own but the last, and one before its country. Or "15-19 March 2021,
 * Geneva". */
static bool
is_place_line(struct dais_str s, const struct line_scan *scan)
{
	size_t commas = 0, end;
	uint32_t last = 0;

	if (!scan->range_end)
		return false;
	if (!read_without_from(scan->r, dais_str_sub(s, 0, scan->range_at)))
		return s.n <= scan->range_end + PLACE_MAX;
	if (s.n > scan->range_end + FOOTNOTE_MAX)
		return false;
	end = read_without_from(scan->r, dais_str_sub(s, 0, scan->range_at));
	for (size_t at = 0; at < end;) {
		uint32_t c = dais_str_decode(s, &at);

		if (c != ' ' && c != 0xA0)
			last = c;
		commas += c == ',' || c == ARABIC_COMMA;
	}
	/* "Geneva, Switzerland, 15-19 March 2021" */
	if (commas == 2 && read_has_phrase(&scan->r->words->body, dais_str_sub(s, 0, end)))
		return false;
	return commas >= 1 && commas <= 2 && (last == ',' || last == ARABIC_COMMA);
}

/* "(Geneva, 15-19 March 2021, agenda item 3)" */
static bool
is_in_brackets(struct dais_str s)
{
	return (dais_str_has_prefix(s, DAIS_STR("(")) && dais_str_has_suffix(s, DAIS_STR(")"))) ||
	       (dais_str_has_prefix(s, DAIS_STR("（")) && dais_str_has_suffix(s, DAIS_STR("）")));
}

static size_t
words_in(struct dais_str s)
{
	size_t n = s.n > 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ' && i + 1 < s.n && s.p[i + 1] != ' ';
	return n;
}

/* "Trade and Development Board", "Working Group on Firearms": a noun of bodies begins the line,
 * behind an adjective or two, or ends it, and is not alone. */
static bool
is_name_of_body(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;

	if (s.n > NAME_LINE_MAX || words_in(s) < (r->lang == DAIS_LANG_ZH ? 1 : 2))
		return false;
	for (size_t from = 0; read_find_phrase(&r->words->organ, s, from, &p); from = p.at + p.n) {
		struct dais_str before = dais_str_sub(s, 0, p.at);

		if (p.n == s.n)
			return false;
		if (p.at + p.n == s.n ||
		    (r->lang != DAIS_LANG_ZH && words_in(before) <= ADJECTIVES_MAX))
			return true;
	}
	return false;
}

/* "to the United Nations": what follows an article so closely at the end of a line may go on. */
static bool
ends_open(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;
	size_t last = 0;

	for (size_t from = 0; read_find_phrase(&r->words->article, s, from, &p); from = p.at + p.n)
		last = p.at + p.n;
	return last > 0 && words_in(dais_str_trim(dais_str_sub(s, last, s.n))) <= OPEN_WORDS_MAX;
}

/* The name of a body behind that of its parent: both are whole. */
static bool
names_another_body(const struct reader *r, const struct head_lines *v)
{
	/* "Council" alone behind its organization */
	if (r->lang != DAIS_LANG_ZH && read_has_phrase(&r->words->body, v->line) &&
	    read_is_phrase(&r->words->organ, v->next) && !ends_open(r, v->line))
		return true;
	return v->named && is_name_of_body(r, v->next) && !ends_open(r, v->line) &&
	       (r->lang != DAIS_LANG_ZH || is_name_of_body(r, v->line));
}

/* Whether the next of two lines of the head stands for itself. */
static bool
divides(const struct reader *r, const struct head_lines *v)
{
	struct line_scan before = { .r = r, .line = v->line }, here = { .r = r, .line = v->next };
	bool low = read_starts_low(v->next) && (unsigned char)v->next.p[0] < 0xE3;

	if (!v->next.n || v->next.n > HEAD_BYTES_MAX || v->line.n > HEAD_BYTES_MAX)
		return false;
	if (!low && read_starts_phrase(&r->words->report_title, v->next))
		return true;
	if (read_stands_alone(r, v->next) || read_stands_alone(r, v->line))
		return true;
	if (low || read_ends_with_small_word(v->line))
		return false;
	dais_text_find_facts(r->lang, v->next, look_at_fact, &here);
	dais_text_find_facts(r->lang, v->line, look_at_fact, &before);
	if ((before.gathering && is_place_line(v->next, &here)) ||
	    (here.range_end && !v->is_title && is_in_brackets(v->next)))
		return true;
	/* "Jaca, 14 November 2024, 9.30 a.m." */
	if (here.dates && here.times)
		return true;
	if (here.gathering || before.gathering || here.dates)
		return here.gathering || v->is_short || dais_str_count(v->line) < WHOLE_LINE_MAX;
	return before.dates || read_is_in_capitals(v->line) != read_is_in_capitals(v->next) ||
	       names_another_body(r, v);
}

/* Whether two lines begin and lie in different parts of the page: lines that were centred together
 * have one middle. */
static bool
is_set_apart(const struct text_line *p, const struct text_line *l)
{
	size_t before = read_indent(p), here = read_indent(l);
	size_t middle = before * 2 + dais_str_count(p->trim),
	       other = here * 2 + dais_str_count(l->trim);
	size_t indents = before > here ? before - here : here - before;
	size_t middles = middle > other ? middle - other : other - middle;

	return indents >= APART_MIN && middles >= (size_t)APART_MIN * 2;
}

/* "Nadi, Fiji" above a line of dates alone, which may be far from the name before it in sense only.
 */
static bool
is_place_before_dates(const struct reader *r, struct dais_str line, struct dais_str next)
{
	struct line_scan dates = { .r = r, .line = next };

	if (!next.n || next.n > HEAD_BYTES_MAX || words_in(line) > PLACE_WORDS_MAX ||
	    read_starts_low(line) || dais_str_find(line, DAIS_STR(", "), 0) == SIZE_MAX ||
	    read_has_phrase(&r->words->body, line))
		return false;
	dais_text_find_facts(r->lang, next, look_at_fact, &dates);
	return dates.range_end && dates.range_at == 0 && next.n <= dates.range_end + FOOTNOTE_MAX;
}

static bool
is_place_above_dates(const struct reader *r, const struct text_line *l)
{
	const struct text_line *next = l + 1;

	return next < r->lines.v + r->lines.n && next->role == LINE_TEXT && !next->gap &&
	       is_place_before_dates(r, l->trim, next->trim);
}

bool
read_opens_in_head(const struct reader *r, const struct text_line *first, const struct text_line *p,
    const struct text_line *l)
{
	struct head_lines v = {
		.line = p->trim, .next = l->trim, .is_short = read_is_short(r, p, l)
	};
	unsigned number;
	int letter;

	if (!read_is_in_head(r, l))
		return false;
	/* "Venue:   Council" goes on where the line below begins as far in. */
	if (read_is_labelled(r, first->trim) && l->gap == 0 && !read_is_labelled(r, l->trim) &&
	    read_indent(l) >= read_indent(first) + LABEL_INDENT)
		return false;
	v.is_title = first > r->lines.v && read_item_reference(r, first[-1].trim, &number, &letter);
	for (; first <= p && !v.named; first++)
		v.named = first->role == LINE_TEXT && first->trim.n <= HEAD_BYTES_MAX &&
			  read_has_phrase(&r->words->body, first->trim);
	return p->raw.p == l->raw.p || is_set_apart(p, l) || divides(r, &v) ||
	       is_place_above_dates(r, l);
}

/* The line of @f behind break @i; empty when there are no such breaks. */
static struct dais_str
line_at(const struct dais_flow_block *f, size_t i)
{
	size_t end = i + 1 < f->breaks.n ? f->breaks.v[i + 1] : f->text.n;

	return i < f->breaks.n ? dais_str_trim(dais_str_sub(f->text, f->breaks.v[i], end))
			       : DAIS_STR_NONE;
}

size_t
read_head_piece(const struct reader *r, const struct dais_flow_block *f, size_t from)
{
	size_t line = from;
	bool named = false;

	for (size_t i = 0; i < f->breaks.n; i++) {
		size_t at = f->breaks.v[i];
		struct head_lines v = { .is_short = true };
		struct dais_str below = line_at(f, i + 1);

		if (at <= from)
			continue;
		v.line = dais_str_trim(dais_str_sub(f->text, line, at));
		v.next = line_at(f, i);
		named = named ||
			(v.line.n <= HEAD_BYTES_MAX && read_has_phrase(&r->words->body, v.line));
		v.named = named;
		if (v.line.n && (divides(r, &v) || is_place_before_dates(r, v.next, below)))
			return at;
		line = at;
	}
	return f->text.n;
}
