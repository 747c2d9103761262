/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Releases as they are read.
 */
#include "service/house/release.h"

#include "service/house/release_priv.h"

struct dais_str
house_release_id(unsigned number, struct dais_arena *a)
{
	return dais_arena_printf(a, "%u", number);
}

bool
house_last_number(
    struct dais_house *h, struct dais_str package, unsigned *ret, struct dais_err *err)
{
	struct house_last_release *known = NULL;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_thing_vec things = { 0 };
	uint64_t latest;
	size_t at;

	if (!dais_store_latest(h->store, package, &latest, err))
		return false;
	at = dais_map_get(&h->last_places, package);
	if (at != DAIS_MAP_NONE)
		known = &h->last.v[at];
	if (known && known->latest == latest) {
		*ret = known->number;
		return true;
	}
	if (!latest ||
	    !dais_store_things(h->store, package, DAIS_STR("release"), a, &things, err)) {
		*ret = 0;
		return !latest;
	}
	if (!known) {
		known = dais_vec_add(h->arena, &h->last);
		known->package = dais_arena_dup(h->arena, package);
		(void)dais_map_add(&h->last_places, known->package, h->last.n - 1);
	}
	known->latest = latest;
	known->number = 0;
	for (size_t i = 0; i < things.n; i++) {
		int64_t n;

		if (dais_str_to_int(things.v[i].id, 1, HOUSE_RELEASES_MAX, &n) && n > known->number)
			known->number = (unsigned)n;
	}
	*ret = known->number;
	return true;
}

bool
dais_house_release_noted(struct dais_house *h, struct dais_str package, unsigned number,
    struct dais_arena *a, struct dais_release *ret, struct dais_err *err)
{
	*ret = (struct dais_release){ 0 };
	if (!number && !house_last_number(h, package, &number, err))
		return false;
	return !number || house_release_read(h, package, number, a, ret, err);
}

bool
dais_house_last_release(
    struct dais_house *h, struct dais_str package, unsigned *ret, struct dais_err *err)
{
	return house_last_number(h, package, ret, err);
}

static bool
read_release(struct dais_house *h, struct dais_str package, unsigned number, struct dais_arena *a,
    struct dais_release *ret, house_kept_files *ret_files, struct dais_err *err)
{
	struct dais_thing t;

	if (!dais_store_thing(
		h->store, package, DAIS_STR("release"), house_release_id(number, a), a, &t, err)) {
		if (err->code != DAIS_ERR_NOT_FOUND)
			return false;
		*err = (struct dais_err)DAIS_ERR_INIT;
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "package \"%.*s\" has no release %u",
		    DAIS_STR_ARG(package), number);
	}
	return house_release_parse(&t, a, ret, ret_files, err);
}

bool
house_release_read(struct dais_house *h, struct dais_str package, unsigned number,
    struct dais_arena *a, struct dais_release *ret, struct dais_err *err)
{
	return read_release(h, package, number, a, ret, NULL, err);
}

bool
house_release_files(struct dais_house *h, struct dais_str package, unsigned number,
    struct dais_arena *a, dais_house_files *ret, struct dais_err *err)
{
	house_kept_files files = { 0 };
	struct dais_release release;
	struct dais_str ignored;

	if (!read_release(h, package, number, a, &release, &files, err))
		return false;
	for (size_t i = 0; i < files.n; i++) {
		struct dais_house_file *f = dais_vec_add(a, ret);

		f->name = files.v[i].name;
		if (!dais_store_file_get(h->store, &files.v[i].digest, a, &f->bytes, &ignored, err))
			return dais_err_context(err, "while reading %.*s of release %u",
			    DAIS_STR_ARG(files.v[i].name), number);
	}
	return true;
}

bool
dais_house_releases(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_release_vec *ret, struct dais_err *err)
{
	dais_thing_vec things = { 0 };

	if (!dais_store_things(h->store, package, DAIS_STR("release"), a, &things, err))
		return false;
	for (size_t i = things.n; i-- > 0;) { /* their position is their number */
		if (!house_release_parse(&things.v[i], a, dais_vec_add(a, ret), NULL, err))
			return false;
	}
	return true;
}
