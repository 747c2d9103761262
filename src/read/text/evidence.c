/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Evidence in running text: dates, ordinals, symbols, mandates, quoted titles, links and page
 * furniture, each with its words and place.
 */
#include <stdlib.h>

#include "read/text/evidence_priv.h"
#include "text/text.h"

#define ALIKE_QUOTED 80u
#define BEFORE_BYTES 400u
#define LINE_BYTES 200u

static bool
is_gathering(const char *noun)
{
	return strcmp(noun, "meeting") == 0 || strcmp(noun, "session") == 0 ||
	       strcmp(noun, "sitting") == 0;
}

/* Whether @s names a year, in four figures, in which the gathering is not held. */
static bool
names_another_year(const struct reader *r, struct dais_str s)
{
	for (size_t at = 0; at + 4 <= s.n; at++) {
		size_t n = 0;
		int64_t year;

		while (at + n < s.n && n < 8 && s.p[at + n] >= '0' && s.p[at + n] <= '9')
			n++;
		if (n == 4 && dais_str_to_int(dais_str_sub(s, at, at + 4), 1900, 2199, &year) &&
		    (year < r->from.year || year > r->to.year))
			return true;
		at += n;
	}
	return false;
}

static void
add_fact(void *ctx, const struct dais_fact *fact)
{
	static const enum dais_evidence_kind kinds[] = {
		[DAIS_FACT_DATE] = DAIS_EVIDENCE_DATE,
		[DAIS_FACT_RANGE] = DAIS_EVIDENCE_RANGE,
		[DAIS_FACT_WEEKDAY] = DAIS_EVIDENCE_WEEKDAY_DATE,
		[DAIS_FACT_ORDINAL] = DAIS_EVIDENCE_ORDINAL,
		[DAIS_FACT_TIME] = DAIS_EVIDENCE_TIME,
	};
	struct dais_fact dated = *fact, *f = &dated;
	struct block_scan *s = ctx;
	struct reader *r = s->r;
	struct dais_str text = r->blocks.v[s->block].text;
	struct dais_evidence *e =
	    evidence_at(r, kinds[f->kind], (struct text_span){ s->block, f->at, f->n }, s->home);

	/* A weekday without a year is one of the days of the gathering. */
	if (f->kind == DAIS_FACT_WEEKDAY && !r->is_report && !names_another_year(r, text))
		f->from = f->to =
		    read_dated(r, f->from, e->part == DAIS_READING_TIMETABLE ? NEAR_TABLE_DAYS : 0);
	e->from = f->from;
	e->to = f->to;
	e->weekday = f->weekday;
	e->minute = f->kind == DAIS_FACT_TIME ? f->minute : -1;
	e->number = f->number;
	e->noun = f->noun;
	e->value = read_fact_value(r, fact);
	/* "Ninth Conference": the ordinal is in the name of a body, not of its gatherings. */
	if (f->kind != DAIS_FACT_ORDINAL || !is_gathering(f->noun))
		return;
	e->subject = read_ordinal_body(r, text, f->at, f->n, e->body, &e->explicit_body);
	e->in_line = text.n <= LINE_BYTES && !dais_str_has_suffix(text, DAIS_STR(".")) &&
		     !dais_str_has_suffix(text, DAIS_STR("。"));
	e->before = dais_str_sub(text, f->at > BEFORE_BYTES ? f->at - BEFORE_BYTES : 0, f->at);
}

struct dais_str
read_fact_value(struct reader *r, const struct dais_fact *f)
{
	switch (f->kind) {
	case DAIS_FACT_TIME:
		return dais_arena_printf(r->a, "%02d:%02d", f->minute / 60, f->minute % 60);
	case DAIS_FACT_ORDINAL:
		return dais_arena_printf(r->a, "%u", f->number);
	case DAIS_FACT_RANGE: {
		struct dais_str from = dais_date_print(r->a, f->from),
				to = dais_date_print(r->a, f->to);

		return dais_arena_printf(r->a, "%.*s/%.*s", DAIS_STR_ARG(from), DAIS_STR_ARG(to));
	}
	case DAIS_FACT_DATE:
	case DAIS_FACT_WEEKDAY:
	default:
		return f->from.year
			   ? dais_date_print(r->a, f->from)
			   : dais_arena_printf(r->a, "--%02d-%02d", f->from.month, f->from.day);
	}
}

static void
add_mandates(struct reader *r, size_t block, struct block_home home)
{
	struct dais_str s = r->blocks.v[block].text;
	struct found_mandate m;

	for (size_t at = 0; read_next_mandate(r, s, at, &m); at = m.at + m.n) {
		struct dais_evidence *e = evidence_at(
		    r, DAIS_EVIDENCE_MANDATE, (struct text_span){ block, m.at, m.n }, home);

		e->value = m.number;
		for (size_t i = 0; i < r->record->mandates.n; i++) {
			if (dais_str_eq(r->record->mandates.v[i].number, m.number))
				e->subject = i;
		}
	}
}

/* The item whose title the quoted words @s resemble, or DAIS_NONE. */
static size_t
quoted_item(struct reader *r, struct dais_str s)
{
	size_t best = DAIS_NONE;
	unsigned most = ALIKE_QUOTED - 1;

	for (size_t i = 0; i < r->record->items.n; i++) {
		unsigned alike = read_alike(r->record->items.v[i].title.in[r->lang], s);

		if (alike > most) {
			most = alike;
			best = i;
		}
	}
	return best;
}

static void
add_quotes(struct reader *r, size_t block, struct block_home home)
{
	static const char *const marks[][2] = { { "«", "»" }, { "“", "”" }, { "„", "“" } };
	struct dais_str s = r->blocks.v[block].text;

	for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
		struct dais_str open = dais_str_from(marks[k][0]),
				close = dais_str_from(marks[k][1]);
		size_t at = dais_str_find(s, open, 0);

		while (at != SIZE_MAX) {
			size_t end = dais_str_find(s, close, at + open.n);
			struct dais_str inside = dais_str_trim(dais_str_sub(s, at + open.n, end));
			struct dais_evidence *e;

			if (end == SIZE_MAX)
				break;
			if (end - at > 12 && end - at < 800) {
				e = evidence_at(r, DAIS_EVIDENCE_QUOTED_TITLE,
				    (struct text_span){ block, (size_t)(inside.p - s.p), inside.n },
				    home);
				e->subject = quoted_item(r, inside);
			}
			at = dais_str_find(s, open, end);
		}
	}
}

/* Facts, references and symbols of block @b, in one pass behind its mandates. */
static void
add_block(struct reader *r, size_t b, struct block_home home)
{
	struct block_scan s = { .r = r, .block = b, .home = home };
	struct dais_str text = r->blocks.v[b].text;

	s.mandate = r->out->evidence.n;
	add_mandates(r, b, home);
	s.mandates_end = r->out->evidence.n;
	dais_text_find_all(r->lang, text, add_fact, evidence_reference, &s);
	if (s.symbol_end == 0) {
		symbol_vec loose = read_loose_symbols(r, text);

		for (size_t i = 0; i < loose.n; i++)
			evidence_symbol(&s, loose.v[i].at, loose.v[i].n);
	}
}

static void
add_running(struct reader *r)
{
	struct block_home *homes = DAIS_NEW_N(r->a, r->blocks.n + 1, struct block_home);

	for (size_t b = 0; b < r->blocks.n; b++) {
		homes[b] = (struct block_home){ DAIS_READING_FRONT, DAIS_NONE, DAIS_NONE };
		if (r->blocks.v[b].role == DAIS_FLOW_CELL ||
		    (r->timetable_in_paragraphs && b > r->annex))
			homes[b].part = DAIS_READING_TIMETABLE;
		if (r->blocks.v[b].role == DAIS_FLOW_HEADER ||
		    r->blocks.v[b].role == DAIS_FLOW_FOOTER)
			homes[b].part = DAIS_READING_FURNITURE;
	}
	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++)
			homes[r->bodies.v[b].items.v[i].title.block].body = b;
	}
	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *n = &r->notes.v[k];

		homes[n->heading.block] =
		    (struct block_home){ DAIS_READING_ANNOTATION, k, DAIS_NONE };
		for (size_t i = 0; i < n->blocks.n; i++)
			homes[n->blocks.v[i]] =
			    (struct block_home){ DAIS_READING_ANNOTATION, k, DAIS_NONE };
		for (size_t i = 0; i < n->documents.n; i++)
			homes[r->documents.v[n->documents.v[i]].title.block] =
			    (struct block_home){ DAIS_READING_DOCUMENT_LIST, k, DAIS_NONE };
	}
	for (size_t b = 0; b < r->blocks.n && (r->flow || r->annex == DAIS_NONE || b <= r->annex);
	    b++) {
		if (r->out->evidence.n >= DAIS_EVIDENCE_MAX)
			return;
		add_block(r, b, homes[b]);
		if (homes[b].note != DAIS_NONE)
			add_quotes(r, b, homes[b]);
	}
}

/* The symbols of documents that a timetable in lines names behind its items: its other words are
 * evidence as entries. */
static void
add_table_symbols(struct reader *r)
{
	for (size_t i = 0; i < r->documents.n; i++) {
		const struct sketch_document *d = &r->documents.v[i];
		struct block_scan s = { .r = r,
			.block = d->symbol.block,
			.home = { DAIS_READING_TIMETABLE, DAIS_NONE, 0 } };

		if (r->annex != DAIS_NONE && d->symbol.block > r->annex)
			evidence_symbol(&s, d->symbol.at, d->symbol.n);
	}
}

#define ADDRESS_SYMBOL_MAX 200u

/* The path @s of an address as it is printed: addresses are often typed in small letters
 * ("A/hrc/RES/55/17"), where only the names of modifiers have them. */
static struct dais_str
capitals(struct dais_arena *a, struct dais_str s)
{
	struct dais_str copy = dais_arena_dup(a, dais_str_sub(s, 0, ADDRESS_SYMBOL_MAX));
	char *p = dais_arena_array(a, copy.n + 1, 1);
	size_t from = 0;

	for (size_t i = 0; i <= copy.n; i++) {
		bool small = i > from;

		if (i < copy.n)
			p[i] = copy.p[i];
		if (i < copy.n && copy.p[i] != '/')
			continue;
		for (size_t k = from; k < i; k++)
			small &= copy.p[k] >= 'a' && copy.p[k] <= 'z';
		for (size_t k = from; small && k < i; k++)
			p[k] = (char)(p[k] - 0x20);
		from = i + 1;
	}
	return (struct dais_str){ p, copy.n };
}

/* The symbol at the end of address @s, with what follows it; @s when there is none. */
static struct dais_str
symbol_in(struct dais_arena *a, struct dais_str s)
{
	for (size_t k = 9; k < s.n && k < 2000; k++) {
		struct dais_str rest = dais_str_sub(s, k, s.n), typed;

		if (s.p[k - 1] != '/' || s.p[k] < 'A' || s.p[k] > 'Z')
			continue;
		if (dais_symbol_match(rest))
			return rest;
		typed = capitals(a, rest);
		if (dais_symbol_match(typed) == typed.n)
			return typed;
	}
	return s;
}

/* Links of a flow, at the words that lead there. */
static void
add_flow_links(struct reader *r)
{
	for (size_t b = 0; b < r->blocks.n; b++) {
		const struct dais_flow_block *f = r->blocks.v[b].source;

		for (size_t i = 0; i < f->links.n; i++) {
			const struct dais_flow_link *l = &f->links.v[i];
			struct dais_evidence *e = evidence_add(r, DAIS_EVIDENCE_LINK, l->target);
			struct dais_place p = dais_flow_place(r->flow, f, l->at, l->n);
			e->part = DAIS_READING_FURNITURE;
			e->shown = p.text;
			evidence_place(e, (struct dais_line_start){ 0, p.page, p.line, p.column });
			e->value = symbol_in(r->a, l->target);
		}
	}
}

/* Links, job number and symbols of running headers: lines, not blocks. */
static void
add_furniture(struct reader *r)
{
	for (size_t i = 0; i < r->lines.n; i++) {
		const struct text_line *l = &r->lines.v[i];
		struct dais_evidence *e;

		if (l->role == LINE_TEXT || l->role == LINE_RULE)
			continue;
		e = evidence_add(r,
		    l->role == LINE_LINK     ? DAIS_EVIDENCE_LINK
		    : l->role == LINE_SYMBOL ? DAIS_EVIDENCE_SYMBOL
					     : DAIS_EVIDENCE_JOB_NUMBER,
		    l->trim);
		e->part = DAIS_READING_FURNITURE;
		e->line = l->no;
		e->column = (unsigned)dais_str_count(dais_str_sub(l->raw, 0, read_indent(l))) + 1;
		if (l->role == LINE_FOOTER)
			e->value = r->job;
		if (l->role != LINE_LINK)
			continue;
		e->value = symbol_in(r->a, l->trim);
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct dais_evidence *a = x, *b = y;

	if (a->page != b->page)
		return a->page < b->page ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

void
read_evidence(struct reader *r)
{
	read_stated(r);
	add_furniture(r);
	if (r->flow)
		add_flow_links(r);
	add_running(r);
	if (!r->flow && r->items_from_table)
		add_table_symbols(r);
	read_paragraphs(r);
	read_table_facts(r);
	if (r->out->evidence.n)
		qsort(r->out->evidence.v, r->out->evidence.n, sizeof(r->out->evidence.v[0]),
		    by_place);
}
