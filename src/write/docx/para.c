/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/docx/part.h"

static void
number(const struct docx *d, const struct docx_look *look)
{
	dais_xml_open(d->w, "w:numPr");
	dais_docx_val_int(d->w, "w:ilvl", look->ilvl);
	dais_docx_val_int(d->w, "w:numId", (int64_t)look->num);
	dais_xml_close(d->w);
}

static void
tab_stop(struct dais_xml *w, const char *kind, int at)
{
	dais_xml_open(w, "w:tab");
	dais_xml_attr_c(w, "w:val", kind);
	dais_xml_attr_int(w, "w:pos", at);
	dais_xml_close(w);
}

/* Order of the elements: ECMA-376 part 1, CT_PPr. */
static void
properties(struct docx *d, const struct docx_look *look)
{
	struct dais_xml *w = d->w;

	dais_xml_open(w, "w:pPr");
	dais_docx_val(w, "w:pStyle", look->style);
	if (look->keep_next)
		dais_docx_flag(w, "w:keepNext");
	if (d->page_break)
		dais_docx_flag(w, "w:pageBreakBefore");
	if (look->num > 0)
		number(d, look);
	if (look->literal_heading) {
		dais_xml_open(w, "w:tabs");
		tab_stop(w, "left", DOCX_TEXT);
		dais_xml_close(w);
	}
	d->base_rtl = d->rtl && !look->ltr;
	if (d->base_rtl)
		dais_docx_flag(w, "w:bidi");
	if (look->left >= 0) {
		dais_xml_open(w, "w:ind");
		dais_xml_attr_int(w, "w:left", look->left);
		dais_xml_attr_int(w, "w:hanging", look->hanging);
		dais_xml_close(w);
	}
	if (look->jc)
		dais_docx_val(w, "w:jc", look->jc);
	dais_xml_close(w);
	d->page_break = false;
}

static void
open_bookmarks(struct docx *d)
{
	for (size_t i = 0; i < d->pending.n; i++) {
		size_t b = d->pending.v[i];

		dais_xml_open(d->w, "w:bookmarkStart");
		dais_xml_attr_int(d->w, "w:id", (int64_t)b);
		dais_xml_attr(d->w, "w:name", d->bookmarks.v[b]);
		dais_xml_close(d->w);
		dais_xml_open(d->w, "w:bookmarkEnd");
		dais_xml_attr_int(d->w, "w:id", (int64_t)b);
		dais_xml_close(d->w);
	}
	d->pending.n = 0;
}

static void
tab_run(const struct docx *d)
{
	dais_xml_open(d->w, "w:r");
	dais_docx_flag(d->w, "w:tab");
	dais_xml_close(d->w);
}

void
dais_docx_para_open(struct docx *d, const struct docx_look *look)
{
	dais_xml_newline(d->w);
	dais_xml_open(d->w, "w:p");
	properties(d, look);
	open_bookmarks(d);
	if (look->num == 0 && look->literal.n) {
		dais_docx_words(d, look->literal, look->run_style);
		tab_run(d);
	}
}

void
dais_docx_para(struct docx *d, const struct docx_look *look, const dais_run_vec *runs)
{
	dais_docx_para_open(d, look);
	dais_docx_runs(d, runs, look->run_style);
	dais_xml_close(d->w);
}

void
dais_docx_para_text(struct docx *d, const struct docx_look *look, struct dais_str text)
{
	dais_docx_para_open(d, look);
	dais_docx_words(d, text, look->run_style);
	dais_xml_close(d->w);
}
