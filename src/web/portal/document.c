/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of a document, at the permalink of each of its symbols; and the page of a symbol that
 * nothing has.
 */
#include "web/portal/parts.h"

static struct dais_str
joined_symbols(struct dais_page *p, const struct dais_view_document *d)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < d->symbols.n; i++)
		s = i ? dais_arena_printf(
			    p->arena, "%.*s–%.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(d->symbols.v[i]))
		      : d->symbols.v[i];
	return s;
}

static void
facts(struct dais_page *p, const struct dais_view_document_page *v)
{
	const struct dais_view_document *d = v->document;

	dais_page_element(p, "dl", "facts");
	dais_xml_newline(&p->xml);
	dais_fact_open(p, DAIS_SAY_PORTAL_KIND);
	dais_xml_text(
	    &p->xml, dais_portal_named(p, "kind", dais_str_from(dais_document_kind_name(d->kind))));
	dais_page_end(p);
	if (dais_date_is_set(d->date)) {
		dais_fact_open(p, DAIS_SAY_PORTAL_DATE);
		dais_xml_text(&p->xml, dais_text_date(p->arena, p->language, d->date));
		dais_page_end(p);
	}
	dais_fact_open(p, DAIS_SAY_PORTAL_DISTRIBUTION);
	dais_xml_text(&p->xml, dais_portal_named(p, "distribution",
				   dais_str_from(dais_distribution_name(d->distribution))));
	dais_page_end(p);
	if (d->has_original) {
		dais_fact_open(p, DAIS_SAY_PORTAL_ORIGINAL);
		dais_portal_language(p, d->original);
		dais_page_end(p);
	}
	dais_fact_open(p, DAIS_SAY_PORTAL_MEETING);
	dais_page_link(p,
	    dais_arena_printf(p->arena, "/%s/meetings/%.*s", dais_lang_code(p->language),
		DAIS_STR_ARG(v->package->package)),
	    NULL);
	dais_portal_title(p, v->package);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_end(p);
}

/* ---- versions ---- */

static void
files_cell(struct dais_page *p, const struct dais_view_document_page *v,
    const struct dais_view_version *version)
{
	dais_xml_open(&p->xml, "td");
	dais_page_element(p, "ul", "versions");
	if (version->status == DAIS_VERSION_ISSUED && v->document->is_agenda) {
		dais_xml_open(&p->xml, "li");
		dais_page_link(p,
		    dais_arena_printf(p->arena, "/%s%.*s", dais_lang_code(version->language),
			DAIS_STR_ARG(v->package->agenda_path)),
		    NULL);
		dais_page_put(p, DAIS_SAY_PORTAL_READ_ONLINE);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_portal_files(p, version);
	if (version->url.n) {
		dais_xml_open(&p->xml, "li");
		dais_page_link(p, version->url, NULL);
		dais_xml_attr_c(&p->xml, "rel", "external");
		dais_page_put(p, DAIS_SAY_PORTAL_OFFICIAL_COPY);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

static void
version_row(struct dais_page *p, const struct dais_view_document_page *v,
    const struct dais_view_version *version)
{
	dais_xml_open(&p->xml, "tr");
	dais_xml_newline(&p->xml);
	dais_page_open_head(p, "row");
	dais_portal_language(p, version->language);
	dais_page_end(p);
	dais_xml_open(&p->xml, "td");
	dais_xml_text(&p->xml, dais_portal_named(p, "state",
				   dais_str_from(dais_version_status_name(version->status))));
	if (dais_date_is_set(version->issued)) {
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(&p->xml, dais_text_date(p->arena, p->language, version->issued));
	} else if (version->status != DAIS_VERSION_ISSUED && dais_date_is_set(v->document->due)) {
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(
		    &p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_DUE, "date",
				 dais_text_date(p->arena, p->language, v->document->due)));
	}
	dais_page_end(p);
	files_cell(p, v, version);
	dais_page_end(p);
}

static void
versions(struct dais_page *p, const struct dais_view_document_page *v)
{
	dais_part_open(p, "versions", DAIS_SAY_PORTAL_VERSIONS);
	dais_page_element(p, "table", "stack");
	dais_xml_open(&p->xml, "thead");
	dais_xml_open(&p->xml, "tr");
	dais_page_column(p, DAIS_SAY_COMMON_LANGUAGE);
	dais_page_column(p, DAIS_SAY_PORTAL_STATUS);
	dais_page_column(p, DAIS_SAY_PORTAL_FILES);
	dais_page_end(p);
	dais_page_end(p);
	dais_xml_open(&p->xml, "tbody");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < v->document->versions.n; i++)
		version_row(p, v, &v->document->versions.v[i]);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}

/* ---- around it ---- */

static const enum dais_say relations[DAIS_VIEW_RELATION_COUNT] = {
	DAIS_SAY_PORTAL_CORRECTED_BY,
	DAIS_SAY_PORTAL_CORRECTS,
	DAIS_SAY_PORTAL_ADDED_TO_BY,
	DAIS_SAY_PORTAL_ADDS_TO,
	DAIS_SAY_PORTAL_REVISED_BY,
	DAIS_SAY_PORTAL_REVISES,
};

static void
relatives(struct dais_page *p, const struct dais_view_document_page *v)
{
	if (!v->relatives.n)
		return;
	dais_part_open(p, "related", DAIS_SAY_PORTAL_RELATED);
	dais_page_element(p, "dl", "facts");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < v->relatives.n; i++) {
		const struct dais_view_relative *one = &v->relatives.v[i];

		dais_fact_open(p, relations[one->relation]);
		dais_page_link(p, dais_page_path(p, one->path), NULL);
		dais_page_symbol(p, one->symbol);
		dais_xml_close(&p->xml);
		dais_xml_text_c(&p->xml, " – ");
		dais_page_put_ml(p, &one->title);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

static void
readers(struct dais_page *p, const struct dais_view_document *d)
{
	if (!d->items.n)
		return;
	dais_part_open(p, "items", DAIS_SAY_PORTAL_NEEDED_BY);
	dais_page_element(p, "ul", "plain");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < d->items.n; i++) {
		dais_xml_open(&p->xml, "li");
		dais_xml_elem(&p->xml, "bdi", d->items.v[i].number);
		dais_xml_text_c(&p->xml, " – ");
		dais_page_link(p, dais_page_path(p, d->items.v[i].path), NULL);
		dais_page_put_ml(p, &d->items.v[i].title);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

/* "United Nations, “Title”, CTOC/COP/WG.3/2022/2, 1 March 2022." */
static void
citation(struct dais_page *p, const struct dais_view_document_page *v)
{
	const struct dais_view_document *d = v->document;
	struct dais_str comma = dais_text_phrase(p->language, "format-comma");
	struct dais_str title = dais_page_words(p, &d->title);

	dais_part_open(p, "citation", DAIS_SAY_PORTAL_CITATION);
	dais_xml_open(&p->xml, "p");
	if (v->organ.n) {
		dais_xml_text(&p->xml, v->organ);
		dais_xml_text(&p->xml, comma);
	}
	dais_xml_text(&p->xml, dais_text_quote(p->arena, p->language, title));
	if (d->symbols.n) {
		dais_xml_text(&p->xml, comma);
		dais_portal_joined(p, d);
	}
	if (dais_date_is_set(d->date)) {
		dais_xml_text(&p->xml, comma);
		dais_xml_text(&p->xml, dais_text_date(p->arena, p->language, d->date));
	}
	dais_page_end(p);
	dais_page_element(p, "p", "hint");
	dais_page_put(p, DAIS_SAY_PORTAL_PERMALINK);
	dais_xml_text(&p->xml, dais_portal_colon(p));
	dais_page_element(p, "bdi", NULL);
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(&p->xml,
	    dais_arena_printf(p->arena, "%s/%s%.*s", p->site->address ? p->site->address : "",
		dais_lang_code(p->language), DAIS_STR_ARG(d->path)));
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_end(p);
}

void
dais_portal_document(struct dais_page *p, const struct dais_view_document_page *v)
{
	const struct dais_view_document *d = v->document;
	struct dais_str topics[] = { dais_arena_concat(
	    p->arena, DAIS_STR("package/"), v->package->package) };
	struct dais_page_head head = { .title = dais_arena_printf(p->arena, "%.*s – %.*s",
					   DAIS_STR_ARG(joined_symbols(p, d)),
					   DAIS_STR_ARG(dais_page_words(p, &d->title))),
		.description = dais_page_words(p, &d->title),
		.path = d->path,
		.section = "document",
		.topics = topics,
		.n_topics = v->package->release ? 1 : 0,
		.version = v->package->change,
		.release = v->package->release,
		.at_ms = v->package->at_ms };

	dais_page_open(p, &head);
	dais_page_element(p, "p", "kicker");
	dais_portal_joined(p, d);
	dais_page_end(p);
	dais_xml_open(&p->xml, "h1");
	dais_page_put_ml(p, &d->title);
	dais_page_end(p);
	facts(p, v);
	versions(p, v);
	relatives(p, v);
	readers(p, d);
	citation(p, v);
}

/* ---- nothing has this symbol ---- */

void
dais_portal_unknown(
    struct dais_page *p, struct dais_str symbol, const struct dais_str *near, size_t n_near)
{
	struct dais_str words =
	    dais_page_say_with(p, DAIS_SAY_PORTAL_UNKNOWN_SYMBOL, "symbol", symbol);
	struct dais_page_head head = {
		.title = words, .path = dais_view_symbol_path(symbol, p->arena), .hidden = true
	};

	dais_page_open(p, &head);
	dais_xml_elem(&p->xml, "h1", words);
	dais_xml_newline(&p->xml);
	if (n_near) {
		dais_page_say_in(p, "h2", NULL, DAIS_SAY_PORTAL_NEAR);
		dais_page_element(p, "ul", "plain");
		for (size_t i = 0; i < n_near; i++) {
			dais_xml_open(&p->xml, "li");
			dais_page_link(
			    p, dais_page_path(p, dais_view_symbol_path(near[i], p->arena)), NULL);
			dais_page_symbol(p, near[i]);
			dais_xml_close(&p->xml);
			dais_page_end(p);
		}
		dais_page_end(p);
	}
	dais_xml_open(&p->xml, "p");
	dais_page_link(p,
	    dais_arena_printf(p->arena, "/%s/search?q=%.*s", dais_lang_code(p->language),
		DAIS_STR_ARG(dais_path_escape(p->arena, symbol))),
	    "button quiet");
	dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_SEARCH_FOR, "symbol", symbol));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}
