/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Packages as wholes: list, record, files, new ones.
 */
#include "web/api/api_priv.h"

#include "service/house/release.h"
#include "write/json/record.h"

/* Released packages are for everyone; others for those who may read them. */
static bool
may_see(struct dais_api_call *c, struct dais_str package, unsigned *ret_release)
{
	DAIS_SNAPSHOT_AUTO working = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_matter matter;

	*ret_release = 0;
	if (!dais_house_last_release(c->site->house, package, ret_release, &none))
		return false;
	if (*ret_release)
		return true;
	if (!c->actor->account.n || !dais_house_working(c->site->house, package, &working, &none))
		return false;
	matter = dais_snapshot_matter(working, NULL, c->a);
	return dais_actor_may(c->actor, DAIS_ACTION_READ_WORKING, &matter);
}

static bool
put_summary(
    struct dais_api_call *c, struct dais_str package, unsigned release, struct dais_err *err)
{
	uint64_t revision;

	if (!dais_store_latest(dais_house_store(c->site->house), package, &revision, err))
		return false;
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", package);
	dais_json_pair_int(&c->json, "release", release);
	dais_json_pair_int(&c->json, "revision", (int64_t)revision);
	dais_json_end(&c->json);
	return true;
}

/* Writes up to @limit that the caller may see; *@ret_next: the last of them when there is one more.
 * The names of others must not come out as cursors. */
static bool
put_summaries(
    struct dais_api_call *c, size_t limit, struct dais_str *ret_next, struct dais_err *err)
{
	struct dais_str after = dais_api_query(c, "after"), last = DAIS_STR_NONE;
	size_t n = 0;

	for (;;) {
		dais_store_strs names = { 0 };

		if (!dais_store_packages(dais_house_store(c->site->house), after, DAIS_API_PAGE_MAX,
			c->a, &names, err))
			return false;
		for (size_t i = 0; i < names.n; i++) {
			unsigned release;

			after = names.v[i];
			if (!may_see(c, after, &release))
				continue;
			if (n == limit) {
				*ret_next = last;
				return true;
			}
			if (!put_summary(c, after, release, err))
				return false;
			last = after;
			n++;
		}
		if (names.n < DAIS_API_PAGE_MAX)
			return true;
	}
}

void
dais_api_packages(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str next = DAIS_STR_NONE;
	int64_t limit;

	if (!dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &limit))
		return;
	dais_api_list_begin(c);
	if (put_summaries(c, (size_t)limit, &next, &err))
		dais_api_list_end(c, next);
	else
		dais_api_fail(c, &err);
}

/* The face that was asked for: ?release=N, 0 the working one; the last release when not said. */
static bool
face_of(struct dais_api_call *c, const struct dais_snapshot **ret)
{
	struct dais_err err = DAIS_ERR_INIT;
	int64_t release;
	bool working = dais_str_is(dais_api_query(c, "release"), "0");

	*ret = NULL;
	if (!dais_api_number(c, "release", 0, INT32_MAX, 0, &release))
		return false;
	if (working)
		return dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, ret);
	if (dais_house_released(
		c->site->house, dais_api_path(c, "package"), (unsigned)release, ret, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

static bool
may(struct dais_api_call *c, const struct dais_snapshot *s, enum dais_action action)
{
	const struct dais_matter matter = dais_snapshot_matter(s, NULL, c->a);

	return dais_actor_may(c->actor, action, &matter);
}

void
dais_api_package(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_record record;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v;
	DAIS_BUF_AUTO written = { 0 };

	if (!face_of(c, &s))
		return;
	record = *s->record;
	if (s->release && !may(c, s, DAIS_ACTION_READ_RESTRICTED) &&
	    !may(c, s, DAIS_ACTION_READ_WORKING))
		(void)dais_house_public_record(s->record, c->a, &record);
	dais_buf_init(&written, DAIS_BUF_MAX);
	if (!dais_json_record_write(&record, &written, &err) ||
	    !dais_json_parse(c->a, dais_buf_str(&written), &v, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", s->package);
	dais_json_pair_int(&c->json, "release", s->release);
	dais_json_pair_int(&c->json, "revision", (int64_t)s->revision);
	dais_api_put_instant(&c->json, "at", s->at_ms);
	dais_json_key(&c->json, "record");
	dais_json_put(&c->json, v);
	dais_json_end(&c->json);
	dais_api_give(c, s->revision);
}

/* The files of a release hold more than its record does for everyone: who may read what is worked
 * on has them whole. */
static bool
files_of(struct dais_api_call *c, const struct dais_snapshot *s, dais_house_files *ret,
    struct dais_err *err)
{
	return may(c, s, DAIS_ACTION_READ_WORKING)
		   ? dais_house_files_of(c->site->house, s->package, s->release, c->a, ret, err)
		   : dais_house_public_files(s, c->site->house, c->a, ret, err);
}

void
dais_api_package_files(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	dais_house_files files = { 0 };

	if (!face_of(c, &s))
		return;
	if (!files_of(c, s, &files, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_json_object(&c->json);
	dais_json_key(&c->json, "files");
	dais_json_object(&c->json);
	for (size_t i = 0; i < files.n; i++) {
		dais_json_key_str(&c->json, files.v[i].name);
		dais_json_str(&c->json, files.v[i].bytes);
	}
	dais_json_end(&c->json);
	dais_json_end(&c->json);
	dais_api_give(c, s->revision);
}

/* {"package": "untoc-2024", "files": {"meeting.yaml": "...", "text/fr.md": "..."}} */
void
dais_api_package_add(struct dais_api_call *c)
{
	const struct dais_json_value *files = dais_json_get(c->body, "files");
	struct dais_str package = dais_json_get_str(c->body, "package");
	struct dais_err err = DAIS_ERR_INIT;
	dais_house_files given = { 0 };
	struct dais_diags diags;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	for (size_t i = 0; files && files->kind == DAIS_JSON_OBJECT && i < files->members.n; i++)
		if (files->members.v[i].value->kind == DAIS_JSON_STRING)
			dais_vec_push(c->a, &given,
			    ((struct dais_house_file){
				files->members.v[i].key, files->members.v[i].value->text }));
	if (!dais_house_import_files(
		c->site->house, c->actor, &given, package, false, &diags, &change, &err)) {
		dais_api_fail_with(c, &err, &diags);
		return;
	}
	dais_site_changed(c->site, package, change, false);
	dais_api_location(
	    c, dais_arena_printf(c->a, "/api/v1/packages/%.*s?release=0", DAIS_STR_ARG(package)));
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", package);
	dais_json_pair_int(&c->json, "release", 0);
	dais_json_pair_int(&c->json, "revision", (int64_t)change);
	dais_json_end(&c->json);
	dais_api_give(c, change);
}
