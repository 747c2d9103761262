/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_WEB_ACCOUNT_ACCOUNT_PRIV_H
#define DAIS_WEB_ACCOUNT_ACCOUNT_PRIV_H

#include "auth/password.h"
#include "auth/totp.h"
#include "service/account/calendar_filter.h"
#include "service/account/link.h"
#include "service/account/personal_token.h"
#include "service/account/provider.h"
#include "service/account/settings.h"
#include "service/account/sign_in.h"
#include "service/account/work.h"
#include "store/index.h"
#include "web/who.h"

/* ---- forms (form.c) ---- */

/* Opens a page of this area: never kept, never found by search engines. */
void account_open(struct dais_page *p, enum dais_say title, struct dais_str path);
/* Ends it, with what was said before it. */
void account_close(struct dais_page *p, unsigned status);
/* A message above a form: role "alert" when @bad, else "status". */
void account_note(struct dais_page *p, bool bad, struct dais_str words);
void account_note_say(struct dais_page *p, bool bad, enum dais_say words);
/* "Nothing was done: "x" is no e-mail address": what was refused, and what to do. */
struct dais_str account_refusal(const struct dais_page *p, const struct dais_err *err);

struct account_field {
	enum dais_say label;
	const char *name; /* also its id */
	const char *type; /* "text", "email", "password" ... */
	const char *autocomplete; /* NULL: none */
	struct dais_str value;
	enum dais_say hint; /* DAIS_SAY_COUNT: none */
	bool optional;
	bool ltr; /* from left to right in every language */
	bool examined; /* a new password: by script, what the server will say of it is said at once
			*/
	const char *list; /* id of the <datalist> that suggests values; NULL: none */
};
/* Parts of forms: a field with its label and hint; a button that sends (@quiet: beside the
 * main one); a choice of the six languages; a box with its words. Fields have the id of their
 * name. */
void account_put_field(struct dais_page *p, const struct account_field *f);
void account_put_button(struct dais_page *p, enum dais_say words, bool quiet);
void account_put_language(struct dais_page *p, enum dais_lang chosen);
void account_put_check(
    struct dais_page *p, const char *name, const char *value, bool checked, struct dais_str words);
/* A form of one button; @name hidden with @value when not NULL. */
void account_put_act(struct dais_page *p, const char *path, const char *name, struct dais_str value,
    enum dais_say words);
/* The word of a role, an action, an event; its own name when there is none. */
struct dais_str account_word(const struct dais_page *p, const char *kind, struct dais_str name);
/* The secret of a second factor to scan or type, for @email, and a form for its first code that is
 * sent to @path with @next (may be empty); the codes it gave (second.c). */
void account_put_secret(struct dais_page *p, struct dais_str secret, struct dais_str email,
    const char *path, struct dais_str next);
void account_put_recovery(struct dais_page *p, const dais_store_strs *codes);
/* What the owner should know of a refused password. */
enum dais_say account_fault_word(enum dais_password_fault fault);

/* ---- tables (table.c) ---- */

/* <div class="scroll"><table> with a <thead> of these words; @label names it to those who do not
 * see it. Its <tbody> follows; three dais_page_end() close it. */
void account_open_table(
    struct dais_page *p, enum dais_say label, const enum dais_say *words, size_t n);
/* <td> of the column @head with words, or with a moment (0: "not yet"). */
void account_put_cell(struct dais_page *p, enum dais_say head, struct dais_str words);
void account_put_moment(struct dais_page *p, enum dais_say head, int64_t at_ms);
/* What happened to an account, as a table under a heading. */
void account_put_events(struct dais_page *p, const dais_audit_vec *events);
/* "@list; @one" as the language parts them; @list may be empty. */
struct dais_str account_join(const struct dais_page *p, struct dais_str list, struct dais_str one);
/* "Firefox · Windows"; a program that is no browser by its own name (browser.c). */
struct dais_str account_browser_name(struct dais_arena *a, struct dais_str agent);

/* ---- what every handler does (form.c) ---- */

/* Checks who asks and, for POST, the form; begins the page. False: it has answered. */
bool account_begin_own(
    struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret_page);
bool account_begin_admin(
    struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret_page);
/* Answers with the problem that @err is. */
void account_fail(struct dais_page *p, const struct dais_err *err);
/* Back to the page of the own account, which says that it was saved; @ok false: the problem. */
void account_done(struct dais_page *p, bool ok, const struct dais_err *err);
/* 303 to "/{language}/@path". */
void account_go(struct dais_page *p, const char *path);
/* The public address of the site. */
const char *account_site_address(const struct dais_site *site);

/* ---- the workshop (work.c) ---- */

typedef void account_hashed(
    void *ctx, const struct dais_account_hash_answer *answer, const struct dais_err *failure);
/* Has @question (service/account/work.h) answered; @done answers the exchange. */
void account_hash(struct dais_site *site, struct dais_http_exchange *x, struct dais_str question,
    account_hashed *done, void *ctx);
typedef void account_answered(void *ctx, struct dais_str answer, const struct dais_err *failure);
/* The same of questions to the provider (service/account/provider.h). */
void account_federate(struct dais_site *site, struct dais_http_exchange *x,
    struct dais_str question, account_answered *done, void *ctx);

/* ---- signing in (sign_in.c) ---- */

/* What stands on the page of signing in. */
struct account_door {
	bool has_note, bad;
	struct dais_str note;
	struct dais_str email, next;
};
/* Answers with the page of signing in. */
void account_show_door(struct dais_page *p, const struct account_door *door, unsigned status);
/* Goes on as the answer says: a session, the page of the code, or the door again. */
void account_let_in(struct dais_page *p, const struct dais_sign_in_answer *answer,
    struct dais_str email, struct dais_str next);
/* Where the way goes on of account @id, whose session begins with this answer: to @next when it
 * leads to a page of this site, else to his desk, else (who has none) to the first page. */
struct dais_str account_let_in_to(struct dais_page *p, struct dais_str id, struct dais_str next);
/* That it can be tried again at such a time; the answer says it to programs, too (Retry-After). */
struct dais_str account_wait_words(const struct dais_page *p, int64_t wait_ms);

/* ---- the own account (own_page.c) ---- */

/* What stands above the page, and what is shown once, on a page of its own. */
struct account_own_note {
	bool has, bad;
	struct dais_str words;
	struct dais_str secret; /* of a second factor that is being turned on */
	dais_store_strs recovery; /* codes just made */
	struct dais_str token; /* just made */
	struct dais_str calendar; /* token of an address just made */
};

/* Whether @note has something that is shown once; the page of it (once.c). */
bool account_shows_once(const struct account_own_note *note);
void account_show_once(struct dais_page *p, const struct account_own_note *note, unsigned status);
/* Answers with the page of the own account, or of what @note shows once. */
void account_show_own(struct dais_page *p, const struct account_own_note *note, unsigned status);

/* Bodies to choose from: all of a few; else some, more than are shown, and those chosen. */
bool account_calendar_bodies(struct dais_page *p, const struct dais_calendar_filter *filter,
    dais_index_body_vec *ret, struct dais_err *err);
/* Its part about the calendar (calendar.c). */
void account_put_calendar(struct dais_page *p, const struct dais_calendar_filter *filter,
    const dais_index_body_vec *bodies);

/* A picture of @text for cameras: a QR code (ISO/IEC 18004) as SVG (qr.c). */
void account_put_qr(struct dais_page *p, struct dais_str text, struct dais_str label);

/* ---- administrators (admin_roles.c) ---- */

/* What stands above a page of theirs. */
struct account_admin_note {
	bool has, bad;
	struct dais_str words;
	struct dais_str link; /* just made, to be passed on */
};
void account_put_admin_note(struct dais_page *p, const struct account_admin_note *note);
/* "Translator · CTOC/COP/WG.3 · French and Russian"; several with semicolons between them. */
struct dais_str account_grant_words(const struct dais_page *p, const struct dais_grant *g);
struct dais_str account_grants_words(const struct dais_page *p, const dais_grant_vec *grants);
/* What roles may do, in words (role_words.c): of all, folded; of one's own, under a heading. */
void account_put_roles(struct dais_page *p);
void account_put_own_roles(struct dais_page *p, const dais_grant_vec *grants);
/* The fields of a role that is to be given, as @chosen, within @reach, and what came of them;
 * false: they name no role. */
struct account_reach;
void account_put_grant_fields(
    struct dais_page *p, const struct account_reach *reach, const struct dais_grant *chosen);
bool account_read_grant(const struct dais_http_exchange *x, struct dais_grant *ret);

/* ---- what a role can be limited to (reach.c) ---- */

struct account_choice {
	struct dais_str value, words;
};
typedef DAIS_VEC(struct account_choice) account_choices;
struct account_reach {
	account_choices bodies, packages;
	bool more_bodies, more_packages; /* there are more: the name is typed */
};
/* The bodies that the releases and the working records have, by symbol, and the packages, those
 * changed last first; at most a hundred of each. */
bool account_reach_load(struct dais_page *p, struct account_reach *ret, struct dais_err *err);
void account_put_reach(
    struct dais_page *p, const struct account_reach *reach, const struct dais_grant *chosen);
/* Whether there are the body and the package of @grant; *@ret_lack says which there is not, else it
 * is empty. */
bool account_reach_find(struct dais_page *p, const struct dais_grant *grant,
    struct dais_str *ret_lack, struct dais_err *err);

/* Handlers (routes.c lists them). */
dais_http_handler account_sign_in_get, account_sign_in_post, account_code_get, account_code_post,
    account_enrol_get, account_enrol_post, account_sign_out_post, account_provider_get,
    account_return_get;
dais_http_handler account_reset_get, account_reset_post, account_reset_link_get,
    account_reset_link_post, account_invitation_get, account_invitation_post, account_examine_post,
    account_unsubscribe_get, account_unsubscribe_post;
dais_http_handler account_own_get, account_own_post, account_password_post, account_second_post,
    account_second_confirm_post, account_second_end_post, account_session_end_post,
    account_token_post, account_token_end_post, account_calendar_post,
    account_calendar_address_post, account_calendar_end_post;
dais_http_handler account_list_get, account_invite_post, account_withdraw_post, account_one_get,
    account_one_post, account_grant_post, account_ungrant_post, account_disable_post,
    account_make_reset_post, account_second_reset_post;

#endif
