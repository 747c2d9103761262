/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Runs. A word processor takes the direction and the font of a run from its properties, not from
 * its letters: text is cut where the direction of its letters changes (UAX #9, letters only), and
 * each piece says what it is.
 */
#include "write/docx/part.h"

enum cls {
	CLS_NEUTRAL, /* spaces, punctuation, digits */
	CLS_LTR,
	CLS_RTL,
};

struct props {
	unsigned style;
	bool rtl;
	bool link;
	bool has_lang;
	enum dais_lang lang;
	bool note;
};

static enum cls
class_of(uint32_t cp)
{
	if (cp >= 0x0590 && cp <= 0x08ff)
		return (cp >= 0x0660 && cp <= 0x0669) || cp == 0x060c || cp == 0x061b ||
			       cp == 0x061f
			   ? CLS_NEUTRAL
			   : CLS_RTL;
	if ((cp >= 0xfb1d && cp <= 0xfdff) || (cp >= 0xfe70 && cp <= 0xfefc))
		return CLS_RTL;
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z'))
		return CLS_LTR;
	if (cp < 0xc0 || (cp >= 0x2000 && cp <= 0x2bff) || (cp >= 0x3000 && cp <= 0x303f))
		return CLS_NEUTRAL;
	return CLS_LTR;
}

static bool
is_joint(uint32_t cp)
{
	return cp != ' ' && cp != '(' && cp != ')' && cp != '[' && cp != ']' && cp != 0xab &&
	       cp != 0xbb && cp != 0x201c && cp != 0x201d && cp != 0x060c && cp != ',' && cp != ';';
}

bool
dais_docx_is_ltr(struct dais_str text)
{
	bool letters = false;

	for (size_t at = 0; at < text.n;) {
		enum cls c = class_of(dais_str_decode(text, &at));

		if (c == CLS_RTL)
			return false;
		letters = letters || c == CLS_LTR;
	}
	return letters;
}

/* The end of the piece of @s that begins at @at: letters of one direction. Neutral characters go
 * with the base direction @base, except between letters of the other or as digits of a word. */
static size_t
piece_end(struct dais_str s, size_t at, bool base, bool *ret_rtl)
{
	size_t start = at;
	size_t sure = at;   /* end of what belongs to the piece for certain */
	bool rtl = base;
	bool joined = true; /* nothing but joints since the last letter */

	while (at < s.n) {
		size_t before = at;
		uint32_t cp = dais_str_decode(s, &at);
		enum cls c = class_of(cp);

		if (c == CLS_NEUTRAL) {
			joined = joined && is_joint(cp);
			if (rtl == base || (joined && cp >= '0' && cp <= '9'))
				sure = at;
			continue;
		}
		if ((c == CLS_RTL) != rtl) {
			if (before > start)
				break;
			rtl = !rtl;
		}
		joined = true;
		sure = at;
	}
	*ret_rtl = rtl;
	return sure;
}

static void
run_props(const struct docx *d, const struct props *p)
{
	struct dais_xml *w = d->w;
	bool zh = p->has_lang ? p->lang == DAIS_LANG_ZH : d->t->lang == DAIS_LANG_ZH;

	if (!(p->style & ~DAIS_RUN_BREAK) && !p->rtl && !p->link && !p->has_lang && !zh && !p->note)
		return;
	dais_xml_open(w, "w:rPr");
	if (p->note)
		dais_docx_val(w, "w:rStyle", "FootnoteReference");
	else if (p->link)
		dais_docx_val(w, "w:rStyle", "Hyperlink");
	if (zh) {
		dais_xml_open(w, "w:rFonts");
		dais_xml_attr_c(w, "w:hint", "eastAsia");
		dais_xml_close(w);
	}
	if (p->style & DAIS_RUN_BOLD) {
		dais_docx_flag(w, "w:b");
		dais_docx_flag(w, "w:bCs");
	}
	if (p->style & DAIS_RUN_ITALIC) {
		dais_docx_flag(w, "w:i");
		dais_docx_flag(w, "w:iCs");
	}
	if ((p->style & DAIS_RUN_SUPER) && !p->note)
		dais_docx_val(w, "w:vertAlign", "superscript");
	if (p->rtl)
		dais_docx_flag(w, "w:rtl");
	if (p->has_lang)
		dais_docx_lang(w, p->lang);
	dais_xml_close(w);
}

static void
piece(const struct docx *d, struct dais_str text, const struct props *p)
{
	dais_xml_open(d->w, "w:r");
	run_props(d, p);
	dais_xml_open(d->w, "w:t");
	dais_xml_attr_c(d->w, "xml:space", "preserve");
	dais_xml_text(d->w, text);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
}

static void
pieces(const struct docx *d, struct dais_str text, struct props p, bool base)
{
	size_t at = 0;

	while (at < text.n) {
		size_t end = piece_end(text, at, base, &p.rtl);

		piece(d, dais_str_sub(text, at, end), &p);
		at = end;
	}
}

static void
break_run(const struct docx *d)
{
	dais_xml_open(d->w, "w:r");
	dais_docx_flag(d->w, "w:br");
	dais_xml_close(d->w);
}

/* The mark of a footnote: the reference itself the first time, later a raised mark. */
static void
footnote(struct docx *d, const struct dais_run *run)
{
	struct props p = { .note = true };
	size_t i = (size_t)run->footnote;
	struct dais_str mark = run->text.n ? run->text : d->t->footnotes.v[i].mark;

	if (d->footnote_used[i]) {
		p = (struct props){ .style = DAIS_RUN_SUPER };
		piece(d, mark, &p);
		return;
	}
	d->footnote_used[i] = true;
	dais_xml_open(d->w, "w:r");
	run_props(d, &p);
	dais_xml_open(d->w, "w:footnoteReference");
	if (!d->footnotes_counted)
		dais_xml_attr_c(d->w, "w:customMarkFollows", "1");
	dais_xml_attr_int(d->w, "w:id", (int64_t)i + 1);
	dais_xml_close(d->w);
	if (!d->footnotes_counted)
		dais_xml_elem(d->w, "w:t", mark);
	dais_xml_close(d->w);
}

static void
one_run(struct docx *d, const struct dais_run *run, unsigned style, bool link)
{
	struct props p = { .style = run->style | style,
		.link = link,
		.has_lang = run->has_lang,
		.lang = run->lang };
	bool base = run->has_lang ? dais_lang_is_rtl(run->lang) : d->base_rtl;

	if (run->footnote >= 0 && (size_t)run->footnote < d->t->footnotes.n) {
		footnote(d, run);
	} else if (run->is_symbol) {
		p.rtl = false;
		if (run->text.n)
			piece(d, run->text, &p);
	} else {
		pieces(d, run->text, p, base);
	}
	if (run->style & DAIS_RUN_BREAK)
		break_run(d);
}

static bool
same_link(const struct dais_run *x, const struct dais_run *y)
{
	return dais_str_eq(x->url, y->url) && dais_str_eq(x->target, y->target);
}

/* Opens w:hyperlink for @run if it leads anywhere. */
static bool
link_open(struct docx *d, const struct dais_run *run)
{
	if (run->url.n) {
		size_t id = dais_docx_rel(d, "hyperlink", run->url, true);

		dais_xml_open(d->w, "w:hyperlink");
		dais_xml_attr(d->w, "r:id", dais_arena_printf(d->a, "rId%zu", id));
	} else if (run->target.n) {
		size_t i = dais_map_get(&d->bookmark_of, run->target);

		if (i == DAIS_MAP_NONE)
			return false;
		dais_xml_open(d->w, "w:hyperlink");
		dais_xml_attr(d->w, "w:anchor", d->bookmarks.v[i]);
	} else {
		return false;
	}
	dais_xml_attr_c(d->w, "w:history", "1");
	return true;
}

void
dais_docx_runs(struct docx *d, const dais_run_vec *runs, unsigned style)
{
	size_t i = 0;

	while (i < runs->n) {
		const struct dais_run *first = &runs->v[i];
		bool link = link_open(d, first);

		do {
			one_run(d, &runs->v[i], style, link && first->url.n > 0 && !d->plain_links);
			i++;
		} while (i < runs->n && link && same_link(first, &runs->v[i]));
		if (link)
			dais_xml_close(d->w);
	}
}

void
dais_docx_words(struct docx *d, struct dais_str text, unsigned style)
{
	pieces(d, text, (struct props){ .style = style }, d->base_rtl);
}

static void
field_char(struct docx *d, const char *type)
{
	dais_xml_open(d->w, "w:r");
	dais_xml_open(d->w, "w:fldChar");
	dais_xml_attr_c(d->w, "w:fldCharType", type);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
}

void
dais_docx_field(struct docx *d, const char *instruction, unsigned cached)
{
	field_char(d, "begin");
	dais_xml_open(d->w, "w:r");
	dais_xml_open(d->w, "w:instrText");
	dais_xml_attr_c(d->w, "xml:space", "preserve");
	dais_xml_text_c(d->w, instruction);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
	field_char(d, "separate");
	piece(d, dais_arena_printf(d->a, "%u", cached), &(struct props){ .style = 0 });
	field_char(d, "end");
}
