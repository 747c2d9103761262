/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of one item of an agenda: its numbers, its annotations, its documents, when it is taken
 * up. The page of the meeting leads here where its annotations would make it long.
 */
#include "web/portal/load.h"
#include "web/portal/parts.h"
#include "web/portal/routes.h"

static struct dais_str
meeting_path(struct dais_page *p, const struct dais_view_package *v)
{
	return dais_arena_printf(p->arena, "/meetings/%.*s", DAIS_STR_ARG(v->package));
}

struct dais_str
dais_portal_item_path(
    struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item)
{
	return dais_arena_printf(p->arena, "%.*s/items/%.*s", DAIS_STR_ARG(meeting_path(p, v)),
	    DAIS_STR_ARG(dais_path_escape(
		p->arena, dais_str_sub(item->anchor, sizeof("item-") - 1, item->anchor.n))));
}

/* ---- the page ---- */

static void
numbers(struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item)
{
	dais_page_element(p, "dl", "facts");
	for (size_t c = 0; c < v->meetings.n; c++) {
		if (!item->numbers[c].n)
			continue;
		dais_xml_open(&p->xml, "dt");
		dais_page_put_ml(p, &v->meetings.v[c].body.name);
		dais_xml_close(&p->xml);
		dais_xml_open(&p->xml, "dd");
		dais_page_put(p, DAIS_SAY_PORTAL_ITEM);
		dais_xml_text_c(&p->xml, " ");
		dais_xml_elem(&p->xml, "bdi", item->numbers[c]);
		dais_page_end(p);
	}
	if (item->times.n) {
		dais_fact_open(p, DAIS_SAY_PORTAL_WHEN);
		for (size_t i = 0; i < item->times.n; i++) {
			dais_page_element(p, "span", "line");
			dais_page_sitting(
			    p, item->times.v[i].start, item->times.v[i].end, v->meetings.v[0].zone);
			dais_page_end(p);
		}
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
annotations(struct dais_page *p, const struct dais_view_item *item)
{
	if (!item->annotations.n)
		return;
	dais_part_open(p, "annotation", DAIS_SAY_PORTAL_ANNOTATION);
	for (size_t i = 0; i < item->annotations.n; i++) {
		const struct dais_view_annotation *n = &item->annotations.v[i];

		if (n->body)
			dais_xml_elem(&p->xml, "h3",
			    dais_page_say_with(p, DAIS_SAY_PORTAL_ANNOTATION_FOR, "body",
				dais_page_words(p, n->body)));
		dais_portal_prose(p, n);
	}
	dais_page_end(p);
}

static void
documents(struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item)
{
	dais_view_document_vec of_item = { 0 };

	for (size_t i = 0; i < item->documents.n; i++)
		dais_vec_push(p->arena, &of_item, v->documents.v[item->documents.v[i]]);
	if (!of_item.n)
		return;
	dais_part_open(p, "documents", DAIS_SAY_PORTAL_DOCUMENTS);
	dais_portal_documents(p, &of_item);
	dais_page_end(p);
}

static void
neighbour(struct dais_page *p, const struct dais_view_package *v, size_t at, const char *relation,
    enum dais_say words)
{
	if (at >= v->items.n)
		return;
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, dais_portal_item_path(p, v, &v->items.v[at])), NULL);
	dais_xml_attr_c(&p->xml, "rel", relation);
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, words, "title", dais_page_words(p, &v->items.v[at].title)));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* The page of item @at of v->items. */
static void
write_page(struct dais_page *p, const struct dais_view_package *v, size_t at)
{
	const struct dais_view_item *item = &v->items.v[at];
	struct dais_str topics[] = { dais_arena_concat(
	    p->arena, DAIS_STR("package/"), v->package) };
	struct dais_page_head head = { .title = dais_page_words(p, &item->title),
		.path = dais_portal_item_path(p, v, item),
		.section = "meeting",
		.topics = topics,
		.n_topics = v->release ? 1 : 0,
		.version = v->change,
		.release = v->release,
		.at_ms = v->at_ms };

	dais_page_open(p, &head);
	dais_page_element(p, "p", "kicker");
	dais_page_link(p,
	    dais_page_path(p, dais_arena_printf(p->arena, "%.*s#%.*s",
				  DAIS_STR_ARG(meeting_path(p, v)), DAIS_STR_ARG(item->anchor))),
	    NULL);
	dais_portal_title(p, v);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_xml_open(&p->xml, "h1");
	dais_page_put_ml(p, &item->title);
	dais_page_end(p);
	numbers(p, v, item);
	annotations(p, item);
	documents(p, v, item);
	dais_page_element(p, "nav", "neighbours");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_PORTAL_AGENDA));
	dais_page_element(p, "ul", "links");
	neighbour(p, v, at - 1, "prev", DAIS_SAY_COMMON_PREVIOUS_ITEM);
	neighbour(p, v, at + 1, "next", DAIS_SAY_COMMON_NEXT_ITEM);
	dais_page_end(p);
	dais_page_end(p);
}

/* ---- the request ---- */

static size_t
find_item(struct dais_page *p, const struct dais_view_package *v, struct dais_str id)
{
	struct dais_str anchor = dais_arena_concat(p->arena, DAIS_STR("item-"), id);

	for (size_t i = 0; i < v->items.n; i++)
		if (dais_str_eq(v->items.v[i].anchor, anchor))
			return i;
	return SIZE_MAX;
}

void
dais_portal_handle_item(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_portal_loaded loaded;
	const struct dais_view_package *view;
	struct dais_err err = DAIS_ERR_INIT;
	size_t at;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_portal_load(
		p.site, p.actor, dais_http_param(x, "package"), 0, p.arena, &loaded, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	view = dais_view_package_new(loaded.snapshot->record, &loaded.source, p.language, p.arena);
	at = find_item(&p, view, dais_http_param(x, "item"));
	if (at == SIZE_MAX) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "this meeting has no such item");
		dais_portal_fail(&p, &err);
	} else {
		write_page(&p, view, at);
		dais_page_close_public(&p);
	}
	dais_snapshot_release(loaded.snapshot);
}
