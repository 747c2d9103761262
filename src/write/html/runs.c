/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inline content: runs and footnotes.
 */
#include "write/html/html_priv.h"

#include "text/say.h"

/* Anchors made here hold an underscore, which no id of a tree has. */
static struct dais_str
note_id(struct html *h, int note)
{
	return dais_arena_printf(h->a, "note_%d", note + 1);
}

static struct dais_str
mark_id(struct html *h, int note, unsigned use)
{
	return use == 0 ? dais_arena_printf(h->a, "mark_%d", note + 1)
			: dais_arena_printf(h->a, "mark_%d_%u", note + 1, use + 1);
}

static void
note_mark(struct html *h, const struct dais_run *run)
{
	struct dais_xml *w = &h->w;
	struct dais_str note = dais_say(h->t->lang, DAIS_SAY_HTML_NOTE);
	struct dais_str label =
	    dais_arena_printf(h->a, "%.*s %.*s", DAIS_STR_ARG(note), DAIS_STR_ARG(run->text));

	if (h->is_plain)
		return;
	dais_xml_open(w, "sup");
	dais_xml_open(w, "a");
	dais_xml_attr_c(w, "class", "mark");
	dais_xml_attr_c(w, "role", "doc-noteref");
	dais_xml_attr(w, "id", mark_id(h, run->footnote, h->note_uses[run->footnote]++));
	dais_xml_attr(w, "href", dais_arena_concat(h->a, DAIS_STR("#"), note_id(h, run->footnote)));
	dais_xml_attr(w, "aria-label", label);
	dais_xml_text(w, run->text);
	dais_xml_close(w);
	dais_xml_close(w);
}

static bool
date_of(const struct dais_run *run, struct dais_local *ret_at)
{
	struct dais_str s = run->subject;

	if (!dais_str_has_prefix(s, DAIS_STR("date:")))
		return false;
	return dais_local_parse(dais_str_sub(s, 5, s.n), ret_at);
}

void
dais_html_datetime(struct html *h, struct dais_local at)
{
	dais_xml_attr(&h->w, "datetime", dais_local_print(h->a, at));
}

static void
open_lang(struct dais_xml *w, enum dais_lang l)
{
	dais_xml_attr_c(w, "lang", dais_lang_code(l));
	dais_xml_attr_c(w, "dir", dais_lang_is_rtl(l) ? "rtl" : "ltr");
}

static void
open_link(struct html *h, const struct dais_run *run)
{
	dais_xml_open(&h->w, "a");
	if (run->url.n)
		dais_xml_attr(&h->w, "href", run->url);
	else
		dais_xml_attr(&h->w, "href", dais_arena_concat(h->a, DAIS_STR("#"), run->target));
}

static void
one_run(struct html *h, const struct dais_run *run)
{
	struct dais_xml *w = &h->w;
	unsigned open = w->depth;
	struct dais_local at;

	if (!h->is_plain && (run->url.n || run->target.n))
		open_link(h, run);
	if (date_of(run, &at)) {
		dais_xml_open(w, "time");
		dais_html_datetime(h, at);
	}
	if (run->is_symbol) {
		dais_xml_open(w, "span");
		dais_xml_attr_c(w, "class", "symbol");
		dais_xml_attr_c(w, "translate", "no");
		dais_xml_attr_c(w, "dir", "ltr");
	} else if (run->has_lang && run->lang != h->t->lang) {
		dais_xml_open(w, "span");
		open_lang(w, run->lang);
	}
	if (run->style & DAIS_RUN_BOLD)
		dais_xml_open(w, "b");
	if (run->style & DAIS_RUN_ITALIC)
		dais_xml_open(w, "i");
	if (run->style & DAIS_RUN_SUPER)
		dais_xml_open(w, "sup");
	dais_xml_text(w, run->text);
	while (w->depth > open)
		dais_xml_close(w);
}

void
dais_html_runs(struct html *h, const dais_run_vec *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		const struct dais_run *run = &runs->v[i];

		if (run->footnote >= 0 && (size_t)run->footnote < h->t->footnotes.n)
			note_mark(h, run);
		else
			one_run(h, run);
		if (!(run->style & DAIS_RUN_BREAK))
			continue;
		if (h->is_plain) {
			dais_xml_text_c(&h->w, " ");
		} else {
			dais_xml_open(&h->w, "br");
			dais_xml_close(&h->w);
		}
	}
}

static void
one_note(struct html *h, int i)
{
	struct dais_xml *w = &h->w;
	const struct dais_footnote *f = &h->t->footnotes.v[i];
	unsigned uses = h->note_uses[i];

	dais_xml_open(w, "li");
	dais_xml_attr(w, "id", note_id(h, i));
	dais_xml_open(w, "span");
	dais_xml_attr_c(w, "class", "number");
	dais_xml_text(w, f->mark);
	dais_xml_close(w);
	dais_xml_text_c(w, " ");
	dais_xml_open(w, "p");
	dais_html_runs(h, &f->runs);
	for (unsigned use = 0; use < uses; use++) {
		dais_xml_text_c(w, " ");
		dais_xml_open(w, "a");
		dais_xml_attr_c(w, "class", "back");
		dais_xml_attr_c(w, "role", "doc-backlink");
		dais_xml_attr(
		    w, "href", dais_arena_concat(h->a, DAIS_STR("#"), mark_id(h, i, use)));
		dais_xml_attr(w, "aria-label", dais_say(h->t->lang, DAIS_SAY_HTML_BACK));
		dais_xml_text_c(w, "↑");
		dais_xml_close(w);
	}
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_newline(w);
}

void
dais_html_notes(struct html *h)
{
	struct dais_xml *w = &h->w;

	if (!h->t->footnotes.n)
		return;
	dais_xml_open(w, "section");
	dais_xml_attr_c(w, "class", "notes");
	dais_xml_attr_c(w, "role", "doc-endnotes");
	dais_xml_attr_c(w, "aria-labelledby", "notes_");
	dais_xml_newline(w);
	dais_xml_open(w, "h2");
	dais_xml_attr_c(w, "id", "notes_");
	dais_xml_text(w, dais_say(h->t->lang, DAIS_SAY_HTML_NOTES));
	dais_xml_close(w);
	dais_xml_newline(w);
	dais_xml_open(w, "ol");
	dais_xml_attr_c(w, "class", "list");
	dais_xml_newline(w);
	for (size_t i = 0; i < h->t->footnotes.n; i++)
		one_note(h, (int)i);
	dais_xml_close(w);
	dais_xml_newline(w);
	dais_xml_close(w);
	dais_xml_newline(w);
}

static bool
is_ascii(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	}
	return true;
}

void
dais_html_line(struct html *h, struct dais_str s)
{
	enum dais_lang l = h->t->lang;
	bool other_script = l == DAIS_LANG_AR || l == DAIS_LANG_ZH || l == DAIS_LANG_RU;

	if (!other_script || !is_ascii(s)) {
		dais_xml_text(&h->w, s);
		return;
	}
	dais_xml_open(&h->w, "span");
	open_lang(&h->w, DAIS_LANG_EN);
	dais_xml_text(&h->w, s);
	dais_xml_close(&h->w);
}
