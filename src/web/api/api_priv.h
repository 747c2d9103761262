/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The interface for programs: one table of operations (operations.h) from which come the routes,
 * the OpenAPI description and the order of checks that every call goes through.
 */
#ifndef DAIS_WEB_API_API_PRIV_H
#define DAIS_WEB_API_API_PRIV_H

#include "mark/json_read.h"
#include "service/house/edit.h"
#include "web/site.h"

#define DAIS_API_PAGE_DEFAULT 50
#define DAIS_API_PAGE_MAX 200

/* A value that a call may carry in its query or headers. Those of the path are in the pattern. */
struct dais_api_field {
	const char *name;
	const char *type; /* "string", "boolean", or one of describe.c */
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
	/* Ends with name NULL; may be NULL. A list takes the page, a POST the key besides. */
	const struct dais_api_field *fields;
	/* Schema of the body, or, with a "/", the media type of a body that is a file; NULL: none.
	 */
	const char *takes;
	const char *gives; /* the same of the answer; NULL: nothing (204) */
	bool list; /* gives a page of them (dais_api_page) */
	bool account; /* needs one who has signed in */
	bool conditional; /* needs If-Match */
	unsigned status; /* of success */
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
	struct dais_buf out; /* the answer */
	struct dais_json json; /* writes to it */
	uint64_t revision; /* the answer's ETag; 0: none */
	struct dais_str location; /* of what was made; in the arena of the call */
	bool is_secret; /* the answer holds a secret, said to this caller alone */
	bool answered; /* a problem has been sent */
	bool is_first; /* with its Idempotency-Key: what becomes of it is kept or forgotten */
};

/* Whether @takes_or_gives is a media type, not a schema. */
bool dais_api_is_file(const char *takes_or_gives);
/* Keeps the call open for an answer that comes later (dais_http_hold()): a copy in the call's
 * arena, to be ended with dais_api_end_held() once it is answered. */
struct dais_api_call *dais_api_hold(struct dais_api_call *c);
void dais_api_end_held(struct dais_api_call *c);

/* ---- taking ---- */

/* What stands for {name} in the path, and behind name= in the query; NONE when nothing does.
 * Views of the request. */
struct dais_str dais_api_path(const struct dais_api_call *c, const char *name);
struct dais_str dais_api_query(const struct dais_api_call *c, const char *name);
/* The number @name of the query, @otherwise when it is not given; answers 422 and gives false when
 * it is none within the bounds. */
bool dais_api_number(struct dais_api_call *c, const char *name, int64_t min, int64_t max,
    int64_t otherwise, int64_t *ret);
/* The number that "after" holds; empty is the first page. */
bool dais_api_after(struct dais_api_call *c, int64_t max, int64_t *ret);
bool dais_api_flag(struct dais_api_call *c, const char *name, bool *ret);
bool dais_api_date(struct dais_api_call *c, const char *name, struct dais_date *ret);
bool dais_api_language(struct dais_api_call *c, const char *name, dais_lang_set *ret);
/* The language called @words; answers 422 and gives false when it is none. */
bool dais_api_one_language(
    struct dais_api_call *c, const char *name, struct dais_str words, enum dais_lang *ret);
/* Where a page of a list begins and how long it is, for lists whose cursor is a number. */
bool dais_api_window(struct dais_api_call *c, size_t *ret_skip, size_t *ret_limit);
/* The page that was asked for of a list that is at hand as a whole. */
struct dais_api_part {
	size_t from, to;
	struct dais_str next; /* its cursor for the next page */
};
/* Of @all elements; answers 422 and gives false when no page is asked for. */
bool dais_api_part(struct dais_api_call *c, size_t all, struct dais_api_part *ret);
/* Its cursor for the next page, when there is more than was shown. */
struct dais_str dais_api_cursor(struct dais_api_call *c, size_t skip, size_t limit, size_t all);
/* The revision of If-Match ("\"12\""); "*" gives DAIS_ANY. Answers 428 when it is missing. */
bool dais_api_if_match(struct dais_api_call *c, uint64_t *ret);

/* operations.c: what every list takes. */
extern const struct dais_api_field dais_api_page[];
/* fits.c: the schemas of the description, JSON. */
struct dais_str dais_api_schemas(void);
/* fits.c: whether @body is what @schema of the description says; INVALID names the member, also one
 * that the schema does not know, with the one that may be meant. */
bool dais_api_fits(struct dais_arena *a, const struct dais_json_value *body, const char *schema,
    struct dais_err *err);
/* fits.c: whether the query has no parameter that the operation does not take; INVALID as above. */
bool dais_api_query_fits(const struct dais_api_call *c, struct dais_err *err);

/* ---- answering ---- */

/* Problem of @err with the status that fits it. */
void dais_api_fail(struct dais_api_call *c, const struct dais_err *err);
/* The same with what the package reader or the checker found wrong. */
void dais_api_fail_with(
    struct dais_api_call *c, const struct dais_err *err, const struct dais_diags *diags);
/* The language findings are answered in: Accept-Language, else English. Rule, severity and the
 * thing are the same in all. */
enum dais_lang dais_api_said_in(struct dais_api_call *c);
/* Begins findings in it. */
void dais_api_diags(struct dais_api_call *c, struct dais_diags *ret);
void dais_api_put_finding(struct dais_json *w, const struct dais_diag *d);
/* Answers what was written to c->json, with @revision as ETag when it is not 0. */
void dais_api_give(struct dais_api_call *c, uint64_t revision);
/* The same, ready: what was kept of an earlier answer. */
void dais_api_reply(struct dais_api_call *c, unsigned status, struct dais_str body);
/* Sets the ETag of the answer to come; 0: none. */
void dais_api_etag(struct dais_api_call *c, uint64_t revision);
/* {"change": N}; 0 when nothing was different. */
void dais_api_give_change(struct dais_api_call *c, uint64_t change);
/* Nothing: 204. */
void dais_api_give_nothing(struct dais_api_call *c);
/* A file of media type @type that a browser keeps, whatever it is, as @name. */
void dais_api_give_file(
    struct dais_api_call *c, const char *type, struct dais_str name, struct dais_str bytes);
/* The same of a file of the record (dais_site_send_file()); false with @err: nothing was sent. */
bool dais_api_give_kept_file(struct dais_api_call *c, const char *type, struct dais_str name,
    const struct dais_digest *digest, struct dais_err *err);
/* What an edit that failed is answered with: who was faster, or what would break. */
void dais_api_fail_edit(struct dais_api_call *c, const struct dais_edit_conflict *conflict,
    struct dais_err *err, const struct dais_diags *diags);
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

/* One for each row of the table of operations: takes the call and answers it, at once or
 * later. What each takes, gives and asks for says the table (operations.c). */
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
void dais_api_next(struct dais_api_call *c);
void dais_api_next_preview(struct dais_api_call *c);
void dais_api_item_add(struct dais_api_call *c);
void dais_api_item_move(struct dais_api_call *c);
void dais_api_item_share(struct dais_api_call *c);
void dais_api_item_split(struct dais_api_call *c);
void dais_api_item_unite(struct dais_api_call *c);
void dais_api_item_take_off(struct dais_api_call *c);
void dais_api_item_close(struct dais_api_call *c);
void dais_api_under_way(struct dais_api_call *c);
void dais_api_package_under_way(struct dais_api_call *c);
void dais_api_version_set(struct dais_api_call *c);
void dais_api_version_history(struct dais_api_call *c);
void dais_api_symbols(struct dais_api_call *c);
void dais_api_uploads(struct dais_api_call *c);
void dais_api_upload_put(struct dais_api_call *c);
void dais_api_upload_get(struct dais_api_call *c);
void dais_api_units(struct dais_api_call *c);
void dais_api_unit_put(struct dais_api_call *c);
void dais_api_unit_confirm(struct dais_api_call *c);
void dais_api_xliff(struct dais_api_call *c);
void dais_api_xliff_put(struct dais_api_call *c);
void dais_api_findings(struct dais_api_call *c);
void dais_api_releases(struct dais_api_call *c);
void dais_api_release(struct dais_api_call *c);
void dais_api_news(struct dais_api_call *c);
void dais_api_notices(struct dais_api_call *c);
void dais_api_notice(struct dais_api_call *c);
void dais_api_notice_send(struct dais_api_call *c);
void dais_api_silences(struct dais_api_call *c);
void dais_api_silence(struct dais_api_call *c);
void dais_api_silence_open(struct dais_api_call *c);
void dais_api_silence_extend(struct dais_api_call *c);
void dais_api_silence_answer(struct dais_api_call *c);
void dais_api_silence_take_back(struct dais_api_call *c);
void dais_api_silence_withdraw(struct dais_api_call *c);
void dais_api_silence_conclude(struct dais_api_call *c);
void dais_api_outbox(struct dais_api_call *c);
void dais_api_outbox_again(struct dais_api_call *c);
void dais_api_timetable(struct dais_api_call *c);
void dais_api_arrange(struct dais_api_call *c);
void dais_api_why(struct dais_api_call *c);
void dais_api_proposal_add(struct dais_api_call *c);
void dais_api_proposal(struct dais_api_call *c);
void dais_api_proposal_take(struct dais_api_call *c);
void dais_api_proposal_drop(struct dais_api_call *c);
void dais_api_format(struct dais_api_call *c);
void dais_api_format_approve(struct dais_api_call *c);
void dais_api_webhooks(struct dais_api_call *c);
void dais_api_webhook_add(struct dais_api_call *c);
void dais_api_webhook_close(struct dais_api_call *c);

/* The routes' one handler. */
void dais_api_dispatch(struct dais_http_exchange *x, void *ctx);

#endif
