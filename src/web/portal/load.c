/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From the house to the views of pages.
 */
#include "web/portal/load.h"

#include "mark/json_read.h"

/* "env-paper/ru/docx": document and language. */
static bool
file_identity(struct dais_str id, struct dais_view_file *ret)
{
	struct dais_str language;

	return dais_str_next(&id, '/', &ret->document) && dais_str_next(&id, '/', &language) &&
	       dais_lang_parse(language, &ret->language);
}

/* The files of all versions of all documents of @package: things "file". *@last becomes the last
 * change of a file, when that is later. */
static bool
load_files(struct dais_site *site, struct dais_str package, struct dais_arena *a,
    dais_view_file_vec *ret, uint64_t *last, struct dais_err *err)
{
	dais_thing_vec things = { 0 };

	if (!dais_store_things(
		dais_house_store(site->house), package, DAIS_STR("file"), a, &things, err))
		return false;
	for (size_t i = 0; i < things.n; i++) {
		struct dais_view_file f = { .package = package };
		struct dais_json_value *v;

		if (!dais_json_parse(a, things.v[i].value, &v, err))
			return false;
		if (things.v[i].revision > *last)
			*last = things.v[i].revision;
		if (!file_identity(things.v[i].id, &f))
			continue;
		f.type = dais_json_get_str(v, "type");
		f.name = dais_json_get_str(v, "name");
		f.digest = dais_json_get_str(v, "digest");
		f.size = (uint64_t)dais_json_get_int(v, "size", 0);
		dais_vec_push(a, ret, f);
	}
	return true;
}

/* The change that the release was made by, by which events tell of it; not the change of the
 * working record that it shows. */
static bool
load_change(struct dais_site *site, const struct dais_snapshot *s, struct dais_arena *a,
    uint64_t *ret, struct dais_err *err)
{
	struct dais_thing thing;

	if (!dais_store_thing(dais_house_store(site->house), s->package, DAIS_STR("release"),
		dais_arena_printf(a, "%u", s->release), a, &thing, err))
		return false;
	*ret = thing.revision;
	return true;
}

/* What changed from release @since to the one shown. */
static bool
load_since(struct dais_site *site, struct dais_str package, unsigned since, struct dais_arena *a,
    struct dais_portal_loaded *ret, struct dais_err *err)
{
	const struct dais_snapshot *before = NULL;

	if (!since || since >= ret->snapshot->release)
		return true;
	if (!dais_house_released(site->house, package, since, &before, err))
		return false;
	dais_news_between(before->record, ret->snapshot->record, a, &ret->since_news);
	dais_snapshot_release(before);
	ret->source.since = since;
	ret->source.since_news = &ret->since_news;
	return true;
}

static bool
may_see_restricted(
    const struct dais_actor *actor, const struct dais_snapshot *s, struct dais_arena *a)
{
	struct dais_matter matter;

	if (!dais_actor_may_somewhere(actor, DAIS_ACTION_READ_RESTRICTED))
		return false;
	matter = dais_snapshot_matter(s, NULL, a);
	return dais_actor_may(actor, DAIS_ACTION_READ_RESTRICTED, &matter);
}

bool
dais_portal_load(struct dais_site *site, const struct dais_actor *actor, struct dais_str package,
    unsigned since, struct dais_arena *a, struct dais_portal_loaded *ret, struct dais_err *err)
{
	*ret = (struct dais_portal_loaded){ .snapshot = NULL };
	if (!dais_house_released(site->house, package, 0, &ret->snapshot, err))
		return false;
	ret->source = (struct dais_view_source){ .package = ret->snapshot->package,
		.release = ret->snapshot->release,
		.at_ms = ret->snapshot->at_ms,
		.sees_restricted = may_see_restricted(actor, ret->snapshot, a) };
	if (!dais_house_releases(site->house, package, a, &ret->releases, err) ||
	    !load_change(site, ret->snapshot, a, &ret->source.change, err) ||
	    !load_files(site, package, a, &ret->files, &ret->source.change, err) ||
	    !load_since(site, package, since, a, ret, err)) {
		dais_snapshot_release(ret->snapshot);
		ret->snapshot = NULL;
		return false;
	}
	ret->source.releases = ret->releases.v;
	ret->source.n_releases = ret->releases.n;
	ret->source.files = ret->files.v;
	ret->source.n_files = ret->files.n;
	return true;
}

bool
dais_portal_bodies_load(struct dais_site *site, const dais_store_strs *keys, struct dais_arena *a,
    struct dais_view_bodies *ret, struct dais_err *err)
{
	dais_index_body_vec *rows = DAIS_NEW(a, dais_index_body_vec);

	if (!dais_index_bodies_named(dais_house_store(site->house), keys, a, rows, err))
		return false;
	dais_view_bodies_init(ret, rows, a);
	return true;
}

bool
dais_portal_meetings_view(struct dais_site *site, const dais_index_meeting_vec *rows,
    enum dais_lang l, struct dais_arena *a, dais_view_meeting_vec *ret, struct dais_err *err)
{
	struct dais_view_bodies bodies;
	dais_store_strs keys = { 0 };
	struct dais_map known;

	if (!rows->n)
		return true;
	dais_map_init(&known, a);
	for (size_t i = 0; i < rows->n; i++)
		if (dais_map_add(&known, rows->v[i].body, i))
			dais_vec_push(a, &keys, rows->v[i].body);
	if (!dais_portal_bodies_load(site, &keys, a, &bodies, err))
		return false;
	dais_view_meetings(&bodies, rows, l, a, ret);
	return true;
}

#define TOGETHER_MAX 50

bool
dais_portal_load_news(struct dais_site *site, struct dais_str package, enum dais_lang l,
    struct dais_arena *a, const struct dais_view_package **ret, struct dais_err *err)
{
	struct dais_index_meetings_query q = { .package = package, .max = TOGETHER_MAX };
	dais_index_meeting_vec rows = { 0 };
	dais_view_meeting_vec meetings = { 0 };
	dais_release_vec releases = { 0 };

	if (!dais_index_meetings(dais_house_store(site->house), &q, a, &rows, err) ||
	    !dais_portal_meetings_view(site, &rows, l, a, &meetings, err) ||
	    !dais_house_releases(site->house, package, a, &releases, err))
		return false;
	*ret = dais_view_news_new(package, &meetings, &releases, l, a);
	return true;
}

void
dais_portal_fail(struct dais_page *p, const struct dais_err *err)
{
	dais_page_problem(p, dais_http_status_of(err), err);
}
