/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shapes and lines of words of an SVG picture.
 */
#include "write/timetable/colours_priv.h"
#include "write/timetable/picture_priv.h"

/* Hundredths of the size that a column of a terminal takes in running text, by language: Chinese
 * characters take two columns. Measured on Noto Sans and DejaVu Sans, the widest in common use. */
static const unsigned column_widths[DAIS_LANG_COUNT] = {
	[DAIS_LANG_AR] = 56,
	[DAIS_LANG_ZH] = 52,
	[DAIS_LANG_EN] = 58,
	[DAIS_LANG_FR] = 58,
	[DAIS_LANG_RU] = 64,
	[DAIS_LANG_ES] = 58,
};

static void
number(struct picture *p, const char *name, unsigned n)
{
	dais_xml_attr_int(&p->w, name, (int64_t)n);
}

static void
pattern(struct picture *p, const char *id, const char *path)
{
	dais_xml_open(&p->w, "pattern");
	dais_xml_attr_c(&p->w, "id", id);
	dais_xml_attr_c(&p->w, "width", "6");
	dais_xml_attr_c(&p->w, "height", "6");
	dais_xml_attr_c(&p->w, "patternUnits", "userSpaceOnUse");
	dais_xml_open(&p->w, "path");
	dais_xml_attr_c(&p->w, "d", path);
	dais_xml_attr_c(&p->w, "stroke", "#ffffff");
	dais_xml_attr_c(&p->w, "stroke-width", "2.4");
	dais_xml_attr_c(&p->w, "fill", "none");
	dais_xml_close(&p->w);
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
}

void
dais_picture_begin(
    struct picture *p, struct dais_buf *out, struct dais_str title, struct dais_str description)
{
	const struct picture_box all = { 0, 0, p->width, p->height };

	p->rtl = dais_lang_is_rtl(p->l);
	p->size = PICTURE_TEXT;
	p->ink = dais_timetable_ink;
	dais_xml_begin(&p->w, out, DAIS_XML_MODE_XML);
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "svg");
	dais_xml_attr_c(&p->w, "xmlns", "http://www.w3.org/2000/svg");
	dais_xml_attr_c(&p->w, "version", "1.1");
	dais_xml_attr_c(&p->w, "xml:lang", dais_lang_code(p->l));
	number(p, "width", p->width);
	number(p, "height", p->height);
	dais_xml_attr(&p->w, "viewBox", dais_arena_printf(p->a, "0 0 %u %u", p->width, p->height));
	dais_xml_attr_c(&p->w, "role", "group");
	dais_xml_attr_c(&p->w, "aria-labelledby", "title description");
	dais_xml_attr_c(&p->w, "font-family",
	    p->l == DAIS_LANG_AR   ? "Noto Sans Arabic, Noto Naskh Arabic, Tahoma, sans-serif"
	    : p->l == DAIS_LANG_ZH ? "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
				   : "Noto Sans, DejaVu Sans, Arial, sans-serif");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "title");
	dais_xml_attr_c(&p->w, "id", "title");
	dais_xml_text(&p->w, title);
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "desc");
	dais_xml_attr_c(&p->w, "id", "description");
	dais_xml_text(&p->w, description);
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "defs");
	dais_xml_newline(&p->w);
	pattern(p, "pattern1", "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2");
	pattern(p, "pattern2", "M1,3 h3");
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
	dais_picture_box(p, &all, "#ffffff", NULL, 0, NULL);
	/* Not on the root: browsers would put a picture that is opened by itself off the window. */
	dais_xml_open(&p->w, "g");
	dais_xml_attr_c(&p->w, "direction", p->rtl ? "rtl" : "ltr");
	dais_xml_newline(&p->w);
}

void
dais_picture_end(struct picture *p)
{
	dais_xml_close(&p->w);
	dais_xml_close(&p->w);
	dais_xml_finish(&p->w);
}

void
dais_picture_box(struct picture *p, const struct picture_box *b, const char *fill, const char *line,
    unsigned line_width, const char *dashes)
{
	dais_xml_open(&p->w, "rect");
	number(p, "x", p->rtl ? p->width - b->x - b->width : b->x);
	number(p, "y", b->y);
	number(p, "width", b->width);
	number(p, "height", b->height);
	dais_xml_attr_c(&p->w, "fill", fill ? fill : "none");
	if (line) {
		dais_xml_attr_c(&p->w, "stroke", line);
		number(p, "stroke-width", line_width);
	}
	if (dashes)
		dais_xml_attr_c(&p->w, "stroke-dasharray", dashes);
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
}

unsigned
dais_picture_length(const struct picture *p, struct dais_str s)
{
	return (dais_text_columns(s) * column_widths[p->l] * p->size + 99) / 100;
}

dais_str_lines
dais_picture_fold(const struct picture *p, struct dais_str s, unsigned width)
{
	unsigned columns = width * 100 / (column_widths[p->l] * p->size);

	return dais_text_wrap(p->a, s, columns ? columns : 1, true);
}

void
dais_picture_say(
    struct picture *p, unsigned x, unsigned y, struct dais_str s, enum picture_weight weight)
{
	if (!s.n)
		return;
	dais_xml_open(&p->w, "text");
	number(p, "x", p->rtl ? p->width - x : x);
	number(p, "y", y);
	number(p, "font-size", p->size);
	dais_xml_attr_c(&p->w, "fill", p->ink);
	if (weight == PICTURE_BOLD)
		dais_xml_attr_c(&p->w, "font-weight", "bold");
	if (weight == PICTURE_STRUCK)
		dais_xml_attr_c(&p->w, "text-decoration", "line-through");
	dais_xml_text(&p->w, s);
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
}

unsigned
dais_picture_lines(struct picture *p, unsigned x, unsigned y, const dais_str_lines *lines,
    enum picture_weight weight)
{
	for (size_t i = 0; i < lines->n; i++, y += PICTURE_LEADING)
		dais_picture_say(p, x, y, lines->v[i], weight);
	return y;
}
