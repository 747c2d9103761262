/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pieces that several pages of the portal show.
 */
#include "web/portal/parts.h"

#include "write/timetable/view.h"

void
dais_part_open(struct dais_page *p, const char *id, enum dais_say heading)
{
	struct dais_str name = dais_arena_printf(p->arena, "%s-heading", id);

	dais_page_element(p, "section", "part");
	dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr(&p->xml, "aria-labelledby", name);
	dais_xml_newline(&p->xml);
	dais_xml_open(&p->xml, "h2");
	dais_xml_attr(&p->xml, "id", name);
	dais_page_put(p, heading);
	dais_page_end(p);
}

void
dais_fact_open(struct dais_page *p, enum dais_say name)
{
	dais_xml_elem(&p->xml, "dt", dais_page_say(p, name));
	dais_xml_open(&p->xml, "dd");
}

struct dais_str
dais_portal_named(struct dais_page *p, const char *prefix, struct dais_str name)
{
	struct dais_str key =
	    dais_arena_printf(p->arena, "portal.%s-%.*s", prefix, DAIS_STR_ARG(name));
	enum dais_say words;

	return dais_say_find(key, &words) ? dais_page_say(p, words) : name;
}

void
dais_portal_language(struct dais_page *p, enum dais_lang l)
{
	dais_xml_open(&p->xml, "span");
	dais_page_language(p, l);
	dais_xml_text_c(&p->xml, dais_own_names[l]);
	dais_xml_close(&p->xml);
}

void
dais_portal_above(struct dais_page *p, const struct dais_view_body *v, size_t n)
{
	if (!n)
		return;
	dais_page_element(p, "nav", "kicker");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_PORTAL_PATH));
	for (size_t i = 0; i < n; i++) {
		if (i)
			dais_xml_text_c(&p->xml, dais_lang_is_rtl(p->language) ? " ‹ " : " › ");
		dais_page_link(p, dais_page_path(p, v[i].path), NULL);
		dais_page_put_ml(p, &v[i].name);
		dais_xml_close(&p->xml);
	}
	dais_page_end(p);
}

/* ---- meetings ---- */

void
dais_portal_status(struct dais_page *p, struct dais_str status)
{
	if (!status.n || dais_str_is(status, "scheduled"))
		return;
	dais_xml_text_c(&p->xml, " ");
	dais_page_element(p, "strong", "state tag");
	dais_xml_text(&p->xml, dais_portal_named(p, "status", status));
	dais_xml_close(&p->xml);
}

/* "23–27 May 2022 · Vienna · hybrid" */
static void
days_and_place(struct dais_page *p, const struct dais_view_meeting *m)
{
	int modality = dais_modality_parse(m->modality);

	dais_xml_open(&p->xml, "time");
	dais_xml_attr(&p->xml, "datetime", dais_date_print(p->arena, m->opens.date));
	dais_xml_text(&p->xml, dais_view_meeting_days(m, p->language, p->arena));
	dais_xml_close(&p->xml);
	if (!dais_ml_is_empty(&m->place)) {
		dais_xml_text_c(&p->xml, " · ");
		dais_page_put_ml(p, &m->place);
	}
	if (modality > DAIS_MODALITY_IN_PERSON) {
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(
		    &p->xml, dais_timetable_modality(p->language, (enum dais_modality)modality));
	}
	dais_portal_status(p, m->status);
}

struct dais_str
dais_portal_colon(struct dais_page *p)
{
	return dais_text_fill(p->arena, p->language, "label-value",
	    (const struct dais_slot[]){
		{ "label", DAIS_STR_NONE }, { "value", DAIS_STR_NONE }, { NULL, DAIS_STR_NONE } });
}

static void
meeting_name(struct dais_page *p, const struct dais_view_meeting *m, bool name_body)
{
	dais_page_element(p, "span", "line");
	if (name_body) {
		dais_page_put_ml(p, &m->body.name);
		dais_xml_text(&p->xml, dais_portal_colon(p));
	}
	dais_xml_text(&p->xml, m->gathering);
	dais_xml_close(&p->xml);
}

void
dais_portal_title(struct dais_page *p, const struct dais_view_package *v)
{
	for (size_t i = 0; i < v->meetings.n; i++) {
		if (i)
			dais_xml_text_c(&p->xml, " – ");
		dais_page_put_ml(p, &v->meetings.v[i].body.name);
		dais_xml_text(&p->xml, dais_portal_colon(p));
		dais_xml_text(&p->xml, v->meetings.v[i].gathering);
	}
}

bool
dais_portal_are_together(const struct dais_view_meeting *a, const struct dais_view_meeting *b)
{
	return dais_str_eq(a->package, b->package) && dais_date_eq(a->opens.date, b->opens.date) &&
	       dais_date_eq(a->closes, b->closes) && dais_str_eq(a->status, b->status);
}

static void
meeting_entry(struct dais_page *p, const struct dais_view_meeting *m, size_t n, bool name_body)
{
	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "h3");
	dais_page_link(p,
	    dais_arena_printf(p->arena, "/%s/meetings/%.*s", dais_lang_code(p->language),
		DAIS_STR_ARG(m->package)),
	    NULL);
	for (size_t i = 0; i < n; i++) {
		if (i)
			dais_xml_text_c(&p->xml, " ");
		meeting_name(p, &m[i], name_body);
	}
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_xml_open(&p->xml, "p");
	days_and_place(p, m);
	dais_page_end(p);
	dais_page_end(p);
}

void
dais_portal_meetings(struct dais_page *p, const dais_view_meeting_vec *meetings, bool name_bodies)
{
	dais_page_element(p, "ul", "entries");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < meetings->n;) {
		size_t n = 1;

		while (i + n < meetings->n &&
		       dais_portal_are_together(&meetings->v[i], &meetings->v[i + n]))
			n++;
		meeting_entry(p, &meetings->v[i], n, name_bodies);
		i += n;
	}
	dais_page_end(p);
}

/* ---- documents ---- */

void
dais_portal_symbols(struct dais_page *p, const struct dais_view_document *d)
{
	for (size_t i = 0; i < d->symbols.n; i++) {
		if (i) {
			dais_xml_open(&p->xml, "br");
			dais_xml_close(&p->xml);
		}
		dais_page_link(
		    p, dais_page_path(p, dais_view_symbol_path(d->symbols.v[i], p->arena)), NULL);
		dais_page_symbol(p, d->symbols.v[i]);
		dais_xml_close(&p->xml);
	}
}

void
dais_portal_joined(struct dais_page *p, const struct dais_view_document *d)
{
	for (size_t i = 0; i < d->symbols.n; i++) {
		if (i)
			dais_xml_text_c(&p->xml, " – ");
		dais_page_symbol(p, d->symbols.v[i]);
	}
}

struct dais_str
dais_portal_file_path(struct dais_page *p, const struct dais_view_file *f)
{
	return dais_arena_printf(p->arena, "/%s/files/%.*s/%.*s/%.*s", dais_lang_code(p->language),
	    DAIS_STR_ARG(f->package), DAIS_STR_ARG(f->digest),
	    DAIS_STR_ARG(dais_path_escape(p->arena, f->name)));
}

/* The resolver's or our own address of version @version; empty: none. */
static struct dais_str
version_path(struct dais_page *p, const struct dais_view_version *version)
{
	for (size_t i = 0; i < version->files.n; i++)
		if (dais_str_is(version->files.v[i].type, "application/pdf"))
			return dais_portal_file_path(p, &version->files.v[i]);
	return version->files.n ? dais_portal_file_path(p, &version->files.v[0]) : version->url;
}

static void
issued_version(struct dais_page *p, const struct dais_view_version *version)
{
	struct dais_str path = version_path(p, version);

	dais_xml_open(&p->xml, "li");
	if (path.n) {
		/* One element for both: there are many of them on a page. */
		dais_page_link(p, path, NULL);
		dais_xml_attr_c(&p->xml, "hreflang", dais_lang_code(version->language));
		dais_xml_attr_c(&p->xml, "lang", dais_lang_code(version->language));
		dais_xml_text_c(&p->xml, dais_own_names[version->language]);
		dais_xml_close(&p->xml);
	} else {
		dais_portal_language(p, version->language);
	}
	dais_xml_close(&p->xml);
}

/* Those that are in state @status and not issued, in one entry; their names unless it is all. */
static void
waiting_versions(
    struct dais_page *p, const struct dais_view_document *d, enum dais_version_status status)
{
	size_t n = 0, named = 0;

	for (size_t i = 0; i < d->versions.n; i++)
		n += d->versions.v[i].status == status;
	if (!n)
		return;
	dais_page_element(p, "li", "wait");
	for (size_t i = 0; n < d->versions.n && i < d->versions.n; i++) {
		if (d->versions.v[i].status != status)
			continue;
		if (named++)
			dais_xml_text(&p->xml, dais_text_phrase(p->language, "format-comma"));
		dais_portal_language(p, d->versions.v[i].language);
	}
	if (named)
		dais_xml_text_c(&p->xml, " – ");
	dais_xml_text(&p->xml,
	    dais_portal_named(p, "state", dais_str_from(dais_version_status_name(status))));
	dais_page_end(p);
}

/* Which languages there are, as links, and the state of those that there are not. */
static void
write_versions(struct dais_page *p, const struct dais_view_document *d)
{
	dais_page_element(p, "ul", "versions");
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].status == DAIS_VERSION_ISSUED)
			issued_version(p, &d->versions.v[i]);
	for (int s = 0; s < DAIS_VERSION_ISSUED; s++)
		waiting_versions(p, d, (enum dais_version_status)s);
	dais_page_end(p);
}

static void
due_line(struct dais_page *p, const struct dais_view_document *d)
{
	if (!dais_date_is_set(d->due))
		return;
	dais_page_element(p, "p", "hint");
	dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_DUE, "date",
				   dais_text_date(p->arena, p->language, d->due)));
	dais_page_end(p);
}

/* Who sees such a document is told that not everyone does. */
static void
restricted_line(struct dais_page *p, const struct dais_view_document *d)
{
	if (d->distribution != DAIS_DISTRIBUTION_RESTRICTED)
		return;
	dais_page_element(p, "p", "hint");
	dais_page_put(p, DAIS_SAY_PORTAL_DISTRIBUTION);
	dais_xml_text(&p->xml, dais_portal_colon(p));
	dais_xml_text(&p->xml, dais_portal_named(p, "distribution",
				   dais_str_from(dais_distribution_name(d->distribution))));
	dais_page_end(p);
}

static void
document_row(struct dais_page *p, const struct dais_view_document *d)
{
	dais_xml_open(&p->xml, "tr");
	dais_xml_attr(&p->xml, "id", dais_arena_concat(p->arena, DAIS_STR("document-"), d->id));
	dais_xml_newline(&p->xml);
	dais_page_open_cell(p, NULL, DAIS_SAY_PORTAL_SYMBOL);
	dais_portal_symbols(p, d);
	dais_page_end(p);
	dais_page_open_head(p, "row");
	dais_page_put_ml(p, &d->title);
	restricted_line(p, d);
	dais_page_end(p);
	dais_xml_open(&p->xml, "td");
	write_versions(p, d);
	due_line(p, d);
	dais_page_end(p);
	dais_page_end(p);
}

void
dais_portal_documents(struct dais_page *p, const dais_view_document_vec *documents)
{
	dais_page_element(p, "table", "stack documents");
	dais_page_say_in(p, "caption", "hidden", DAIS_SAY_PORTAL_DOCUMENTS_CAPTION);
	dais_xml_open(&p->xml, "thead");
	dais_xml_open(&p->xml, "tr");
	dais_page_column(p, DAIS_SAY_PORTAL_SYMBOL);
	dais_page_column(p, DAIS_SAY_PORTAL_DOCUMENT_TITLE);
	dais_page_column(p, DAIS_SAY_COMMON_LANGUAGES);
	dais_page_end(p);
	dais_page_end(p);
	dais_xml_open(&p->xml, "tbody");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < documents->n; i++)
		document_row(p, &documents->v[i]);
	dais_page_end(p);
	dais_page_end(p);
}
