/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Packages become things and come back: the same bytes when nothing changed, an equal record
 * otherwise.
 */
#include "support.h"

#include <stdlib.h>

#include "base/file.h"
#include "mark/json_read.h"
#include "read/package/planning.h"
#include "read/package/save.h"
#include "service/house/things.h"

static struct dais_record *
load(struct dais_arena *a, const char *dir)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r;
	struct dais_diags d;

	dais_diags_init(&d, a);
	if (!dais_package_load(a, dir, &r, &d, &err))
		fail_msg("%s", err.msg);
	assert_string_equal(first_of(a, &d), "nothing");
	return r;
}

static struct dais_record *
read_back(struct dais_arena *a, const dais_thing_vec *things)
{
	struct dais_diags d;
	struct dais_record *r;

	dais_diags_init(&d, a);
	r = dais_things_read(a, things, &d, NULL);
	assert_string_equal(first_of(a, &d), "nothing");
	return r;
}

static void
assert_same(struct dais_str x, struct dais_str y)
{
	size_t n = x.n < y.n ? x.n : y.n, i = 0;

	while (i < n && x.p[i] == y.p[i])
		i++;
	if (x.n != y.n || i < n)
		fail_msg("differs at byte %zu: \"%.*s\" \"%.*s\"", i,
		    DAIS_STR_ARG(dais_str_sub(x, i, i + 80)),
		    DAIS_STR_ARG(dais_str_sub(y, i, i + 80)));
}

/* Everything a record says, without its origin. */
static struct dais_str
canonical(struct dais_arena *a, const struct dais_record *r)
{
	struct dais_record copy = *r;
	DAIS_BUF_AUTO b = { 0 };

	copy.origin_yaml = DAIS_STR_NONE;
	memset(copy.origin_text, 0, sizeof(copy.origin_text));
	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_buf_put(&b, dais_package_print_yaml(&copy, a));
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_buf_put(&b, dais_package_print_text(&copy, (enum dais_lang)l, a));
	dais_buf_put(&b, r->origin_profile);
	dais_buf_put(&b, r->origin_planning);
	return dais_buf_dup(&b, a);
}

static struct dais_str
file(const dais_house_files *files, const char *name)
{
	for (size_t i = 0; i < files->n; i++) {
		if (dais_str_is(files->v[i].name, name))
			return files->v[i].bytes;
	}
	return DAIS_STR_NONE;
}

static void
assert_things_equal(const dais_thing_vec *x, const dais_thing_vec *y)
{
	assert_int_equal(x->n, y->n);
	for (size_t i = 0; i < x->n; i++) {
		assert_same(x->v[i].kind, y->v[i].kind);
		assert_same(x->v[i].id, y->v[i].id);
		assert_same(x->v[i].value, y->v[i].value);
	}
}

/* The bytes of @r come back, and so do the things of what comes back. */
static void
assert_lossless(struct dais_arena *a, const struct dais_record *r)
{
	dais_thing_vec things = { 0 }, again = { 0 };
	dais_house_files files = { 0 };
	struct dais_record *back;

	dais_things_of(r, a, &things);
	for (size_t i = 0; i < things.n; i++)
		assert_true(dais_things_is_of_package(things.v[i].kind));
	back = read_back(a, &things);
	assert_same(canonical(a, back), canonical(a, r));
	dais_things_files(back, &things, a, &files);
	assert_same(file(&files, "meeting.yaml"), r->origin_yaml);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		assert_same(
		    file(&files,
			dais_arena_printf(a, "text/%s.md", dais_lang_code((enum dais_lang)l)).p),
		    r->origin_text[l]);
	assert_same(file(&files, "planning.yaml"), r->origin_planning);
	assert_same(file(&files, "profile.yaml"), r->origin_profile);
	/* The working record has its own origin; with that of the import its things are the same.
	 */
	back->origin_yaml = r->origin_yaml;
	memcpy(back->origin_text, r->origin_text, sizeof(r->origin_text));
	dais_things_of(back, a, &again);
	assert_things_equal(&things, &again);
}

static void
test_examples_come_back_byte_for_byte(void **state)
{
	static const char *const examples[] = { EXAMPLES "/untoc-2022", EXAMPLES "/single-body" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		assert_lossless(a, load(a, examples[i]));
	}
}

/* The packages of other tests and of documents that were read: folders on the command line. */
static void
test_packages_given(void **state)
{
	char *const *dirs = *state;

	for (size_t i = 0; dirs && dirs[i]; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		assert_lossless(a, load(a, dirs[i]));
	}
}

static void
test_small_package_as_things(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_record *r =
	    read_small(a, dais_str_from(small_yaml), dais_str_from(small_text), &d);
	dais_thing_vec things = { 0 };
	static const struct {
		const char *kind, *id, *value;
	} expected[] = {
		{ "agenda", "ic", "[\"organization\",\"environment\"]" },
		{ "annotation", "en/environment@ic",
		    "{\"text\":\"See {{mandate cop:10/6}} and {{doc agenda}}, on {{date "
		    "2022-05-23|23 May}}.\\n\\n- one\\n- *two*\\n\"}" },
		{ "body", "cop",
		    "{\"name\":{\"en\":\"Conference\",\"fr\":\"Conférence\"},\"symbol\":\"CTOC/"
		    "COP\",\"noun\":\"session\"}" },
		{ "item", "organization",
		    "{\"kind\":\"organizational\",\"title\":{\"en\":\"Organizational matters\"}}" },
		{ "item", "organization/agenda",
		    "{\"kind\":\"adoption-of-agenda\",\"title\":{\"en\":\"Adoption\"},"
		    "\"documents\":"
		    "[\"agenda\"]}" },
		{ "mandate", "cop:10/6",
		    "{\"kind\":\"resolution\",\"paragraphs\":[\"5\"],\"requests\":[\"ic\",\"ta\"],"
		    "\"outcome\":{\"kind\":\"recommendations\",\"for\":\"cop@11\"}}" },
		{ "package", "package",
		    "{\"languages\":[\"en\",\"fr\"],\"profile\":\"untoc\",\"produces\":\"agenda\","
		    "\"together\":[\"ic@13\",\"ta@13\"]}" },
		{ "sitting", "s1",
		    "{\"start\":\"2022-05-23T10:00\",\"end\":\"2022-05-23T13:00\",\"bodies\":["
		    "\"ic\","
		    "\"ta\"],\"entries\":[\"organization/opening\",{\"item\":\"environment\","
		    "\"minutes\":60}]}" },
	};

	(void)state;
	assert_lossless(a, r);
	dais_things_of(r, a, &things);
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		size_t at = dais_things_find(
		    &things, dais_str_from(expected[i].kind), dais_str_from(expected[i].id));

		assert_int_not_equal(at, SIZE_MAX);
		assert_string_equal(things.v[at].value.p, expected[i].value);
	}
}

static uint32_t
rnd(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

/* Words that look like something else to YAML or to JSON. */
static struct dais_str
random_words(struct dais_arena *a, uint32_t *seed)
{
	static const char *const pieces[] = { "a", "Б", "国", " ", ": ", " #", "'", "\"", "\\", "-",
		"[", "}", "&", "|", "12", "0", "null", "~", "\n", "\t", "\xC2\x85", "\xE2\x80\xA8",
		"true", "2022-05-23", "...", "---", "\x7F" };
	DAIS_BUF_AUTO b = { 0 };
	struct dais_str s;

	dais_buf_init(&b, 1024);
	for (uint32_t i = 0, n = 1 + rnd(seed, 5); i < n; i++)
		dais_buf_puts(&b, pieces[rnd(seed, sizeof(pieces) / sizeof(*pieces))]);
	s = dais_buf_dup(&b, a);
	return dais_str_trim(s).n ? s : DAIS_STR("x");
}

/* Random words and choices everywhere: through things and back, equal; written as files and read,
 * equal. */
static void
test_random_records(void **state)
{
	uint32_t seed = 11;

	(void)state;
	for (int round = 0; round < 600; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags d, d2;
		struct dais_record *r =
		    read_small(a, dais_str_from(small_yaml), dais_str_from(small_text), &d);
		struct dais_record *back, *again;
		struct dais_str text[DAIS_LANG_COUNT] = { 0 };
		dais_thing_vec things = { 0 };
		dais_house_files files = { 0 };

		for (size_t i = 0; i < r->items.n; i++)
			r->items.v[i].title.in[rnd(&seed, DAIS_LANG_COUNT)] =
			    random_words(a, &seed);
		r->meetings.v[1].room.in[DAIS_LANG_FR] = random_words(a, &seed);
		r->mandates.v[0].paragraphs.v[0] = random_words(a, &seed);
		r->sittings.v[0].entries.n = rnd(&seed, 3);
		r->documents.v[0].late_reason = random_words(a, &seed);
		r->documents.v[0].languages = 1 + rnd(&seed, DAIS_LANG_ALL);
		r->documents.v[0].versions[rnd(&seed, DAIS_LANG_COUNT)].given = true;
		r->annotations[DAIS_LANG_EN].n = rnd(&seed, 3);
		r->plans[DAIS_MODALITY_HYBRID] = r->sittings;
		dais_things_of(r, a, &things);
		back = read_back(a, &things);
		assert_same(canonical(a, back), canonical(a, r));
		dais_things_files(back, &things, a, &files);
		text[DAIS_LANG_EN] = file(&files, "text/en.md");
		dais_diags_init(&d2, a);
		again =
		    dais_package_read(a, file(&files, "meeting.yaml"), text, DAIS_STR_NONE, &d2);
		assert_string_equal(first_of(a, &d2), "nothing");
		assert_same(canonical(a, again), canonical(a, r));
	}
}

/* The thing and member a complaint of the package reader is about. */
static const char *
complaint(struct dais_arena *a, const char *kind, const char *id, const char *value)
{
	struct dais_diags d;
	struct dais_record *r =
	    read_small(a, dais_str_from(small_yaml), dais_str_from(small_text), &d);
	struct dais_things_places places;
	dais_thing_vec things = { 0 };
	struct dais_str path;
	size_t at;

	dais_things_of(r, a, &things);
	at = dais_things_find(&things, dais_str_from(kind), dais_str_from(id));
	if (at == SIZE_MAX) {
		at = things.n;
		*dais_vec_add(a, &things) = (struct dais_thing){
			.kind = dais_str_from(kind), .id = dais_str_from(id), .position = 99
		};
	}
	things.v[at].value = dais_str_from(value);
	dais_things_sort(&things);
	dais_diags_init(&d, a);
	(void)dais_things_read(a, &things, &d, &places);
	if (!d.errors)
		return "nothing";
	if (!d.list.v[0].places.n)
		return d.list.v[0].message.p;
	at = dais_things_at(&places, &d.list.v[0].places.v[0], a, &path);
	assert_int_not_equal(at, SIZE_MAX);
	return dais_arena_printf(a, "%.*s %.*s %.*s: %.*s", DAIS_STR_ARG(places.things.v[at].kind),
	    DAIS_STR_ARG(places.things.v[at].id), DAIS_STR_ARG(path),
	    DAIS_STR_ARG(d.list.v[0].message))
	    .p;
}

static void
test_complaints_name_the_thing(void **state)
{
	static const struct {
		const char *kind, *id, *value, *says;
	} cases[] = {
		{ "item", "environment",
		    "{\"kind\":\"substantive\",\"title\":{\"en\":\"E\"},\"documents\":[\"agenda\","
		    "\"agend\"]}",
		    "item environment documents.1: unknown document `agend`" },
		{ "item", "organization/opening", "{\"kind\":\"opening\",\"title\":{\"xx\":\"E\"}}",
		    "item organization/opening title.xx: unknown language `xx`" },
		{ "item", "nothing/part", "{}",
		    "part `nothing/part` belongs to an item that is not there" },
		{ "agenda", "ic", "[\"organization\",\"none\"]",
		    "agenda ic 1: unknown item `none` in the agenda of `ic`" },
		{ "sitting", "s1",
		    "{\"start\":\"2022-05-23T10:00\",\"end\":\"2022-05-23T09:00\",\"bodies\":["
		    "\"ic\"]}",
		    "sitting s1 end: the sitting ends before it starts" },
		{ "package", "package",
		    "{\"languages\":[\"en\"],\"together\":[\"ic@13\"],\"colour\":\"red\"}",
		    "package package : unknown key `colour` in meeting.yaml" },
		{ "annotation", "en/environment@ic", "{\"text\":\"One.\\n\\n<b>two</b>\\n\"}",
		    "annotation en/environment@ic 3: raw HTML is not allowed" },
		{ "annotation", "en/environment@ic",
		    "{\"text\":\"One.\\n\\n# {{item strategies}}\\n\\nTwo.\\n\"}",
		    "annotation en/environment@ic 3: a heading of the first level cannot stand in "
		    "an "
		    "annotation" },
		{ "item", "environment", "{\"kind\":",
		    "the value of item `environment` cannot be read: not JSON (line 1, column 8): "
		    "unexpected "
		    "token "
		    "near end of file" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		assert_string_equal(
		    complaint(a, cases[i].kind, cases[i].id, cases[i].value), cases[i].says);
	}
}

int
main(int argc, char **argv)
{
	struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples_come_back_byte_for_byte),
		cmocka_unit_test(test_small_package_as_things),
		cmocka_unit_test(test_random_records),
		cmocka_unit_test(test_complaints_name_the_thing),
		cmocka_unit_test_prestate(test_packages_given, argc > 1 ? argv + 1 : NULL),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
