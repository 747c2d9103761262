/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether a flow is what it should be, and how it looks.
 */
#include "read/flow/flow.h"

static bool
are_points_valid(const struct dais_flow_block *b)
{
	for (size_t i = 0; i < b->points.n; i++) {
		const struct dais_flow_point *p = &b->points.v[i];

		if (p->at >= b->text.n || (i == 0 ? p->at != 0 : p->at <= p[-1].at))
			return false;
	}
	return b->points.n > 0;
}

static bool
are_links_valid(const struct dais_flow_block *b)
{
	for (size_t i = 0; i < b->links.n; i++) {
		const struct dais_flow_link *l = &b->links.v[i];

		if (l->n == 0 || l->at > b->text.n || l->n > b->text.n - l->at ||
		    !dais_str_is_text(l->target, NULL))
			return false;
	}
	return true;
}

static bool
are_tabs_valid(const struct dais_flow_block *b)
{
	for (size_t i = 0; i < b->tabs.n; i++) {
		const struct dais_flow_tab *t = &b->tabs.v[i];

		if (t->at >= b->text.n || t->n == 0 || (i > 0 && t->at <= t[-1].at))
			return false;
	}
	return true;
}

static bool
is_block_valid(const struct dais_flow *f, const struct dais_flow_block *b)
{
	if (b->role >= DAIS_FLOW_ROLE_COUNT || b->text.n == 0 || b->text.n > DAIS_FLOW_BLOCK_MAX ||
	    !dais_str_is_text(b->text, NULL) || b->generated > b->text.n)
		return false;
	if (b->text.p[0] == ' ' || b->text.p[b->text.n - 1] == ' ')
		return false;
	if (b->role == DAIS_FLOW_CELL &&
	    (b->table == 0 || b->table > f->tables || b->rows == 0 || b->columns == 0))
		return false;
	return are_points_valid(b) && are_links_valid(b) && are_tabs_valid(b);
}

bool
dais_flow_is_valid(const struct dais_flow *f)
{
	size_t bytes = 0;

	if (f->blocks.n > DAIS_FLOW_BLOCKS_MAX ||
	    (f->has_language && f->language >= DAIS_LANG_COUNT))
		return false;
	for (size_t i = 0; i < f->blocks.n; i++) {
		if (!is_block_valid(f, &f->blocks.v[i]))
			return false;
		bytes += f->blocks.v[i].text.n;
	}
	return bytes <= DAIS_FLOW_TEXT_MAX;
}

/* The words that the file holds, a stroke before those behind tabs. */
static void
put_words(const struct dais_flow_block *b, struct dais_buf *out)
{
	size_t from = b->generated;

	for (size_t i = 0; i < b->tabs.n; i++) {
		dais_buf_put(out, dais_str_sub(b->text, from, b->tabs.v[i].at));
		for (unsigned k = 0; k < b->tabs.v[i].n; k++)
			dais_buf_puts(out, "⇥");
		from = b->tabs.v[i].at > from ? b->tabs.v[i].at : from;
	}
	dais_buf_put(out, dais_str_sub(b->text, from, b->text.n));
}

void
dais_flow_dump(const struct dais_flow *f, struct dais_buf *out)
{
	static const char *const roles[DAIS_FLOW_ROLE_COUNT] = { "text", "heading", "cell",
		"header", "footer", "note" };

	dais_buf_printf(out, "%s, %zu blocks, language %s\n", f->format, f->blocks.n,
	    f->has_language ? dais_lang_code(f->language) : "not declared");
	for (size_t i = 0; i < f->blocks.n; i++) {
		const struct dais_flow_block *b = &f->blocks.v[i];
		struct dais_place p = dais_flow_place(f, b, b->generated, 0);

		dais_buf_printf(out, "%u:%u:%u %s", p.page, p.line, p.column, roles[b->role]);
		if (b->level)
			dais_buf_printf(out, " level %u", b->level);
		if (b->role == DAIS_FLOW_CELL)
			dais_buf_printf(out, " table %zu row %u column %u size %ux%u%s", b->table,
			    b->row, b->column, b->rows, b->columns, b->head ? " head" : "");
		dais_buf_printf(out, "%s%s%s", b->spaced ? " spaced" : "",
		    b->strong ? " strong" : "", b->centred ? " centred" : "");
		dais_buf_printf(out, ": ");
		if (b->generated)
			dais_buf_printf(
			    out, "[%.*s]", DAIS_STR_ARG(dais_str_sub(b->text, 0, b->generated)));
		put_words(b, out);
		for (size_t k = 0; k < b->links.n; k++)
			dais_buf_printf(out, " <%.*s>", DAIS_STR_ARG(b->links.v[k].target));
		dais_buf_put_char(out, '\n');
	}
}
