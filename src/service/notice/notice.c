/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Notices as they stand: read from the record, listed, with their words.
 */
#include "service/notice/notice.h"

#include <stdlib.h>

#include "service/house/standing.h"
#include "service/notice/notice_priv.h"

static const char *const states[] = { "draft", "sent", "withdrawn" };

const char *
notice_state_name(enum dais_notice_state state)
{
	return states[state];
}

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

bool
notice_read(const struct dais_thing *thing, struct dais_arena *a, struct dais_notice *ret,
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

bool
notice_may(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
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
		if (!notice_read(&things.v[i], a, dais_vec_add(a, ret), NULL, err))
			return false;
	return true;
}

static void
sort(dais_notice_vec *v)
{
	if (v->n)
		qsort(v->v, v->n, sizeof(v->v[0]), newest_first);
}

size_t dais_notice_packages_max = 200;

bool
dais_notice_list_all(struct dais_house *h, const struct dais_actor *actor, uint64_t before,
    struct dais_arena *a, dais_notice_vec *ret, uint64_t *ret_before, struct dais_err *err)
{
	dais_standing_package_vec packages = { 0 };

	*ret = (dais_notice_vec){ 0 };
	/* The summary says whose the packages are: none is read. */
	if (!dais_standing_packages(dais_house_store(h), DAIS_STANDING_CHANGED, (int64_t)before,
		DAIS_STR_NONE, dais_notice_packages_max, a, &packages, err))
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
	*ret_before =
	    packages.n == dais_notice_packages_max ? packages.v[packages.n - 1].revision : 0;
	sort(ret);
	return true;
}

bool
dais_notice_list(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_arena *a, dais_notice_vec *ret, struct dais_err *err)
{
	*ret = (dais_notice_vec){ 0 };
	if (!notice_may(h, actor, DAIS_ACTION_READ_WORKING, package, err) ||
	    !add_of_package(h, package, a, ret, err))
		return false;
	sort(ret);
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

bool
notice_fill_words(struct dais_house *h, struct dais_notice *n, const char *address,
    struct dais_arena *a, struct dais_err *err)
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

	return notice_may(h, actor, DAIS_ACTION_READ_WORKING, package, err) &&
	       dais_store_thing(
		   dais_house_store(h), package, DAIS_STR("notice"), id, a, &thing, err) &&
	       notice_read(&thing, a, ret, NULL, err) && notice_fill_words(h, ret, address, a, err);
}
