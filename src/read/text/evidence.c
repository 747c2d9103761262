/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Evidence: what the sketch states (titles, labels, documents, sittings) and the facts in running
 * text (dates, ordinals, symbols, mandates, quoted titles), each with its words and place.
 */
#include <stdlib.h>

#include "read/text/build_priv.h"
#include "text/text.h"

#define ALIKE_QUOTED 80u
#define BEFORE_BYTES 400u

/* Where the block being read belongs. */
struct block_home {
	enum dais_reading_part part;
	size_t note; /* DAIS_NONE outside annotations */
	size_t body; /* whose agenda it is, outside annotations; or DAIS_NONE */
};

struct fact_scan {
	struct reader *r;
	size_t block;
	struct block_home home;
};

static void
set_place(struct dais_evidence *e, struct dais_line_start at)
{
	e->page = at.page;
	e->line = at.line;
	e->column = at.column;
}

static struct dais_evidence *
add(struct reader *r, enum dais_evidence_kind kind, struct dais_str words)
{
	struct dais_evidence *e;
	static struct dais_evidence spare;

	if (r->out->evidence.n >= DAIS_EVIDENCE_MAX) {
		spare = (struct dais_evidence){ 0 };
		return &spare;
	}
	e = dais_vec_add(r->a, &r->out->evidence);
	e->kind = kind;
	e->subject = e->body = e->item = DAIS_NONE;
	e->minute = e->letter = -1;
	e->words = e->value = words;
	return e;
}

static void
add_line(struct reader *r, struct dais_evidence *e, struct text_span s, size_t at)
{
	struct dais_line_start *start;

	if (at <= s.at || at >= s.at + s.n)
		return;
	start = dais_vec_add(r->a, &e->lines);
	*start = read_place(r, s.block, at);
	start->at = at - s.at;
}

/* Where each line of the words at @s begins. */
static void
add_lines(struct reader *r, struct dais_evidence *e, struct text_span s)
{
	const struct text_block *b = &r->blocks.v[s.block];

	for (size_t i = 0; i < b->map.n; i++) {
		const struct text_seg *seg = &b->map.v[i];
		const struct dais_flow_block *f = b->source ? &r->flow->blocks.v[seg->line] : NULL;
		size_t end = i + 1 < b->map.n ? seg[1].at : b->text.n;

		add_line(r, e, s, seg->at);
		for (size_t k = 0; f && k < f->points.n; k++) {
			size_t at = seg->at + f->points.v[k].at - seg->raw_at;

			if (f->points.v[k].at > seg->raw_at && at < end)
				add_line(r, e, s, at);
		}
	}
}

static struct dais_evidence *
add_at(struct reader *r, enum dais_evidence_kind kind, struct text_span s, struct block_home home)
{
	struct dais_evidence *e = add(r, kind, read_span(r, s));

	set_place(e, read_place(r, s.block, s.at));
	e->part = home.part;
	e->body = home.body;
	if (home.note != DAIS_NONE) {
		const struct sketch_note *n = &r->notes.v[home.note];

		e->body = n->body;
		e->item = r->bodies.v[n->body].items.v[n->item].record_item;
	}
	return e;
}

static void
add_fact(void *ctx, const struct dais_fact *f)
{
	static const enum dais_evidence_kind kinds[] = {
		[DAIS_FACT_DATE] = DAIS_EVIDENCE_DATE,
		[DAIS_FACT_RANGE] = DAIS_EVIDENCE_RANGE,
		[DAIS_FACT_WEEKDAY] = DAIS_EVIDENCE_WEEKDAY_DATE,
		[DAIS_FACT_ORDINAL] = DAIS_EVIDENCE_ORDINAL,
		[DAIS_FACT_TIME] = DAIS_EVIDENCE_TIME,
	};
	struct fact_scan *s = ctx;
	struct reader *r = s->r;
	struct dais_str text = r->blocks.v[s->block].text;
	struct dais_evidence *e =
	    add_at(r, kinds[f->kind], (struct text_span){ s->block, f->at, f->n }, s->home);

	e->from = f->from;
	e->to = f->to;
	e->weekday = f->weekday;
	e->minute = f->kind == DAIS_FACT_TIME ? f->minute : -1;
	e->number = f->number;
	e->noun = f->noun;
	e->value = read_fact_value(r, f);
	if (f->kind != DAIS_FACT_ORDINAL)
		return;
	e->subject = read_ordinal_body(r, text, f->at, f->n, e->body, &e->explicit_body);
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
add_symbols(struct reader *r, size_t block, struct block_home home)
{
	struct dais_str s = r->blocks.v[block].text;
	size_t scan = 0, at, n;

	for (; read_next_symbol(s, scan, &at, &n); scan = at + n) {
		struct dais_symbol v[8];
		struct dais_evidence *e =
		    add_at(r, DAIS_EVIDENCE_SYMBOL, (struct text_span){ block, at, n }, home);
		size_t parts = dais_symbol_parse_joint(r->a, e->words, v, 8);

		if (parts)
			e->subject = read_document_of(r, v[0].key);
	}
}

static void
add_mandates(struct reader *r, size_t block, struct block_home home)
{
	struct dais_str s = r->blocks.v[block].text;
	struct found_mandate m;

	for (size_t at = 0; read_next_mandate(r, s, at, &m); at = m.at + m.n) {
		struct dais_evidence *e =
		    add_at(r, DAIS_EVIDENCE_MANDATE, (struct text_span){ block, m.at, m.n }, home);

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
				e = add_at(r, DAIS_EVIDENCE_QUOTED_TITLE,
				    (struct text_span){ block, (size_t)(inside.p - s.p), inside.n },
				    home);
				e->subject = quoted_item(r, inside);
			}
			at = dais_str_find(s, open, end);
		}
	}
}

static void
add_running(struct reader *r)
{
	struct block_home *homes = DAIS_NEW_N(r->a, r->blocks.n + 1, struct block_home);

	for (size_t b = 0; b < r->blocks.n; b++) {
		homes[b] = (struct block_home){ DAIS_READING_FRONT, DAIS_NONE, DAIS_NONE };
		if (r->blocks.v[b].role == DAIS_FLOW_CELL)
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
		struct fact_scan s = { r, b, homes[b] };

		if (r->out->evidence.n >= DAIS_EVIDENCE_MAX)
			return;
		dais_text_find_facts(r->lang, r->blocks.v[b].text, add_fact, &s);
		add_symbols(r, b, homes[b]);
		add_mandates(r, b, homes[b]);
		if (homes[b].note != DAIS_NONE)
			add_quotes(r, b, homes[b]);
	}
}

static void
add_agenda(struct reader *r)
{
	struct block_home front = { DAIS_READING_FRONT, DAIS_NONE, DAIS_NONE };

	for (size_t b = 0; b < r->bodies.n; b++) {
		const struct sketch_body *body = &r->bodies.v[b];

		if (body->has_name)
			add_at(r, DAIS_EVIDENCE_BODY_NAME, body->name, front)->subject = b;
		for (size_t i = 0; i < body->items.n; i++) {
			const struct sketch_item *it = &body->items.v[i];
			struct dais_evidence *e =
			    add_at(r, DAIS_EVIDENCE_TITLE_IN_AGENDA, it->title, front);

			add_lines(r, e, it->title);
			e->subject = it->record_item;
			e->body = b;
			e->number = it->number;
			e->letter = it->letter;
			if (!it->label.n)
				continue;
			e = add_at(r, DAIS_EVIDENCE_LABEL, it->label, front);
			e->subject = it->record_item;
			e->body = b;
			e->value = it->label_names_bodies ? DAIS_STR("bodies") : DAIS_STR("plain");
		}
	}
}

/* "For the annotations on this item, see item 3 ...": short, and no "see also". */
static bool
is_cross_reference(const struct reader *r, size_t block)
{
	struct dais_str s = r->blocks.v[block].text;

	return s.n < 500 && read_has_phrase(&r->words->see, s) &&
	       !read_has_phrase(&r->words->see_also, s);
}

static void
add_notes(struct reader *r)
{
	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *n = &r->notes.v[k];
		const struct sketch_item *it = &r->bodies.v[n->body].items.v[n->item];
		struct block_home home = { DAIS_READING_ANNOTATION, k, DAIS_NONE };
		struct dais_evidence *e =
		    add_at(r, DAIS_EVIDENCE_TITLE_IN_ANNOTATION, n->heading, home);

		add_lines(r, e, n->heading);
		e->subject = it->record_item;
		e->number = it->number;
		e->letter = it->letter;
		if (n->documentation.n)
			add_at(r, DAIS_EVIDENCE_DOCUMENTATION, n->documentation, home)->subject =
			    it->record_item;
		if (n->blocks.n == 1 && is_cross_reference(r, n->blocks.v[0]))
			add_at(r, DAIS_EVIDENCE_CROSS_REFERENCE,
			    (struct text_span){
				n->blocks.v[0], 0, r->blocks.v[n->blocks.v[0]].text.n },
			    home)
			    ->subject = it->record_item;
		for (size_t i = 0; i < n->blocks.n && it->no_document; i++) {
			struct text_span all = { n->blocks.v[i], 0,
				r->blocks.v[n->blocks.v[i]].text.n };

			if (read_has_phrase(&r->words->no_document, read_span(r, all)))
				add_at(r, DAIS_EVIDENCE_NO_DOCUMENT, all, home)->subject =
				    it->record_item;
		}
	}
	for (size_t i = 0; i < r->documents.n; i++) {
		const struct sketch_document *d = &r->documents.v[i];
		struct dais_evidence *e = add_at(r, DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST, d->title,
		    (struct block_home){ DAIS_READING_DOCUMENT_LIST, d->note, DAIS_NONE });

		size_t end = d->ending.n
				 ? (size_t)(d->ending.p - r->blocks.v[d->symbol.block].text.p)
				 : d->symbol.at + d->symbol.n - 1;

		e->subject = d->record_document;
		e->ending = d->ending;
		struct dais_line_start close = read_place(r, d->symbol.block, end);

		e->ending_page = close.page;
		e->ending_line = close.line;
		e->ending_column = close.column;
	}
}

/* An ordinal in a title of the timetable. */
struct title_scan {
	struct reader *r;
	const struct sketch_entry *entry;
};

static void
add_title_ordinal(void *ctx, const struct dais_fact *f)
{
	struct title_scan *t = ctx;
	const struct sketch_entry *s = t->entry;
	struct dais_evidence *e;
	size_t from = 0;

	if (f->kind != DAIS_FACT_ORDINAL)
		return;
	e = add(t->r, DAIS_EVIDENCE_ORDINAL, dais_str_sub(s->title, f->at, f->at + f->n));
	e->part = DAIS_READING_TIMETABLE;
	e->number = f->number;
	e->noun = f->noun;
	e->value = read_fact_value(t->r, f);
	e->body = s->body;
	e->subject = read_ordinal_body(t->r, s->title, f->at, f->n, s->body, &e->explicit_body);
	set_place(e, s->place);
	for (size_t i = 0; i < s->lines.n && s->lines.v[i].at <= f->at; i++) {
		from = s->lines.v[i].at;
		set_place(e, s->lines.v[i]);
	}
	e->column += (unsigned)dais_str_count(dais_str_sub(s->title, from, f->at));
}

static void
add_sittings(struct reader *r)
{
	for (size_t i = 0; i < r->sittings.n; i++) {
		for (size_t k = 0; k < r->sittings.v[i].entries.n; k++) {
			const struct sketch_entry *s = &r->sittings.v[i].entries.v[k];
			const struct sketch_item *it = &r->bodies.v[s->body].items.v[s->item];
			struct dais_evidence *e =
			    add(r, DAIS_EVIDENCE_TITLE_IN_TIMETABLE, s->title);

			e->part = DAIS_READING_TIMETABLE;
			e->subject = it->record_item;
			e->body = s->body;
			e->number = it->number;
			e->letter = it->letter;
			set_place(e, s->place);
			for (size_t j = 0; j < s->lines.n; j++)
				dais_vec_push(r->a, &e->lines, s->lines.v[j]);
			dais_text_find_facts(
			    r->lang, s->title, add_title_ordinal, &(struct title_scan){ r, s });
			if (!s->continued)
				continue;
			e = add(r, DAIS_EVIDENCE_CONTINUED, s->continued_words);
			e->part = DAIS_READING_TIMETABLE;
			e->subject = it->record_item;
			e->body = s->body;
			set_place(e, s->continued_place);
		}
	}
}

/* Byte behind the last slash before a symbol in address @s, or SIZE_MAX. */
static size_t
symbol_in(struct dais_str s)
{
	for (size_t k = 9; k < s.n && k < 2000; k++) {
		if (s.p[k - 1] == '/' && dais_symbol_match(dais_str_sub(s, k, s.n)))
			return k;
	}
	return SIZE_MAX;
}

/* Links of a flow, at the words that lead there. */
static void
add_flow_links(struct reader *r)
{
	for (size_t b = 0; b < r->blocks.n; b++) {
		const struct dais_flow_block *f = r->blocks.v[b].source;

		for (size_t i = 0; i < f->links.n; i++) {
			const struct dais_flow_link *l = &f->links.v[i];
			struct dais_evidence *e = add(r, DAIS_EVIDENCE_LINK, l->target);
			struct dais_place p = dais_flow_place(r->flow, f, l->at, l->n);
			size_t symbol = symbol_in(l->target);

			e->part = DAIS_READING_FURNITURE;
			e->shown = p.text;
			set_place(e, (struct dais_line_start){ 0, p.page, p.line, p.column });
			if (symbol != SIZE_MAX)
				e->value = dais_str_sub(l->target, symbol, l->target.n);
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
		size_t symbol;

		if (l->role == LINE_TEXT || l->role == LINE_RULE)
			continue;
		e = add(r,
		    l->role == LINE_LINK     ? DAIS_EVIDENCE_LINK
		    : l->role == LINE_SYMBOL ? DAIS_EVIDENCE_SYMBOL
					     : DAIS_EVIDENCE_JOB_NUMBER,
		    l->trim);
		e->part = DAIS_READING_FURNITURE;
		e->line = l->no;
		e->column = (unsigned)dais_str_count(
				dais_str_sub(l->raw, 0, (size_t)(l->trim.p - l->raw.p))) +
			    1;
		if (l->role == LINE_FOOTER)
			e->value = r->job;
		if (l->role != LINE_LINK)
			continue;
		symbol = symbol_in(l->trim);
		e->value = symbol == SIZE_MAX ? l->trim : dais_str_sub(l->trim, symbol, l->trim.n);
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
	add_agenda(r);
	add_notes(r);
	add_sittings(r);
	add_furniture(r);
	if (r->flow)
		add_flow_links(r);
	add_running(r);
	read_table_facts(r);
	if (r->out->evidence.n)
		qsort(r->out->evidence.v, r->out->evidence.n, sizeof(r->out->evidence.v[0]),
		    by_place);
}
