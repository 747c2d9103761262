/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents of all packages: what is late, by how much, whose move it is.
 */
#include "service/house/standing.h"
#include "web/documents/documents_priv.h"

#define ROWS_MAX 100
#define SKIP_MAX 10000 /* what stands behind is reached by the filters */
#define COUNTED_TO                                                                                 \
	1000 /* "1000+" says enough, and counting on would take as long as there are more */
#define BODIES_MAX ((size_t)100) /* to choose from; of more one is typed */

struct everywhere {
	struct dais_documents_query query;
	dais_document_state_vec rows;
	dais_store_strs
	    bodies; /* keys of all that have documents; one more than BODIES_MAX of more */
	size_t count;
	bool more;
	bool is_behind; /* what was changed a moment ago is not counted yet */
	struct dais_str body;   /* chosen; empty: all */
	struct dais_str shown;  /* "open", "late", "all" */
	bool by_due;
};

static void
write_filter_move(struct dais_page *p, const struct everywhere *v)
{
	documents_field(p, "move", dais_page_say(p, DAIS_SAY_DOCUMENTS_MOVE), false);
	documents_select(p, NULL, "move", "move");
	dais_page_option(
	    p, DAIS_STR(""), dais_page_say(p, DAIS_SAY_DOCUMENTS_MOVE_ANY), v->query.move < 0);
	for (int m = 0; m < DAIS_MOVE_COUNT; m++)
		dais_page_option(p, dais_str_from(dais_move_name((enum dais_move)m)),
		    dais_page_say(p, documents_move_word((enum dais_move)m)), v->query.move == m);
	dais_xml_close(&p->xml);
	documents_end_field(p);
}

/* Symbols of bodies: a list of some, a field where there are more than one looks through. */
static void
write_filter_body(struct dais_page *p, const struct everywhere *v)
{
	if (v->bodies.n > BODIES_MAX) {
		documents_input(p, NULL, "body", "body", "text", v->body);
		return;
	}
	documents_select(p, NULL, "body", "body");
	dais_page_option(
	    p, DAIS_STR(""), dais_page_say(p, DAIS_SAY_DOCUMENTS_BODY_ANY), !v->body.n);
	for (size_t i = 0; i < v->bodies.n; i++)
		dais_page_option(
		    p, v->bodies.v[i], v->bodies.v[i], dais_str_eq(v->bodies.v[i], v->body));
	dais_xml_close(&p->xml);
}

static void
write_filter(struct dais_page *p, const struct everywhere *v)
{
	static const struct {
		const char *value;
		enum dais_say words;
	} shown[] = { { "open", DAIS_SAY_DOCUMENTS_SHOWN_OPEN },
		{ "late", DAIS_SAY_DOCUMENTS_SHOWN_LATE },
		{ "all", DAIS_SAY_DOCUMENTS_SHOWN_ALL } };

	dais_page_element(p, "form", "document-filter");
	dais_xml_attr_c(&p->xml, "method", "get");
	documents_field(p, "shown", dais_page_say(p, DAIS_SAY_DOCUMENTS_SHOWN), false);
	documents_select(p, NULL, "shown", "shown");
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		dais_page_option(p, dais_str_from(shown[i].value), dais_page_say(p, shown[i].words),
		    dais_str_is(v->shown, shown[i].value));
	dais_xml_close(&p->xml);
	documents_end_field(p);
	write_filter_move(p, v);
	documents_field(p, "body", dais_page_say(p, DAIS_SAY_DOCUMENTS_BODY), false);
	write_filter_body(p, v);
	documents_end_field(p);
	documents_field(p, "order", dais_page_say(p, DAIS_SAY_DOCUMENTS_ORDER), false);
	documents_select(p, NULL, "order", "order");
	dais_page_option(
	    p, DAIS_STR("late"), dais_page_say(p, DAIS_SAY_DOCUMENTS_ORDER_LATE), !v->by_due);
	dais_page_option(
	    p, DAIS_STR("due"), dais_page_say(p, DAIS_SAY_DOCUMENTS_ORDER_DUE), v->by_due);
	dais_xml_close(&p->xml);
	documents_end_field(p);
	documents_button(p, DAIS_SAY_DOCUMENTS_FILTER, NULL);
	dais_page_end(p);
}

static void
write_cell(struct dais_page *p, enum dais_say label, const char *class_name)
{
	dais_page_element(p, "td", class_name);
	dais_xml_open(&p->xml, "span");
	dais_xml_attr_c(&p->xml, "class", "cell-label");
	dais_page_put(p, label);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
}

static void
write_row(struct dais_page *p, const struct dais_document_state *d)
{
	bool open = d->move != DAIS_MOVE_NOBODY;

	dais_page_element(p, "tr", open && d->days_late > 0 ? "late" : NULL);
	dais_page_open_head(p, "row");
	dais_page_link(p, documents_path(p, d->package, d->id), NULL);
	if (d->symbol.n)
		dais_page_symbol(p, d->symbol);
	else
		dais_xml_text(&p->xml, documents_kind_word(p, d->kind));
	dais_xml_close(&p->xml);
	dais_page_element(p, "span", "document-title");
	dais_page_put_ml(p, &d->title);
	dais_page_end(p);
	dais_page_end(p);
	write_cell(p, DAIS_SAY_DOCUMENTS_MEETING, NULL);
	dais_page_link(p, documents_path(p, d->package, DAIS_STR_NONE), NULL);
	dais_page_put_ml(p, &d->meeting_name);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	write_cell(p, DAIS_SAY_DOCUMENTS_DUE, NULL);
	dais_xml_text(&p->xml, documents_day(p, d->issue_due));
	dais_page_end(p);
	write_cell(p, DAIS_SAY_DOCUMENTS_LATENESS, "lateness");
	dais_xml_text(&p->xml, documents_lateness(p, d->days_late, dais_date_is_set(d->issue_due)));
	dais_page_end(p);
	write_cell(p, DAIS_SAY_DOCUMENTS_MOVE, NULL);
	dais_page_put(p, documents_move_word(d->move));
	dais_page_end(p);
	write_cell(p, DAIS_SAY_DOCUMENTS_STATES, NULL);
	documents_write_states(p, d);
	dais_page_end(p);
	dais_page_end(p);
}

/* The next page of the same choice. */
static void
write_further(struct dais_page *p, const struct everywhere *v)
{
	dais_page_link(p,
	    dais_page_path(
		p, dais_arena_printf(p->arena,
		       "/desk/documents?shown=%.*s&move=%s&body=%.*s&order=%s&skip=%zu",
		       DAIS_STR_ARG(v->shown),
		       v->query.move < 0 ? "" : dais_move_name((enum dais_move)v->query.move),
		       DAIS_STR_ARG(dais_path_escape(p->arena, v->body)),
		       v->by_due ? "due" : "late", v->query.skip + ROWS_MAX)),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_MORE);
	dais_xml_close(&p->xml);
}

static void
write_everywhere(struct dais_page *p, const struct everywhere *v)
{
	static const enum dais_say heads[] = { DAIS_SAY_DOCUMENTS_DOCUMENT,
		DAIS_SAY_DOCUMENTS_MEETING, DAIS_SAY_DOCUMENTS_DUE, DAIS_SAY_DOCUMENTS_LATENESS,
		DAIS_SAY_DOCUMENTS_MOVE, DAIS_SAY_DOCUMENTS_STATES };

	documents_style(p);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_DOCUMENTS_UNDER_WAY);
	dais_page_say_in(p, "p", "lead", DAIS_SAY_DOCUMENTS_UNDER_WAY_LEAD);
	if (v->is_behind)
		dais_page_say_in(p, "p", "note", DAIS_SAY_DESK_BEING_COUNTED);
	write_filter(p, v);
	dais_page_element(p, "p", "facts");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, DAIS_SAY_DOCUMENTS_COUNT, "count",
		dais_arena_printf(p->arena, "%zu%s", v->count, v->count == COUNTED_TO ? "+" : "")));
	dais_page_end(p);
	if (!v->rows.n) {
		dais_page_say_in(p, "p", "empty", DAIS_SAY_DOCUMENTS_NONE_FOUND);
		return;
	}
	dais_page_element(p, "div", "scroll");
	dais_page_element(p, "table", "document-table");
	dais_page_columns(p, heads, sizeof(heads) / sizeof(*heads));
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < v->rows.n; i++)
		write_row(p, &v->rows.v[i]);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
	if (v->more && v->query.skip + ROWS_MAX <= SKIP_MAX)
		write_further(p, v);
}

static void
read_query(struct dais_site *site, struct dais_http_exchange *x, struct everywhere *v)
{
	struct dais_str move = dais_http_query(x, "move");
	int64_t skip = 0;

	v->shown = dais_http_query(x, "shown");
	if (!dais_str_is(v->shown, "late") && !dais_str_is(v->shown, "all"))
		v->shown = DAIS_STR("open");
	v->body = dais_http_query(x, "body");
	v->by_due = dais_str_is(dais_http_query(x, "order"), "due");
	if (!dais_str_to_int(dais_http_query(x, "skip"), 1, SKIP_MAX, &skip))
		skip = 0;
	v->query = (struct dais_documents_query){ .today = dais_house_today(site->house),
		.body = v->body,
		.only_late = dais_str_is(v->shown, "late"),
		.only_open = dais_str_is(v->shown, "open"),
		.by_due = v->by_due,
		.move = -1,
		.skip = (size_t)skip,
		.max = ROWS_MAX };
	for (int m = 0; m < DAIS_MOVE_COUNT; m++) {
		if (dais_str_is(move, dais_move_name((enum dais_move)m)))
			v->query.move = m;
	}
}

static bool
load(struct dais_page *p, struct everywhere *v, struct dais_err *err)
{
	struct dais_house *h = p->site->house;
	struct dais_documents_query all = v->query;

	all.max = COUNTED_TO;
	return dais_standing_is_behind(h, &v->is_behind, err) &&
	       dais_documents_everywhere(
		   h, p->actor, &v->query, p->arena, &v->rows, &v->more, err) &&
	       dais_documents_count(h, &all, &v->count, err) &&
	       dais_standing_bodies(dais_house_store(h), BODIES_MAX + 1, p->arena, &v->bodies, err);
}

void
documents_get_everywhere(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_page_head head = {
		.path = DAIS_STR("/desk/documents"), .section = "desk", .desk = true, .hidden = true
	};
	struct dais_err err = DAIS_ERR_INIT;
	struct everywhere v = { 0 };
	struct dais_page p;

	if (!dais_site_need_account(site, x) || !dais_page_begin(site, x, &p))
		return;
	read_query(site, x, &v);
	if (!load(&p, &v, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	head.title = dais_page_say(&p, DAIS_SAY_DOCUMENTS_UNDER_WAY);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_page_open(&p, &head);
	write_everywhere(&p, &v);
	dais_page_close(&p, 200);
}
