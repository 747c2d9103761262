/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Taking values from a call, and answering it.
 */
#include <stdio.h>

#include "text/message.h"
#include "web/api/once_priv.h"

#define ANSWER_MAX ((size_t)64 << 20)

/* ---- taking ---- */

struct dais_str
dais_api_path(const struct dais_api_call *c, const char *name)
{
	return dais_http_param(c->x, name);
}

struct dais_str
dais_api_query(const struct dais_api_call *c, const char *name)
{
	return dais_http_query(c->x, name);
}

static void
fail_value(struct dais_api_call *c, const char *name, const char *wanted)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str s = dais_api_query(c, name);

	(void)dais_err_set(&err, DAIS_ERR_INVALID, "%s is \"%.*s\", not %s", name,
	    (int)(s.n > 100 ? 100 : s.n), s.p ? s.p : "", wanted);
	dais_api_fail(c, &err);
}

bool
dais_api_number(struct dais_api_call *c, const char *name, int64_t min, int64_t max,
    int64_t otherwise, int64_t *ret)
{
	struct dais_str s = dais_api_query(c, name);
	struct dais_err err = DAIS_ERR_INIT;

	*ret = otherwise;
	if (!s.p || dais_str_to_int(s, min, max, ret))
		return true;
	(void)dais_err_set(&err, DAIS_ERR_INVALID, "%s is \"%.*s\", not a number from %lld to %lld",
	    name, DAIS_STR_ARG(dais_str_sub(s, 0, 100)), (long long)min, (long long)max);
	dais_api_fail(c, &err);
	return false;
}

bool
dais_api_after(struct dais_api_call *c, int64_t max, int64_t *ret)
{
	*ret = 0;
	return dais_api_query(c, "after").n == 0 || dais_api_number(c, "after", 0, max, 0, ret);
}

bool
dais_api_flag(struct dais_api_call *c, const char *name, bool *ret)
{
	struct dais_str s = dais_api_query(c, name);

	*ret = dais_str_is(s, "true");
	if (!s.p || *ret || dais_str_is(s, "false"))
		return true;
	fail_value(c, name, DAIS_MESSAGE("true or false"));
	return false;
}

bool
dais_api_date(struct dais_api_call *c, const char *name, struct dais_date *ret)
{
	struct dais_str s = dais_api_query(c, name);

	*ret = (struct dais_date){ 0 };
	if (!s.p || dais_date_parse(s, ret))
		return true;
	fail_value(c, name, DAIS_MESSAGE("a date as 2027-05-24"));
	return false;
}

bool
dais_api_language(struct dais_api_call *c, const char *name, dais_lang_set *ret)
{
	struct dais_str rest = dais_api_query(c, name), part;

	*ret = 0;
	while (rest.p && dais_str_next(&rest, ',', &part)) {
		enum dais_lang l;

		if (!dais_lang_parse(part, &l)) {
			fail_value(c, name, DAIS_MESSAGE("one or more of ar, zh, en, fr, ru, es"));
			return false;
		}
		*ret |= DAIS_LANG_BIT(l);
	}
	return true;
}

bool
dais_api_one_language(
    struct dais_api_call *c, const char *name, struct dais_str words, enum dais_lang *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (dais_lang_parse(words, ret))
		return true;
	(void)dais_err_set(&err, DAIS_ERR_INVALID,
	    "%s is \"%.*s\", not one of ar, zh, en, fr, ru, es", name,
	    DAIS_STR_ARG(dais_str_sub(words, 0, 100)));
	dais_api_fail(c, &err);
	return false;
}

bool
dais_api_window(struct dais_api_call *c, size_t *ret_skip, size_t *ret_limit)
{
	int64_t skip, limit;

	if (!dais_api_after(c, INT32_MAX, &skip) ||
	    !dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &limit))
		return false;
	*ret_skip = (size_t)skip;
	*ret_limit = (size_t)limit;
	return true;
}

struct dais_str
dais_api_cursor(struct dais_api_call *c, size_t skip, size_t limit, size_t all)
{
	return skip + limit < all ? dais_arena_printf(c->a, "%zu", skip + limit) : DAIS_STR_NONE;
}

bool
dais_api_part(struct dais_api_call *c, size_t all, struct dais_api_part *ret)
{
	size_t skip, limit;

	if (!dais_api_window(c, &skip, &limit))
		return false;
	ret->from = skip < all ? skip : all;
	ret->to = all - ret->from < limit ? all : ret->from + limit;
	ret->next = dais_api_cursor(c, skip, limit, all);
	return true;
}

bool
dais_api_if_match(struct dais_api_call *c, uint64_t *ret)
{
	struct dais_str s = dais_http_header(c->x, "If-Match");
	struct dais_err err = DAIS_ERR_INIT;
	int64_t revision;

	if (dais_str_is(s, "*")) {
		*ret = DAIS_ANY;
		return true;
	}
	/* The server names a compressed answer apart: "7-gzip" is record 7 all the same. */
	if (dais_str_has_suffix(s, DAIS_STR("-gzip\"")))
		s = dais_arena_printf(c->a, "%.*s\"", (int)(s.n - strlen("-gzip\"")), s.p);
	if (s.n > 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' &&
	    dais_str_to_int(dais_str_sub(s, 1, s.n - 1), 1, INT64_MAX, &revision)) {
		*ret = (uint64_t)revision;
		return true;
	}
	c->answered = true;
	dais_api_once_forget(c);
	if (s.n) { /* RFC 9110, 13.1.1: nothing has such an ETag */
		(void)dais_err_set(&err, DAIS_ERR_CONFLICT, "If-Match is no ETag of this record");
		dais_http_problem(c->x, 412, &err);
	} else { /* RFC 6585, 3 */
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "If-Match is missing");
		(void)dais_err_hint(&err, "Send the ETag of what you have seen, or *.");
		dais_http_problem(c->x, 428, &err);
	}
	return false;
}

/* ---- answering ---- */

void
dais_api_fail(struct dais_api_call *c, const struct dais_err *err)
{
	unsigned status = dais_http_status_of(err);

	/* A conflict of revisions is a precondition that failed (RFC 9110, 15.5.13). */
	if (err->code == DAIS_ERR_CONFLICT && dais_http_header(c->x, "If-Match").n)
		status = 412;
	c->answered = true;
	dais_api_once_forget(c);
	dais_http_problem(c->x, status, err);
}

enum dais_lang
dais_api_said_in(struct dais_api_call *c)
{
	enum dais_lang l = dais_site_language(c->x);

	dais_http_set_header(c->x, "Content-Language", dais_str_from(dais_lang_code(l)));
	dais_http_set_header(c->x, "Vary", DAIS_STR("Accept-Language"));
	return l;
}

void
dais_api_diags(struct dais_api_call *c, struct dais_diags *ret)
{
	dais_diags_init(ret, c->a);
	dais_text_diags_in(ret, dais_site_language(c->x));
}

/* RFC 9457 with an extension: the findings, each with the thing it concerns. */
void
dais_api_fail_with(
    struct dais_api_call *c, const struct dais_err *err, const struct dais_diags *diags)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	if (diags->list.n == 0) {
		dais_api_fail(c, err);
		return;
	}
	dais_buf_init(&out, ANSWER_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_http_put_problem(c->x, dais_http_status_of(err), err, &w);
	dais_json_key(&w, "findings");
	dais_json_array(&w);
	for (size_t i = 0; i < diags->list.n; i++)
		dais_api_put_finding(&w, &diags->list.v[i]);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	c->answered = true;
	dais_api_once_forget(c);
	dais_http_reply(
	    c->x, dais_http_status_of(err), "application/problem+json", dais_buf_dup(&out, c->a));
}

void
dais_api_fail_edit(struct dais_api_call *c, const struct dais_edit_conflict *conflict,
    struct dais_err *err, const struct dais_diags *diags)
{
	if (err->code != DAIS_ERR_CONFLICT) {
		dais_api_fail_with(c, err, diags);
		return;
	}
	if (!conflict->who.n) { /* no one was faster: it cannot be done to what stands there */
		c->answered = true;
		dais_api_once_forget(c);
		dais_http_problem(c->x, 409, err);
		return;
	}
	(void)dais_err_hint(err, "%.*s was faster. Read it again and decide anew.",
	    DAIS_STR_ARG(dais_str_sub(conflict->who, 0, 100)));
	dais_api_fail(c, err);
}

void
dais_api_put_finding(struct dais_json *w, const struct dais_diag *d)
{
	dais_json_object(w);
	dais_json_pair_c(w, "rule", d->rule);
	dais_json_pair_c(w, "severity", dais_severity_name(d->severity));
	dais_json_pair(w, "message", d->message);
	if (d->hint.n)
		dais_json_pair(w, "hint", d->hint);
	if (d->places.n) {
		dais_json_pair(w, "file", d->places.v[0].file);
		dais_json_pair_int(w, "line", d->places.v[0].line);
	}
	dais_json_end(w);
}

void
dais_api_reply(struct dais_api_call *c, unsigned status, struct dais_str body)
{
	c->answered = true;
	if (c->actor->account.n)
		dais_http_set_header(c->x, "Cache-Control", DAIS_STR("no-store"));
	/* A browser that is led here does not show it as a page (OWASP ASVS, 14.4.2). */
	if (status != 204)
		dais_http_set_header(
		    c->x, "Content-Disposition", DAIS_STR("attachment; filename=\"api.json\""));
	dais_http_reply(c->x, status, "application/json", body);
}

static void
reply(struct dais_api_call *c, unsigned status)
{
	struct dais_str body;
	struct dais_err err = DAIS_ERR_INIT;

	if (dais_buf_has_failed(&c->out)) {
		(void)dais_err_set(&err, DAIS_ERR_LIMIT, "the answer is too long");
		dais_api_fail(c, &err);
		return;
	}
	body = dais_buf_dup(&c->out, c->a);
	if (c->operation->method != DAIS_HTTP_GET)
		dais_api_once_keep(c, status, body);
	dais_api_reply(c, status, body);
}

void
dais_api_etag(struct dais_api_call *c, uint64_t revision)
{
	c->revision = revision;
	if (revision)
		dais_http_set_header(c->x, "ETag",
		    dais_arena_printf(c->a, "\"%llu\"", (unsigned long long)revision));
}

void
dais_api_give(struct dais_api_call *c, uint64_t revision)
{
	dais_json_finish(&c->json);
	dais_api_etag(c, revision);
	reply(c, c->operation->status);
}

void
dais_api_give_change(struct dais_api_call *c, uint64_t change)
{
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "change", (int64_t)change);
	dais_json_end(&c->json);
	dais_api_give(c, change);
}

void
dais_api_give_nothing(struct dais_api_call *c)
{
	dais_api_once_keep(c, 204, DAIS_STR_NONE);
	dais_api_reply(c, 204, DAIS_STR_NONE);
}

static void
say_name(struct dais_api_call *c, struct dais_str name)
{
	dais_http_set_header(c->x, "Content-Disposition",
	    dais_arena_printf(c->a, "attachment; filename*=UTF-8''%.*s",
		DAIS_STR_ARG(dais_path_escape(c->a, name))));
	dais_http_set_header(c->x, "Cache-Control", DAIS_STR("no-store"));
}

void
dais_api_give_file(
    struct dais_api_call *c, const char *type, struct dais_str name, struct dais_str bytes)
{
	c->answered = true;
	say_name(c, name);
	dais_http_reply(c->x, c->operation->status, type, bytes);
}

bool
dais_api_give_kept_file(struct dais_api_call *c, const char *type, struct dais_str name,
    const struct dais_digest *digest, struct dais_err *err)
{
	say_name(c, name);
	c->answered = dais_site_send_file(c->site, c->x, digest, type, err);
	return c->answered;
}

void
dais_api_list_begin(struct dais_api_call *c)
{
	dais_json_object(&c->json);
	dais_json_key(&c->json, "items");
	dais_json_array(&c->json);
}

void
dais_api_list_end(struct dais_api_call *c, struct dais_str next)
{
	dais_json_end(&c->json);
	dais_json_key(&c->json, "next");
	if (next.n)
		dais_json_str(&c->json, next);
	else
		dais_json_null(&c->json);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}

void
dais_api_location(struct dais_api_call *c, struct dais_str path)
{
	c->location = path;
	dais_http_set_header(c->x, "Location", path);
}

/* ---- values ---- */

void
dais_api_put_ml(struct dais_json *w, const char *key, const struct dais_ml *ml)
{
	dais_json_key(w, key);
	dais_json_object(w);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (ml->in[l].n)
			dais_json_pair(w, dais_lang_code((enum dais_lang)l), ml->in[l]);
	dais_json_end(w);
}

void
dais_api_put_languages(struct dais_json *w, const char *key, dais_lang_set set)
{
	dais_json_key(w, key);
	dais_json_array(w);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (set & DAIS_LANG_BIT(l))
			dais_json_c(w, dais_lang_code((enum dais_lang)l));
	dais_json_end(w);
}

/* RFC 3339, in UTC. */
void
dais_api_put_instant(struct dais_json *w, const char *key, int64_t at_ms)
{
	const struct dais_local at = dais_local_from_ms(at_ms);
	int left = (int)(at_ms % DAIS_MINUTE_MS);
	char text[64];

	left += left < 0 ? (int)DAIS_MINUTE_MS : 0;
	(void)snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", at.date.year,
	    at.date.month, at.date.day, at.minute / 60, at.minute % 60, left / 1000, left % 1000);
	dais_json_pair_c(w, key, text);
}

void
dais_api_put_date(struct dais_json *w, const char *key, struct dais_date d)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (dais_date_is_set(d))
		dais_json_pair(w, key, dais_date_print(a, d));
}

void
dais_api_put_local(struct dais_json *w, const char *key, struct dais_local at)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (dais_date_is_set(at.date))
		dais_json_pair(w, key, dais_local_print(a, at));
}

void
dais_api_put_value(struct dais_api_call *c, const char *key, struct dais_str json)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v;

	dais_json_key(&c->json, key);
	if (json.n && dais_json_parse(c->a, json, &v, &err))
		dais_json_put(&c->json, v);
	else
		dais_json_null(&c->json);
}

bool
dais_api_working(struct dais_api_call *c, enum dais_action action, const enum dais_lang *l,
    const struct dais_snapshot **ret)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_matter matter;

	*ret = NULL;
	if (!dais_house_working(c->site->house, dais_api_path(c, "package"), ret, &err)) {
		dais_api_fail(c, &err);
		return false;
	}
	matter = dais_snapshot_matter(*ret, l, c->a);
	if (dais_actor_check(c->actor, action, &matter, &err))
		return true;
	dais_api_fail(c, &err);
	dais_snapshot_release(*ret);
	*ret = NULL;
	return false;
}
