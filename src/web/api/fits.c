/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether a body fits the schema that the description gives for it. Of JSON Schema what
 * share/schema/api.schema.json uses: $ref, type, enum, minimum, required, properties,
 * additionalProperties, items. Patterns and formats are what the operations check themselves.
 */
#include "web/api/api_priv.h"
#include "web/api/api_schema.h"

#define REFERENCE "#/components/schemas/"

struct fitting {
	struct dais_arena *arena;
	const struct dais_json_value *schemas;
	struct dais_err *err;
};

static const struct dais_json_value *
follow(const struct fitting *f, const struct dais_json_value *schema)
{
	struct dais_str name = dais_json_get_str(schema, "$ref");

	if (!dais_str_has_prefix(name, DAIS_STR(REFERENCE)))
		return schema;
	return dais_json_find(f->schemas, dais_str_sub(name, strlen(REFERENCE), name.n));
}

static bool
is_whole(struct dais_str digits)
{
	int64_t n;

	return dais_str_to_int(digits, INT64_MIN, INT64_MAX, &n);
}

/* Only whole numbers have a minimum here. */
static int64_t
number_of(struct dais_str digits)
{
	int64_t n = 0;

	(void)dais_str_to_int(digits, INT64_MIN, INT64_MAX, &n);
	return n;
}

static bool
has_type(const struct dais_json_value *v, struct dais_str type)
{
	static const char *const names[] = { [DAIS_JSON_NULL] = "null",
		[DAIS_JSON_BOOL] = "boolean",
		[DAIS_JSON_NUMBER] = "number",
		[DAIS_JSON_STRING] = "string",
		[DAIS_JSON_ARRAY] = "array",
		[DAIS_JSON_OBJECT] = "object" };

	if (dais_str_is(type, "integer"))
		return v->kind == DAIS_JSON_NUMBER && is_whole(v->text);
	return dais_str_is(type, names[v->kind]);
}

static bool
is_one_of(const struct dais_json_value *v, const struct dais_json_value *list)
{
	for (size_t i = 0; i < list->members.n; i++)
		if (dais_json_equal(v, list->members.v[i].value))
			return true;
	return false;
}

/* What a reader is told of: a member, or all that was sent. */
static struct dais_str
named(struct dais_str where)
{
	return where.n ? where : DAIS_STR(DAIS_MESSAGE("the body"));
}

static bool
fits_value(const struct fitting *f, const struct dais_json_value *schema,
    const struct dais_json_value *v, struct dais_str where)
{
	const struct dais_json_value *type = dais_json_get(schema, "type"),
				     *among = dais_json_get(schema, "enum"),
				     *least = dais_json_get(schema, "minimum");

	if (type && type->kind == DAIS_JSON_STRING && !has_type(v, type->text))
		return dais_err_set(f->err, DAIS_ERR_INVALID, "%.*s is not of type %.*s",
		    DAIS_STR_ARG(named(where)), DAIS_STR_ARG(type->text));
	if (among && !is_one_of(v, among))
		return dais_err_set(f->err, DAIS_ERR_INVALID, "%.*s is none of %.*s",
		    DAIS_STR_ARG(named(where)), DAIS_STR_ARG(dais_json_print(f->arena, among)));
	if (least && v->kind == DAIS_JSON_NUMBER &&
	    dais_json_get_int(schema, "minimum", INT64_MIN) > number_of(v->text))
		return dais_err_set(
		    f->err, DAIS_ERR_INVALID, "%.*s is too small", DAIS_STR_ARG(named(where)));
	return true;
}

static struct dais_str
inside(const struct fitting *f, struct dais_str where, struct dais_str name)
{
	return dais_arena_printf(f->arena, "%.*s%s%.*s", DAIS_STR_ARG(where), where.n ? "." : "",
	    DAIS_STR_ARG(dais_str_sub(name, 0, name.n < 100 ? name.n : 100)));
}

/* What the name looked for may have been, else all that there are: @names, joined by commas. */
static bool
suggest(
    struct dais_arena *a, const struct dais_near *near, struct dais_str names, struct dais_err *err)
{
	if (near->best.n)
		return dais_err_hint(err, "Did you mean \"%s\"?", dais_arena_cstr(a, near->best));
	if (names.n)
		return dais_err_hint(err, "There are only: %.*s.", DAIS_STR_ARG(names));
	return dais_err_hint(err, "There are none here.");
}

static struct dais_str
joined(struct dais_arena *a, struct dais_str names, struct dais_str name)
{
	return dais_arena_printf(
	    a, "%.*s%s%.*s", DAIS_STR_ARG(names), names.n ? ", " : "", DAIS_STR_ARG(name));
}

/* A member that nobody reads would be passed over in silence: it is a slip of who wrote the call.
 */
static bool
has_no_other(const struct fitting *f, const struct dais_json_value *schema,
    const struct dais_json_value *v, struct dais_str where)
{
	const struct dais_json_value *properties = dais_json_get(schema, "properties"),
				     *others = dais_json_get(schema, "additionalProperties");

	if (v->kind != DAIS_JSON_OBJECT || !others || others->kind != DAIS_JSON_BOOL ||
	    others->truth)
		return true;
	for (size_t i = 0; i < v->members.n; i++) {
		struct dais_near near = { .word = v->members.v[i].key };
		struct dais_str names = DAIS_STR_NONE;

		if (dais_json_find(properties, near.word))
			continue;
		for (size_t k = 0; k < properties->members.n; k++) {
			dais_near_try(&near, properties->members.v[k].key);
			names = joined(f->arena, names, properties->members.v[k].key);
		}
		(void)dais_err_set(f->err, DAIS_ERR_INVALID, "unknown member \"%.*s\"",
		    DAIS_STR_ARG(inside(f, where, near.word)));
		return suggest(f->arena, &near, names, f->err);
	}
	return true;
}

/* As deep as the schema, which is ours. */
static bool
fits(const struct fitting *f, const struct dais_json_value *schema, const struct dais_json_value *v,
    struct dais_str where)
{
	const struct dais_json_value *required, *properties, *others, *items;

	schema = follow(f, schema);
	if (!fits_value(f, schema, v, where) || !has_no_other(f, schema, v, where))
		return false;
	required = dais_json_get(schema, "required");
	properties = dais_json_get(schema, "properties");
	others = dais_json_get(schema, "additionalProperties");
	items = dais_json_get(schema, "items");
	for (size_t i = 0; v->kind == DAIS_JSON_OBJECT && required && i < required->members.n; i++)
		if (!dais_json_find(v, required->members.v[i].value->text))
			return dais_err_set(f->err, DAIS_ERR_INVALID, "%.*s is missing",
			    DAIS_STR_ARG(inside(f, where, required->members.v[i].value->text)));
	for (size_t i = 0; i < v->members.n; i++) {
		const struct dais_json_member *m = &v->members.v[i];
		const struct dais_json_value *of =
		    v->kind == DAIS_JSON_ARRAY ? items : dais_json_find(properties, m->key);

		if (!of && v->kind == DAIS_JSON_OBJECT && others &&
		    others->kind == DAIS_JSON_OBJECT)
			of = others;
		if (of && !fits(f, of, m->value, m->key.n ? inside(f, where, m->key) : where))
			return false;
	}
	return true;
}

struct dais_str
dais_api_schemas(void)
{
	return (struct dais_str){ (const char *)dais_api_schema[0].bytes, dais_api_schema[0].size };
}

bool
dais_api_fits(struct dais_arena *a, const struct dais_json_value *body, const char *schema,
    struct dais_err *err)
{
	struct fitting f = { .arena = a, .err = err };
	struct dais_json_value *schemas;
	const struct dais_json_value *of;

	if (!dais_json_parse(a, dais_api_schemas(), &schemas, err))
		return false;
	f.schemas = schemas;
	of = dais_json_get(schemas, schema);
	DAIS_ASSERT(of);
	return fits(&f, of, body, DAIS_STR_NONE);
}

static bool
is_parameter(const struct dais_api_field *fields, struct dais_str name)
{
	for (const struct dais_api_field *f = fields; f && f->name; f++)
		if (!f->header && dais_str_is(name, f->name))
			return true;
	return false;
}

static void
try_parameters(struct dais_arena *a, const struct dais_api_field *fields, struct dais_near *near,
    struct dais_str *names)
{
	for (const struct dais_api_field *f = fields; f && f->name; f++) {
		if (f->header)
			continue;
		dais_near_try(near, dais_str_from(f->name));
		*names = joined(a, *names, dais_str_from(f->name));
	}
}

bool
dais_api_query_fits(const struct dais_api_call *c, struct dais_err *err)
{
	const dais_http_pairs *query = &dais_http_request(c->x)->query;
	const struct dais_api_field *fields = c->operation->fields,
				    *page = c->operation->list ? dais_api_page : NULL;

	for (size_t i = 0; i < query->n; i++) {
		struct dais_near near = { .word = query->v[i].name };
		struct dais_str names = DAIS_STR_NONE;

		if (is_parameter(fields, near.word) || is_parameter(page, near.word))
			continue;
		try_parameters(c->a, fields, &near, &names);
		try_parameters(c->a, page, &near, &names);
		(void)dais_err_set(err, DAIS_ERR_INVALID, "unknown parameter \"%.*s\"",
		    DAIS_STR_ARG(dais_str_sub(near.word, 0, 100)));
		return suggest(c->a, &near, names, err);
	}
	return true;
}
