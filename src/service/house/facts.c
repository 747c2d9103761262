/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/facts.h"

#include "service/house/symbols.h"
#include "service/house/thing_new.h"
#include "service/house/things_priv.h"

/* ---- small steps ---- */

static bool
put_new(struct dais_house_edit *e, const char *kind, struct dais_str id,
    const struct dais_json_value *v, struct dais_arena *a, struct dais_err *err)
{
	if (house_thing_exists(e, kind, id))
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "%.*s is recorded already", DAIS_STR_ARG(id));
	return house_put_last(e, kind, id, v, a, err);
}

/* The value of a thing, to be changed and put back. */
static bool
get(struct dais_house_edit *e, const char *kind, struct dais_str id, struct dais_thing *ret,
    struct dais_json_value **ret_value, struct dais_arena *a, struct dais_err *err)
{
	return dais_edit_get(e, dais_str_from(kind), id, ret, err) &&
	       dais_json_parse(a, ret->value, ret_value, err);
}

static bool
put_back(struct dais_house_edit *e, const struct dais_thing *t, const struct dais_json_value *v,
    struct dais_arena *a, struct dais_err *err)
{
	return dais_edit_put(
	    e, t->kind, t->id, t->position, dais_json_print(a, v), t->revision, err);
}

static bool
has_str(const struct dais_json_value *list, struct dais_str words)
{
	for (size_t i = 0; list && i < list->members.n; i++)
		if (dais_str_eq(list->members.v[i].value->text, words))
			return true;
	return false;
}

/* ---- bodies ---- */

struct dais_str
dais_facts_body_id(struct dais_arena *a, struct dais_str symbol, const struct dais_ml *name)
{
	struct dais_str rest = symbol, part, end = DAIS_STR_NONE, id;

	while (rest.n && dais_str_next(&rest, '/', &part))
		end = part;
	id = house_id_of_words(a, end);
	if (id.n < 2)
		id = house_id_of_words(a, name->in[DAIS_LANG_EN]);
	for (unsigned l = 0; id.n < 2 && l < DAIS_LANG_COUNT; l++)
		id = house_id_of_words(a, name->in[l]);
	return id.n < 2 ? DAIS_STR("body") : id;
}

struct dais_str
dais_facts_id_of(struct dais_arena *a, struct dais_str words, unsigned n)
{
	struct dais_str id = house_id_of_words(a, words);

	if (id.n < 2)
		id = DAIS_STR("item");
	return n > 1 ? dais_arena_printf(a, "%.*s-%u", DAIS_STR_ARG(id), n) : id;
}

bool
dais_facts_add_body(struct dais_house_edit *e, const struct dais_body_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);

	if (dais_ml_is_empty(&what->name))
		return dais_err_set(err, DAIS_ERR_INVALID, "the new body has no name");
	*ret_id = house_free_id(e, "body", dais_facts_body_id(a, what->symbol, &what->name), a);
	house_set_str(a, v, "parent", what->parent);
	house_set_words(a, v, "name", &what->name);
	house_set_str(a, v, "symbol", what->symbol);
	house_set_str(
	    a, v, "noun", what->noun_is_session ? DAIS_STR("session") : DAIS_STR("meeting"));
	return put_new(e, "body", *ret_id, v, a, err);
}

/* ---- meetings ---- */

/* Place, zone, format and hour are those of the first meeting of the package. */
static bool
take_over(struct dais_house_edit *e, struct dais_str first, struct dais_json_value *v,
    struct dais_arena *a, struct dais_err *err)
{
	static const char *const members[] = { "place", "room", "zone", "modality" };
	struct dais_json_value *like;
	struct dais_str opens;
	struct dais_thing t;

	if (!get(e, "meeting", first, &t, &like, a, err))
		return false;
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		struct dais_json_value *m = dais_json_get(like, members[i]);

		if (m)
			dais_json_set(a, v, dais_str_from(members[i]), m);
	}
	opens = dais_json_get_str(like, "opens");
	size_t hour = dais_str_find_char(opens, 'T', 0);
	if (hour != SIZE_MAX)
		house_set_str(a, v, "opens",
		    dais_arena_concat(
			a, dais_json_get_str(v, "opens"), dais_str_sub(opens, hour, opens.n)));
	return true;
}

/* What every agenda has: how it begins and how it ends. */
static bool
is_common(struct dais_house_edit *e, struct dais_str item, struct dais_arena *a)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;
	struct dais_str kind;
	struct dais_thing t;

	if (!get(e, "item", item, &t, &v, a, &ignored))
		return false;
	kind = dais_json_get_str(v, "kind");
	return !dais_str_is(kind, "substantive") && !dais_str_is(kind, "review");
}

static bool
add_agenda(struct dais_house_edit *e, struct dais_str body, struct dais_str like,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *list = dais_json_new(a, DAIS_JSON_ARRAY), *other;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_thing t;

	if (get(e, "agenda", like, &t, &other, a, &none))
		for (size_t i = 0; i < other->members.n; i++)
			if (is_common(e, other->members.v[i].value->text, a))
				dais_json_append(a, list, other->members.v[i].value);
	return put_new(e, "agenda", body, list, a, err);
}

/* The symbols of the document that the package is for: *@ret NULL when there is none. */
static bool
get_produced(struct dais_house_edit *e, struct dais_thing *d, struct dais_json_value **ret_document,
    struct dais_json_value **ret, struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *package;
	struct dais_str produces;
	struct dais_thing t;

	*ret = NULL;
	if (!get(e, "package", DAIS_STR("package"), &t, &package, a, err))
		return false;
	produces = dais_json_get_str(package, "produces");
	if (produces.n && !get(e, "document", produces, d, ret_document, a, err))
		return false;
	if (produces.n)
		*ret = dais_json_get(*ret_document, "symbols");
	return true;
}

/* What stands behind "@stem/" in @symbol, with the stroke; empty when it is of another series. */
static struct dais_str
behind_stem(struct dais_str symbol, struct dais_str stem)
{
	return stem.n && symbol.n > stem.n && dais_str_has_prefix(symbol, stem) &&
		       symbol.p[stem.n] == '/'
		   ? dais_str_sub(symbol, stem.n, symbol.n)
		   : DAIS_STR_NONE;
}

/* Puts symbols in the order in which the profile of the package wants them. */
static bool
order_symbols(struct dais_house_edit *e, struct dais_json_value *symbols, struct dais_arena *a,
    struct dais_err *err)
{
	size_t n = symbols->members.n;
	struct dais_str *all = DAIS_NEW_N(a, n + 1, struct dais_str);
	const struct dais_record *r;
	struct dais_diags ignored;

	dais_diags_init(&ignored, a);
	if (!dais_edit_record(e, a, &r, &ignored, err))
		return false;
	for (size_t i = 0; i < n; i++)
		all[i] = symbols->members.v[i].value->text;
	dais_symbols_order(&r->profile, all, n, a);
	for (size_t i = 0; i < n; i++)
		symbols->members.v[i].value = dais_json_new_str(a, all[i]);
	return true;
}

/* The document of the package is joint now: what stands behind the stem @like of its symbol,
 * "2030/1/Rev.1", is the same in the series of the new body. */
static bool
add_symbol(struct dais_house_edit *e, struct dais_str like, struct dais_str stem,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *document, *symbols, *now;
	struct dais_str rest = DAIS_STR_NONE;
	struct dais_thing d;

	if (!get_produced(e, &d, &document, &symbols, a, err))
		return false;
	for (size_t i = 0; symbols && i < symbols->members.n && !rest.n; i++)
		rest = behind_stem(symbols->members.v[i].value->text, like);
	if (!stem.n || !rest.n)
		return true;
	now = dais_json_new_str(a, dais_arena_concat(a, stem, rest));
	if (has_str(symbols, now->text))
		return true;
	dais_json_append(a, symbols, now);
	return order_symbols(e, symbols, a, err) && put_back(e, &d, document, a, err);
}

/* The document is no longer of the series of body @id, unless it has no other symbol. */
static bool
remove_symbols(
    struct dais_house_edit *e, struct dais_str id, struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *body, *document, *symbols,
	    *left = dais_json_new(a, DAIS_JSON_ARRAY);
	struct dais_str stem;
	struct dais_thing b, d;

	if (!get(e, "body", id, &b, &body, a, err) ||
	    !get_produced(e, &d, &document, &symbols, a, err))
		return false;
	stem = dais_json_get_str(body, "symbol");
	for (size_t i = 0; symbols && i < symbols->members.n; i++)
		if (!behind_stem(symbols->members.v[i].value->text, stem).n)
			dais_json_append(a, left, symbols->members.v[i].value);
	if (!symbols || !left->members.n || left->members.n == symbols->members.n)
		return true;
	dais_json_set(a, document, DAIS_STR("symbols"), left);
	return put_back(e, &d, document, a, err);
}

static bool
hold_together(struct dais_house_edit *e, const struct dais_meeting_new *what, struct dais_str id,
    struct dais_json_value *v, struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *package, *together, *body, *other;
	struct dais_thing t, b;

	if (!get(e, "package", DAIS_STR("package"), &t, &package, a, err) ||
	    !get(e, "body", what->body, &b, &body, a, err))
		return false;
	together = dais_json_get(package, "together");
	if (!together || !together->members.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the package has no meeting");
	struct dais_str first = together->members.v[0].value->text;
	struct dais_str like = dais_str_sub(first, 0, dais_str_find_char(first, '@', 0));
	dais_json_append(a, together, dais_json_new_str(a, id));
	return get(e, "body", like, &b, &other, a, err) && take_over(e, first, v, a, err) &&
	       put_new(e, "meeting", id, v, a, err) && put_back(e, &t, package, a, err) &&
	       add_agenda(e, what->body, like, a, err) &&
	       add_symbol(e, dais_json_get_str(other, "symbol"), dais_json_get_str(body, "symbol"),
		   a, err);
}

bool
dais_facts_add_meeting(struct dais_house_edit *e, const struct dais_meeting_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);

	if (!house_thing_exists(e, "body", what->body))
		return dais_err_set(err, DAIS_ERR_INVALID, "the meeting is of no body");
	if (!what->ordinal)
		return dais_err_set(err, DAIS_ERR_INVALID, "the meeting has no number");
	if (!dais_date_is_set(what->opens) || !dais_date_is_set(what->closes))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the opening or the closing day is not a date");
	*ret_id = dais_arena_printf(a, "%.*s@%u", DAIS_STR_ARG(what->body), what->ordinal);
	house_set_str(a, v, "opens", dais_date_print(a, what->opens));
	house_set_str(a, v, "closes", dais_date_print(a, what->closes));
	return what->together ? hold_together(e, what, *ret_id, v, a, err)
			      : put_new(e, "meeting", *ret_id, v, a, err);
}

/* ---- mandates and approvals ---- */

bool
dais_facts_add_mandate(struct dais_house_edit *e, const struct dais_mandate_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);

	if (!house_thing_exists(e, "body", what->body))
		return dais_err_set(err, DAIS_ERR_INVALID, "the mandate is of no body");
	if (!what->number.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the mandate has no number");
	*ret_id =
	    dais_arena_printf(a, "%.*s:%.*s", DAIS_STR_ARG(what->body), DAIS_STR_ARG(what->number));
	house_set_str(a, v, "kind", what->kind);
	house_set_words(a, v, "title", &what->title);
	return put_new(e, "mandate", *ret_id, v, a, err);
}

bool
dais_facts_add_approval(struct dais_house_edit *e, const struct dais_approval_new *what,
    struct dais_arena *a, struct dais_str *ret_id, struct dais_err *err)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT), *package, *together;
	struct dais_thing t;

	if (!dais_date_is_set(what->date))
		return dais_err_set(err, DAIS_ERR_INVALID, "the day of the approval is not a date");
	if (!get(e, "package", DAIS_STR("package"), &t, &package, a, err))
		return false;
	*ret_id = house_free_id(e, "approval", what->object, a);
	house_set_str(a, v, "object", what->object);
	together = dais_json_get(package, "together");
	dais_json_set(
	    a, v, DAIS_STR("meetings"), together ? together : dais_json_new(a, DAIS_JSON_ARRAY));
	house_set_str(a, v, "by", what->by);
	house_set_str(a, v, "method", what->method);
	house_set_str(a, v, "date", dais_date_print(a, what->date));
	return put_new(e, "approval", *ret_id, v, a, err);
}

/* ---- an end ---- */

/* The package is no longer for meeting @id; the agenda of its body and the symbols in its series go
 * with it. */
static bool
part(struct dais_house_edit *e, struct dais_str id, struct dais_arena *a, struct dais_err *err)
{
	struct dais_str body = dais_str_sub(id, 0, dais_str_find_char(id, '@', 0));
	struct dais_json_value *package, *together, *left = dais_json_new(a, DAIS_JSON_ARRAY);
	struct dais_thing t;

	if (!get(e, "package", DAIS_STR("package"), &t, &package, a, err))
		return false;
	together = dais_json_get(package, "together");
	if (!has_str(together, id))
		return true;
	for (size_t i = 0; i < together->members.n; i++)
		if (!dais_str_eq(together->members.v[i].value->text, id))
			dais_json_append(a, left, together->members.v[i].value);
	if (!left->members.n)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "it is the only meeting there is; cancel it instead: its status");
	dais_json_set(a, package, DAIS_STR("together"), left);
	return put_back(e, &t, package, a, err) && remove_symbols(e, body, a, err) &&
	       (!house_thing_exists(e, "agenda", body) ||
		   dais_edit_close(e, DAIS_STR("agenda"), body, DAIS_ANY, err));
}

bool
dais_facts_remove(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_thing t;

	if (!dais_edit_get(e, kind, id, &t, err))
		return false;
	if (dais_str_is(kind, "meeting") && !part(e, id, a, err))
		return false;
	return dais_edit_close(e, kind, id, t.revision, err);
}
