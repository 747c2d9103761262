/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A package from arbitrary things, as an editor or a program may write them: one a line, kind, id
 * and value. What reads without errors must become equal things again, and files that read equal.
 */
#include "base/err.h"
#include "read/package/load.h"
#include "read/package/planning.h"
#include "read/package/save.h"
#include "service/house/things.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
take_lines(struct dais_arena *a, struct dais_str bytes, dais_thing_vec *ret)
{
	struct dais_str line;
	int64_t position = 0;

	while (dais_str_next_line(&bytes, &line)) {
		struct dais_thing t = { .position = position++ };

		if (!dais_str_next(&line, ' ', &t.kind) || !dais_str_next(&line, ' ', &t.id) ||
		    !line.p || dais_things_find(ret, t.kind, t.id) != SIZE_MAX)
			continue;
		t.value = line;
		dais_vec_push(a, ret, t);
	}
	dais_things_sort(ret);
}

static struct dais_str
canonical(struct dais_arena *a, const struct dais_record *r)
{
	struct dais_record copy = *r;
	struct dais_str all;

	copy.origin_yaml = DAIS_STR_NONE;
	memset(copy.origin_text, 0, sizeof(copy.origin_text));
	all = dais_package_print_yaml(&copy, a);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		all =
		    dais_arena_concat(a, all, dais_package_print_text(&copy, (enum dais_lang)l, a));
	return all;
}

static const struct dais_record *
read_files(struct dais_arena *a, const dais_house_files *files, struct dais_diags *d)
{
	struct dais_str yaml = DAIS_STR_NONE, profile = DAIS_STR_NONE, planning = DAIS_STR_NONE,
			text[DAIS_LANG_COUNT];
	struct dais_record *r;

	memset(text, 0, sizeof(text));
	for (size_t i = 0; i < files->n; i++) {
		struct dais_str name = files->v[i].name;
		enum dais_lang l;

		if (dais_str_is(name, "meeting.yaml"))
			yaml = files->v[i].bytes;
		else if (dais_str_is(name, "profile.yaml"))
			profile = files->v[i].bytes;
		else if (dais_str_is(name, "planning.yaml"))
			planning = files->v[i].bytes;
		else if (dais_lang_parse(dais_str_sub(name, 5, 7), &l))
			text[l] = files->v[i].bytes;
	}
	r = dais_package_read(a, yaml, text, profile, d);
	dais_package_read_planning(r, planning, d);
	return r;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	dais_thing_vec things = { 0 }, again = { 0 }, third = { 0 };
	dais_house_files files = { 0 };
	struct dais_things_places places;
	struct dais_record *r;
	struct dais_diags d;

	if (!dais_str_is_text(bytes, NULL))
		return 0;
	take_lines(a, bytes, &things);
	dais_diags_init(&d, a);
	r = dais_things_read(a, &things, &d, &places);
	for (size_t i = 0; i < d.list.n; i++) {
		struct dais_str path;

		if (d.list.v[i].places.n)
			(void)dais_things_at(&places, &d.list.v[i].places.v[0], a, &path);
	}
	if (d.errors)
		return 0;
	dais_things_of(r, a, &again);
	r = dais_things_read(a, &again, &d, NULL);
	DAIS_ASSERT(d.errors == 0);
	dais_things_of(r, a, &third);
	for (size_t i = 0; i < again.n; i++) {
		if (!dais_str_is(again.v[i].kind, "origin"))
			DAIS_ASSERT(dais_str_eq(again.v[i].value, third.v[i].value));
	}
	again.n = 0; /* without origins: the files are canonical */
	dais_things_files(r, &again, a, &files);
	DAIS_ASSERT(dais_str_eq(canonical(a, read_files(a, &files, &d)), canonical(a, r)));
	DAIS_ASSERT(d.errors == 0);
	return 0;
}
