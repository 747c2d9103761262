/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The interface for programs: one table of operations (operations.h) from which come the routes,
 * the OpenAPI description and the order of checks that every call goes through.
 */
#ifndef DAIS_WEB_API_API_PRIV_H
#define DAIS_WEB_API_API_PRIV_H

#include "mark/json_read.h"
#include "web/site.h"

#define DAIS_API_PAGE_DEFAULT 50
#define DAIS_API_PAGE_MAX 200

/* A value that a call may carry in its query or headers. Those of the path are in the pattern. */
struct dais_api_field {
	const char *name;
	const char *type; /* "string", "integer", "boolean", "date", "language" */
	const char *words;
	bool header;
	bool required;
};

struct dais_api_call;

struct dais_api_operation {
	enum dais_http_method method;
	const char *pattern;
	const char *id;      /* operationId */
	const char *summary;
	const char *tag;
	const struct dais_api_field *fields; /* ends with name NULL; may be NULL */
	const char *takes;   /* schema of the body; NULL: none */
	const char *gives;   /* schema of the answer; NULL: nothing (204) */
	bool list;           /* gives a page of them */
	bool account;        /* needs one who has signed in */
	bool conditional;    /* needs If-Match */
	unsigned status;     /* of success */
	void (*run)(struct dais_api_call *c);
};

extern const struct dais_api_operation dais_api_operations[];
extern const size_t dais_api_operation_count;

struct dais_api_call {
	struct dais_site *site;
	struct dais_http_exchange *x;
	struct dais_arena *a;
	const struct dais_api_operation *operation;
	const struct dais_actor *actor;
	struct dais_json_value *body; /* of the request; NULL when the operation takes none */
	struct dais_buf out;          /* the answer */
	struct dais_json json;        /* writes to it */
	bool answered;                /* a problem has been sent */
};

/* ---- taking ---- */

struct dais_str dais_api_path(const struct dais_api_call *c, const char *name);
struct dais_str dais_api_query(const struct dais_api_call *c, const char *name);
/* The number @name of the query, @otherwise when it is not given; answers 422 and gives false when
 * it is none within the bounds. */
bool dais_api_number(struct dais_api_call *c, const char *name, int64_t min, int64_t max,
    int64_t otherwise, int64_t *ret);
bool dais_api_date(struct dais_api_call *c, const char *name, struct dais_date *ret);
bool dais_api_language(struct dais_api_call *c, const char *name, dais_lang_set *ret);
/* The revision of If-Match ("\"12\""); "*" gives DAIS_ANY. Answers 428 when it is missing. */
bool dais_api_if_match(struct dais_api_call *c, uint64_t *ret);

/* ---- answering ---- */

/* Problem of @err with the status that fits it. */
void dais_api_fail(struct dais_api_call *c, const struct dais_err *err);
/* The same with what the package reader or the checker found wrong. */
void dais_api_fail_with(
    struct dais_api_call *c, const struct dais_err *err, const struct dais_diags *diags);
void dais_api_put_finding(struct dais_json *w, const struct dais_diag *d);
/* Answers what was written to c->json, with @revision as ETag when it is not 0. */
void dais_api_give(struct dais_api_call *c, uint64_t revision);
/* 204, or 200 with {"change": N} when @change is not 0. */
void dais_api_give_change(struct dais_api_call *c, uint64_t change);
/* A page of a list: begin, write the elements, end. @next: cursor of the next page; empty: none. */
void dais_api_list_begin(struct dais_api_call *c);
void dais_api_list_end(struct dais_api_call *c, struct dais_str next);
/* Where it was made, for 201. */
void dais_api_location(struct dais_api_call *c, struct dais_str path);

/* Writes */
void dais_api_put_ml(struct dais_json *w, const char *key, const struct dais_ml *ml);
void dais_api_put_languages(struct dais_json *w, const char *key, dais_lang_set set);
void dais_api_put_instant(struct dais_json *w, const char *key, int64_t at_ms);
void dais_api_put_date(struct dais_json *w, const char *key, struct dais_date d);
void dais_api_put_local(struct dais_json *w, const char *key, struct dais_local at);
/* Writes a JSON text that is in the record already. */
void dais_api_put_value(struct dais_api_call *c, const char *key, struct dais_str json);

/* The working record of {package}, after a check that the actor may @action on it; answers and
 * gives false otherwise. Release with dais_snapshot_release(). */
bool dais_api_working(struct dais_api_call *c, enum dais_action action, const enum dais_lang *l,
    const struct dais_snapshot **ret);

/* ---- operations ---- */

void dais_api_describe(struct dais_api_call *c);
void dais_api_me(struct dais_api_call *c);
void dais_api_tokens(struct dais_api_call *c);
void dais_api_token_end(struct dais_api_call *c);
void dais_api_accounts(struct dais_api_call *c);
void dais_api_account(struct dais_api_call *c);
void dais_api_account_add(struct dais_api_call *c);
void dais_api_account_patch(struct dais_api_call *c);
void dais_api_account_reset(struct dais_api_call *c);
void dais_api_invite(struct dais_api_call *c);
void dais_api_bodies(struct dais_api_call *c);
void dais_api_meetings(struct dais_api_call *c);
void dais_api_documents(struct dais_api_call *c);
void dais_api_document(struct dais_api_call *c);
void dais_api_search(struct dais_api_call *c);
void dais_api_packages(struct dais_api_call *c);
void dais_api_package(struct dais_api_call *c);
void dais_api_package_add(struct dais_api_call *c);
void dais_api_package_files(struct dais_api_call *c);
void dais_api_things(struct dais_api_call *c);
void dais_api_thing(struct dais_api_call *c);
void dais_api_thing_put(struct dais_api_call *c);
void dais_api_thing_patch(struct dais_api_call *c);
void dais_api_thing_close(struct dais_api_call *c);
void dais_api_changes(struct dais_api_call *c);
void dais_api_undo(struct dais_api_call *c);
void dais_api_findings(struct dais_api_call *c);
void dais_api_releases(struct dais_api_call *c);
void dais_api_release(struct dais_api_call *c);
void dais_api_news(struct dais_api_call *c);
void dais_api_notices(struct dais_api_call *c);
void dais_api_notice(struct dais_api_call *c);
void dais_api_notice_send(struct dais_api_call *c);
void dais_api_webhooks(struct dais_api_call *c);
void dais_api_webhook_add(struct dais_api_call *c);
void dais_api_webhook_close(struct dais_api_call *c);

/* The routes' one handler. */
void dais_api_dispatch(struct dais_http_exchange *x, void *ctx);

#endif
