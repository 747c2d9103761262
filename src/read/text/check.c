/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings on a reading: evidence compared with evidence. Each check keeps silent unless the
 * document itself shows both wordings. Rules: doc/rules.md.
 */
#include "read/text/check_priv.h"

struct dais_place
check_place(const struct checker *c, const struct dais_evidence *e)
{
	return (struct dais_place){ .file = c->r->file,
		.page = e->page,
		.line = e->line,
		.column = e->column,
		.text = e->words };
}

struct dais_place
check_part(const struct checker *c, const struct dais_evidence *e, struct dais_str part)
{
	struct dais_place p = check_place(c, e);
	size_t at = dais_str_find(e->words, part, 0), from = 0;

	if (!part.n || at == SIZE_MAX)
		return p;
	for (size_t i = 0; i < e->lines.n && e->lines.v[i].at <= at; i++) {
		from = e->lines.v[i].at;
		p.page = e->lines.v[i].page;
		p.line = e->lines.v[i].line;
		p.column = e->lines.v[i].column;
	}
	p.column += (unsigned)dais_str_count(dais_str_sub(e->words, from, at));
	p.text = part;
	return p;
}

void
check_also(struct checker *c, struct dais_diag *g, const struct dais_evidence *e)
{
	struct dais_place p = check_place(c, e);

	dais_diag_add_place(c->d, g, &p);
}

struct dais_str
check_item_name(const struct checker *c, const struct dais_evidence *e)
{
	struct dais_str body = e->body < c->r->record->bodies.n
				   ? c->r->record->bodies.v[e->body].name.in[c->r->lang]
				   : DAIS_STR_NONE;
	struct dais_number n = { 0 };

	if (e->item < c->r->record->items.n && e->body != DAIS_NONE)
		n = dais_record_number(c->r->record, e->item, e->body);
	else if (e->subject < c->r->record->items.n && e->body != DAIS_NONE)
		n = dais_record_number(c->r->record, e->subject, e->body);
	if (!n.found)
		return DAIS_STR("the item");
	if (n.letter >= 0)
		return dais_arena_printf(c->a, "item %u (%c) of “%.*s”", n.number,
		    'a' + n.letter % 26, DAIS_STR_ARG(body));
	return dais_arena_printf(c->a, "item %u of “%.*s”", n.number, DAIS_STR_ARG(body));
}

void
dais_reading_check(const struct dais_reading *r, struct dais_diags *diags)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct checker c = { r, diags, a };

	check_weekdays(&c);
	if (!r->record->bodies.n)
		return;
	check_titles(&c);
	check_quoted(&c);
	check_labels(&c);
	check_ordinals(&c);
	check_nouns(&c);
	check_document_titles(&c);
	check_introduced(&c);
	check_order(&c);
	check_lists(&c);
	check_endings(&c);
	check_links(&c);
}
