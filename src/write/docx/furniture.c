/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first page's head, headers and footers. "Left" is where a line begins, as the format has
 * it: the right side of the page in Arabic.
 */
#include "write/docx/part.h"

#include "base/err.h"

#define COLUMN_RIGHT 3000 /* of symbols, distribution and dates */
#define SYMBOL_LARGE_MAX 20 /* letters of 13 points in that column */
#define RULE_THIN 4 /* eighths of a point */
#define RULE_THICK 12
#define CHARS_A_PAGE 2400

static void
masthead_cell(struct docx *d, int width, int span, int rule)
{
	dais_xml_open(d->w, "w:tc");
	dais_xml_open(d->w, "w:tcPr");
	dais_xml_open(d->w, "w:tcW");
	dais_xml_attr_int(d->w, "w:w", width);
	dais_xml_attr_c(d->w, "w:type", "dxa");
	dais_xml_close(d->w);
	if (span > 1)
		dais_docx_val_int(d->w, "w:gridSpan", span);
	dais_xml_open(d->w, "w:tcBorders");
	dais_docx_border(d->w, "w:bottom", rule);
	dais_xml_close(d->w);
	if (rule == RULE_THIN) {
		dais_docx_val(d->w, "w:vAlign", "bottom");
	} else {
		dais_xml_open(d->w, "w:tcMar");
		dais_xml_open(d->w, "w:top");
		dais_xml_attr_c(d->w, "w:w", "100");
		dais_xml_attr_c(d->w, "w:type", "dxa");
		dais_xml_close(d->w);
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
}

/* A line of the head; one in Latin letters runs from left to right in Arabic as well. */
static void
line(struct docx *d, const char *style, struct dais_str text)
{
	struct docx_look look = DOCX_LOOK(style);

	look.ltr = dais_docx_is_ltr(text);
	if (text.n)
		dais_docx_para_text(d, &look, text);
}

static void
lines(struct docx *d, const char *style, const dais_str_lines *v)
{
	for (size_t i = 0; i < v->n; i++)
		line(d, style, v->v[i]);
}

/* The style in which every symbol stands on one line of its column. */
static const char *
symbol_style(const struct dais_masthead *m)
{
	size_t longest = 0;

	for (size_t i = 0; i < m->symbols.n; i++)
		longest = m->symbols.v[i].n > longest ? m->symbols.v[i].n : longest;
	return longest > SYMBOL_LARGE_MAX ? "MastheadSymbolLong" : "MastheadSymbol";
}

/* The symbols as linked runs, one paragraph a symbol. */
static void
symbol_lines(struct docx *d, const struct dais_masthead *m)
{
	dais_run_vec words = { 0 };
	struct docx_look look = DOCX_LOOK(symbol_style(m));

	look.ltr = true;
	d->plain_links = true;
	if (m->symbol_runs.n == 0) {
		lines(d, symbol_style(m), &m->symbols);
	}
	for (size_t i = 0; i < m->symbol_runs.n; i++) {
		struct dais_run run = m->symbol_runs.v[i];
		bool last = i + 1 == m->symbol_runs.n;
		bool ends = last || (run.style & DAIS_RUN_BREAK);

		run.style &= ~DAIS_RUN_BREAK;
		dais_vec_push(d->a, &words, run);
		if (!ends)
			continue;
		dais_docx_para(d, &look, &words);
		words.n = 0;
	}
	d->plain_links = false;
}

static void
masthead_rows(struct docx *d, const struct dais_masthead *m, int middle)
{
	dais_xml_open(d->w, "w:tr");
	masthead_cell(d, DOCX_TEXT + middle, 2, RULE_THIN);
	dais_docx_para_text(d, &DOCX_LOOK("MastheadOrganization"), m->organization);
	dais_xml_close(d->w);
	masthead_cell(d, COLUMN_RIGHT, 1, RULE_THIN);
	if (m->symbol_runs.n || m->symbols.n)
		symbol_lines(d, m);
	else
		dais_docx_para_text(d, &DOCX_LOOK("MastheadSymbol"), DAIS_STR_NONE);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
	dais_xml_open(d->w, "w:tr");
	masthead_cell(d, DOCX_TEXT, 1, RULE_THICK);
	dais_docx_para_text(d, &DOCX_LOOK("MastheadText"), DAIS_STR_NONE);
	dais_xml_close(d->w);
	masthead_cell(d, middle, 1, RULE_THICK);
	dais_docx_para_text(d, &DOCX_LOOK("MastheadOrgan"), m->organ);
	dais_xml_close(d->w);
	masthead_cell(d, COLUMN_RIGHT, 1, RULE_THICK);
	line(d, "MastheadText", m->distribution);
	line(d, "MastheadText", m->date);
	line(d, "MastheadText", m->only);
	line(d, m->language.n ? "MastheadLanguage" : "MastheadText", m->language);
	line(d, m->language.n ? "MastheadText" : "MastheadLanguage", m->original);
	dais_docx_para_text(d, &DOCX_LOOK("MastheadText"), DAIS_STR_NONE);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
}

void
dais_docx_masthead(struct docx *d)
{
	const struct dais_masthead *m = &d->t->masthead;
	int middle = d->text_width - DOCX_TEXT - COLUMN_RIGHT;
	const int widths[] = { DOCX_TEXT, middle, COLUMN_RIGHT };

	dais_xml_open(d->w, "w:tbl");
	dais_docx_table_frame(d, "Masthead");
	dais_xml_close(d->w);
	dais_xml_open(d->w, "w:tblGrid");
	for (size_t i = 0; i < 3; i++) {
		dais_xml_open(d->w, "w:gridCol");
		dais_xml_attr_int(d->w, "w:w", widths[i]);
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
	masthead_rows(d, m, middle);
	dais_xml_close(d->w);
	dais_docx_para_text(d, &DOCX_LOOK("TableEnd"), DAIS_STR_NONE);
	lines(d, "Subtitle", &m->meetings);
	line(d, "Title", d->t->title);
}

/* "DRAFT" across the page, as word processors write it. */
static void
watermark(struct docx *d)
{
	struct dais_xml *w = d->w;

	dais_xml_open(w, "w:r");
	dais_xml_open(w, "w:rPr");
	dais_docx_flag(w, "w:noProof");
	dais_xml_close(w);
	dais_xml_open(w, "w:pict");
	dais_xml_open(w, "v:shapetype");
	dais_xml_attr_c(w, "id", "_x0000_t136");
	dais_xml_attr_c(w, "coordsize", "21600,21600");
	dais_xml_attr_c(w, "o:spt", "136");
	dais_xml_attr_c(w, "adj", "10800");
	dais_xml_attr_c(w, "path", "m@7,l@8,m@5,21600l@6,21600e");
	dais_xml_open(w, "v:path");
	dais_xml_attr_c(w, "textpathok", "t");
	dais_xml_attr_c(w, "o:connecttype", "rect");
	dais_xml_close(w);
	dais_xml_open(w, "v:textpath");
	dais_xml_attr_c(w, "on", "t");
	dais_xml_attr_c(w, "fitshape", "t");
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_open(w, "v:shape");
	dais_xml_attr_c(w, "id", "PowerPlusWaterMarkObject1");
	dais_xml_attr_c(w, "o:spid", "_x0000_s2049");
	dais_xml_attr_c(w, "type", "#_x0000_t136");
	dais_xml_attr_c(w, "style",
	    "position:absolute;margin-left:0;margin-top:0;width:380pt;height:95pt;rotation:315;"
	    "z-index:-251658752;mso-position-horizontal:center;"
	    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
	    "mso-position-vertical-relative:margin");
	dais_xml_attr_c(w, "fillcolor", "#d8d8d8");
	dais_xml_attr_c(w, "stroked", "f");
	dais_xml_open(w, "v:fill");
	dais_xml_attr_c(w, "opacity", ".5");
	dais_xml_close(w);
	dais_xml_open(w, "v:textpath");
	dais_xml_attr_c(w, "style",
	    d->rtl ? "font-family:\"Noto Naskh Arabic\";font-size:1pt"
		   : "font-family:\"Noto Serif\";font-size:1pt");
	dais_xml_attr(w, "string", d->t->watermark);
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_close(w);
}

static void
part_begin(struct docx *d, const char *root)
{
	dais_docx_root(d->w, root);
}

/* Running symbols at the outer edge; the first page has its head instead. */
void
dais_docx_header(struct docx *d, bool first, bool even)
{
	struct docx_look look = DOCX_LOOK("Header");
	size_t n = first ? 0 : d->t->running_head.n;

	part_begin(d, "w:hdr");
	look.jc = even ? "left" : "right";
	if (first)
		look.style = "HeaderFirst";
	for (size_t i = 0; i < n || i == 0; i++) {
		if (i + 1 < n)
			look.style = "HeaderLine";
		else if (!first)
			look.style = "Header";
		dais_docx_para_open(d, &look);
		if (i == 0 && d->t->watermark.n)
			watermark(d);
		if (i < n)
			dais_docx_words(d, d->t->running_head.v[i], 0);
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
}

static size_t
words_of(const struct dais_node *n, unsigned depth)
{
	size_t sum = 40; /* space between paragraphs */

	if (depth > DOCX_DEPTH_MAX)
		return 0;
	for (size_t i = 0; i < n->runs.n; i++)
		sum += dais_str_count(n->runs.v[i].text);
	for (size_t i = 0; i < n->children.n; i++)
		sum += words_of(n->children.v[i], depth + 1);
	return sum;
}

/* What the field shows until the word processor counts the pages itself. */
static unsigned
pages(const struct docx *d)
{
	size_t sum = 1200; /* the head of the first page */
	size_t page = d->t->lang == DAIS_LANG_ZH ? CHARS_A_PAGE / 3 : CHARS_A_PAGE;

	for (size_t i = 0; i < d->t->body.n; i++)
		sum += words_of(d->t->body.v[i], 0);
	return (unsigned)(sum / page) + 1;
}

static void
page_of_pages(struct docx *d, unsigned page)
{
	dais_docx_field(d, " PAGE ", page);
	dais_docx_words(d, DAIS_STR("/"), 0);
	dais_docx_field(d, " NUMPAGES ", pages(d));
}

static void
tab(struct docx *d)
{
	dais_xml_open(d->w, "w:r");
	dais_docx_flag(d->w, "w:tab");
	dais_xml_close(d->w);
}

/* Page number at the outer edge, job number at the inner one. */
void
dais_docx_footer(struct docx *d, bool first, bool even)
{
	struct dais_str job = first && d->t->job_first.n ? d->t->job_first : d->t->job;
	struct docx_look look = DOCX_LOOK("Footer");

	part_begin(d, "w:ftr");
	look.ltr = true; /* numbers only: so that "2/12" stays in this order in Arabic */
	dais_docx_para_open(d, &look);
	if (!first && even != d->rtl) {
		page_of_pages(d, even ? 2 : 3);
		tab(d);
		dais_docx_words(d, job, 0);
	} else {
		if (first && d->rtl)
			tab(d);
		dais_docx_words(d, job, 0);
		if (!first) {
			tab(d);
			page_of_pages(d, even ? 2 : 3);
		}
	}
	dais_xml_close(d->w);
	dais_xml_close(d->w);
}
