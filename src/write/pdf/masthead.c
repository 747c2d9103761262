/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The head of the first page: organization and symbols over a rule; organ at the start and
 * distribution, date and languages at the end side below it; a heavier rule closes it.
 */
#include "write/pdf/layout.h"

#define TOP 38.0
#define SYMBOLS 0.6     /* of the width, at most */
#define SIDE_START 0.66 /* where the column of particulars begins, part of the width */

static double
draw_string(struct dais_layout *l, struct dais_str s, double x, double y, double w,
    const struct dais_para_style *st)
{
	struct dais_para *p;
	double h;

	if (dais_str_is_empty(s))
		return 0;
	p = dais_para_string(l->setter, s, st, w);
	if (l->rtl && !p->rtl) /* Latin particulars stand at the left */
		p->style.align = DAIS_ALIGN_END;
	dais_pdf_tag(l->pdf, DAIS_TAG_P, NULL);
	h = dais_draw_para(l, p, x, y, false);
	dais_pdf_tag_end(l->pdf);
	dais_para_drop(l->setter, p);
	return h;
}

static void
rule(struct dais_layout *l, double y, double thick)
{
	dais_pdf_artifact(l->pdf, "Layout");
	dais_draw_rule(l, DAIS_PAGE_SIDE, y, dais_layout_width(l), thick);
	dais_pdf_artifact_end(l->pdf);
}

/* Organization and symbols; returns the y below them. */
static double
draw_first_row(struct dais_layout *l, const struct dais_masthead *m)
{
	double x = DAIS_PAGE_SIDE, w = dais_layout_width(l), half, y;
	struct dais_para_style org = dais_layout_style(l, 14, 18, 0, DAIS_ALIGN_START);
	struct dais_para_style sym = dais_layout_style(l, 14, 18, DAIS_FONT_BOLD, DAIS_ALIGN_END);
	struct dais_para *p;
	double left, h, right = 0, widest = 0;

	for (size_t i = 0; i < m->symbols.n; i++) {
		p = dais_para_string(l->setter, m->symbols.v[i], &sym, w * SYMBOLS);
		right += dais_para_height(p);
		if (dais_para_natural_width(p) > widest)
			widest = dais_para_natural_width(p);
		dais_para_drop(l->setter, p);
	}
	half = w - widest - 18;
	p = dais_para_string(l->setter, m->organization, &org, half);
	left = dais_para_height(p);
	h = left > right ? left : right;
	dais_pdf_tag(l->pdf, DAIS_TAG_P, NULL);
	dais_draw_para(l, p, x, TOP + h - left, false);
	dais_pdf_tag_end(l->pdf);
	dais_para_drop(l->setter, p);
	y = TOP + h - right;
	for (size_t i = 0; i < m->symbols.n; i++)
		y += draw_string(l, m->symbols.v[i], x + w * (1 - SYMBOLS), y, w * SYMBOLS, &sym);
	return TOP + h;
}

static double
draw_particulars(struct dais_layout *l, const struct dais_masthead *m, double y)
{
	double w = dais_layout_width(l), x = DAIS_PAGE_SIDE + w * SIDE_START;
	struct dais_para_style st = dais_layout_style(l, 10, 13, 0, DAIS_ALIGN_START);

	w -= w * SIDE_START;
	y += draw_string(l, m->distribution, x, y, w, &st);
	y += draw_string(l, m->date, x, y, w, &st);
	y += st.leading * 0.6;
	y += draw_string(l, m->only, x, y, w, &st);
	y += draw_string(l, m->language, x, y, w, &st);
	y += draw_string(l, m->original, x, y, w, &st);
	return y;
}

double
dais_masthead_draw(struct dais_layout *l)
{
	const struct dais_masthead *m = &l->tree->masthead;
	double w = dais_layout_width(l), y, left, right;
	struct dais_para_style organ =
	    dais_layout_style(l, 15, 18.5, DAIS_FONT_BOLD, DAIS_ALIGN_START);

	if (dais_str_is_empty(m->organization) && m->symbols.n == 0 && dais_str_is_empty(m->organ))
		return l->later_top;
	y = draw_first_row(l, m) + 5;
	rule(l, y, 0.6);
	y += 8;
	left = y + draw_string(l, m->organ, DAIS_PAGE_SIDE, y, w * (SIDE_START - 0.08), &organ);
	right = draw_particulars(l, m, y);
	y = (left > right ? left : right) + 9;
	rule(l, y, 2.4);
	return y + 14;
}
