/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The change log, undo, and releases.
 */
#include "service/house/job.h"
#include "web/api/api_priv.h"

#include "service/house/edit.h"
#include "service/house/release.h"
#include "service/notice/say.h"

static void
put_entry(struct dais_api_call *c, const struct dais_change_entry *e)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "kind", e->kind);
	dais_json_pair(&c->json, "id", e->id);
	dais_api_put_value(c, "before", e->before);
	dais_api_put_value(c, "after", e->after);
	dais_json_end(&c->json);
}

static void
put_change(struct dais_api_call *c, const struct dais_change *change)
{
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "number", (int64_t)change->number);
	dais_api_put_instant(&c->json, "at", change->head.at_ms);
	dais_json_pair(&c->json, "who", change->head.who);
	dais_json_pair(&c->json, "action", change->head.action);
	if (change->head.why.n)
		dais_json_pair(&c->json, "why", change->head.why);
	dais_json_key(&c->json, "entries");
	dais_json_array(&c->json);
	for (size_t i = 0; i < change->entries.n; i++)
		put_entry(c, &change->entries.v[i]);
	dais_json_end(&c->json);
	dais_json_pair(&c->json, "digest", dais_digest_hex(c->a, &change->digest));
	dais_json_end(&c->json);
}

void
dais_api_changes(struct dais_api_call *c)
{
	struct dais_change_query q = { .kind = dais_api_query(c, "kind"),
		.id = dais_api_query(c, "id"),
		.newest_first = true };
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	dais_change_vec changes = { 0 };
	struct dais_str next = DAIS_STR_NONE;
	int64_t limit, after;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s) ||
	    !dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &limit) ||
	    !dais_api_after(c, INT64_MAX, &after))
		return;
	q.package = s->package;
	q.after = (uint64_t)after;
	q.max = (size_t)limit + 1;
	if (!dais_store_changes(dais_house_store(c->site->house), &q, c->a, &changes, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_list_begin(c);
	for (size_t i = 0; i < changes.n && i < (size_t)limit; i++)
		put_change(c, &changes.v[i]);
	if (changes.n > (size_t)limit)
		next = dais_arena_printf(
		    c->a, "%llu", (unsigned long long)changes.v[limit - 1].number);
	dais_api_list_end(c, next);
}

void
dais_api_undo(struct dais_api_call *c)
{
	struct dais_str package = dais_api_path(c, "package");
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;
	int64_t number;

	dais_api_diags(c, &diags);
	if (!dais_str_to_int(dais_api_path(c, "number"), 1, INT64_MAX, &number)) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such change");
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_house_undo(c->site->house, c->actor, package, (uint64_t)number, &diags, &change,
		&conflict, &err)) {
		dais_api_fail_with(c, &err, &diags);
		return;
	}
	dais_site_changed(c->site, package, change, false);
	dais_api_give_change(c, change);
}

/* ---- releases ---- */

static void
put_news(struct dais_api_call *c, const dais_news_vec *news)
{
	for (size_t i = 0; i < news->n; i++) {
		dais_json_object(&c->json);
		dais_json_pair(&c->json, "kind", news->v[i].kind_of_thing);
		dais_json_pair(&c->json, "id", news->v[i].id);
		dais_json_key(&c->json, "words");
		dais_json_object(&c->json);
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
			dais_json_pair(&c->json, dais_lang_code((enum dais_lang)l),
			    dais_news_say(&news->v[i], (enum dais_lang)l, c->a));
		dais_json_end(&c->json);
		dais_json_end(&c->json);
	}
}

static void
put_release(struct dais_api_call *c, const struct dais_release *r)
{
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "number", r->number);
	dais_api_put_instant(&c->json, "at", r->at_ms);
	if (r->note.n)
		dais_json_pair(&c->json, "note", r->note);
	dais_json_pair(&c->json, "digest", dais_digest_hex(c->a, &r->digest));
	dais_json_key(&c->json, "news");
	dais_json_array(&c->json);
	put_news(c, &r->news);
	dais_json_end(&c->json);
	dais_json_end(&c->json);
}

void
dais_api_releases(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	dais_release_vec releases = { 0 };
	struct dais_api_part part;
	struct dais_str package = dais_api_path(c, "package");

	if (!dais_house_released(c->site->house, package, 0, &s, &err) ||
	    !dais_house_releases(c->site->house, package, c->a, &releases, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, releases.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_release(c, &releases.v[i]);
	dais_api_list_end(c, part.next);
}

/* Answers with release @number, which has just been published by change @change. */
static void
give_published(struct dais_api_call *c, unsigned number, uint64_t change)
{
	struct dais_str package = dais_api_path(c, "package");
	dais_release_vec releases = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_site_published(c->site, package, change);
	if (!dais_house_releases(c->site->house, package, c->a, &releases, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	for (size_t i = 0; i < releases.n; i++)
		if (releases.v[i].number == number)
			put_release(c, &releases.v[i]);
	dais_api_give(c, 0);
}

static void
published(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_api_call *c = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	unsigned number = 0;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	if (failure)
		dais_api_fail(c, failure);
	else if (dais_release_answer(answer, &diags, &number, &change, &err))
		give_published(c, number, change);
	else
		dais_api_fail_with(c, &err, &diags);
	dais_api_end_held(c);
}

/* Without a workshop (tests). */
static void
publish_here(struct dais_api_call *c, const struct dais_release_wish *wish)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_release release = { 0 };
	struct dais_diags diags;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	if (dais_house_release(c->site->house, c->actor, wish->package,
		&(const struct dais_release_terms){ wish->seen, wish->note, wish->despite }, &diags,
		&release, c->a, &err) &&
	    dais_store_latest(dais_house_store(c->site->house), wish->package, &change, &err))
		give_published(c, release.number, change);
	else
		dais_api_fail_with(c, &err, &diags);
}

void
dais_api_release(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	int64_t seen = dais_json_get_int(c->body, "revision", 0);
	struct dais_release_wish wish = { .account = c->actor->account,
		.seen = (uint64_t)seen,
		.note = dais_json_get_str(c->body, "note"),
		.despite = dais_json_get_bool(c->body, "despiteFindings"),
		.language = dais_site_language(c->x) };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str question;

	if (seen < 1) {
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "\"revision\" must say what was looked at");
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_working(c, DAIS_ACTION_RELEASE, NULL, &s))
		return;
	wish.package = s->package;
	if (!c->site->workshop) {
		publish_here(c, &wish);
		return;
	}
	dais_release_question(&wish, c->a, &question);
	dais_workshop_ask(c->site->workshop, "publish", question, published, dais_api_hold(c));
}

void
dais_api_news(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_api_part part;
	dais_news_vec news = { 0 };

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!dais_house_news(c->site->house, s->package, c->a, &news, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, news.n, &part))
		return;
	news.v += part.from;
	news.n = part.to - part.from;
	dais_api_list_begin(c);
	put_news(c, &news);
	dais_api_list_end(c, part.next);
}
