/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/notice/notice.h"

#include <stdlib.h>

#include "mark/json_read.h"
#include "service/house/standing.h"
#include "service/account/account.h"
#include "service/account/notices.h"
#include "service/notice/notice_priv.h"
#include "service/outbox/outbox.h"

static const char *const states[] = { "draft", "sent", "withdrawn" };

static enum dais_notice_state
state_of(struct dais_str s)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (dais_str_is(s, states[i]))
			return (enum dais_notice_state)i;
	return DAIS_NOTICE_DRAFT;
}

static void
read_words(const struct dais_json_value *v, struct dais_notice *ret)
{
	const struct dais_json_value *words = dais_json_get(v, "words");

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_json_value *in =
		    dais_json_get(words, dais_lang_code((enum dais_lang)l));

		if (!in)
			continue;
		ret->subject.in[l] = dais_json_get_str(in, "subject");
		ret->text.in[l] = dais_json_get_str(in, "text");
		ret->reworded |= DAIS_LANG_BIT(l);
	}
}

static bool
read_thing(const struct dais_thing *thing, struct dais_arena *a, struct dais_notice *ret,
    struct dais_json_value **ret_value, struct dais_err *err)
{
	struct dais_json_value *v;

	if (!dais_json_parse(a, thing->value, &v, err))
		return false;
	*ret = (struct dais_notice){ .package = thing->package,
		.id = thing->id,
		.silence = dais_json_get_str(v, "silence"),
		.object = dais_json_get_str(v, "object"),
		.event = dais_json_get_str(v, "event"),
		.release = (unsigned)dais_json_get_int(v, "release", 0),
		.state = state_of(dais_json_get_str(v, "state")),
		.at_ms = dais_json_get_int(v, "at", 0),
		.who = dais_json_get_str(v, "who"),
		.recipients = (size_t)dais_json_get_int(v, "recipients", 0),
		.revision = thing->revision,
		.position = thing->position };
	read_words(v, ret);
	if (ret_value)
		*ret_value = v;
	return true;
}

static bool
may(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_matter matter;

	if (!dais_house_working(h, package, &s, err))
		return false;
	matter = dais_snapshot_matter(s, NULL, a);
	return dais_actor_check(actor, action, &matter, err);
}

/* ---- looking ---- */

static int
newest_first(const void *x, const void *y)
{
	const struct dais_notice *a = x, *b = y;

	return (a->at_ms < b->at_ms) - (a->at_ms > b->at_ms);
}

static bool
add_of_package(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_notice_vec *ret, struct dais_err *err)
{
	dais_thing_vec things = { 0 };

	if (!dais_store_things(dais_house_store(h), package, DAIS_STR("notice"), a, &things, err))
		return false;
	for (size_t i = 0; i < things.n; i++)
		if (!read_thing(&things.v[i], a, dais_vec_add(a, ret), NULL, err))
			return false;
	return true;
}

/* The summary says whose the packages are: none is read. */
static bool
add_of_all(struct dais_house *h, const struct dais_actor *actor, struct dais_arena *a,
    dais_notice_vec *ret, struct dais_err *err)
{
	dais_standing_package_vec packages = { 0 };

	if (!dais_standing_packages(dais_house_store(h), DAIS_STANDING_CHANGED, 0, DAIS_STR_NONE,
		DAIS_NOTICE_PACKAGES_MAX, a, &packages, err))
		return false;
	for (size_t i = 0; i < packages.n; i++) {
		const struct dais_standing_package *p = &packages.v[i];
		const struct dais_matter matter = {
			.package = p->package, .bodies = p->bodies.v, .n_bodies = p->bodies.n
		};

		if (dais_actor_may(actor, DAIS_ACTION_SEND_NOTICE, &matter) &&
		    !add_of_package(h, p->package, a, ret, err))
			return false;
	}
	return true;
}

bool
dais_notice_list(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_arena *a, dais_notice_vec *ret, struct dais_err *err)
{
	*ret = (dais_notice_vec){ 0 };
	if (package.n == 0) {
		if (!add_of_all(h, actor, a, ret, err))
			return false;
	} else if (!may(h, actor, DAIS_ACTION_READ_WORKING, package, err) ||
		   !add_of_package(h, package, a, ret, err)) {
		return false;
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(ret->v[0]), newest_first);
	return true;
}

static const struct dais_release *
release_of(const dais_release_vec *all, unsigned number)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].number == number)
			return &all->v[i];
	return NULL;
}

/* Of a silence procedure, as it stands in the working record. */
static bool
fill_silence(struct dais_house *h, struct dais_notice *n, const char *address, struct dais_arena *a,
    struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	size_t at;

	if (!dais_house_working(h, n->package, &s, err))
		return false;
	at = dais_map_get(&s->record->silence_ids, n->silence);
	if (at == DAIS_MAP_NONE)
		return n->reworded == DAIS_LANG_ALL ||
		       dais_err_set(err, DAIS_ERR_NOT_FOUND,
			   "there is no silence procedure \"%.*s\"", DAIS_STR_ARG(n->silence));
	n->is_for_all = s->record->silences.v[at].is_public;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (!(n->reworded & DAIS_LANG_BIT(l)))
			dais_notice_compose_silence(s, at, n->event, address, (enum dais_lang)l, a,
			    &n->subject.in[l], &n->text.in[l]);
	return true;
}

/* Composes what was not reworded. */
static bool
fill_words(struct dais_house *h, struct dais_notice *n, const char *address, struct dais_arena *a,
    struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	DAIS_SNAPSHOT_AUTO before = NULL;
	dais_release_vec releases = { 0 };
	const struct dais_release *release;

	if (n->silence.n)
		return fill_silence(h, n, address, a, err);
	if (!dais_house_released(h, n->package, n->release, &s, err) ||
	    !dais_house_releases(h, n->package, a, &releases, err))
		return false;
	if (n->release > 1 && !dais_house_released(h, n->package, n->release - 1, &before, err))
		return false;
	release = release_of(&releases, n->release);
	if (!release)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no release %u", n->release);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (!(n->reworded & DAIS_LANG_BIT(l)))
			dais_notice_compose(s, before, release, address, (enum dais_lang)l, a,
			    &n->subject.in[l], &n->text.in[l]);
	return true;
}

bool
dais_notice_get(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, const char *address, struct dais_arena *a, struct dais_notice *ret,
    struct dais_err *err)
{
	struct dais_thing thing;

	return may(h, actor, DAIS_ACTION_READ_WORKING, package, err) &&
	       dais_store_thing(
		   dais_house_store(h), package, DAIS_STR("notice"), id, a, &thing, err) &&
	       read_thing(&thing, a, ret, NULL, err) && fill_words(h, ret, address, a, err);
}

/* ---- to whom ---- */

/* Whether the account has a role that reaches the package; not @is_for_all: one of those who are
 * asked, or of those who ask. */
static bool
reaches(const struct dais_account *account, const struct dais_matter *matter, bool is_for_all)
{
	for (size_t i = 0; i < account->grants.n; i++) {
		const struct dais_grant *g = &account->grants.v[i];
		bool body = g->body.n == 0;

		if (g->role == DAIS_ROLE_ADMINISTRATOR ||
		    (!is_for_all && g->role != DAIS_ROLE_SECRETARIAT &&
			g->role != DAIS_ROLE_CHAIR && g->role != DAIS_ROLE_BUREAU))
			continue;
		for (size_t b = 0; b < matter->n_bodies && !body; b++)
			body = dais_str_eq(g->body, matter->bodies[b]);
		if (body && (g->package.n == 0 || dais_str_eq(g->package, matter->package)))
			return true;
	}
	return false;
}

static int
by_name(const void *x, const void *y)
{
	const struct dais_recipient *a = x, *b = y;

	return dais_str_cmp(a->name, b->name);
}

bool
dais_notice_recipients(struct dais_house *h, const struct dais_notice *n, struct dais_arena *a,
    dais_recipient_vec *ret, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_account_vec accounts = { 0 };
	struct dais_matter matter;

	*ret = (dais_recipient_vec){ 0 };
	if (!dais_house_working(h, n->package, &s, err) || !dais_account_list(h, a, &accounts, err))
		return false;
	matter = dais_snapshot_matter(s, NULL, a);
	for (size_t i = 0; i < accounts.n; i++) {
		const struct dais_account *account = &accounts.v[i];

		if (!account->disabled && account->notices &&
		    dais_mail_is_address(account->email) &&
		    reaches(account, &matter, !n->silence.n || n->is_for_all))
			dais_vec_push(a, ret,
			    ((struct dais_recipient){
				account->id, account->name, account->email, account->language }));
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(ret->v[0]), by_name);
	return true;
}

/* ---- changing ---- */

static bool
begin(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_writing **ret, struct dais_err *err)
{
	struct dais_change_head head = { .who = actor->account,
		.action = dais_str_from(dais_action_name(DAIS_ACTION_SEND_NOTICE)),
		.package = package,
		.at_ms = dais_house_now_ms(h) };

	return may(h, actor, DAIS_ACTION_SEND_NOTICE, package, err) &&
	       dais_store_begin(dais_house_store(h), &head, ret, err);
}

/* The draft as it stands; CONFLICT when it is none any more. */
static bool
read_draft(struct dais_house *h, struct dais_str package, struct dais_str id, struct dais_arena *a,
    struct dais_notice *ret, struct dais_json_value **ret_value, struct dais_err *err)
{
	struct dais_thing thing;

	if (!dais_store_thing(
		dais_house_store(h), package, DAIS_STR("notice"), id, a, &thing, err) ||
	    !read_thing(&thing, a, ret, ret_value, err))
		return false;
	if (ret->state == DAIS_NOTICE_SENT)
		return dais_err_set(err, DAIS_ERR_CONFLICT, "the notice \"%.*s\" is sent already",
		    DAIS_STR_ARG(id));
	if (ret->state == DAIS_NOTICE_WITHDRAWN)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "the notice \"%.*s\" is withdrawn already", DAIS_STR_ARG(id));
	return true;
}

static bool
put(struct dais_writing *w, const struct dais_notice *n, const struct dais_json_value *v,
    uint64_t seen, struct dais_arena *a, struct dais_err *err)
{
	return dais_store_put(
	    w, DAIS_STR("notice"), n->id, n->position, dais_json_print(a, v), seen, err);
}

static bool
finish(struct dais_writing *w, bool ok, struct dais_err *err)
{
	uint64_t number;

	if (!ok) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, &number, err);
}

static void
set_words(struct dais_json_value *v, enum dais_lang l, struct dais_str subject,
    struct dais_str text, struct dais_arena *a)
{
	struct dais_json_value *words = dais_json_get(v, "words"), *in = NULL;

	if (!words) {
		words = dais_json_new(a, DAIS_JSON_OBJECT);
		dais_json_set(a, v, DAIS_STR("words"), words);
	}
	if (subject.n || text.n) {
		in = dais_json_new(a, DAIS_JSON_OBJECT);
		dais_json_set(a, in, DAIS_STR("subject"), dais_json_new_str(a, subject));
		dais_json_set(a, in, DAIS_STR("text"), dais_json_new_str(a, text));
	}
	dais_json_set(a, words, dais_str_from(dais_lang_code(l)), in);
}

bool
dais_notice_reword(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, enum dais_lang l, struct dais_str subject, struct dais_str text,
    uint64_t seen, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v;
	struct dais_writing *w;
	struct dais_notice n;
	bool ok;

	if ((subject.n == 0) != (text.n == 0))
		return dais_err_set(err, DAIS_ERR_INVALID, "a notice needs a subject and a text");
	if (!begin(h, actor, package, &w, err))
		return false;
	ok = read_draft(h, package, id, a, &n, &v, err);
	if (ok) {
		set_words(v, l, subject, text, a);
		ok = put(w, &n, v, seen, a, err);
	}
	return finish(w, ok, err);
}

static void
set_outcome(struct dais_house *h, struct dais_json_value *v, const struct dais_actor *actor,
    enum dais_notice_state state, size_t recipients, struct dais_arena *a)
{
	dais_json_set(a, v, DAIS_STR("state"), dais_json_new_str(a, dais_str_from(states[state])));
	dais_json_set(a, v, DAIS_STR("at"), dais_json_new_int(a, dais_house_now_ms(h)));
	dais_json_set(a, v, DAIS_STR("who"), dais_json_new_str(a, actor->account));
	if (state == DAIS_NOTICE_SENT)
		dais_json_set(
		    a, v, DAIS_STR("recipients"), dais_json_new_int(a, (int64_t)recipients));
}

/* The link of each that ends notices; only by https, as RFC 8058 asks. */
static bool
make_ends(struct dais_house *h, const dais_recipient_vec *to, const char *address,
    struct dais_arena *a, struct dais_str **ret, struct dais_err *err)
{
	*ret = DAIS_NEW_N(a, to->n, struct dais_str);
	if (!dais_str_has_prefix(dais_str_from(address), DAIS_STR("https://")))
		return true;
	for (size_t i = 0; i < to->n; i++) {
		const struct dais_recipient *r = &to->v[i];

		if (!dais_account_notices_link(
			h, address, r->language, r->account, a, &(*ret)[i], err))
			return false;
	}
	return true;
}

static bool
post_all(struct dais_house *h, struct dais_writing *w, const struct dais_notice *n,
    const dais_recipient_vec *to, const struct dais_str *ends, struct dais_arena *a,
    struct dais_err *err)
{
	struct dais_str calendars[DAIS_LANG_COUNT] = { 0 };

	if (n->release)
		dais_notice_calendars(h, n->package, n->release, a, calendars);
	for (size_t i = 0; i < to->n; i++) {
		const struct dais_recipient *r = &to->v[i];
		struct dais_outbox_mail m = {
			.key = dais_arena_printf(a, "%.*s/%.*s/%.*s", DAIS_STR_ARG(n->package),
			    DAIS_STR_ARG(n->id), DAIS_STR_ARG(r->account)),
			.to_name = r->name,
			.to_address = r->email,
			.language = r->language,
			.subject = n->subject.in[r->language],
			.text = n->text.in[r->language],
			.calendar = calendars[r->language],
			.unsubscribe = ends[i],
		};

		if (!dais_outbox_post(h, w, &m, err))
			return false;
	}
	return true;
}

static void
leave_out(dais_recipient_vec *to, const dais_store_strs *without)
{
	size_t n = 0;

	for (size_t i = 0; i < to->n; i++) {
		bool out = false;

		for (size_t k = 0; without && k < without->n && !out; k++)
			out = dais_str_eq(without->v[k], to->v[i].account);
		if (!out)
			to->v[n++] = to->v[i];
	}
	to->n = n;
}

/* A release stays what it is; a procedure goes on, so that what was said of it is kept. */
static void
keep_words(const struct dais_notice *n, struct dais_json_value *v, struct dais_arena *a)
{
	for (unsigned l = 0; n->silence.n && l < DAIS_LANG_COUNT; l++)
		set_words(v, (enum dais_lang)l, n->subject.in[l], n->text.in[l], a);
}

bool
dais_notice_send(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, uint64_t seen, const dais_store_strs *without, const char *address,
    size_t *ret_recipients, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_recipient_vec to;
	struct dais_json_value *v;
	struct dais_writing *w;
	struct dais_notice n;
	struct dais_str *ends;
	bool ok;

	if (!read_draft(h, package, id, a, &n, &v, err) || !fill_words(h, &n, address, a, err) ||
	    !dais_notice_recipients(h, &n, a, &to, err))
		return false;
	leave_out(&to, without);
	if (to.n == 0) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "nobody would get this notice");
		return dais_err_hint(err,
		    "Give accounts a role in this meeting or its body, with an address of e-mail.");
	}
	if (!make_ends(h, &to, address, a, &ends, err) || !begin(h, actor, package, &w, err))
		return false;
	ok = read_draft(h, package, id, a, &n, &v, err) && fill_words(h, &n, address, a, err);
	if (ok) {
		keep_words(&n, v, a);
		set_outcome(h, v, actor, DAIS_NOTICE_SENT, to.n, a);
		ok = put(w, &n, v, seen, a, err) && post_all(h, w, &n, &to, ends, a, err);
	}
	*ret_recipients = to.n;
	return finish(w, ok, err);
}

bool
dais_notice_withdraw(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, uint64_t seen, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v;
	struct dais_writing *w;
	struct dais_notice n;
	bool ok;

	if (!begin(h, actor, package, &w, err))
		return false;
	ok = read_draft(h, package, id, a, &n, &v, err);
	if (ok) {
		set_outcome(h, v, actor, DAIS_NOTICE_WITHDRAWN, 0, a);
		ok = put(w, &n, v, seen, a, err);
	}
	return finish(w, ok, err);
}
