/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The web page of a timetable: frame, head, signs, totals, remarks.
 */
#include "write/timetable/page.h"

#include <stdio.h>

#include "write/timetable/colours_priv.h"
#include "write/timetable/page_priv.h"

void
dais_web_page_open(struct page *p, const char *name, const char *class_name)
{
	dais_xml_open(&p->w, name);
	if (class_name)
		dais_xml_attr_c(&p->w, "class", class_name);
}

void
dais_web_page_close(struct page *p)
{
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
}

void
dais_web_page_elem(struct page *p, const char *name, const char *class_name, struct dais_str text)
{
	dais_web_page_open(p, name, class_name);
	dais_xml_text(&p->w, text);
	dais_web_page_close(p);
}

struct dais_str
dais_web_page_phrase(struct page *p, const char *key)
{
	return dais_text_capitalise(p->a, p->l, dais_text_phrase(p->l, key));
}

static void
meta(struct page *p, const char *name, const char *content)
{
	dais_xml_open(&p->w, "meta");
	dais_xml_attr_c(&p->w, "name", name);
	dais_xml_attr_c(&p->w, "content", content);
	dais_web_page_close(p);
}

void
dais_web_page_begin(struct page *p, struct dais_buf *out, enum dais_lang l, struct dais_str title)
{
	p->l = l;
	dais_xml_begin(&p->w, out, DAIS_XML_MODE_HTML);
	dais_xml_open(&p->w, "html");
	dais_xml_attr_c(&p->w, "lang", dais_lang_code(l));
	dais_xml_attr_c(&p->w, "dir", dais_lang_is_rtl(l) ? "rtl" : "ltr");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "head");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "meta");
	dais_xml_attr_c(&p->w, "charset", "utf-8");
	dais_web_page_close(p);
	meta(p, "viewport", "width=device-width, initial-scale=1");
	meta(p, "color-scheme", "light dark");
	meta(p, "generator", "dais");
	dais_web_page_elem(p, "title", NULL, title);
	dais_xml_open(&p->w, "style");
	dais_xml_raw(&p->w, dais_timetable_css);
	dais_web_page_close(p);
	dais_web_page_close(p);
	dais_xml_open(&p->w, "body");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "main");
	dais_xml_newline(&p->w);
}

void
dais_web_page_end(struct page *p)
{
	dais_web_page_close(p);
	dais_web_page_close(p);
	dais_web_page_close(p);
	dais_xml_finish(&p->w);
}

void
dais_web_page_head(struct page *p, const struct dais_timetable *t, struct dais_str title)
{
	dais_web_page_elem(p, "h1", NULL, title);
	dais_web_page_open(p, "ul", "meetings");
	for (size_t i = 0; i < t->meetings.n; i++)
		dais_web_page_elem(p, "li", NULL, t->meetings.v[i]);
	dais_web_page_close(p);
	if (!t->place.n)
		return;
	dais_web_page_elem(p, "p", "place", dais_timetable_place(t, p->a));
}

void
dais_web_page_signs(struct page *p, const struct dais_timetable *t)
{
	if (!t->marked)
		return;
	dais_web_page_elem(p, "h2", "hidden", dais_web_page_phrase(p, "signs"));
	dais_web_page_open(p, "ul", "signs");
	for (unsigned m = 1; m < DAIS_TIMETABLE_MARK_COUNT; m++) {
		if (!(t->marks & 1u << m))
			continue;
		dais_xml_open(&p->w, "li");
		dais_web_page_open(p, "span", "sign");
		dais_xml_text_c(&p->w, dais_timetable_sign((enum dais_timetable_mark)m, false));
		dais_xml_close(&p->w);
		dais_xml_text_c(&p->w, " ");
		dais_xml_text(&p->w, dais_timetable_mark_words(p->l, (enum dais_timetable_mark)m));
		dais_web_page_close(p);
	}
	dais_web_page_close(p);
}

/* --- totals ---------------------------------------------------------------------------------- */

/* "+30 min", "−1 h"; empty when nothing differs. */
static struct dais_str
difference(struct page *p, unsigned now, unsigned before)
{
	struct dais_str s;

	if (now == before)
		return DAIS_STR_NONE;
	s = dais_text_duration(p->a, p->l, now > before ? now - before : before - now);
	/* U+200E: the sign stays at the left of its number on a right-to-left page, too. */
	return dais_arena_printf(p->a, "%s%s%.*s", dais_lang_is_rtl(p->l) ? "\xE2\x80\x8E" : "",
	    now > before ? "+" : "−", DAIS_STR_ARG(s));
}

static void
column_head(struct page *p, struct dais_str words)
{
	dais_xml_open(&p->w, "th");
	dais_xml_attr_c(&p->w, "scope", "col");
	dais_xml_text(&p->w, dais_text_capitalise(p->a, p->l, words));
	dais_web_page_close(p);
}

static void
total_cell(struct page *p, struct dais_str name, struct dais_str words)
{
	dais_web_page_open(p, "td", NULL);
	dais_xml_attr(&p->w, "data-label", dais_text_capitalise(p->a, p->l, name));
	dais_xml_text(&p->w, words);
	dais_web_page_close(p);
}

static void
total_cells(struct page *p, const struct dais_timetable *t, unsigned now, unsigned before)
{
	if (t->compared)
		total_cell(p, t->before_name, dais_text_duration(p->a, p->l, before));
	total_cell(p, t->now_name, dais_text_duration(p->a, p->l, now));
	if (t->compared)
		total_cell(p, dais_text_phrase(p->l, "difference"), difference(p, now, before));
}

static void
total_row(struct page *p, const struct dais_timetable *t, const struct dais_timetable_total *one)
{
	char swatch[32];

	(void)snprintf(swatch, sizeof(swatch), "swatch c%u p%u", one->colour, one->pattern);
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "th");
	dais_xml_attr_c(&p->w, "scope", "row");
	dais_web_page_open(p, "span", swatch);
	dais_xml_close(&p->w);
	if (one->number.n) {
		dais_web_page_open(p, "span", "number");
		dais_xml_text(&p->w, one->number);
		dais_xml_close(&p->w);
		dais_xml_text_c(&p->w, " ");
	}
	dais_xml_text(&p->w, one->title);
	dais_web_page_close(p);
	total_cells(p, t, one->minutes, one->minutes_before);
	dais_web_page_close(p);
}

void
dais_web_page_totals(struct page *p, const struct dais_timetable *t)
{
	if (!t->totals.n)
		return;
	dais_web_page_open(p, "table", "totals");
	dais_web_page_elem(p, "caption", NULL, dais_web_page_phrase(p, "time-per-item"));
	dais_xml_open(&p->w, "thead");
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	column_head(p, dais_text_phrase(p->l, "item-of-agenda"));
	if (t->compared)
		column_head(p, t->before_name);
	column_head(p, t->now_name);
	if (t->compared)
		column_head(p, dais_text_phrase(p->l, "difference"));
	dais_web_page_close(p);
	dais_web_page_close(p);
	dais_xml_open(&p->w, "tbody");
	dais_xml_newline(&p->w);
	for (size_t i = 0; i < t->totals.n; i++)
		total_row(p, t, &t->totals.v[i]);
	dais_web_page_close(p);
	dais_xml_open(&p->w, "tfoot");
	dais_xml_open(&p->w, "tr");
	dais_xml_newline(&p->w);
	dais_xml_open(&p->w, "th");
	dais_xml_attr_c(&p->w, "scope", "row");
	dais_xml_text(&p->w, dais_web_page_phrase(p, "total"));
	dais_web_page_close(p);
	total_cells(p, t, t->total_minutes, t->total_minutes_before);
	dais_web_page_close(p);
	dais_web_page_close(p);
	dais_web_page_close(p);
}

void
dais_web_page_notes(struct page *p, const struct dais_timetable *t)
{
	if (!t->notes.n)
		return;
	dais_web_page_elem(p, "h2", NULL, dais_web_page_phrase(p, "remarks"));
	dais_web_page_open(p, "ul", "notes");
	for (size_t i = 0; i < t->notes.n; i++)
		dais_web_page_elem(p, "li", NULL, t->notes.v[i]);
	dais_web_page_close(p);
}

static struct dais_str
full_title(struct page *p, const struct dais_timetable *t)
{
	if (!t->modality.n)
		return t->title;
	return dais_text_fill(p->a, t->lang, "label-value",
	    (const struct dais_slot[]){
		{ "label", t->title }, { "value", t->modality }, { NULL, DAIS_STR_NONE } });
}

bool
dais_timetable_page(const struct dais_timetable *t, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct page p = { .a = a, .l = t->lang };
	struct dais_str title = full_title(&p, t), first = title;

	for (size_t i = 0; i < t->meetings.n; i++)
		first = dais_arena_printf(
		    a, "%.*s – %.*s", DAIS_STR_ARG(first), DAIS_STR_ARG(t->meetings.v[i]));
	dais_web_page_begin(&p, out, t->lang, first);
	dais_web_page_head(&p, t, title);
	dais_web_page_signs(&p, t);
	dais_web_page_grid(&p, t, "timetable");
	dais_web_page_totals(&p, t);
	dais_web_page_notes(&p, t);
	dais_web_page_end(&p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "web page is too big");
	return true;
}
