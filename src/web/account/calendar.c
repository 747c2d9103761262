/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The calendar of a person, on the page of the own account.
 */
#include "web/account/account_priv.h"

#define BODIES_SHOWN ((size_t)100) /* of more, those chosen, and a field for others */

static bool
is_chosen(const struct dais_calendar_filter *filter, struct dais_str key)
{
	for (size_t i = 0; i < filter->bodies.n; i++)
		if (dais_str_eq(filter->bodies.v[i], key))
			return true;
	return false;
}

static void
write_bodies(struct dais_page *p, const struct dais_calendar_filter *filter,
    const dais_index_body_vec *bodies)
{
	dais_xml_open(&p->xml, "fieldset");
	dais_page_say_in(p, "legend", NULL, DAIS_SAY_ACCOUNT_CALENDAR_BODIES);
	if (!bodies->n)
		dais_page_say_in(p, "p", "hint", DAIS_SAY_PORTAL_NONE_BODIES);
	for (size_t i = 0; i < bodies->n; i++) {
		const struct dais_index_body *b = &bodies->v[i];
		bool chosen = is_chosen(filter, b->key);
		if (!chosen && bodies->n > BODIES_SHOWN)
			continue;
		account_put_check(p, "body", dais_arena_cstr(p->arena, b->key), chosen,
		    dais_page_words(p, &b->name));
	}
	if (bodies->n > BODIES_SHOWN) {
		const struct account_field more = { DAIS_SAY_ACCOUNT_CALENDAR_MORE, "more", "text",
			NULL, DAIS_STR_NONE, DAIS_SAY_COUNT, true, true };
		account_put_field(p, &more);
	}
	dais_page_end(p);
}

static void
write_address(struct dais_page *p, const struct dais_calendar_filter *filter)
{
	dais_page_element(p, "p", NULL);
	dais_page_put(
	    p, filter->has_address ? DAIS_SAY_ACCOUNT_CALENDAR_ON : DAIS_SAY_ACCOUNT_CALENDAR_OFF);
	dais_page_end(p);
	account_put_act(p, "/account/calendar/address", NULL, DAIS_STR_NONE,
	    filter->has_address ? DAIS_SAY_ACCOUNT_CALENDAR_AGAIN : DAIS_SAY_ACCOUNT_CALENDAR_MAKE);
	if (filter->has_address)
		account_put_act(
		    p, "/account/calendar/end", NULL, DAIS_STR_NONE, DAIS_SAY_ACCOUNT_CALENDAR_END);
}

void
account_put_calendar(struct dais_page *p, const struct dais_calendar_filter *filter,
    const dais_index_body_vec *bodies)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_CALENDAR);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_CALENDAR_WORDS);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/account/calendar")));
	write_bodies(p, filter, bodies);
	account_put_button(p, DAIS_SAY_ACCOUNT_SAVE, false);
	dais_page_end(p);
	write_address(p, filter);
}

bool
account_calendar_bodies(struct dais_page *p, const struct dais_calendar_filter *filter,
    dais_index_body_vec *ret, struct dais_err *err)
{
	struct dais_store *store = dais_house_store(p->site->house);
	struct dais_index_bodies_query q = { .max = BODIES_SHOWN + 1 };
	dais_index_body_vec chosen = { 0 };
	if (!dais_index_bodies(store, &q, p->arena, ret, err))
		return false;
	if (ret->n <= BODIES_SHOWN)
		return true;
	if (!dais_index_bodies_named(store, &filter->bodies, p->arena, &chosen, err))
		return false;
	for (size_t i = 0; i < chosen.n; i++)
		if (dais_str_cmp(chosen.v[i].key, ret->v[BODIES_SHOWN].key) > 0)
			dais_vec_push(p->arena, ret, chosen.v[i]);
	return true;
}

/* ---- requests ---- */

/* The bodies of the form; of those typed only such as there are. */
static bool
read_bodies(struct dais_page *p, dais_store_strs *ret, struct dais_err *err)
{
	const struct dais_http_request *r = dais_http_request(p->exchange);
	struct dais_str rest = dais_http_field(p->exchange, "more"), one;
	dais_index_body_vec bodies = { 0 };
	dais_store_strs typed = { 0 };
	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_is(r->fields.v[i].name, "body"))
			dais_vec_push(p->arena, ret, r->fields.v[i].value);
	if (!rest.n)
		return true;
	while (dais_str_next(&rest, ' ', &one))
		if (one.n)
			dais_vec_push(p->arena, &typed, one);
	if (!dais_index_bodies_named(
		dais_house_store(p->site->house), &typed, p->arena, &bodies, err))
		return false;
	for (size_t i = 0; i < typed.n; i++)
		for (size_t k = 0; k < bodies.n; k++)
			if (dais_str_eq(bodies.v[k].key, typed.v[i]))
				dais_vec_push(p->arena, ret, typed.v[i]);
	return true;
}

void
account_calendar_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	dais_store_strs bodies = { 0 };
	if (!account_begin_own(ctx, x, &p))
		return;
	account_done(&p,
	    read_bodies(&p, &bodies, &err) &&
		dais_calendar_filter_set(p.site->house, p.actor, &bodies, &err),
	    &err);
}

void
account_calendar_address_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct account_own_note note = { 0 };
	if (!account_begin_own(ctx, x, &p))
		return;
	const struct dais_client client = dais_site_client(x);
	if (dais_calendar_address_make(
		p.site->house, p.actor, &client, p.arena, &note.calendar, &err))
		account_show_own(&p, &note, 200);
	else
		account_fail(&p, &err);
}

void
account_calendar_end_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!account_begin_own(ctx, x, &p))
		return;
	const struct dais_client client = dais_site_client(x);
	account_done(&p, dais_calendar_address_end(p.site->house, p.actor, &client, &err), &err);
}
