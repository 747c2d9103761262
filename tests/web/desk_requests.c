/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk_requests.h"

#include "desk_people.h"

struct dais_site desk_site = { .address = "https://meetings.example.org" };

int
desk_open(void **state)
{
	struct test_house *t;

	if (open_house(state))
		return 1;
	t = *state;
	import_example(t);
	desk_site.house = t->h;
	desk_people_set(0, &t->secretary);
	desk_people_set(1, &t->other);
	desk_people_set(2, &t->translator);
	return 0;
}

static struct dais_http_exchange *
desk_request(struct test_house *t, const struct dais_actor *who, const char *address)
{
	struct dais_http_exchange *x = double_new(t->a, address);

	if (who)
		dais_vec_push(
		    t->a, &x->cookies, ((struct dais_http_pair){ DAIS_STR("who"), who->account }));
	return x;
}

const struct dais_http_route *desk_table;

void
desk_send(struct dais_http_exchange *x)
{
	double_run(x, &desk_table, 1, &desk_site);
}

struct dais_http_exchange *
desk_get(struct test_house *t, const struct dais_actor *who, const char *address)
{
	struct dais_http_exchange *x = desk_request(t, who, address);

	desk_send(x);
	return x;
}

void
desk_field(struct dais_http_exchange *x, const char *name, const char *value)
{
	dais_vec_push(x->arena, &x->request.fields,
	    ((struct dais_http_pair){ dais_str_from(name), dais_str_from(value) }));
}

struct dais_http_exchange *
desk_form(struct test_house *t, const struct dais_actor *who, const char *address)
{
	struct dais_http_exchange *x = desk_request(t, who, address);

	x->request.method = DAIS_HTTP_POST;
	desk_field(x, "form-token", "a-token");
	return x;
}

struct dais_http_exchange *
desk_sent(struct test_house *t, const struct dais_actor *who, const char *address,
    const char *const *fields)
{
	struct dais_http_exchange *x = desk_form(t, who, address);

	for (; *fields; fields += 2)
		desk_field(x, fields[0], fields[1]);
	desk_send(x);
	return x;
}

void
desk_upload(struct dais_http_exchange *x, const char *name, struct dais_str bytes)
{
	dais_vec_push(x->arena, &x->request.uploads,
	    ((struct dais_http_upload){
		.field = DAIS_STR("file"), .file_name = dais_str_from(name), .bytes = bytes }));
}

const char *
desk_number(struct test_house *t, uint64_t n)
{
	return dais_arena_cstr(t->a, dais_arena_printf(t->a, "%llu", (unsigned long long)n));
}

void
assert_went_to(const struct dais_http_exchange *x, const char *path)
{
	if (x->status != 303)
		fail_msg("%u:\n%.*s", x->status, DAIS_STR_ARG(x->body));
	assert_has(x->location, path);
}
