/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Evidence of what the sketch states: titles in the agenda, over annotations, in lists of
 * documents, in the timetable, in the contents and over the parts of a report.
 */
#include "read/text/evidence_priv.h"

void
evidence_place(struct dais_evidence *e, struct dais_line_start at)
{
	e->page = at.page;
	e->line = at.line;
	e->column = at.column;
}

struct dais_evidence *
evidence_add(struct reader *r, enum dais_evidence_kind kind, struct dais_str words)
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
void
evidence_lines(struct reader *r, struct dais_evidence *e, struct text_span s)
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

struct dais_evidence *
evidence_at(
    struct reader *r, enum dais_evidence_kind kind, struct text_span s, struct block_home home)
{
	struct dais_evidence *e = evidence_add(r, kind, read_span(r, s));

	evidence_place(e, read_place(r, s.block, s.at));
	e->paragraph = s.block;
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
add_points(struct reader *r, size_t body)
{
	const struct sketch_body *k = &r->bodies.v[body];
	struct block_home front = { DAIS_READING_FRONT, DAIS_NONE, DAIS_NONE };

	for (size_t i = 0; i < k->points.n; i++) {
		const struct sketch_point *p = &k->points.v[i];
		struct dais_evidence *e =
		    evidence_at(r, DAIS_EVIDENCE_POINT_IN_AGENDA, p->title, front);

		evidence_lines(r, e, p->title);
		e->subject = k->items.v[p->up].record_item;
		e->body = body;
		e->number = p->value + 1;
		e->before = p->mark;
	}
}

static void
add_agenda(struct reader *r)
{
	struct block_home front = { DAIS_READING_FRONT, DAIS_NONE, DAIS_NONE };

	for (size_t b = 0; b < r->bodies.n; b++) {
		const struct sketch_body *body = &r->bodies.v[b];

		if (body->has_name)
			evidence_at(r, DAIS_EVIDENCE_BODY_NAME, body->name, front)->subject = b;
		for (size_t i = 0; i < body->items.n; i++) {
			const struct sketch_item *it = &body->items.v[i];

			if (r->items_from_table)
				continue; /* the document has no agenda */
			struct dais_evidence *e =
			    evidence_at(r, DAIS_EVIDENCE_TITLE_IN_AGENDA, it->title, front);

			evidence_lines(r, e, it->title);
			e->subject = it->record_item;
			e->body = b;
			e->number = it->number;
			e->letter = it->letter;
			e->printed = it->printed;
			e->decimal = it->decimal;
			e->anew = it->anew;
			if (!it->label.n)
				continue;
			e = evidence_at(r, DAIS_EVIDENCE_LABEL, it->label, front);
			e->subject = it->record_item;
			e->body = b;
			e->value = it->label_names_bodies ? DAIS_STR("bodies") : DAIS_STR("plain");
		}
		add_points(r, b);
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

/* A document in a list. */
static void
add_listed(struct reader *r, const struct sketch_document *d)
{
	struct dais_evidence *e = evidence_at(r, DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST, d->title,
	    (struct block_home){ DAIS_READING_DOCUMENT_LIST, d->note, d->body });
	size_t end = d->ending.n ? (size_t)(d->ending.p - r->blocks.v[d->symbol.block].text.p)
				 : d->symbol.at + d->symbol.n - 1;
	struct dais_line_start close = read_place(r, d->symbol.block, end);

	evidence_lines(r, e, d->title);
	e->item = r->bodies.v[d->body].items.v[d->item].record_item;
	e->subject = d->record_document;
	e->ending = d->ending;
	e->ending_page = close.page;
	e->ending_line = close.line;
	e->ending_column = close.column;
}

/* "See also item 3 ...", and nothing else. */
static bool
only_sees_also(const struct reader *r, size_t block)
{
	struct dais_str s = r->blocks.v[block].text;

	return s.n < 500 && read_has_phrase(&r->words->see_also, s);
}

/* The paragraphs of a note, for checks of wording. */
static void
add_texts(struct reader *r, const struct sketch_note *n, struct block_home home)
{
	for (size_t i = 0; i < n->blocks.n; i++) {
		struct text_span all = { n->blocks.v[i], 0, r->blocks.v[n->blocks.v[i]].text.n };
		struct dais_evidence *e = evidence_at(r, DAIS_EVIDENCE_ANNOTATION_TEXT, all, home);

		evidence_lines(r, e, all);
	}
}

static void
add_notes(struct reader *r)
{
	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *n = &r->notes.v[k];
		const struct sketch_item *it = &r->bodies.v[n->body].items.v[n->item];
		struct block_home home = { DAIS_READING_ANNOTATION, k, DAIS_NONE };
		struct dais_evidence *e =
		    evidence_at(r, DAIS_EVIDENCE_TITLE_IN_ANNOTATION, n->heading, home);

		evidence_lines(r, e, n->heading);
		e->subject = it->record_item;
		e->number = it->number;
		e->letter = it->letter;
		if (n->documentation.n)
			evidence_at(r, DAIS_EVIDENCE_DOCUMENTATION, n->documentation, home)
			    ->subject = it->record_item;
		if (n->blocks.n == 1 && is_cross_reference(r, n->blocks.v[0]))
			evidence_at(r, DAIS_EVIDENCE_CROSS_REFERENCE,
			    (struct text_span){
				n->blocks.v[0], 0, r->blocks.v[n->blocks.v[0]].text.n },
			    home)
			    ->subject = it->record_item;
		if (n->blocks.n == 1 && only_sees_also(r, n->blocks.v[0]))
			evidence_at(r, DAIS_EVIDENCE_SEE_ALSO,
			    (struct text_span){
				n->blocks.v[0], 0, r->blocks.v[n->blocks.v[0]].text.n },
			    home)
			    ->subject = it->record_item;
		add_texts(r, n, home);
		for (size_t i = 0; i < n->blocks.n && it->no_document; i++) {
			struct text_span all = { n->blocks.v[i], 0,
				r->blocks.v[n->blocks.v[i]].text.n };

			if (read_has_phrase(&r->words->no_document, read_span(r, all)))
				evidence_at(r, DAIS_EVIDENCE_NO_DOCUMENT, all, home)->subject =
				    it->record_item;
		}
	}
	for (size_t i = 0; i < r->documents.n; i++) {
		if (r->documents.v[i].title.n)
			add_listed(r, &r->documents.v[i]);
	}
}

/* Titles in the contents of a report and over its parts. */
static void
add_sections(struct reader *r)
{
	for (size_t i = 0; !r->headings_count && i < r->sections.n; i++) {
		const struct sketch_section *s = &r->sections.v[i];
		const struct sketch_item *it = &r->bodies.v[s->body].items.v[s->item];
		struct block_home home = { DAIS_READING_FRONT, DAIS_NONE, s->body };
		struct dais_evidence *e = evidence_at(r,
		    s->in_contents ? DAIS_EVIDENCE_TITLE_IN_CONTENTS
				   : DAIS_EVIDENCE_TITLE_IN_HEADING,
		    s->heading, home);

		evidence_lines(r, e, s->heading);
		e->subject = e->item = it->record_item;
		e->number = it->number;
		e->letter = it->letter;
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
	e = evidence_add(t->r, DAIS_EVIDENCE_ORDINAL, dais_str_sub(s->title, f->at, f->at + f->n));
	e->part = DAIS_READING_TIMETABLE;
	e->number = f->number;
	e->noun = f->noun;
	e->value = read_fact_value(t->r, f);
	e->body = s->body;
	e->subject = read_ordinal_body(t->r, s->title, f->at, f->n, s->body, &e->explicit_body);
	evidence_place(e, s->place);
	for (size_t i = 0; i < s->lines.n && s->lines.v[i].at <= f->at; i++) {
		from = s->lines.v[i].at;
		evidence_place(e, s->lines.v[i]);
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
			struct dais_evidence *e = evidence_add(
			    r, DAIS_EVIDENCE_TITLE_IN_TIMETABLE, s->title.n ? s->title : s->words);

			e->part = DAIS_READING_TIMETABLE;
			e->subject = it->record_item;
			e->body = s->body;
			e->number = it->number;
			e->letter = it->letter;
			e->number_only = !s->title.n;
			evidence_place(e, s->place);
			for (size_t j = 0; j < s->lines.n; j++)
				dais_vec_push(r->a, &e->lines, s->lines.v[j]);
			dais_text_find_facts(
			    r->lang, s->title, add_title_ordinal, &(struct title_scan){ r, s });
			if (!s->continued)
				continue;
			e = evidence_add(r, DAIS_EVIDENCE_CONTINUED, s->continued_words);
			e->part = DAIS_READING_TIMETABLE;
			e->subject = it->record_item;
			e->body = s->body;
			evidence_place(e, s->continued_place);
		}
	}
}

void
read_stated(struct reader *r)
{
	add_agenda(r);
	add_notes(r);
	add_sections(r);
	add_sittings(r);
}
