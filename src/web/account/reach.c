/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a role can be limited to: the bodies and the sets of meetings there are, to be chosen from.
 */
#include <stdlib.h>

#include "base/map.h"
#include "mark/json_read.h"
#include "store/standing.h"
#include "web/account/account_priv.h"

#define SHOWN ((size_t)100)   /* of more, the first are suggested to whoever types */
#define PAGE_ROWS ((size_t)500) /* read at a time where all are looked through */

static void
add_choice(struct dais_page *p, account_choices *all, struct dais_str value, struct dais_str words)
{
	const struct account_choice one = { value, words };
	dais_vec_push(p->arena, all, one);
}

/* "Working Group on Ferries · F/WG.1"; keys of bodies without a symbol begin with "~". */
static struct dais_str
body_words(const struct dais_page *p, struct dais_str name, struct dais_str key)
{
	if (key.p[0] == '~')
		return name.n ? name : dais_str_sub(key, 1, key.n);
	return name.n ? dais_arena_printf(
			    p->arena, "%.*s · %.*s", DAIS_STR_ARG(name), DAIS_STR_ARG(key))
		      : key;
}

/* {"name": {"en": ..., "fr": ...}} of a thing "body". */
static struct dais_str
name_of(const struct dais_page *p, const struct dais_json_value *body, const char *member)
{
	const struct dais_json_value *words = dais_json_get(body, member);
	struct dais_ml name = { 0 };

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		name.in[l] = dais_json_get_str(words, dais_lang_code((enum dais_lang)l));
	return dais_page_words(p, &name);
}

/* A body that no release may have shown yet, and its place in the words of its package. */
static void
add_body(struct dais_page *p, const struct dais_thing *thing, const struct dais_json_value *body,
    struct dais_map *known, struct account_reach *ret, struct dais_str *words)
{
	struct dais_str key = dais_json_get_str(body, "symbol"), name = name_of(p, body, "name"),
			brief = name_of(p, body, "short");

	if (!key.n)
		key = dais_arena_printf(p->arena, "~%.*s", DAIS_STR_ARG(thing->id));
	if (dais_map_add(known, key, ret->bodies.n))
		add_choice(p, &ret->bodies, key, body_words(p, name, key));
	if (!brief.n)
		brief = name;
	*words = words->n && brief.n ? dais_arena_printf(p->arena, "%.*s · %.*s",
					   DAIS_STR_ARG(*words), DAIS_STR_ARG(brief))
				     : (brief.n ? brief : *words);
}

/* A package in the words of its bodies: "Firearms · Trafficking in Persons · untoc-2022". */
static bool
add_package(struct dais_page *p, struct dais_str package, struct dais_map *known,
    struct account_reach *ret, struct dais_err *err)
{
	dais_thing_vec things = { 0 };
	struct dais_json_value *body;
	struct dais_str words = DAIS_STR_NONE;

	if (!dais_store_things(dais_house_store(p->site->house), package, DAIS_STR("body"),
		p->arena, &things, err))
		return false;
	for (size_t i = 0; i < things.n; i++) {
		if (!dais_json_parse(p->arena, things.v[i].value, &body, err))
			return false;
		add_body(p, &things.v[i], body, known, ret, &words);
	}
	add_choice(p, &ret->packages, package,
	    words.n ? dais_arena_printf(
			  p->arena, "%.*s · %.*s", DAIS_STR_ARG(words), DAIS_STR_ARG(package))
		    : package);
	return true;
}

static int
by_value(const void *x, const void *y)
{
	const struct account_choice *p = x, *q = y;
	return dais_str_cmp(p->value, q->value);
}

bool
account_reach_load(struct dais_page *p, struct account_reach *ret, struct dais_err *err)
{
	struct dais_store *store = dais_house_store(p->site->house);
	const struct dais_index_bodies_query q = { .max = SHOWN + 1 };
	dais_standing_package_vec packages = { 0 };
	dais_index_body_vec bodies = { 0 };
	struct dais_map known;

	*ret = (struct account_reach){ 0 };
	/* Those changed last are those that people are invited to. */
	if (!dais_standing_packages(store, DAIS_STANDING_CHANGED, 0, DAIS_STR_NONE, SHOWN + 1,
		p->arena, &packages, err) ||
	    !dais_index_bodies(store, &q, p->arena, &bodies, err))
		return false;
	dais_map_init(&known, p->arena);
	for (size_t i = 0; i < bodies.n; i++) {
		(void)dais_map_add(&known, bodies.v[i].key, i);
		add_choice(p, &ret->bodies, bodies.v[i].key,
		    body_words(p, dais_page_words(p, &bodies.v[i].name), bodies.v[i].key));
	}
	for (size_t i = 0; i < packages.n && i < SHOWN; i++)
		if (!add_package(p, packages.v[i].package, &known, ret, err))
			return false;
	if (ret->bodies.n)
		qsort(ret->bodies.v, ret->bodies.n, sizeof(*ret->bodies.v), by_value);
	ret->more_packages = packages.n > SHOWN;
	ret->more_bodies = ret->bodies.n > SHOWN || ret->more_packages;
	return true;
}

/* ---- fields ---- */

static void
put_options(struct dais_page *p, const account_choices *all, struct dais_str chosen)
{
	for (size_t i = 0; i < all->n; i++)
		dais_page_option(
		    p, all->v[i].value, all->v[i].words, dais_str_eq(all->v[i].value, chosen));
}

/* All there are, or a field to type in that suggests the first of them. */
static void
put_choice(
    struct dais_page *p, const struct account_field *f, const account_choices *all, bool more)
{
	if (more) {
		account_put_field(p, f);
		dais_xml_open(&p->xml, "datalist");
		dais_xml_attr_c(&p->xml, "id", f->list);
		put_options(p, all, DAIS_STR_NONE);
		dais_page_end(p);
		return;
	}
	dais_page_element(p, "div", "field");
	dais_page_label(p, f->name, f->label);
	dais_page_open_select(p, f->name, f->name);
	dais_page_option(
	    p, DAIS_STR_NONE, dais_page_say(p, DAIS_SAY_ACCOUNT_EVERYWHERE), !f->value.n);
	put_options(p, all, f->value);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
account_put_reach(
    struct dais_page *p, const struct account_reach *reach, const struct dais_grant *chosen)
{
	const struct account_field body = { DAIS_SAY_ACCOUNT_BODY, "body", "text", NULL,
		chosen->body, DAIS_SAY_ACCOUNT_BODY_HINT, true, true, false, "bodies-there" };
	const struct account_field package = { DAIS_SAY_ACCOUNT_PACKAGE, "package", "text", NULL,
		chosen->package, DAIS_SAY_ACCOUNT_PACKAGE_HINT, true, true, false,
		"packages-there" };

	put_choice(p, &body, &reach->bodies, reach->more_bodies);
	put_choice(p, &package, &reach->packages, reach->more_packages);
}

/* ---- what was chosen ---- */

static bool
is_among(const dais_store_strs *all, struct dais_str one)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_str_eq(all->v[i], one))
			return true;
	return false;
}

/* Whether a working record has a body of this key. */
static bool
find_working_body(struct dais_page *p, struct dais_str key, bool *ret, struct dais_err *err)
{
	dais_standing_package_vec rows = { 0 };
	struct dais_str after = DAIS_STR_NONE;

	*ret = false;
	do {
		rows.n = 0;
		if (!dais_standing_packages(dais_house_store(p->site->house), DAIS_STANDING_BY_NAME,
			0, after, PAGE_ROWS, p->arena, &rows, err))
			return false;
		for (size_t i = 0; i < rows.n && !*ret; i++)
			*ret = is_among(&rows.v[i].bodies, key);
		if (rows.n)
			after = rows.v[rows.n - 1].package;
	} while (rows.n == PAGE_ROWS && !*ret);
	return true;
}

static bool
find_body(struct dais_page *p, struct dais_str key, bool *ret, struct dais_err *err)
{
	dais_index_body_vec rows = { 0 };
	dais_store_strs keys = { 0 };

	dais_vec_push(p->arena, &keys, key);
	if (!dais_index_bodies_named(dais_house_store(p->site->house), &keys, p->arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		if (dais_str_eq(rows.v[i].key, key)) {
			*ret = true;
			return true;
		}
	return find_working_body(p, key, ret, err);
}

static bool
find_package(struct dais_page *p, struct dais_str name, bool *ret, struct dais_err *err)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_thing t;

	*ret = dais_store_thing(dais_house_store(p->site->house), name, DAIS_STR("package"),
	    DAIS_STR("package"), p->arena, &t, &none);
	if (*ret || none.code == DAIS_ERR_NOT_FOUND)
		return true;
	*err = none;
	return false;
}

bool
account_reach_find(struct dais_page *p, const struct dais_grant *grant, struct dais_str *ret_lack,
    struct dais_err *err)
{
	bool found = true;

	*ret_lack = DAIS_STR_NONE;
	if (grant->body.n && !find_body(p, grant->body, &found, err))
		return false;
	if (!found)
		*ret_lack =
		    dais_page_say_with(p, DAIS_SAY_ACCOUNT_NO_SUCH_BODY, "name", grant->body);
	if (!found || !grant->package.n)
		return true;
	if (!find_package(p, grant->package, &found, err))
		return false;
	if (!found)
		*ret_lack =
		    dais_page_say_with(p, DAIS_SAY_ACCOUNT_NO_SUCH_PACKAGE, "name", grant->package);
	return true;
}
