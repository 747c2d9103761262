/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page: head, masthead, table of contents, document, footer.
 */
#include "write/html/html_priv.h"

#include "text/say.h"

static void
meta(struct html *h, const char *name, struct dais_str value)
{
	if (!value.n)
		return;
	dais_xml_open(&h->w, "meta");
	dais_xml_attr_c(&h->w, "name", name);
	dais_xml_attr(&h->w, "content", value);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static struct dais_str
page_title(struct html *h)
{
	struct dais_str s = h->t->title;

	for (size_t i = 0; i < h->t->masthead.symbols.n; i++)
		s = dais_arena_printf(h->a, "%.*s%s%.*s", DAIS_STR_ARG(s), i ? ", " : " – ",
		    DAIS_STR_ARG(h->t->masthead.symbols.v[i]));
	return s;
}

static void
head(struct html *h)
{
	struct dais_xml *w = &h->w;

	dais_xml_open(w, "head");
	dais_xml_newline(w);
	dais_xml_open(w, "meta");
	dais_xml_attr_c(w, "charset", "utf-8");
	dais_xml_close(w);
	dais_xml_newline(w);
	meta(h, "viewport", DAIS_STR("width=device-width, initial-scale=1"));
	meta(h, "color-scheme", DAIS_STR("light dark"));
	dais_xml_elem(w, "title", page_title(h));
	dais_xml_newline(w);
	meta(h, "author", h->t->author);
	meta(h, "description", h->t->subject_line);
	meta(h, "generator", DAIS_STR("dais"));
	if (h->t->permalink.n) {
		dais_xml_open(w, "link");
		dais_xml_attr_c(w, "rel", "canonical");
		dais_xml_attr(w, "href", h->t->permalink);
		dais_xml_close(w);
		dais_xml_newline(w);
	}
	dais_xml_open(w, "style");
	dais_xml_raw(w, dais_html_css);
	if (h->t->letter_paper)
		dais_xml_raw(w, "@page{size:letter}");
	dais_xml_close(w);
	dais_xml_newline(w);
	dais_xml_close(w);
	dais_xml_newline(w);
}

static void
line(struct html *h, const char *name, struct dais_str s)
{
	if (!s.n)
		return;
	dais_xml_open(&h->w, "p");
	dais_xml_attr_c(&h->w, "class", name);
	dais_html_line(h, s);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
date_line(struct html *h)
{
	const struct dais_masthead *m = &h->t->masthead;

	if (!m->date.n || !dais_date_is_set(h->t->date)) {
		line(h, "date", m->date);
		return;
	}
	dais_xml_open(&h->w, "p");
	dais_xml_attr_c(&h->w, "class", "date");
	dais_xml_open(&h->w, "time");
	dais_html_datetime(h, (struct dais_local){ h->t->date, -1 });
	dais_html_line(h, m->date);
	dais_xml_close(&h->w);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
open_div(struct html *h, const char *name)
{
	dais_xml_open(&h->w, "div");
	dais_xml_attr_c(&h->w, "class", name);
	dais_xml_newline(&h->w);
}

static void
close_block(struct html *h)
{
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
masthead(struct html *h)
{
	const struct dais_masthead *m = &h->t->masthead;

	dais_xml_open(&h->w, "header");
	dais_xml_attr_c(&h->w, "class", "masthead");
	dais_xml_newline(&h->w);
	open_div(h, "top");
	line(h, "organization", m->organization);
	if (m->symbol_runs.n) {
		dais_xml_open(&h->w, "p");
		dais_xml_attr_c(&h->w, "class", "symbols");
		dais_html_runs(h, &m->symbol_runs);
		close_block(h);
	}
	close_block(h);
	open_div(h, "sides");
	line(h, "organ", m->organ);
	open_div(h, "issue");
	line(h, "distribution", m->distribution);
	date_line(h);
	line(h, "language", m->language);
	line(h, "original", m->original);
	line(h, "only", m->only);
	close_block(h);
	close_block(h);
	if (m->meetings.n) {
		open_div(h, "meetings");
		for (size_t i = 0; i < m->meetings.n; i++)
			line(h, "meeting", m->meetings.v[i]);
		close_block(h);
	}
	close_block(h);
}

static bool
is_listed(const struct dais_node *n)
{
	const struct dais_node *own;

	if (n->kind != DAIS_NODE_SECTION || n->role == DAIS_ROLE_DOCUMENTATION)
		return false;
	own = dais_html_heading_of(n);
	return own && own->level <= 3;
}

/* Counts the sections inside one that is not listed. */
static void
count_sections(struct html *h, const struct dais_node *n)
{
	if (h->depth >= DAIS_HTML_DEPTH_MAX)
		return;
	h->depth++;
	for (size_t i = 0; i < n->children.n; i++) {
		h->sections_seen += n->children.v[i]->kind == DAIS_NODE_SECTION ? 1 : 0;
		/* NOLINTNEXTLINE(misc-no-recursion): limited by DAIS_HTML_DEPTH_MAX */
		count_sections(h, n->children.v[i]);
	}
	h->depth--;
}

static void contents_list(struct html *h, struct dais_node *const *v, size_t n);

static void
contents_entry(struct html *h, const struct dais_node *n, struct dais_str id)
{
	dais_xml_open(&h->w, "li");
	dais_xml_open(&h->w, "a");
	dais_xml_attr(&h->w, "href", dais_arena_concat(h->a, DAIS_STR("#"), id));
	dais_html_heading_text(h, dais_html_heading_of(n));
	if (n->role == DAIS_ROLE_ANNEX && n->children.n > 1 &&
	    n->children.v[1]->kind == DAIS_NODE_HEADING) {
		dais_xml_text_c(&h->w, " – ");
		dais_html_heading_text(h, n->children.v[1]);
	}
	dais_xml_close(&h->w);
	/* NOLINTNEXTLINE(misc-no-recursion): limited by contents_list() */
	contents_list(h, n->children.v, n->children.n);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

/* Sections are counted in the same order as the body counts them, so that made anchors agree. */
static void
contents_list(struct html *h, struct dais_node *const *v, size_t n)
{
	bool open = false;

	if (h->depth >= DAIS_HTML_DEPTH_MAX) {
		h->too_deep = true;
		return;
	}
	h->depth++;
	for (size_t i = 0; i < n; i++) {
		struct dais_str id;

		if (v[i]->kind != DAIS_NODE_SECTION)
			continue;
		id = dais_html_section_id(h, v[i]);
		if (!is_listed(v[i])) {
			count_sections(h, v[i]);
			continue;
		}
		if (!open) {
			dais_xml_open(&h->w, "ol");
			dais_xml_newline(&h->w);
		}
		open = true;
		contents_entry(h, v[i], id);
	}
	if (open)
		close_block(h);
	h->depth--;
}

static void
contents(struct html *h)
{
	dais_xml_open(&h->w, "nav");
	dais_xml_attr_c(&h->w, "class", "contents");
	dais_xml_attr_c(&h->w, "aria-labelledby", "contents_");
	dais_xml_newline(&h->w);
	dais_xml_open(&h->w, "p");
	dais_xml_attr_c(&h->w, "id", "contents_");
	dais_xml_text(&h->w, dais_say(h->t->lang, DAIS_SAY_HTML_CONTENTS));
	close_block(h);
	contents_list(h, h->t->body.v, h->t->body.n);
	close_block(h);
}

static void
document(struct html *h)
{
	dais_xml_open(&h->w, "main");
	dais_xml_attr_c(&h->w, "id", "document_");
	dais_xml_newline(&h->w);
	if (h->t->title.n) {
		dais_xml_elem(&h->w, "h1", h->t->title);
		dais_xml_newline(&h->w);
	}
	h->caption = h->t->title;
	dais_html_nodes(h, h->t->body.v, h->t->body.n);
	dais_html_notes(h);
	close_block(h);
}

static void
footer(struct html *h)
{
	struct dais_str job = h->t->job_first.n ? h->t->job_first : h->t->job;

	if (!job.n && !h->t->permalink.n)
		return;
	dais_xml_open(&h->w, "footer");
	dais_xml_newline(&h->w);
	if (job.n) {
		dais_xml_open(&h->w, "p");
		dais_xml_open(&h->w, "span");
		dais_xml_attr_c(&h->w, "translate", "no");
		dais_xml_attr_c(&h->w, "dir", "ltr");
		dais_xml_text(&h->w, job);
		dais_xml_close(&h->w);
		close_block(h);
	}
	if (h->t->permalink.n) {
		dais_xml_open(&h->w, "p");
		dais_xml_open(&h->w, "a");
		dais_xml_attr_c(&h->w, "dir", "ltr");
		dais_xml_attr(&h->w, "href", h->t->permalink);
		dais_xml_text(&h->w, h->t->permalink);
		dais_xml_close(&h->w);
		close_block(h);
	}
	close_block(h);
}

static void
body(struct html *h)
{
	dais_xml_open(&h->w, "body");
	dais_xml_newline(&h->w);
	dais_xml_open(&h->w, "a");
	dais_xml_attr_c(&h->w, "class", "skip");
	dais_xml_attr_c(&h->w, "href", "#document_");
	dais_xml_text(&h->w, dais_say(h->t->lang, DAIS_SAY_HTML_SKIP));
	close_block(h);
	masthead(h);
	if (h->t->watermark.n) {
		dais_xml_open(&h->w, "p");
		dais_xml_attr_c(&h->w, "class", "watermark");
		dais_xml_attr_c(&h->w, "role", "note");
		dais_xml_text(&h->w, h->t->watermark);
		close_block(h);
	}
	open_div(h, "columns");
	contents(h);
	h->sections_seen = 0;
	h->is_plain = false;
	document(h);
	close_block(h);
	footer(h);
	close_block(h);
}

bool
dais_html_write(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct html h = { .t = t, .a = a };

	h.note_uses = DAIS_NEW_N(a, t->footnotes.n, unsigned);
	dais_xml_begin(&h.w, out, DAIS_XML_MODE_HTML);
	dais_xml_open(&h.w, "html");
	dais_xml_attr_c(&h.w, "lang", dais_lang_code(t->lang));
	dais_xml_attr_c(&h.w, "dir", dais_lang_is_rtl(t->lang) ? "rtl" : "ltr");
	dais_xml_newline(&h.w);
	head(&h);
	body(&h);
	close_block(&h);
	dais_xml_finish(&h.w);
	if (h.too_deep)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "document is nested too deeply for a web page");
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "web page is too big");
	return true;
}
