/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of one item: its titles in six languages, kind, mandates and documents.
 */
#include "mark/json.h"
#include "web/desk/items_priv.h"
#include "web/desk/texts_priv.h"

static void
write_titles(struct dais_page *p, const struct desk_item *v)
{
	const struct dais_item *it = &v->record->items.v[v->item];

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_TITLES);
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		struct dais_str id = dais_arena_printf(p->arena, "title-%s", dais_lang_code(l));
		bool may = v->may_title & DAIS_LANG_BIT(l), difference = false;

		dais_desk_open(p, "p", "title-field");
		dais_page_language_label(p, id.p, l);
		dais_page_hidden(p,
		    dais_arena_cstr(
			p->arena, dais_arena_printf(p->arena, "was-%s", dais_lang_code(l))),
		    it->title.in[l]);
		dais_xml_open(&p->xml, "textarea");
		dais_xml_attr(&p->xml, "id", id);
		dais_xml_attr(&p->xml, "name", id);
		dais_xml_attr_c(&p->xml, "rows", dais_str_count(it->title.in[l]) > 90 ? "2" : "1");
		dais_xml_attr_c(&p->xml, "maxlength", "1000");
		dais_page_language(p, l);
		if (!may)
			dais_xml_attr_c(&p->xml, "readonly", "readonly");
		dais_xml_text_c(&p->xml, "\n");
		dais_xml_text(&p->xml, v->refused ? v->sent.in[l] : it->title.in[l]);
		dais_xml_close(&p->xml);
		difference = v->refused && !dais_str_eq(v->sent.in[l], it->title.in[l]);
		dais_xml_close(&p->xml);
		if (difference)
			dais_desk_difference(p, l, it->title.in[l], v->sent.in[l]);
	}
	dais_xml_close(&p->xml);
}

static bool
has(const dais_index_vec *list, size_t what)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == what)
			return true;
	return false;
}

static void
write_documents(struct dais_page *p, const struct desk_item *v)
{
	const struct dais_record *r = v->record;
	const struct dais_item *it = &r->items.v[v->item];

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_DOCUMENTS);
	/* Those that it has first, in their order: it is that of the printed list. */
	for (int pass = 0; pass < 2; pass++) {
		size_t n = pass ? r->documents.n : it->documents.n;

		for (size_t i = 0; i < n; i++) {
			size_t k = pass ? i : it->documents.v[i];

			if (pass && has(&it->documents, k))
				continue;
			dais_page_open_box(p, "document", r->documents.v[k].id, !pass);
			dais_page_symbol(p, dais_record_document_symbol(r, k, p->arena));
			dais_xml_text_c(&p->xml, " ");
			dais_page_put_ml(p, &r->documents.v[k].title);
			dais_xml_close(&p->xml);
		}
	}
	dais_xml_close(&p->xml);
}

static void
write_mandates(struct dais_page *p, const struct desk_item *v)
{
	const struct dais_record *r = v->record;
	const struct dais_item *it = &r->items.v[v->item];

	if (r->mandates.n) {
		dais_desk_open(p, "fieldset", "field wide");
		dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_MANDATES);
		for (size_t i = 0; i < r->mandates.n; i++) {
			dais_page_open_box(
			    p, "mandate", r->mandates.v[i].id, has(&it->mandates, i));
			dais_page_symbol(p, r->mandates.v[i].number);
			dais_xml_text_c(&p->xml, " ");
			dais_page_put_ml(p, &r->mandates.v[i].title);
			dais_xml_close(&p->xml);
		}
		dais_xml_close(&p->xml);
	}
	dais_desk_open(p, "p", "field");
	dais_page_label(p, "proposed-by", DAIS_SAY_DESK_PROPOSED_BY);
	dais_page_open_select(p, "proposed-by", "proposed-by");
	dais_page_open_option(p, DAIS_STR_NONE, it->proposed_by == DAIS_NONE);
	dais_page_put(p, DAIS_SAY_DESK_NONE);
	dais_xml_close(&p->xml);
	for (size_t i = 0; i < r->bodies.n; i++) {
		dais_page_open_option(p, r->bodies.v[i].id, it->proposed_by == i);
		dais_xml_text(&p->xml, dais_desk_body_name(r, i, p->language));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_item(struct dais_page *p, const struct desk_item *v)
{
	const struct dais_item *it = &v->record->items.v[v->item];

	dais_desk_open(p, "p", "steps");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/items", DAIS_STR_ARG(v->package))),
	    NULL);
	dais_page_put(p, DAIS_SAY_DESK_TO_AGENDAS);
	dais_xml_close(&p->xml);
	dais_page_link(p,
	    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/texts/%.*s",
				     DAIS_STR_ARG(v->package), DAIS_STR_ARG(it->id))),
	    "next");
	dais_page_put(p, DAIS_SAY_DESK_OPEN_ANNOTATION);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_ml(p, "h1", NULL, &it->title);
	dais_desk_remarks(p, v->remarks, DAIS_STR("item"), it->id);
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(
	    p, dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/items/%.*s",
					DAIS_STR_ARG(v->package), DAIS_STR_ARG(it->id))));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
	dais_desk_open(p, "div", "fields");
	write_titles(p, v);
	if (v->may_edit) {
		dais_desk_open(p, "p", "field");
		dais_page_label(p, "kind", DAIS_SAY_DESK_KIND);
		dais_desk_kinds(p, "kind", it->kind);
		dais_xml_close(&p->xml);
		write_mandates(p, v);
		write_documents(p, v);
		dais_desk_open(p, "p", "field");
		dais_page_open_box(p, "label", DAIS_STR("bodies"), it->label_names_bodies);
		dais_page_put(p, DAIS_SAY_DESK_LABEL_NAMES_BODIES);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	if (v->may_edit || v->may_title) {
		dais_desk_open(p, "p", "actions");
		dais_desk_do(p, "button", DAIS_STR("save"), dais_page_say(p, DAIS_SAY_DESK_SAVE));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_desk_write_places(p, v);
	dais_xml_close(&p->xml);
}

/* ---- requests ---- */

static dais_lang_set
titles_of(const struct desk *d)
{
	dais_lang_set set = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS) ||
		    dais_desk_may_in(d, DAIS_ACTION_EDIT_TEXT, (enum dais_lang)l))
			set |= DAIS_LANG_BIT(l);
	return set;
}

/* A title is one line. */
static struct dais_str
one_line(struct dais_arena *a, struct dais_str s)
{
	char *out = dais_arena_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (out[i] == '\n' || out[i] == '\t')
			out[i] = ' ';
	return dais_str_trim((struct dais_str){ out, s.n });
}

/* The title in the form; the one it has where the form has none. */
static struct dais_str
title_sent(const struct desk *d, enum dais_lang l)
{
	const struct dais_http_request *r = dais_http_request(d->x);
	struct dais_str name = dais_arena_printf(d->arena, "title-%s", dais_lang_code(l));

	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_eq(r->fields.v[i].name, name))
			return one_line(d->arena, r->fields.v[i].value);
	return dais_desk_field2(d, "was-", dais_str_from(dais_lang_code(l)));
}

static void
show_item(struct desk *d, struct dais_str id)
{
	desk_remark_vec remarks = { 0 };
	struct desk_item v = { .record = d->snapshot->record,
		.package = d->snapshot->package,
		.revision = d->snapshot->revision,
		.item = dais_map_get(&d->snapshot->record->item_ids, id),
		.remarks = &remarks,
		.may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS),
		.may_title = titles_of(d) };

	if (v.item == DAIS_MAP_NONE) {
		dais_err_set(
		    &d->err, DAIS_ERR_NOT_FOUND, "there is no item %.*s", DAIS_STR_ARG(id));
		dais_desk_fail(d);
		return;
	}
	v.refused = d->message.n > 0;
	for (unsigned l = 0; v.refused && l < DAIS_LANG_COUNT; l++)
		v.sent.in[l] = title_sent(d, (enum dais_lang)l);
	dais_desk_find(d, &remarks);
	dais_desk_show(d, DESK_PART_ITEMS,
	    dais_desk_words(&d->page, &v.record->items.v[v.item].title),
	    dais_arena_printf(
		d->arena, "%.*s/items/%.*s", DAIS_STR_ARG(v.package), DAIS_STR_ARG(id)));
	dais_desk_write_item(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_item(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false) && !dais_desk_waits(&d, dais_desk_get_item))
		show_item(&d, dais_http_param(x, "item"));
}

static struct dais_str
json_str(struct desk *d, struct dais_str s)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_str(&w, s);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, d->arena));
}

/* The values of all fields of this name as a JSON array. */
static struct dais_str
json_list(struct desk *d, const char *name)
{
	const struct dais_http_request *r = dais_http_request(d->x);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;
	size_t n = 0;

	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_array(&w);
	for (size_t i = 0; i < r->fields.n; i++) {
		if (!dais_str_is(r->fields.v[i].name, name))
			continue;
		dais_json_str(&w, r->fields.v[i].value);
		n++;
	}
	dais_json_end(&w);
	dais_json_finish(&w);
	return n ? dais_str_trim(dais_buf_dup(&out, d->arena)) : DAIS_STR_NONE;
}

/* Each title that was changed, if it is still what was seen. */
static bool
set_titles(struct desk *d, struct dais_house_edit *e, struct dais_str id)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str code = dais_str_from(dais_lang_code((enum dais_lang)l));
		struct dais_str was = dais_desk_field2(d, "was-", code);
		struct dais_str now = title_sent(d, (enum dais_lang)l);
		const char *path = dais_arena_cstr(
		    d->arena, dais_arena_printf(d->arena, "title.%.*s", DAIS_STR_ARG(code)));

		if (dais_str_eq(was, now))
			continue;
		if (!dais_edit_set(e, DAIS_STR("item"), id, path,
			now.n ? json_str(d, now) : DAIS_STR_NONE, DAIS_ANY,
			was.n ? json_str(d, was) : DAIS_STR(""), &d->err))
			return false;
	}
	return true;
}

static bool
set_facts(struct desk *d, struct dais_house_edit *e, struct dais_str id)
{
	const struct dais_item *it =
	    &d->snapshot->record->items.v[dais_map_get(&d->snapshot->record->item_ids, id)];
	struct dais_str kind = dais_desk_field(d, "kind"), by = dais_desk_field(d, "proposed-by");
	struct dais_str documents = json_list(d, "document"), type = DAIS_STR("item");
	struct dais_thing t;

	if (!kind.n || !dais_edit_get(e, type, id, &t, &d->err))
		return !kind.n;
	uint64_t seen = dais_desk_seen(d, "seen");
	if (t.revision <= seen)
		seen = t.revision;
	/* "No document is foreseen" is an empty list; nothing said is none. */
	if (!documents.n && it->documents_given)
		documents = DAIS_STR("[]");
	const struct {
		const char *member;
		struct dais_str json;
	} members[] = { { "kind", json_str(d, kind) }, { "mandates", json_list(d, "mandate") },
		{ "proposed-by", by.n ? json_str(d, by) : DAIS_STR_NONE },
		{ "documents", documents },
		{ "label",
		    dais_desk_field(d, "label").n ? DAIS_STR("\"bodies\"") : DAIS_STR_NONE } };

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (!dais_edit_set(e, type, id, members[i].member, members[i].json, seen,
			DAIS_STR_NONE, &d->err))
			return false;
	return true;
}

void
dais_desk_post_item(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct dais_str id = dais_http_param(x, "item");
	struct dais_house_edit *e;
	struct dais_diags diags;
	struct dais_edit_conflict conflict = { 0 };
	uint64_t change = 0;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	bool items = dais_desk_may(&d, DAIS_ACTION_EDIT_ITEMS);
	dais_desk_diags(&d, &diags);
	if (dais_map_get(&d.snapshot->record->item_ids, id) == DAIS_MAP_NONE) {
		dais_err_set(
		    &d.err, DAIS_ERR_NOT_FOUND, "there is no item %.*s any more", DAIS_STR_ARG(id));
		dais_desk_fail(&d);
		return;
	}
	if (dais_edit_begin(d.site->house, d.page.actor,
		items ? DAIS_ACTION_EDIT_ITEMS : DAIS_ACTION_EDIT_TEXT, d.snapshot->package,
		DAIS_STR_NONE, d.arena, &e, &d.err) &&
	    set_titles(&d, e, id) && (!items || set_facts(&d, e, id)) &&
	    dais_edit_commit(e, &diags, &change, &conflict, &d.err)) {
		dais_desk_done(&d, change,
		    dais_arena_printf(d.arena, "%.*s/items/%.*s", DAIS_STR_ARG(d.snapshot->package),
			DAIS_STR_ARG(id)),
		    "item-saved", id);
		return;
	}
	dais_desk_refuse(&d, &diags, &conflict);
	show_item(&d, id);
}
