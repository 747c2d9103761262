/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * News as Atom (RFC 4287): a release an entry. Identifiers are tag URIs (RFC 4151), so that they
 * stay when addresses change.
 */
#include "web/feeds/feed.h"

#define TAG_YEAR "2026" /* a year in which the host was its owner's: RFC 4151, 2.1 */

struct dais_str
dais_feed_host(const struct dais_site *site)
{
	struct dais_str host = dais_str_from(site->address ? site->address : "localhost");
	size_t at = dais_str_find(host, DAIS_STR("://"), 0);

	if (at != SIZE_MAX)
		host = dais_str_sub(host, at + 3, host.n);
	at = dais_str_find_char(host, ':', 0);
	return dais_str_sub(host, 0, at);
}

static struct dais_str
tag(const struct dais_feed *f, struct dais_str what)
{
	return dais_arena_printf(f->arena, "tag:%.*s," TAG_YEAR ":%.*s",
	    DAIS_STR_ARG(dais_feed_host(f->site)), DAIS_STR_ARG(what));
}

static struct dais_str
instant(const struct dais_feed *f, int64_t at_ms)
{
	int64_t seconds = at_ms / 1000;
	int64_t day = seconds / 86400 - (seconds % 86400 < 0);
	int64_t s = seconds - day * 86400;

	return dais_arena_printf(f->arena, "%.*sT%02d:%02d:%02dZ",
	    DAIS_STR_ARG(dais_date_print(f->arena, dais_date_from_days(day))), (int)(s / 3600),
	    (int)(s / 60 % 60), (int)(s % 60));
}

static void
link_to(struct dais_xml *w, const struct dais_feed *f, const char *relation, const char *type,
    struct dais_str path)
{
	dais_xml_open(w, "link");
	dais_xml_attr_c(w, "rel", relation);
	dais_xml_attr_c(w, "type", type);
	dais_xml_attr(w, "href",
	    dais_arena_printf(
		f->arena, "%s%.*s", f->site->address ? f->site->address : "", DAIS_STR_ARG(path)));
	dais_xml_close(w);
	dais_xml_newline(w);
}

/* The changes as a list; Atom wants XHTML inside one div. */
static void
content(struct dais_xml *w, const struct dais_view_release *r)
{
	dais_xml_open(w, "content");
	dais_xml_attr_c(w, "type", "xhtml");
	dais_xml_open(w, "div");
	dais_xml_attr_c(w, "xmlns", "http://www.w3.org/1999/xhtml");
	if (r->note.n)
		dais_xml_elem(w, "p", r->note);
	if (r->news.n) {
		dais_xml_open(w, "ul");
		for (size_t i = 0; i < r->news.n; i++)
			dais_xml_elem(w, "li", r->news.v[i]);
		dais_xml_close(w);
	}
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_newline(w);
}

static void
entry(struct dais_xml *w, const struct dais_feed *f, const struct dais_feed_entry *e)
{
	struct dais_str number = dais_arena_printf(f->arena, "%u", e->release->number);
	const struct dais_say_value value = { "number", number };

	dais_xml_open(w, "entry");
	dais_xml_newline(w);
	dais_xml_elem(w, "id",
	    tag(f, dais_arena_printf(
		       f->arena, "%.*s/%u", DAIS_STR_ARG(e->package), e->release->number)));
	dais_xml_newline(w);
	dais_xml_elem(w, "title",
	    dais_arena_printf(f->arena, "%.*s – %.*s", DAIS_STR_ARG(e->title),
		DAIS_STR_ARG(
		    dais_say_fill(f->arena, f->language, DAIS_SAY_PORTAL_RELEASE, &value, 1))));
	dais_xml_newline(w);
	dais_xml_elem(w, "updated", instant(f, e->release->at_ms));
	dais_xml_newline(w);
	link_to(w, f, "alternate", "text/html",
	    dais_arena_printf(f->arena, "/%s/meetings/%.*s#changes", dais_lang_code(f->language),
		DAIS_STR_ARG(e->package)));
	dais_xml_open(w, "category");
	dais_xml_attr(w, "term", e->body);
	dais_xml_close(w);
	dais_xml_newline(w);
	content(w, e->release);
	dais_xml_close(w);
	dais_xml_newline(w);
}

static void
head(struct dais_xml *w, const struct dais_feed *f)
{
	dais_xml_elem(w, "id",
	    tag(f, dais_arena_printf(
		       f->arena, "%.*s/%s", DAIS_STR_ARG(f->id), dais_lang_code(f->language))));
	dais_xml_newline(w);
	dais_xml_elem(w, "title", f->title);
	dais_xml_newline(w);
	dais_xml_elem(
	    w, "updated", instant(f, f->entries->n ? f->entries->v[0].release->at_ms : f->now_ms));
	dais_xml_newline(w);
	dais_xml_open(w, "author");
	dais_xml_elem(w, "name",
	    f->site->name ? dais_str_from(f->site->name)
			  : dais_say(f->language, DAIS_SAY_COMMON_SITE_NAME));
	dais_xml_close(w);
	dais_xml_newline(w);
	link_to(w, f, "self", "application/atom+xml", f->self);
	link_to(w, f, "alternate", "text/html", f->page);
}

void
dais_feed_write(const struct dais_feed *f, struct dais_buf *out)
{
	struct dais_xml w;

	dais_xml_begin(&w, out, DAIS_XML_MODE_XML);
	dais_xml_open(&w, "feed");
	dais_xml_attr_c(&w, "xmlns", "http://www.w3.org/2005/Atom");
	dais_xml_attr_c(&w, "xml:lang", dais_lang_code(f->language));
	dais_xml_newline(&w);
	head(&w, f);
	for (size_t i = 0; i < f->entries->n; i++)
		entry(&w, f, &f->entries->v[i]);
	dais_xml_close(&w);
	dais_xml_newline(&w);
	dais_xml_finish(&w);
}
