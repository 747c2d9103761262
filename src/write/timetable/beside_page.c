/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two plans side by side as a web page: a table with a row a day and a column a plan.
 */
#include "write/timetable/beside_priv.h"
#include "write/timetable/page_priv.h"

static void
sittings(struct page *p, const struct dais_timetable *t, const struct dais_timetable_day *day)
{
	dais_web_page_open(p, "td", day ? NULL : "empty");
	dais_xml_attr(&p->w, "data-label", dais_text_capitalise(p->a, p->l, t->modality));
	if (!day) {
		dais_web_page_elem(p, "span", "hidden", dais_text_phrase(p->l, "no-sitting"));
		dais_web_page_close(p);
		return;
	}
	dais_xml_newline(&p->w);
	for (size_t i = 0; i < day->rows.n; i++) {
		const struct dais_timetable_row *row = &day->rows.v[i];

		dais_web_page_elem(p, "p", "when", row->hours);
		for (size_t k = 0; k < row->blocks.n; k++) {
			const struct dais_timetable_block *b = &row->blocks.v[k];

			if (t->columns.n > 1)
				dais_web_page_elem(p, "p", "label", dais_beside_bodies(t, b, p->a));
			if (b->label.n)
				dais_web_page_elem(p, "p", "label", b->label);
			dais_web_page_remark(p, b->mark, b->remark);
			for (size_t e = 0; e < b->entries.n; e++)
				dais_web_page_entry(p, &b->entries.v[e]);
		}
	}
	dais_web_page_close(p);
}

static void
table(struct page *p, const struct beside *b, struct dais_str title)
{
	dais_web_page_open(p, "div", "scroll");
	dais_xml_newline(&p->w);
	dais_web_page_open(p, "table", "timetable halves");
	dais_xml_newline(&p->w);
	dais_web_page_elem(p, "caption", "hidden", title);
	dais_xml_open(&p->w, "thead");
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	for (size_t k = 0; k < 2; k++) {
		dais_xml_open(&p->w, "th");
		dais_xml_attr_c(&p->w, "scope", "col");
		dais_xml_text(&p->w,
		    dais_text_capitalise(p->a, p->l, k ? b->after->modality : b->before->modality));
		dais_web_page_close(p);
	}
	dais_web_page_close(p);
	dais_web_page_close(p);
	for (size_t d = 0; d < b->n; d++) {
		dais_xml_open(&p->w, "tbody");
		dais_web_page_open(p, "tr", "day");
		dais_xml_open(&p->w, "th");
		dais_xml_attr_int(&p->w, "colspan", 2);
		dais_xml_attr_c(&p->w, "scope", "rowgroup");
		dais_xml_text(&p->w, b->days[d][0] ? b->days[d][0]->words : b->days[d][1]->words);
		dais_xml_close(&p->w);
		dais_web_page_close(p);
		dais_xml_open(&p->w, "tr");
		dais_xml_newline(&p->w);
		sittings(p, b->before, b->days[d][0]);
		sittings(p, b->after, b->days[d][1]);
		dais_web_page_close(p);
		dais_web_page_close(p);
	}
	dais_web_page_close(p);
	dais_web_page_close(p);
}

bool
dais_timetable_beside_page(const struct dais_timetable_pair *pair, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct page p = { .a = a, .l = l };
	struct beside b = dais_beside_new(pair, l, a);
	struct dais_str title = dais_web_page_phrase(&p, "plans-compared");

	dais_web_page_begin(&p, out, l, title);
	dais_web_page_head(&p, b.after, title);
	for (size_t i = 0; i < b.stated.n; i++)
		dais_web_page_elem(&p, "p", "lead", b.stated.v[i]);
	table(&p, &b, title);
	dais_web_page_totals(&p, b.after);
	dais_web_page_notes(&p, b.after);
	dais_web_page_end(&p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "web page is too big");
	return true;
}
