/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The OpenAPI 3.1 description, from the table of operations and the schemas of
 * share/schema/api.schema.json.
 */
#include <stdio.h>

#include "web/api/api_priv.h"

static const char *const methods[DAIS_HTTP_METHOD_COUNT] = { [DAIS_HTTP_GET] = "get",
	[DAIS_HTTP_POST] = "post",
	[DAIS_HTTP_PUT] = "put",
	[DAIS_HTTP_PATCH] = "patch",
	[DAIS_HTTP_DELETE] = "delete" };

static void
put_reference(struct dais_json *w, const char *schema)
{
	char path[80];

	(void)snprintf(path, sizeof(path), "#/components/schemas/%s", schema);
	dais_json_object(w);
	dais_json_pair_c(w, "$ref", path);
	dais_json_end(w);
}

/* Types of values beside those of JSON: what the server checks. */
static const struct {
	const char *name, *type, *format, *pattern;
	int64_t min, max; /* of integers; both 0: none */
} types[] = {
	{ "date", "string", "date", NULL, 0, 0 },
	{ "language", "string", NULL, "^(ar|zh|en|fr|ru|es)(,(ar|zh|en|fr|ru|es))*$", 0, 0 },
	{ "limit", "integer", NULL, NULL, 1, DAIS_API_PAGE_MAX },
	{ "year", "integer", NULL, NULL, 1, 9999 },
	{ "release", "integer", NULL, NULL, 0, INT32_MAX },
	{ "position", "integer", NULL, NULL, INT32_MIN, INT32_MAX },
	{ "number", "integer", NULL, NULL, 1, INT64_MAX },
	{ "package", "string", NULL, "^[a-z0-9][a-z0-9.-]{0,79}$", 0, 0 },
	{ "kind", "string", NULL, "^[a-z][a-z-]{0,31}$", 0, 0 },
	/* No text has a NUL. */
	{ "string", "string", NULL, "^[^\\x00]*$", 0, 0 },
	/* Control characters and "\" are refused in addresses. */
	{ "part", "string", NULL, "^[^\\x00-\\x1f\\x7f\\\\/]{1,200}$", 0, 0 },
	{ "parts", "string", NULL, "^[^\\x00-\\x1f\\x7f\\\\]{1,200}$", 0, 0 },
};

static void
put_type(struct dais_json *w, const char *name)
{
	size_t i = 0;

	while (i < sizeof(types) / sizeof(*types) && strcmp(types[i].name, name) != 0)
		i++;
	dais_json_key(w, "schema");
	dais_json_object(w);
	if (i == sizeof(types) / sizeof(*types)) {
		dais_json_pair_c(w, "type", name);
		dais_json_end(w);
		return;
	}
	dais_json_pair_c(w, "type", types[i].type);
	if (types[i].format)
		dais_json_pair_c(w, "format", types[i].format);
	if (types[i].pattern)
		dais_json_pair_c(w, "pattern", types[i].pattern);
	if (types[i].min || types[i].max) {
		dais_json_pair_int(w, "minimum", types[i].min);
		dais_json_pair_int(w, "maximum", types[i].max);
	}
	dais_json_end(w);
}

/* The type of a {name} in a path. */
static const char *
type_of_part(struct dais_str name, bool all)
{
	static const char *const same[] = { "package", "kind" }, *const numbers[] = { "number",
		"release" };

	for (size_t i = 0; i < 2; i++) {
		if (dais_str_is(name, same[i]))
			return same[i];
		if (dais_str_is(name, numbers[i]))
			return "number";
	}
	return all ? "parts" : "part";
}

static void
put_parameter(struct dais_json *w, struct dais_str name, const char *in, const char *type,
    const char *words, bool required)
{
	dais_json_object(w);
	dais_json_pair(w, "name", name);
	dais_json_pair_c(w, "in", in);
	if (words)
		dais_json_pair_c(w, "description", words);
	dais_json_pair_bool(w, "required", required);
	put_type(w, type);
	dais_json_end(w);
}

/* Every {name} of the pattern; "{name...}" takes slashes, too. */
static void
put_path_parameters(struct dais_json *w, const struct dais_api_operation *o)
{
	struct dais_str rest = dais_str_from(o->pattern), part;

	while (dais_str_next(&rest, '/', &part)) {
		struct dais_str name;
		bool all;

		if (!dais_str_has_prefix(part, DAIS_STR("{")))
			continue;
		all = dais_str_has_suffix(part, DAIS_STR("...}"));
		name = dais_str_sub(part, 1, part.n - (all ? 4 : 1));
		put_parameter(w, name, "path", type_of_part(name, all),
		    all ? "May hold slashes." : NULL, true);
	}
}

static void
put_fields(struct dais_json *w, const struct dais_api_field *fields)
{
	for (const struct dais_api_field *f = fields; f && f->name; f++)
		put_parameter(w, dais_str_from(f->name), f->header ? "header" : "query", f->type,
		    f->words, f->required);
}

static void
put_parameters(struct dais_json *w, const struct dais_api_operation *o)
{
	dais_json_key(w, "parameters");
	dais_json_array(w);
	put_path_parameters(w, o);
	put_fields(w, o->fields);
	if (o->list)
		put_fields(w, dais_api_page);
	if (o->method == DAIS_HTTP_POST)
		put_parameter(w, DAIS_STR("Idempotency-Key"), "header", "string",
		    "Any words of up to 200 bytes: the same call with the same key is done once, "
		    "and answered with the first answer for a day.",
		    false);
	dais_json_end(w);
}

static void
put_content(struct dais_json *w, const char *type, const char *schema, bool list)
{
	bool file = dais_api_is_file(schema);

	dais_json_key(w, "content");
	dais_json_object(w);
	dais_json_key(w, file ? schema : type);
	dais_json_object(w);
	if (file) { /* raw bytes have no schema (OpenAPI 3.1.0, 4.8.14.3) */
		dais_json_end(w);
		dais_json_end(w);
		return;
	}
	dais_json_key(w, "schema");
	if (list) {
		dais_json_object(w);
		dais_json_pair_c(w, "type", "object");
		dais_json_key(w, "required");
		dais_json_array(w);
		dais_json_c(w, "items");
		dais_json_c(w, "next");
		dais_json_end(w);
		dais_json_key(w, "properties");
		dais_json_object(w);
		dais_json_key(w, "items");
		dais_json_object(w);
		dais_json_pair_c(w, "type", "array");
		dais_json_key(w, "items");
		put_reference(w, schema);
		dais_json_end(w);
		dais_json_key(w, "next");
		put_reference(w, "Cursor");
		dais_json_end(w);
		dais_json_end(w);
	} else {
		put_reference(w, schema);
	}
	dais_json_end(w);
	dais_json_end(w);
}

static void
put_response(struct dais_json *w, unsigned status, const char *words, const char *type,
    const char *schema, bool list)
{
	char code[8];

	(void)snprintf(code, sizeof(code), "%u", status);
	dais_json_key(w, code);
	dais_json_object(w);
	dais_json_pair_c(w, "description", words);
	if (schema)
		put_content(w, type, schema, list);
	dais_json_end(w);
}

static void
put_problem(struct dais_json *w, unsigned status, const char *words)
{
	put_response(w, status, words, "application/problem+json", "Problem", false);
}

static void
put_responses(struct dais_json *w, const struct dais_api_operation *o)
{
	bool in_path = dais_str_find_char(dais_str_from(o->pattern), '{', 0) != SIZE_MAX;
	bool changes = o->method != DAIS_HTTP_GET;

	dais_json_key(w, "responses");
	dais_json_object(w);
	put_response(w, o->status, "Done.", "application/json", o->gives, o->list);
	put_problem(w, 400, "The request is not well formed.");
	put_problem(w, 401,
	    o->account ? "Nobody has signed in, or the token is not valid."
		       : "The token is not valid; without one the call is for everyone.");
	/* A working record may be asked for where a released one is for all. */
	if (o->account || in_path)
		put_problem(w, 403, "Not yours to do.");
	if (in_path)
		put_problem(w, 404, "There is none.");
	if (changes) {
		put_problem(w, 409, "Someone was faster, or it is done already.");
		put_problem(w, 412, "It is not what If-Match says.");
		put_problem(w, 413, "Too long.");
		put_problem(
		    w, 415, "The body is of another type, or the file is of none that is taken.");
	}
	put_problem(w, 422, "A value is wrong; the package would break.");
	if (changes)
		put_problem(w, 428, "If-Match is missing.");
	put_problem(w, 429, "Too many calls: see Retry-After.");
	put_problem(w, 503, "Busy: try again.");
	dais_json_end(w);
}

static void
put_operation(struct dais_json *w, const struct dais_api_operation *o)
{
	dais_json_key(w, methods[o->method]);
	dais_json_object(w);
	dais_json_pair_c(w, "operationId", o->id);
	dais_json_pair_c(w, "summary", o->summary);
	dais_json_key(w, "tags");
	dais_json_array(w);
	dais_json_c(w, o->tag);
	dais_json_end(w);
	put_parameters(w, o);
	if (o->takes) {
		dais_json_key(w, "requestBody");
		dais_json_object(w);
		dais_json_pair_bool(w, "required", true);
		put_content(w,
		    o->method == DAIS_HTTP_PATCH ? "application/merge-patch+json"
						 : "application/json",
		    o->takes, false);
		dais_json_end(w);
	}
	put_responses(w, o);
	dais_json_key(w, "security");
	dais_json_array(w);
	if (!o->account) {
		dais_json_object(w);
		dais_json_end(w);
	}
	dais_json_object(w);
	dais_json_key(w, "token");
	dais_json_array(w);
	dais_json_end(w);
	dais_json_end(w);
	dais_json_end(w);
	dais_json_end(w);
}

/* "/a/{b...}" is "/a/{b}" in OpenAPI. */
static struct dais_str
described(struct dais_arena *a, const char *pattern)
{
	struct dais_str s = dais_str_from(pattern);

	if (!dais_str_has_suffix(s, DAIS_STR("...}")))
		return s;
	return dais_arena_printf(a, "%.*s}", (int)(s.n - 4), s.p);
}

/* Whether an operation before @i has its path. */
static bool
is_put_already(size_t i)
{
	struct dais_str pattern = dais_str_from(dais_api_operations[i].pattern);

	for (size_t k = 0; k < i; k++)
		if (dais_str_is(pattern, dais_api_operations[k].pattern))
			return true;
	return false;
}

static void
put_paths(struct dais_api_call *c)
{
	dais_json_key(&c->json, "paths");
	dais_json_object(&c->json);
	for (size_t i = 0; i < dais_api_operation_count; i++) {
		const char *pattern = dais_api_operations[i].pattern;

		if (is_put_already(i))
			continue;
		dais_json_key_str(&c->json, described(c->a, pattern));
		dais_json_object(&c->json);
		for (size_t k = i; k < dais_api_operation_count; k++)
			if (dais_str_is(dais_str_from(pattern), dais_api_operations[k].pattern))
				put_operation(&c->json, &dais_api_operations[k]);
		dais_json_end(&c->json);
	}
	dais_json_end(&c->json);
}

static void
put_components(struct dais_api_call *c)
{
	dais_json_key(&c->json, "components");
	dais_json_object(&c->json);
	dais_api_put_value(c, "schemas", dais_api_schemas());
	dais_json_key(&c->json, "securitySchemes");
	dais_json_object(&c->json);
	dais_json_key(&c->json, "token");
	dais_json_object(&c->json);
	dais_json_pair_c(&c->json, "type", "http");
	dais_json_pair_c(&c->json, "scheme", "bearer");
	dais_json_pair_c(&c->json, "description", "A token from the page of your account.");
	dais_json_end(&c->json);
	dais_json_end(&c->json);
	dais_json_end(&c->json);
}

void
dais_api_describe(struct dais_api_call *c)
{
	dais_json_object(&c->json);
	dais_json_pair_c(&c->json, "openapi", "3.1.0");
	dais_json_key(&c->json, "info");
	dais_json_object(&c->json);
	dais_json_pair_c(&c->json, "title", "dais");
	dais_json_pair_c(&c->json, "version", DAIS_VERSION);
	dais_json_key(&c->json, "license");
	dais_json_object(&c->json);
	dais_json_pair_c(&c->json, "name", "LGPL-2.1-or-later");
	dais_json_pair_c(&c->json, "identifier", "LGPL-2.1-or-later");
	dais_json_end(&c->json);
	dais_json_pair_c(&c->json, "description",
	    "The record of an organization's meetings. Lists come in pages: send `next` as "
	    "`after`. "
	    "A parameter or a member that is not described is refused. "
	    "Problems are application/problem+json (RFC 9457).");
	dais_json_end(&c->json);
	dais_json_key(&c->json, "servers");
	dais_json_array(&c->json);
	dais_json_object(&c->json);
	dais_json_pair_c(&c->json, "url", c->site->address ? c->site->address : "/");
	dais_json_end(&c->json);
	dais_json_end(&c->json);
	put_paths(c);
	put_components(c);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}

void
dais_api_me(struct dais_api_call *c)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "account", c->actor->account);
	dais_json_pair(&c->json, "name", c->actor->name);
	dais_json_pair_c(&c->json, "language", dais_lang_code(c->actor->language));
	dais_json_key(&c->json, "grants");
	dais_json_array(&c->json);
	for (size_t i = 0; i < c->actor->grants.n; i++) {
		const struct dais_grant *g = &c->actor->grants.v[i];

		dais_json_object(&c->json);
		dais_json_pair_c(&c->json, "role", dais_role_name(g->role));
		dais_json_pair(&c->json, "body", g->body);
		dais_json_pair(&c->json, "package", g->package);
		dais_api_put_languages(&c->json, "languages", g->languages);
		dais_json_end(&c->json);
	}
	dais_json_end(&c->json);
	dais_json_key(&c->json, "scopes");
	dais_json_array(&c->json);
	for (int i = 0; i < DAIS_ACTION_COUNT; i++)
		if (c->actor->scopes & (1u << i))
			dais_json_c(&c->json, dais_action_name((enum dais_action)i));
	dais_json_end(&c->json);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}
