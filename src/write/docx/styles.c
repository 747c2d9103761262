/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * styles.xml from one table. Form of session documents: text 10 pt in a narrow column, headings
 * 14, 12 and 10 pt bold, head of the first page 14 and 17 pt (domain rules 2.3, 2.5).
 */
#include "write/docx/part.h"

#define BOLD 1u
#define ITALIC 2u
#define KEEP_NEXT 4u
#define KEEP_LINES 8u
#define JUSTIFIED 16u
#define RULE_BELOW 32u
#define TAB_END 64u
#define QUICK 128u /* shown first in the list of styles */
#define NO_HYPHENS 256u

struct style {
	const char *id, *name, *based_on, *next;
	int size;          /* half points; 0: inherited */
	int before, after; /* -1: inherited */
	int left, right, hanging;
	int outline;       /* -1: none */
	unsigned flags;
};

#define T DOCX_TEXT
static const struct style styles[] = {
	{ "Title", "Title", "Normal", "BodyText", 28, 240, 240, T, T, 0, -1,
	    BOLD | KEEP_NEXT | KEEP_LINES | QUICK | NO_HYPHENS },
	{ "Subtitle", "Subtitle", "Normal", "BodyText", 20, 0, 0, 0, 2400, 0, -1,
	    BOLD | KEEP_NEXT | KEEP_LINES | NO_HYPHENS },
	{ "Heading1", "heading 1", "Normal", "BodyText", 28, 360, 120, T, T, 0, 0,
	    BOLD | KEEP_NEXT | KEEP_LINES | QUICK | NO_HYPHENS },
	{ "Heading2", "heading 2", "Normal", "BodyText", 24, 300, 120, T, T, 0, 1,
	    BOLD | KEEP_NEXT | KEEP_LINES | QUICK | NO_HYPHENS },
	{ "Heading3", "heading 3", "Normal", "BodyText", 20, 240, 120, T, T, 0, 2,
	    BOLD | KEEP_NEXT | KEEP_LINES | QUICK | NO_HYPHENS },
	{ "Heading4", "heading 4", "Normal", "BodyText", 20, 180, 120, T, T, 0, 3,
	    BOLD | KEEP_NEXT | KEEP_LINES | QUICK | NO_HYPHENS },
	{ "BodyText", "Body Text", "Normal", NULL, 0, 0, 120, T, T, 0, -1, JUSTIFIED | QUICK },
	{ "List", "List", "BodyText", NULL, 0, 0, 60, T + DOCX_HANG, T, DOCX_HANG, -1, QUICK },
	{ "ListContinue", "List Continue", "BodyText", NULL, 0, 0, 60, T + DOCX_HANG, T, 0, -1, 0 },
	{ "Documentation", "Documentation", "BodyText", NULL, 0, 0, 80, T, T, 0, -1, QUICK },
	{ "TableText", "Table Text", "Normal", NULL, 18, 30, 30, 0, 60, 0, -1, NO_HYPHENS },
	{ "TableHead", "Table Head", "TableText", NULL, 16, 60, 60, 0, 60, 0, -1,
	    ITALIC | KEEP_NEXT | NO_HYPHENS },
	{ "TableDay", "Table Day", "TableText", NULL, 18, 40, 40, 0, 60, 0, -1,
	    BOLD | KEEP_NEXT | NO_HYPHENS },
	{ "TableEnd", "Table End", "Normal", NULL, 8, 0, 0, 0, 0, 0, -1, 0 },
	{ "MastheadOrganization", "Masthead Organization", "Normal", NULL, 28, 0, 60, T, 0, 0, -1,
	    0 },
	{ "MastheadSymbol", "Masthead Symbol", "Normal", NULL, 26, 0, 20, 0, 0, 0, -1,
	    BOLD | NO_HYPHENS },
	{ "MastheadSymbolLong", "Masthead Symbol Long", "MastheadSymbol", NULL, 20, 0, 20, 0, 0, 0,
	    -1, BOLD | NO_HYPHENS },
	{ "MastheadOrgan", "Masthead Organ", "Normal", NULL, 30, 0, 240, 0, 200, 0, -1,
	    BOLD | NO_HYPHENS },
	{ "MastheadText", "Masthead Text", "Normal", NULL, 20, 0, 0, 0, 0, 0, -1, NO_HYPHENS },
	{ "MastheadLanguage", "Masthead Language", "MastheadText", NULL, 20, 240, 0, 0, 0, 0, -1,
	    NO_HYPHENS },
	{ "HeaderLine", "Header Line", "Normal", NULL, 17, 0, 0, 0, 0, 0, -1, BOLD | NO_HYPHENS },
	{ "Header", "header", "HeaderLine", NULL, 17, 0, 0, 0, 0, 0, -1,
	    BOLD | RULE_BELOW | NO_HYPHENS },
	{ "HeaderFirst", "Header First", "Normal", NULL, 8, 0, 0, 0, 0, 0, -1, 0 },
	{ "Footer", "footer", "Normal", NULL, 17, 0, 0, 0, 0, 0, -1, TAB_END | NO_HYPHENS },
	{ "FootnoteText", "footnote text", "Normal", NULL, 17, 0, 40, T, T, 200, -1, JUSTIFIED },
};
#undef T

/* Size for the script of the document: Naskh letters are small for their size. */
static int
complex_size(int half_points)
{
	return half_points + half_points / 5 / 2 * 2;
}

/* Fixed distance of lines: the fonts of the three scripts have very different own ones. */
static int
line_height(const struct docx *d, int half_points)
{
	switch (d->t->lang) {
	case DAIS_LANG_AR:
		return complex_size(half_points) * 10 * 3 / 2;
	case DAIS_LANG_ZH:
		return half_points * 10 * 3 / 2;
	default:
		return half_points * 10 * 13 / 10;
	}
}

static void
spacing(const struct docx *d, struct dais_xml *w, const struct style *s)
{
	dais_xml_open(w, "w:spacing");
	dais_xml_attr_int(w, "w:before", s->before);
	dais_xml_attr_int(w, "w:after", s->after);
	if (s->size > 0) {
		dais_xml_attr_int(w, "w:line", line_height(d, s->size));
		dais_xml_attr_c(w, "w:lineRule", "exact");
	}
	dais_xml_close(w);
}

/* Order of the elements: ECMA-376 part 1, CT_PPr. */
static void
paragraph_part(const struct docx *d, struct dais_xml *w, const struct style *s)
{
	dais_xml_open(w, "w:pPr");
	if (s->flags & KEEP_NEXT)
		dais_docx_flag(w, "w:keepNext");
	if (s->flags & KEEP_LINES)
		dais_docx_flag(w, "w:keepLines");
	if (s->flags & RULE_BELOW) {
		dais_xml_open(w, "w:pBdr");
		dais_xml_open(w, "w:bottom");
		dais_xml_attr_c(w, "w:val", "single");
		dais_xml_attr_c(w, "w:sz", "4");
		dais_xml_attr_c(w, "w:space", "4");
		dais_xml_attr_c(w, "w:color", "auto");
		dais_xml_close(w);
		dais_xml_close(w);
	}
	if (s->flags & TAB_END) {
		dais_xml_open(w, "w:tabs");
		dais_xml_open(w, "w:tab");
		dais_xml_attr_c(w, "w:val", "right");
		dais_xml_attr_int(w, "w:pos", d->text_width);
		dais_xml_close(w);
		dais_xml_close(w);
	}
	if (s->flags & NO_HYPHENS)
		dais_docx_flag(w, "w:suppressAutoHyphens");
	spacing(d, w, s);
	dais_xml_open(w, "w:ind");
	dais_xml_attr_int(w, "w:left", s->left);
	dais_xml_attr_int(w, "w:right", s->right);
	if (s->hanging > 0)
		dais_xml_attr_int(w, "w:hanging", s->hanging);
	dais_xml_close(w);
	dais_docx_val(w, "w:jc", s->flags & JUSTIFIED ? "both" : "left");
	if (s->outline >= 0)
		dais_docx_val_int(w, "w:outlineLvl", s->outline);
	dais_xml_close(w);
}

static void
run_part(const struct docx *d, struct dais_xml *w, const struct style *s)
{
	/* Arabic and Chinese have no italics: what others slant is bold. */
	bool slants = d->t->lang != DAIS_LANG_AR && d->t->lang != DAIS_LANG_ZH;

	if (!(s->flags & (BOLD | ITALIC)) && s->size == 0)
		return;
	dais_xml_open(w, "w:rPr");
	if (s->flags & BOLD || (s->flags & ITALIC && !slants)) {
		dais_docx_flag(w, "w:b");
		dais_docx_flag(w, "w:bCs");
	}
	if (s->flags & ITALIC && slants) {
		dais_docx_flag(w, "w:i");
		dais_docx_flag(w, "w:iCs");
	}
	if (s->size > 0) {
		dais_docx_val_int(w, "w:sz", s->size);
		dais_docx_val_int(w, "w:szCs", complex_size(s->size));
	}
	dais_xml_close(w);
}

static void
style_open(
    struct dais_xml *w, const char *type, const char *id, const char *name, const char *based_on)
{
	static const char *const built_in[] = { "Title", "Subtitle", "Heading1", "Heading2",
		"Heading3", "Heading4", "BodyText", "List", "ListContinue", "Header", "Footer",
		"FootnoteText", "FootnoteReference", "Hyperlink", "Normal", "TableNormal" };
	bool custom = true;

	for (size_t i = 0; i < sizeof(built_in) / sizeof(built_in[0]); i++)
		custom = custom && strcmp(built_in[i], id) != 0;
	dais_xml_newline(w);
	dais_xml_open(w, "w:style");
	dais_xml_attr_c(w, "w:type", type);
	if (custom)
		dais_xml_attr_c(w, "w:customStyle", "1");
	dais_xml_attr_c(w, "w:styleId", id);
	dais_docx_val(w, "w:name", name);
	if (based_on)
		dais_docx_val(w, "w:basedOn", based_on);
}

static void
paragraph_style(const struct docx *d, struct dais_xml *w, const struct style *s)
{
	style_open(w, "paragraph", s->id, s->name, s->based_on);
	if (s->next)
		dais_docx_val(w, "w:next", s->next);
	dais_docx_val_int(w, "w:uiPriority", s->flags & QUICK ? 1 : 50);
	if (s->flags & QUICK)
		dais_docx_flag(w, "w:qFormat");
	paragraph_part(d, w, s);
	run_part(d, w, s);
	dais_xml_close(w);
}

static void
defaults(const struct docx *d, struct dais_xml *w)
{
	static const char *const locales[] = { "en-GB", "en-GB", "en-GB", "fr-FR", "ru-RU",
		"es-ES" };

	dais_xml_open(w, "w:docDefaults");
	dais_xml_open(w, "w:rPrDefault");
	dais_xml_open(w, "w:rPr");
	dais_xml_open(w, "w:rFonts");
	dais_xml_attr_c(w, "w:ascii", "Noto Serif");
	dais_xml_attr_c(w, "w:hAnsi", "Noto Serif");
	dais_xml_attr_c(w, "w:eastAsia", "Noto Serif CJK SC");
	dais_xml_attr_c(w, "w:cs", "Noto Naskh Arabic");
	dais_xml_close(w);
	dais_docx_val_int(w, "w:sz", 20);
	dais_docx_val_int(w, "w:szCs", complex_size(20));
	dais_xml_open(w, "w:lang");
	dais_xml_attr_c(w, "w:val", locales[d->t->lang]);
	dais_xml_attr_c(w, "w:eastAsia", "zh-CN");
	dais_xml_attr_c(w, "w:bidi", "ar-SA");
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_open(w, "w:pPrDefault");
	dais_xml_open(w, "w:pPr");
	dais_docx_flag(w, "w:widowControl");
	dais_xml_open(w, "w:spacing");
	dais_xml_attr_int(w, "w:line", line_height(d, 20));
	dais_xml_attr_c(w, "w:lineRule", "exact");
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_close(w);
}

static void
character_styles(struct dais_xml *w)
{
	style_open(w, "character", "Hyperlink", "Hyperlink", NULL);
	dais_docx_val_int(w, "w:uiPriority", 99);
	dais_xml_open(w, "w:rPr");
	dais_docx_val(w, "w:color", "0000FF");
	dais_docx_val(w, "w:u", "none");
	dais_xml_close(w);
	dais_xml_close(w);
	style_open(w, "character", "FootnoteReference", "footnote reference", NULL);
	dais_docx_val_int(w, "w:uiPriority", 99);
	dais_xml_open(w, "w:rPr");
	dais_docx_val(w, "w:vertAlign", "superscript");
	dais_xml_close(w);
	dais_xml_close(w);
}

static void
cell_margins(struct dais_xml *w, int side)
{
	static const char *const sides[] = { "w:top", "w:left", "w:bottom", "w:right" };

	dais_xml_open(w, "w:tblCellMar");
	for (size_t i = 0; i < 4; i++) {
		dais_xml_open(w, sides[i]);
		dais_xml_attr_int(w, "w:w", i % 2 ? side : 0);
		dais_xml_attr_c(w, "w:type", "dxa");
		dais_xml_close(w);
	}
	dais_xml_close(w);
}

static void
table_styles(struct dais_xml *w)
{
	style_open(w, "table", "TableNormal", "Normal Table", NULL);
	dais_docx_val_int(w, "w:uiPriority", 99);
	dais_xml_open(w, "w:tblPr");
	cell_margins(w, 0);
	dais_xml_close(w);
	dais_xml_close(w);
	style_open(w, "table", "Masthead", "Masthead Table", "TableNormal");
	dais_xml_close(w);
	style_open(w, "table", "Timetable", "Timetable", "TableNormal");
	dais_xml_open(w, "w:tblPr");
	dais_xml_open(w, "w:tblBorders");
	dais_docx_border(w, "w:top", 4);
	dais_docx_border(w, "w:bottom", 12);
	dais_xml_close(w);
	cell_margins(w, 40);
	dais_xml_close(w);
	dais_xml_close(w);
}

void
dais_docx_write_styles(const struct docx *d, struct dais_buf *out)
{
	struct dais_xml w;

	dais_xml_begin(&w, out, DAIS_XML_MODE_XML);
	dais_docx_root(&w, "w:styles");
	defaults(d, &w);
	dais_xml_newline(&w);
	dais_xml_open(&w, "w:style");
	dais_xml_attr_c(&w, "w:type", "paragraph");
	dais_xml_attr_c(&w, "w:default", "1");
	dais_xml_attr_c(&w, "w:styleId", "Normal");
	dais_docx_val(&w, "w:name", "Normal");
	dais_docx_flag(&w, "w:qFormat");
	dais_xml_close(&w);
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
		paragraph_style(d, &w, &styles[i]);
	character_styles(&w);
	table_styles(&w);
	dais_xml_close(&w);
	dais_xml_finish(&w);
}
