/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies as they are called now, what was released last, and when the index changed: kept up with
 * each replacement. By chance: against what all rows together say.
 */
#include <stdlib.h>

#include "contract.h"

#define S(c) dais_str_from(c)
#define BODIES 7u
#define PACKAGES 4u
#define YEAR 2020

/* ---- what packages say, kept beside the store ---- */

struct said {
	bool is;
	unsigned parent; /* BODIES: none, above: one that is not known */
	int as_of; /* day of the year */
	bool meets;
	bool documents;
};
struct world {
	struct dais_store *s;
	struct dais_arena *a;
	struct said of[PACKAGES][BODIES];
	int64_t stamps[BODIES + 1];
	uint32_t random;
};

static unsigned
chance(struct world *w, unsigned n)
{
	w->random = w->random * 1664525u + 1013904223u;
	return (w->random >> 8) % n;
}

static struct dais_str
key(struct world *w, unsigned body)
{
	return body == BODIES  ? DAIS_STR_NONE
	       : body > BODIES ? S("UNKNOWN")
			       : dais_arena_printf(w->a, "B/%c", (int)('a' + body));
}

static struct dais_date
day(int n)
{
	return dais_date_add((struct dais_date){ YEAR, 1, 1 }, n);
}

static void
write_package(struct world *w, unsigned package, int64_t at_ms)
{
	struct dais_index_rows rows = { 0 };
	struct dais_change_head head = { .who = S("x"), .action = S("x"), .at_ms = at_ms };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *writing;

	for (unsigned b = 0; b < BODIES; b++) {
		const struct said *s = &w->of[package][b];
		struct dais_index_body row = { .key = key(w, b), .parent = key(w, s->parent) };

		if (!s->is)
			continue;
		row.name.in[DAIS_LANG_EN] =
		    dais_arena_printf(w->a, "%u as of %d", package, s->as_of);
		row.as_of = day(s->as_of);
		dais_vec_push(w->a, &rows.bodies, row);
		if (s->meets) {
			struct dais_index_meeting m = { .body = row.key,
				.opens = { row.as_of, 600 },
				.closes = dais_date_add(row.as_of, s->as_of % 7),
				.released_ms = at_ms };

			dais_vec_push(w->a, &rows.meetings, m);
		}
		if (s->documents) {
			struct dais_index_document d = { .id = row.key,
				.body = row.key,
				.date = dais_date_add(row.as_of, -300) };

			dais_vec_push(w->a, &rows.documents, d);
		}
	}
	head.package = dais_arena_printf(w->a, "p%u", package);
	assert_true(dais_store_begin(w->s, &head, &writing, &err));
	contract_put(writing, "package", "package",
	    dais_arena_cstr(w->a, dais_arena_printf(w->a, "%lld", (long long)at_ms)));
	if (!dais_index_replace(writing, &rows, &err))
		fail_msg("%s", err.msg);
	(void)contract_commit(writing);
}

/* The package that speaks of @body last; PACKAGES: none does. */
static unsigned
speaks_last(const struct world *w, unsigned body)
{
	unsigned last = PACKAGES;

	for (unsigned p = 0; p < PACKAGES; p++)
		if (w->of[p][body].is &&
		    (last == PACKAGES || w->of[p][body].as_of >= w->of[last][body].as_of))
			last = p;
	return last;
}

static unsigned
parent_of(const struct world *w, unsigned body)
{
	unsigned p = speaks_last(w, body);

	return p == PACKAGES ? BODIES : w->of[p][body].parent;
}

static bool
is_known(const struct world *w, unsigned body)
{
	return body < BODIES && speaks_last(w, body) < PACKAGES;
}

/* Whether @body is @above or below it. */
static bool
is_under(const struct world *w, unsigned body, unsigned above)
{
	for (unsigned n = 0; n <= BODIES && is_known(w, body); n++) {
		if (body == above)
			return true;
		body = parent_of(w, body);
	}
	return false;
}

/* ---- asking ---- */

static dais_index_body_vec
ask(struct world *w, enum dais_index_bodies_of of, struct dais_str body)
{
	struct dais_index_bodies_query q = { .of = of, .body = body, .max = 100 };
	dais_index_body_vec got = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_index_bodies(w->s, &q, w->a, &got, &err))
		fail_msg("%s", err.msg);
	return got;
}

static const struct dais_index_body *
find(const dais_index_body_vec *v, struct dais_str k)
{
	const struct dais_index_body *found = NULL;

	for (size_t i = 0; i < v->n; i++) {
		if (!dais_str_eq(v->v[i].key, k))
			continue;
		assert_null(found); /* each once */
		found = &v->v[i];
	}
	return found;
}

static void
check_body(struct world *w, unsigned body)
{
	dais_index_body_vec all = ask(w, DAIS_INDEX_BODIES_ALL, DAIS_STR_NONE);
	dais_index_body_vec top = ask(w, DAIS_INDEX_BODIES_TOP, DAIS_STR_NONE);
	dais_index_body_vec below = ask(w, DAIS_INDEX_BODIES_BELOW, key(w, body));
	dais_index_body_vec children = ask(w, DAIS_INDEX_BODIES_CHILDREN, key(w, body));
	const struct dais_index_body *row = find(&all, key(w, body));
	struct dais_index_body one;
	struct dais_err err = DAIS_ERR_INIT;

	assert_int_equal(row != NULL, is_known(w, body));
	assert_int_equal(dais_index_body(w->s, key(w, body), w->a, &one, &err), row != NULL);
	if (row) {
		unsigned p = speaks_last(w, body);

		assert_string_equal(dais_arena_cstr(w->a, row->name.in[DAIS_LANG_EN]),
		    dais_arena_cstr(
			w->a, dais_arena_printf(w->a, "%u as of %d", p, w->of[p][body].as_of)));
		assert_int_equal(find(&top, row->key) != NULL, !is_known(w, w->of[p][body].parent));
	}
	for (unsigned b = 0; b < BODIES; b++) {
		assert_int_equal(
		    find(&children, key(w, b)) != NULL, is_known(w, b) && parent_of(w, b) == body);
		/* A body is below itself in a circle, and then alone. */
		if (b != body && is_known(w, body))
			assert_int_equal(find(&below, key(w, b)) != NULL, is_under(w, b, body));
	}
}

static void
check_named(struct world *w)
{
	unsigned x = chance(w, BODIES), y = chance(w, BODIES);
	dais_store_strs keys = { 0 };
	dais_index_body_vec got = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_vec_push(w->a, &keys, key(w, x));
	dais_vec_push(w->a, &keys, key(w, y));
	dais_vec_push(w->a, &keys, S("\"'[]\\"));
	assert_true(dais_index_bodies_named(w->s, &keys, w->a, &got, &err));
	for (unsigned b = 0; b < BODIES; b++)
		assert_int_equal(find(&got, key(w, b)) != NULL,
		    is_known(w, b) && (is_under(w, x, b) || is_under(w, y, b)));
}

/* Meetings and releases of a body and those below it. */
static void
check_under(struct world *w, unsigned body)
{
	dais_store_strs keys = { 0 };
	dais_index_meeting_vec meetings = { 0 };
	dais_index_released_vec released = { 0 };
	struct dais_date from = day(100), to = day(200);
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = 0, packages = 0;

	dais_vec_push(w->a, &keys, key(w, body));
	assert_true(dais_index_meetings_under(w->s, &keys, from, to, 100, w->a, &meetings, &err));
	assert_true(dais_index_released(w->s, &keys, 100, w->a, &released, &err));
	for (unsigned p = 0; p < PACKAGES; p++) {
		bool any = false;

		for (unsigned b = 0; b < BODIES; b++) {
			const struct said *s = &w->of[p][b];

			if (!s->is || !s->meets || !is_under(w, b, body))
				continue;
			any = true;
			n += s->as_of + s->as_of % 7 >= 100 && s->as_of <= 200;
		}
		packages += any;
	}
	assert_int_equal(meetings.n, n);
	assert_int_equal(released.n, packages);
	for (size_t i = 1; i < meetings.n; i++)
		assert_true(
		    dais_date_cmp(meetings.v[i - 1].opens.date, meetings.v[i].opens.date) >= 0);
	for (size_t i = 1; i < released.n; i++)
		assert_true(released.v[i - 1].at_ms >= released.v[i].at_ms);
}

/* What a body shows, and so whether its stamp must be another. */
static struct dais_str
shown(struct world *w, unsigned body)
{
	struct dais_str all = DAIS_STR_NONE;

	for (unsigned b = 0; b < BODIES; b++) {
		unsigned last = speaks_last(w, b);

		if (!is_under(w, b, body))
			continue;
		all = dais_arena_printf(
		    w->a, "%.*s;%u,%u,%u", DAIS_STR_ARG(all), b, last, parent_of(w, b));
		for (unsigned p = 0; p < PACKAGES; p++)
			if (w->of[p][b].is)
				all = dais_arena_printf(w->a, "%.*s/%u,%d,%d,%d", DAIS_STR_ARG(all),
				    p, w->of[p][b].as_of, w->of[p][b].meets, w->of[p][b].documents);
	}
	return all;
}

static int64_t
stamp_of(struct world *w, unsigned body)
{
	struct dais_err err = DAIS_ERR_INIT;
	int64_t at;

	assert_true(dais_index_body_stamp(w->s, key(w, body), &at, &err));
	return at;
}

static void
change_package(struct world *w, unsigned package)
{
	for (unsigned b = 0; b < BODIES; b++)
		w->of[package][b] = (struct said){ .is = chance(w, 3) > 0,
			.parent = chance(w, BODIES + 2),
			.as_of = (int)chance(w, 300),
			.meets = chance(w, 2) == 0,
			.documents = chance(w, 2) == 0 };
}

static void
check_months(struct world *w)
{
	static const struct dais_date any;
	dais_index_month_vec got = { 0 };
	bool is[2 * 12] = { false };
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = 0;

	for (unsigned p = 0; p < PACKAGES; p++)
		for (unsigned b = 0; b < BODIES; b++) {
			const struct said *s = &w->of[p][b];
			struct dais_date dated = dais_date_add(day(s->as_of), -300);

			if (s->is && s->meets)
				is[12 + day(s->as_of).month - 1] = true;
			if (s->is && s->documents)
				is[(dated.year - YEAR + 1) * 12 + dated.month - 1] = true;
		}
	for (size_t i = 0; i < sizeof(is) / sizeof(*is); i++)
		n += is[i];
	assert_true(dais_index_months(w->s, any, any, 100, w->a, &got, &err));
	assert_int_equal(got.n, n);
	for (size_t i = 0; i < got.n; i++)
		assert_true(is[(got.v[i].first.year - YEAR + 1) * 12 + got.v[i].first.month - 1]);
	got.n = 0;
	assert_true(dais_index_months(w->s, (struct dais_date){ YEAR, 2, 3 },
	    (struct dais_date){ YEAR, 3, 1 }, 100, w->a, &got, &err));
	assert_int_equal(got.n, (size_t)is[13] + is[14]);
}

static void
test_by_chance(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct world w = { .s = contract_new(), .a = a, .random = 20261126 };

	(void)state;
	for (int round = 0; round < 30; round++) {
		struct dais_str before[BODIES];
		unsigned package = chance(&w, PACKAGES);

		for (unsigned b = 0; b < BODIES; b++) {
			before[b] = shown(&w, b);
			w.stamps[b] = stamp_of(&w, b);
		}
		w.stamps[BODIES] = stamp_of(&w, BODIES);
		change_package(&w, package);
		/* A clock that stands still does not stop the stamps. */
		write_package(&w, package, 1000000 + round / 3);
		for (unsigned b = 0; b < BODIES; b++) {
			check_body(&w, b);
			check_under(&w, b);
			if (!dais_str_eq(before[b], shown(&w, b)))
				assert_true(stamp_of(&w, b) > w.stamps[b]);
		}
		assert_true(stamp_of(&w, BODIES) > w.stamps[BODIES]);
		check_named(&w);
		check_months(&w);
	}
	dais_store_close(w.s);
}

static void
test_pages_of_bodies(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct world w = { .s = contract_new(), .a = a };
	struct dais_index_bodies_query q = { .max = 3 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_index_body found;
	size_t n = 0, pages = 0;

	(void)state;
	for (unsigned b = 0; b < BODIES; b++)
		w.of[0][b] = (struct said){ .is = true, .parent = b ? 0 : BODIES };
	write_package(&w, 0, 1);
	for (;; pages++) {
		dais_index_body_vec got = { 0 };

		assert_true(dais_index_bodies(w.s, &q, a, &got, &err));
		for (size_t i = 0; i < got.n; i++)
			assert_str(got.v[i].key, dais_arena_cstr(a, key(&w, (unsigned)n++)));
		if (got.n < q.max)
			break;
		q.after = got.v[got.n - 1].key;
	}
	assert_int_equal(n, BODIES);
	assert_int_equal(pages, 2);
	assert_true(dais_index_bodies_count(w.s, 4, &n, &err));
	assert_int_equal(n, 4);
	assert_true(dais_index_bodies_count(w.s, 100, &n, &err));
	assert_int_equal(n, BODIES);
	assert_true(dais_index_body(w.s, S("b/C*"), a, &found, &err));
	assert_str(found.key, "B/c");
	assert_false(dais_index_body(w.s, S("B/nothing"), a, &found, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	dais_store_close(w.s);
}

/* A list of documents goes on at a day; also behind several of one day, and those without one. */
static void
test_documents_go_on(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_writing *w = contract_begin(s, "one", "");
	struct dais_index_rows rows = { 0 };
	struct dais_index_documents_query q = { .body = S("X"), .max = 3 };
	struct dais_err err = DAIS_ERR_INIT;
	dais_index_years_vec years = { 0 };
	bool seen[20] = { false };
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct dais_index_document d = { .id = dais_arena_printf(a, "d%02d", i),
			.body = S("X") };

		if (i < 16)
			d.date = day(i < 8 ? 0 : 400 * (i / 3));
		dais_vec_push(a, &rows.documents, d);
	}
	contract_put(w, "package", "package", "1");
	assert_true(dais_index_replace(w, &rows, &err));
	(void)contract_commit(w);
	for (;;) {
		dais_index_document_vec got = { 0 };

		assert_true(dais_index_documents(s, &q, a, &got, &err));
		for (size_t i = 0; i < got.n; i++) {
			int64_t at;

			assert_true(dais_str_to_int(dais_str_sub(got.v[i].id, 1, 3), 0, 19, &at));
			assert_false(seen[at]);
			seen[at] = true;
			n++;
		}
		if (got.n < q.max)
			break;
		dais_index_documents_next(&q, &got, got.n);
	}
	assert_int_equal(n, 20);
	assert_true(dais_index_years(s, S("X"), a, &years, &err));
	assert_int_equal(years.n, 5);
	assert_int_equal(years.v[0], day(2000).year);
	assert_int_equal(years.v[4], YEAR);
	years.n = 0;
	assert_true(dais_index_years(s, S("Y"), a, &years, &err));
	assert_int_equal(years.n, 0);
	dais_store_close(s);
}

const struct CMUnitTest contract_bodies[] = {
	cmocka_unit_test(test_by_chance),
	cmocka_unit_test(test_pages_of_bodies),
	cmocka_unit_test(test_documents_go_on),
};
const size_t contract_bodies_n = sizeof(contract_bodies) / sizeof(*contract_bodies);
