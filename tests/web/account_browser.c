/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "account_browser.h"

void
dais_workshop_ask(struct dais_workshop *w, const char *kind, struct dais_str question,
    void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	(void)w;
	(void)question;
	(void)done;
	(void)ctx;
	fail_msg("the workshop was asked for %s, but there is none", kind);
}

int
set_up(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct browser *b = DAIS_NEW(a, struct browser);
	b->arena = a;
	b->house = account_house_open();
	b->site = (struct dais_site){
		.house = b->house->house, .address = "https://m.example.org", .sends_mail = true
	};
	*state = b;
	return 0;
}

int
tear_down(void **state)
{
	struct browser *b = *state;
	account_house_close(b->house);
	dais_arena_free(b->arena);
	return 0;
}

static void
keep_cookies(struct browser *b)
{
	for (size_t i = 0; i < b->x->reply_cookies.n; i++) {
		const struct dais_http_pair *c = &b->x->reply_cookies.v[i];
		size_t k = 0;
		while (k < b->cookies.n && !dais_str_eq(b->cookies.v[k].name, c->name))
			k++;
		if (k == b->cookies.n)
			dais_vec_push(b->arena, &b->cookies, *c);
		b->cookies.v[k].value = c->value;
	}
}

void
ask(struct browser *b, const char *address, enum dais_http_method method,
    const dais_http_pairs *fields)
{
	static const struct dais_http_route *const tables[] = { dais_routes_account };
	b->x = double_new(b->arena, address);
	b->x->request.method = method;
	b->x->request.secure = b->secure;
	b->x->request.remote = DAIS_STR("192.0.2.1");
	if (fields)
		b->x->request.fields = *fields;
	for (size_t i = 0; i < b->cookies.n; i++)
		if (b->cookies.v[i].value.n)
			dais_vec_push(b->arena, &b->x->cookies, b->cookies.v[i]);
	if (b->bearer)
		double_header(b->x, "Authorization", b->bearer);
	if (b->fetch_site)
		double_header(b->x, "Sec-Fetch-Site", b->fetch_site);
	double_run(b->x, tables, 1, &b->site);
	assert_int_not_equal(b->x->status, 0);
	keep_cookies(b);
}

void
get(struct browser *b, const char *address)
{
	ask(b, address, DAIS_HTTP_GET, NULL);
}

/* What stands in the value of the field @name of the last page. */
struct dais_str
value_on_page(const struct browser *b, const char *name)
{
	struct dais_str mark = dais_arena_printf(b->arena, "name=\"%s\" value=\"", name);
	size_t at = dais_str_find(b->x->body, mark, 0);
	if (at == SIZE_MAX)
		return DAIS_STR_NONE;
	size_t end = dais_str_find_char(b->x->body, '"', at + mark.n);
	return dais_str_sub(b->x->body, at + mark.n, end);
}

bool
says(const struct browser *b, const char *words)
{
	return dais_str_find(b->x->body, dais_str_from(words), 0) != SIZE_MAX;
}

void
assert_says(const struct browser *b, const char *words)
{
	if (!says(b, words))
		fail_msg("%u: no \"%s\" in %.*s", b->x->status, words,
		    (int)(b->x->body.n < 4000 ? b->x->body.n : 4000), b->x->body.p);
}

struct dais_str
header_of(const struct browser *b, const char *name)
{
	struct dais_str found = DAIS_STR_NONE;
	for (size_t i = 0; i < b->x->reply_headers.n; i++)
		if (dais_str_is(b->x->reply_headers.v[i].name, name))
			found = b->x->reply_headers.v[i].value;
	return found;
}

/* Sends "name=value" pairs; with the form token of the last page unless the first is "!". */
void
post(struct browser *b, const char *address, const char *const *pairs, size_t n)
{
	dais_http_pairs fields = { 0 };
	bool forged = n && strcmp(pairs[0], "!") == 0;
	for (size_t i = forged; i < n; i++) {
		struct dais_str pair = dais_str_from(pairs[i]);
		size_t is = dais_str_find_char(pair, '=', 0);
		const struct dais_http_pair field = { dais_str_sub(pair, 0, is),
			dais_str_sub(pair, is + 1, pair.n) };
		dais_vec_push(b->arena, &fields, field);
	}
	if (!forged) {
		const struct dais_http_pair token = { DAIS_STR("form-token"),
			value_on_page(b, "form-token") };
		dais_vec_push(b->arena, &fields, token);
	}
	ask(b, address, DAIS_HTTP_POST, &fields);
}

struct dais_str
cookie(const struct browser *b, const char *name)
{
	for (size_t i = 0; i < b->cookies.n; i++)
		if (dais_str_is(b->cookies.v[i].name, name))
			return b->cookies.v[i].value;
	return DAIS_STR_NONE;
}

void
sign_in(struct browser *b)
{
	get(b, "/fr/sign-in");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 303);
}
