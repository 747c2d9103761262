/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Saving: bytes that come back, what survives a change, skeletons.
 */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "read/package/save.h"
#include "read/package/skeleton.h"

static struct dais_record *
load(struct dais_arena *a, const char *dir)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r;
	struct dais_diags d;

	dais_diags_init(&d, a);
	assert_true(dais_package_load(a, dir, &r, &d, &err));
	assert_string_equal(first_of(a, &d), "nothing");
	return r;
}

static void
save(const struct dais_record *r, const char *dir)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_package_save(r, dir, &err))
		fail_msg("%s", err.msg);
}

static void
forget_origin(struct dais_record *r)
{
	r->origin_yaml = DAIS_STR_NONE;
	memset(r->origin_text, 0, sizeof(r->origin_text));
}

static struct dais_str
canonical(struct dais_arena *a, const struct dais_record *r)
{
	struct dais_record copy = *r;
	DAIS_BUF_AUTO b = { 0 };

	forget_origin(&copy);
	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_buf_put(&b, dais_package_print_yaml(&copy, a));
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_buf_put(&b, dais_package_print_text(&copy, (enum dais_lang)l, a));
	return dais_buf_dup(&b, a);
}

static void
assert_same(struct dais_str x, struct dais_str y)
{
	size_t n = x.n < y.n ? x.n : y.n, i = 0;

	while (i < n && x.p[i] == y.p[i])
		i++;
	if (x.n != y.n || i < n)
		fail_msg(
		    "differs at byte %zu: \"%.*s\"", i, DAIS_STR_ARG(dais_str_sub(x, i, i + 80)));
}

static const char *const examples[] = { EXAMPLES "/untoc-2022", EXAMPLES "/single-body" };

static void
test_examples_byte_for_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		const struct dais_record *r = load(a, examples[i]), *again;
		char *dir = make_folder(a);

		save(r, dir);
		again = load(a, dir);
		assert_same(again->origin_yaml, r->origin_yaml);
		for (int l = 0; l < DAIS_LANG_COUNT; l++)
			assert_same(again->origin_text[l], r->origin_text[l]);
	}
}

/* Without their origin the examples are written canonically, and stay so. */
static void
test_examples_canonical(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_record *r = load(a, examples[i]), *again;
		char *dir = make_folder(a);

		forget_origin(r);
		save(r, dir);
		again = load(a, dir);
		assert_same(canonical(a, again), canonical(a, r));
		assert_same(again->origin_yaml, dais_package_print_yaml(r, a));
	}
}

/* After a change only the changed lines differ. */
static void
test_change_is_small(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_record *r = load(a, examples[i]);
		struct dais_str new_rest, old_rest = r->origin_yaml, x, y;
		size_t changed = 0;

		r->items.v[0].title.in[DAIS_LANG_EN] = DAIS_STR("Other: words");
		new_rest = dais_package_print_yaml(r, a);
		while (dais_str_next_line(&old_rest, &x) && dais_str_next_line(&new_rest, &y))
			changed += !dais_str_eq(x, y);
		assert_int_equal(changed, 1);
		assert_int_equal(old_rest.n, new_rest.n);
	}
}

/* Who saves a plan does not take back what somebody else has written meanwhile. */
static void
test_changed_meanwhile(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *dir = make_folder(a), *path = dais_file_join(a, dir, "meeting.yaml");
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r;
	struct dais_str other, now;

	(void)state;
	save(load(a, examples[0]), dir);
	r = load(a, dir);
	r->items.v[0].title.in[DAIS_LANG_EN] = DAIS_STR("Other: words");
	other = dais_arena_concat(a, r->origin_yaml, DAIS_STR("# mine\n"));
	assert_true(dais_file_write(path, other, &err));
	assert_false(dais_package_save_meeting(r, dir, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_non_null(strstr(err.msg, "was changed meanwhile; nothing was written"));
	assert_true(dais_file_read(a, path, 1u << 20, &now, &err));
	assert_same(now, other);
	assert_true(dais_file_write(path, r->origin_yaml, &err));
	assert_true(dais_package_save_meeting(r, dir, &err));
	assert_same(load(a, dir)->items.v[0].title.in[DAIS_LANG_EN], DAIS_STR("Other: words"));
}

static void
test_comments_and_order(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_str yaml = spoil(a, small_yaml, "    symbol: CTOC/COP\n    noun: session\n",
	    "    noun: session   # first\n    # above\n\n    symbol: 'CTOC/COP'\n");
	struct dais_record *r = read_small(a, yaml, DAIS_STR_NONE, &d);
	struct dais_str out;

	(void)state;
	assert_string_equal(first_of(a, &d), "nothing");
	r->bodies.v[0].short_name.in[DAIS_LANG_EN] = DAIS_STR("COP");
	r->sittings.v[0].end.minute = 12 * 60;
	out = dais_package_print_yaml(r, a);
	assert_int_not_equal(
	    dais_str_find(out, DAIS_STR("# A small package.\ndais: 1\n"), 0), SIZE_MAX);
	assert_int_not_equal(
	    dais_str_find(out,
		DAIS_STR("    name: {en: Conference, fr: Conférence}\n"
			 "    short:\n      en: COP\n"
			 "    noun: session   # first\n    # above\n\n    symbol: 'CTOC/COP'\n"),
		0),
	    SIZE_MAX);
	assert_int_not_equal(
	    dais_str_find(out,
		DAIS_STR("  - start: 2022-05-23T10:00 # Monday\n    end: 2022-05-23T12:00\n"), 0),
	    SIZE_MAX);
	assert_int_not_equal(
	    dais_str_find(out, DAIS_STR("    distribution: general\n"), 0), SIZE_MAX);
	assert_int_not_equal(dais_str_find(out, DAIS_STR("  ic@13: # the meeting\n"), 0), SIZE_MAX);
	assert_true(dais_str_has_suffix(out, DAIS_STR("# The end.\n")));
}

/* The format that was approved comes back; no other approval has one. */
static void
test_approved_format(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_str yaml =
	    spoil(a, small_yaml, "{object: dates, ", "{object: format, modality: online, ");
	struct dais_record *r = read_small(a, yaml, DAIS_STR_NONE, &d);

	(void)state;
	assert_string_equal(first_of(a, &d), "nothing");
	assert_true(r->approvals.v[0].has_modality);
	forget_origin(r);
	r = read_small(a, dais_package_print_yaml(r, a), DAIS_STR_NONE, &d);
	assert_true(r->approvals.v[0].has_modality);
	assert_int_equal(r->approvals.v[0].modality, DAIS_MODALITY_ONLINE);
	r = read_small(a, dais_str_from(small_yaml), DAIS_STR_NONE, &d);
	assert_false(r->approvals.v[0].has_modality);
}

static const char silences_yaml[] =
    "silences:\n"
    "  dates-1:\n"
    "    object: dates\n"
    "    meetings: [ic@13]\n"
    "    by: cop\n"
    "    proposal: {en: \"Yes: 23 May\", fr: Le 23 mai}\n"
    "    opens: 2021-07-20T10:00\n"
    "    closes: 2021-07-23T17:00\n"
    "    withdrawn: 2021-07-21T12:00\n"
    "  dates:\n"
    "    object: dates\n"
    "    meetings: [ic@13, ta@13]\n"
    "    by: cop\n"
    "    asked: {en: The Bureau and the chairs}\n"
    "    proposal: {en: Yes}\n"
    "    frozen: abc\n"
    "    opens: 2021-07-27T10:00\n"
    "    closes: 2021-07-30T17:00\n"
    "    zone: Europe/Vienna\n"
    "    extended:\n"
    "      - {at: 2021-07-28T09:00, instead-of: 2021-07-29T17:00}\n"
    "    replies:\n"
    "      - {kind: objection, from: A State, at: 2021-07-29T11:20, words: \"No: later\", "
    "standing: false}\n"
    "      - {kind: amendment, from: Another, at: 2021-07-29T11:20, taken-back: "
    "2021-07-29T15:00}\n"
    "    public: true\n"
    "    follows: dates-1\n"
    "approvals:\n"
    "  dates: {object: dates, meetings: [ic@13], by: cop, method: silence, date: 2021-07-30, "
    "silence: dates}\n"
    "  # was: {";

static void
test_silences(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_str yaml = spoil(a, small_yaml, "approvals:\n  dates: {", silences_yaml), first;
	struct dais_record *r = read_small(a, yaml, DAIS_STR_NONE, &d);
	const struct dais_silence *s;

	(void)state;
	assert_string_equal(first_of(a, &d), "nothing");
	first = canonical(a, r);
	r = read_small(a, dais_package_print_yaml(r, a), DAIS_STR_NONE, &d);
	assert_string_equal(first_of(a, &d), "nothing");
	assert_same(first, canonical(a, r));
	forget_origin(r);
	r = read_small(a, dais_package_print_yaml(r, a), DAIS_STR_NONE, &d);
	assert_same(first, canonical(a, r));
	assert_int_equal(r->silences.n, 2);
	s = &r->silences.v[1];
	assert_int_equal(s->follows, 0);
	assert_int_equal(r->silences.v[0].follows, DAIS_NONE);
	assert_true(s->is_public);
	assert_int_equal(s->replies.n, 2);
	assert_true(s->replies.v[0].without_standing);
	assert_true(dais_str_is(s->replies.v[0].words, "No: later"));
	assert_int_equal(s->replies.v[1].kind, DAIS_REPLY_AMENDMENT);
	assert_int_equal(s->replies.v[1].taken_back.minute, 15 * 60);
	assert_int_equal(s->extended.v[0].instead.date.day, 29);
	assert_int_equal(r->approvals.v[0].silence, 1);
}

static void
test_silences_refused(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	static const char *const spoilt[][2] = { { "by: cop\n    asked", "by: nobody\n    asked" },
		{ "follows: dates-1", "follows: dates-9" },
		{ "closes: 2021-07-30T17:00", "closes: 2021-07-30" },
		{ "kind: amendment", "kind: perhaps" }, { "from: Another, ", "" },
		{ "public: true", "public: maybe" }, { "silence: dates}", "silence: topics}" } };

	(void)state;
	for (size_t i = 0; i < sizeof(spoilt) / sizeof(spoilt[0]); i++) {
		struct dais_str yaml = spoil(a, small_yaml, "approvals:\n  dates: {",
		    spoil(a, silences_yaml, spoilt[i][0], spoilt[i][1]).p);

		(void)read_small(a, yaml, DAIS_STR_NONE, &d);
		assert_int_equal(d.errors, 1);
		assert_true(d.list.v[0].places.v[0].line > 70);
	}
}

static uint32_t
rnd(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

/* Words that try every rule of quoting. */
static struct dais_str
random_words(struct dais_arena *a, uint32_t *seed)
{
	static const char *const pieces[] = { "a", "Б", "国", " ", ": ", " #", "'", "\"", "\\", "-",
		"?", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "12", "null",
		"~", "\n", "\t", "\xC2\x85", "\xE2\x80\xA8", "true", "...", "---" };
	struct dais_buf b;
	struct dais_str s;

	dais_buf_init(&b, 1024);
	for (uint32_t i = 0, n = 1 + rnd(seed, 5); i < n; i++)
		dais_buf_puts(&b, pieces[rnd(seed, sizeof(pieces) / sizeof(*pieces))]);
	s = dais_buf_dup(&b, a);
	dais_buf_release(&b);
	return dais_str_trim(s).n ? s : DAIS_STR("x");
}

/* Random words everywhere: saved, read again, equal. */
static void
test_random(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags d, d2;
		struct dais_record *r =
		    read_small(a, dais_str_from(small_yaml), dais_str_from(small_text), &d);
		struct dais_str text[DAIS_LANG_COUNT] = { 0 }, once;
		const struct dais_record *again;

		for (size_t i = 0; i < r->items.n; i++)
			r->items.v[i].title.in[rnd(&seed, DAIS_LANG_COUNT)] =
			    random_words(a, &seed);
		r->meetings.v[1].room.in[DAIS_LANG_FR] = random_words(a, &seed);
		r->mandates.v[0].paragraphs.v[0] = random_words(a, &seed);
		r->sittings.v[0].entries.n = rnd(&seed, 3);
		r->documents.v[0].late_reason = random_words(a, &seed);
		r->documents.v[0].languages = 1 + rnd(&seed, DAIS_LANG_ALL);
		r->documents.v[0].versions[rnd(&seed, DAIS_LANG_COUNT)].given = true;
		if (rnd(&seed, 2))
			forget_origin(r);
		once = dais_package_print_yaml(r, a);
		dais_diags_init(&d2, a);
		text[DAIS_LANG_EN] = dais_package_print_text(r, DAIS_LANG_EN, a);
		again = dais_package_read(a, once, text, DAIS_STR_NONE, &d2);
		assert_string_equal(first_of(a, &d2), "nothing");
		assert_same(canonical(a, again), canonical(a, r));
		assert_same(dais_package_print_yaml(again, a), once);
	}
}

static void
test_skeleton(void **state)
{
	struct dais_skeleton_options o = { .opens = { 2027, 5, 24 }, .profile = "untoc" };

	(void)state;
	for (size_t bodies = 1; bodies <= 3; bodies++) {
		for (unsigned days = 1; days <= 6; days += 5) {
			DAIS_ARENA_AUTO a = dais_arena_new(0);
			struct dais_err err = DAIS_ERR_INIT, again = DAIS_ERR_INIT;
			char *dir = make_folder(a);
			const struct dais_record *r;

			o.languages = bodies == 1 ? DAIS_LANG_BIT(DAIS_LANG_FR) : DAIS_LANG_ALL;
			o.bodies[bodies - 1] =
			    (struct dais_skeleton_body){ .name = "Working Group", .ordinal = 3 };
			o.body_count = bodies;
			o.days = days;
			if (!dais_package_new(dir, &o, &err))
				fail_msg("%s", err.msg);
			r = load(a, dir);
			assert_int_equal(r->together.n, bodies);
			assert_int_equal(r->sittings.n, 2 * days);
			assert_false(dais_package_new(dir, &o, &again));
			assert_int_equal(again.code, DAIS_ERR_CONFLICT);
		}
	}
}

/* Of a disk that is full the next try finds nothing in its way: the texts have room, meeting.yaml
 * has none. */
static void
test_skeleton_on_a_full_disk(void **state)
{
	const struct dais_skeleton_options o = { .opens = { 2027, 5, 24 },
		.profile = "untoc",
		.bodies = { { .name = "Working Group", .ordinal = 3 } },
		.body_count = 1 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *there = make_folder(a), *none = dais_file_join(a, make_folder(a), "new");
	const char *dirs[] = { there, none };
	struct rlimit before, small;
	struct stat st;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	(void)signal(SIGXFSZ, SIG_IGN);
	for (size_t i = 0; i < 2; i++) {
		assert_true(dais_package_new(dirs[i], &o, &err));
		assert_int_equal(stat(dais_file_join(a, dirs[i], "text/en.md"), &st), 0);
		small = (struct rlimit){ (rlim_t)st.st_size, before.rlim_max };
		assert_int_equal(unlink(dais_file_join(a, dirs[i], "text/en.md")), 0);
		assert_int_equal(rmdir(dais_file_join(a, dirs[i], "text")), 0);
		assert_int_equal(unlink(dais_file_join(a, dirs[i], "meeting.yaml")), 0);
		if (i == 1)
			assert_int_equal(rmdir(dirs[i]), 0);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
		assert_false(dais_package_new(dirs[i], &o, &err));
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
		assert_int_equal(err.code, DAIS_ERR_IO);
		assert_non_null(strstr(err.msg, "meeting.yaml"));
		err = (struct dais_err)DAIS_ERR_INIT;
		assert_true(dais_file_exists(dirs[i]) == (i == 0));
		assert_true(dais_package_may_be_new(dirs[i], &err));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples_byte_for_byte),
		cmocka_unit_test(test_examples_canonical),
		cmocka_unit_test(test_change_is_small),
		cmocka_unit_test(test_changed_meanwhile),
		cmocka_unit_test(test_comments_and_order),
		cmocka_unit_test(test_approved_format),
		cmocka_unit_test(test_silences),
		cmocka_unit_test(test_silences_refused),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_skeleton),
		cmocka_unit_test(test_skeleton_on_a_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
